"""The search itself, compiled: routes of a day, ruined and recreated under a falling temperature.

Nodes are numbered: the pick-up of request r is r, its drop-off n + r, the start of vehicle k is
2n + k and its end 2n + m + k. Times are minutes. A route begins with its vehicle's start and ends
with its end. The method is that of Christiaens and Vanden Berghe (2020, «Slack induction by
string removals»), with a schedule of our own for the longest ride (see `schedule`).
"""

import numpy as np
from numba import njit

EPS = 1e-7
WORTH = 1.03  # of the best price: the routes of such a plan are kept


@njit(cache=True, nogil=True)
def _random(seed):  # type: ignore[no-untyped-def]
    """A number in [0, 1): xorshift64*; `seed` holds the state."""
    x = seed[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    seed[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def schedule(p, k, seq, size, at, place):  # type: ignore[no-untyped-def]
    """The least times that keep windows, rides and the duration; fills `at`.

    Returns the late minutes, or -1 where no times exist. All conditions bound a time from below
    by another, so the least solution exists, is late the least at every node, and one sweep
    backwards finds it: raising a pick-up never lengthens the ride of a later one.
    """
    at[0] = p.earliest[seq[0]]
    for x in range(1, size):
        u = seq[x - 1]
        v = seq[x]
        time = at[x - 1] + p.service[u] + p.minutes[u, v]
        if time < p.earliest[v]:
            time = p.earliest[v]
        if time > p.latest[v] + EPS:
            return -1.0
        at[x] = time
        if v < 2 * p.n:
            place[v] = x
    n = p.n
    for x in range(size - 2, -1, -1):
        v = seq[x]
        if x == 0:
            y = size - 1
            need = at[y] - p.duration[k]
        elif v < n:
            y = place[v + n]
            need = at[y] - p.service[v] - p.ride[v]
        else:
            continue
        if need <= at[x] + EPS:
            continue
        if need > p.latest[v] + EPS:
            return -1.0
        at[x] = need
        for z in range(x + 1, size):
            u = seq[z - 1]
            w = seq[z]
            time = at[z - 1] + p.service[u] + p.minutes[u, w]
            if time <= at[z] + EPS:
                break
            if z == y or time > p.latest[w] + EPS:
                return -1.0
            at[z] = time
    late = 0.0
    for x in range(1, size - 1):
        over = at[x] - p.due[seq[x]]
        if over > 0.0:
            late += over
    return late


@njit(cache=True, nogil=True)
def refresh(p, s, k, at, place):  # type: ignore[no-untyped-def]
    """What is known of route k anew. Returns False where its times are impossible."""
    seq = s.nodes[k]
    size = s.length[k]
    late = schedule(p, k, seq, size, at, place)
    if late < 0.0:
        return False
    s.early[k, 0] = p.earliest[seq[0]]
    for d in range(s.onboard.shape[2]):
        s.onboard[k, 0, d] = 0
    price = 0.0
    for x in range(1, size):
        u = seq[x - 1]
        v = seq[x]
        time = s.early[k, x - 1] + p.service[u] + p.minutes[u, v]
        s.early[k, x] = time if time > p.earliest[v] else p.earliest[v]
        price += p.cost[u, v]
        for d in range(s.onboard.shape[2]):
            change = 0
            if v < p.n:
                change = p.load[v, d]
            elif v < 2 * p.n:
                change = -p.load[v - p.n, d]
            s.onboard[k, x, d] = s.onboard[k, x - 1, d] + change
        if v < 2 * p.n:
            s.place[v] = x
            if v < p.n:
                s.route_of[v] = k
    s.last[k, size - 1] = p.latest[seq[size - 1]]
    for x in range(size - 2, -1, -1):
        time = s.last[k, x + 1] - p.minutes[seq[x], seq[x + 1]] - p.service[seq[x]]
        s.last[k, x] = time if time < p.latest[seq[x]] else p.latest[seq[x]]
    s.price[k] = price + p.late_cost * late if size > 2 else 0.0
    return True


@njit(cache=True, nogil=True)
def best_place(p, s, k, r, bound, blink, seed, buffer, at, place):  # type: ignore[no-untyped-def]
    """The cheapest places of request r in route k below `bound`: (price, after i, after j).

    j counts positions of the route as it is; i = j means the drop-off right after the pick-up.
    The price is `bound` where there is none.
    """
    n = p.n
    seq = s.nodes[k]
    size = s.length[k]
    dims = p.load.shape[1]
    best = bound
    best_i = -1
    best_j = -1
    for d in range(dims):
        if p.load[r, d] > p.capacity[k, d]:
            return best, best_i, best_j
    a = r
    b = n + r
    riding = p.latest[a] + p.service[a] + p.ride[r]
    for i in range(size - 1):
        u = seq[i]
        v = seq[i + 1]
        if s.early[k, i] + p.service[u] > p.latest[a] + EPS:
            break
        full = False
        for d in range(dims):
            if s.onboard[k, i, d] + p.load[r, d] > p.capacity[k, d]:
                full = True
        if full:
            continue
        start = s.early[k, i] + p.service[u] + p.minutes[u, a]
        if start > p.latest[a] + EPS:
            continue
        if start < p.earliest[a]:
            start = p.earliest[a]
        left = start + p.service[a]
        if left + p.minutes[a, v] > s.last[k, i + 1] + EPS:
            continue
        if blink > 0.0 and _random(seed) < blink:
            continue
        gone = p.cost[u, v] if size > 2 else 0.0
        time = left + p.minutes[a, b]
        if time < p.earliest[b]:
            time = p.earliest[b]
        if time <= p.latest[b] + EPS:
            price = p.cost[u, a] + p.cost[a, b] + p.cost[b, v] - gone
            after = time + p.service[b] + p.minutes[b, v]
            if price < best - EPS and after <= s.last[k, i + 1] + EPS:
                late = _with(p, s, k, r, i, i, buffer, at, place)
                if late >= 0.0:
                    price += late
                    if price < best - EPS:
                        best = price
                        best_i = i
                        best_j = i
        first = p.cost[u, a] + p.cost[a, v] - gone
        if first >= best:
            continue
        time = left + p.minutes[a, v]
        if time < p.earliest[v]:
            time = p.earliest[v]
        for j in range(i + 1, size - 1):
            w = seq[j]
            full = False
            for d in range(dims):
                if s.onboard[k, j, d] + p.load[r, d] > p.capacity[k, d]:
                    full = True
            if full:
                break
            done = time + p.service[w]
            if done > p.latest[b] + EPS or done > riding + EPS:
                break
            x = seq[j + 1]
            price = first + p.cost[w, b] + p.cost[b, x] - p.cost[w, x]
            if price < best - EPS:
                there = done + p.minutes[w, b]
                if there < p.earliest[b]:
                    there = p.earliest[b]
                after = there + p.service[b] + p.minutes[b, x]
                if there <= p.latest[b] + EPS and after <= s.last[k, j + 1] + EPS:
                    late = _with(p, s, k, r, i, j, buffer, at, place)
                    if late >= 0.0:
                        price += late
                        if price < best - EPS:
                            best = price
                            best_i = i
                            best_j = j
            time = done + p.minutes[w, x]
            if time < p.earliest[x]:
                time = p.earliest[x]
            if time > s.last[k, j + 1] + EPS:
                break
    return best, best_i, best_j


@njit(cache=True, nogil=True)
def _with(p, s, k, r, i, j, buffer, at, place):  # type: ignore[no-untyped-def]
    """What the late minutes of route k with r at (i, j) cost more; -1 where impossible."""
    size = _joined(p, s, k, r, i, j, buffer)
    late = schedule(p, k, buffer, size, at, place)
    if late < 0.0:
        return -1.0
    if p.late_cost == 0.0:
        return 0.0
    way = 0.0
    for x in range(1, s.length[k]):
        way += p.cost[s.nodes[k, x - 1], s.nodes[k, x]]
    now = s.price[k] - way if s.length[k] > 2 else 0.0
    more = late * p.late_cost - now
    return more if more > 0.0 else 0.0


@njit(cache=True, nogil=True)
def _joined(p, s, k, r, i, j, buffer):  # type: ignore[no-untyped-def]
    """Route k with r at (i, j) in `buffer`; its length."""
    size = 0
    for x in range(s.length[k]):
        buffer[size] = s.nodes[k, x]
        size += 1
        if x == i:
            buffer[size] = r
            size += 1
        if x == j:
            buffer[size] = r + p.n
            size += 1
    return size


@njit(cache=True, nogil=True)
def insert(p, s, k, r, i, j, buffer, at, place):  # type: ignore[no-untyped-def]
    """Puts r into route k at (i, j)."""
    size = _joined(p, s, k, r, i, j, buffer)
    s.nodes[k, :size] = buffer[:size]
    s.length[k] = size
    refresh(p, s, k, at, place)


@njit(cache=True, nogil=True)
def _drop(p, s, k, gone):  # type: ignore[no-untyped-def]
    """Takes the marked requests out of route k (its knowledge is stale until refreshed)."""
    kept = 1
    for x in range(1, s.length[k]):
        v = s.nodes[k, x]
        r = v if v < p.n else v - p.n
        if v < 2 * p.n and gone[r]:
            continue
        s.nodes[k, kept] = v
        kept += 1
    s.length[k] = kept


@njit(cache=True, nogil=True)
def _copy(a, b, k):  # type: ignore[no-untyped-def]
    """Route k of a into b."""
    size = a.length[k]
    b.nodes[k, :size] = a.nodes[k, :size]
    b.length[k] = size
    b.early[k, :size] = a.early[k, :size]
    b.last[k, :size] = a.last[k, :size]
    b.onboard[k, :size] = a.onboard[k, :size]
    b.price[k] = a.price[k]


@njit(cache=True, nogil=True)
def _remember(p, s, k, pool):  # type: ignore[no-untyped-def]
    """Keeps route k in the pool, or its cheaper order."""
    size = s.length[k]
    if size <= 2 or size > pool.nodes.shape[1]:
        return
    total = np.uint64(p.alike[k] + 1) * np.uint64(0x9E3779B97F4A7C15)
    for x in range(1, size - 1):
        v = s.nodes[k, x]
        if v < p.n:
            total += p.key[v]
    slots = pool.slots.shape[0]
    slot = np.int64(total % np.uint64(slots))
    while pool.slots[slot] >= 0:
        index = pool.slots[slot]
        if pool.sums[index] == total:
            if s.price[k] < pool.price[index] - EPS:
                pool.price[index] = s.price[k]
                for x in range(size):
                    pool.nodes[index, x] = s.nodes[k, x]
            return
        slot += 1
        if slot == slots:
            slot = np.int64(0)
    index = pool.filled[0]
    if index >= pool.nodes.shape[0]:
        return
    pool.slots[slot] = index
    pool.filled[0] += 1
    pool.sums[index] = total
    pool.price[index] = s.price[k]
    pool.length[index] = size
    pool.kind[index] = p.alike[k]
    for x in range(size):
        pool.nodes[index, x] = s.nodes[k, x]


@njit(cache=True, nogil=True)
def _ruin(p, s, gone, bank, touched, seed, mean, longest, fixed):  # type: ignore[no-untyped-def]
    """Marks strings of neighbouring requests in several routes; returns how many are unserved."""
    n = p.n
    count = 0
    for r in range(n):
        gone[r] = False
        if s.route_of[r] < 0:
            bank[count] = r
            count += 1
    touched[:] = False
    used = 0
    total = 0
    for k in range(p.m):
        if s.length[k] > 2:
            used += 1
            total += s.length[k] - 2
    if used == 0:
        return count
    average = total / used
    top = min(float(longest), average)
    strings = int(_random(seed) * (4.0 * mean / (1.0 + top))) + 1
    kind = _random(seed)
    centre = int(_random(seed) * 2 * n)
    if kind < 0.1:
        # Some at random, from anywhere.
        want = int(_random(seed) * mean) + 1
        for _ in range(want):
            r = int(_random(seed) * n)
            if s.route_of[r] >= 0 and not gone[r] and not fixed[r]:
                gone[r] = True
                touched[s.route_of[r]] = True
                bank[count] = r
                count += 1
        return count
    done = 0
    if kind < 0.35:
        # The nearest in place and time, wherever they ride.
        want = int(_random(seed) * 1.5 * mean) + 1
        for c in range(p.near.shape[1]):
            v = p.near[centre, c]
            r = v if v < n else v - n
            if s.route_of[r] < 0 or gone[r] or fixed[r] or _random(seed) < 0.3:
                continue
            gone[r] = True
            touched[s.route_of[r]] = True
            bank[count] = r
            count += 1
            done += 1
            if done >= want:
                break
        return count
    for c in range(p.near.shape[1]):
        v = p.near[centre, c]
        r = v if v < n else v - n
        k = s.route_of[r]
        if k < 0 or touched[k] or gone[r]:
            continue
        touched[k] = True
        size = s.length[k] - 2
        most = min(float(size), top)
        want = int(_random(seed) * most) + 1
        kept = 0
        if _random(seed) < 0.5 and want < size:
            while want + kept < size and _random(seed) > 0.01:
                kept += 1
                if kept >= want:
                    break
        span = want + kept
        where = s.place[v]
        low = max(1, where - span + 1)
        high = min(where, size - span + 1)
        first = low + int(_random(seed) * (high - low + 1))
        hole = first + int(_random(seed) * (want + 1))
        for x in range(first, first + span):
            if kept > 0 and hole <= x < hole + kept:
                continue
            w = s.nodes[k, x]
            q = w if w < n else w - n
            if not gone[q] and not fixed[q]:
                gone[q] = True
                bank[count] = q
                count += 1
        done += 1
        if done >= strings:
            break
    return count


@njit(cache=True, nogil=True)
def _order(p, bank, count, weight, seed):  # type: ignore[no-untyped-def]
    """Puts the unserved into one of several orders."""
    kind = _random(seed) * 11.0
    for x in range(count):
        r = int(bank[x])
        if kind < 4.0:
            weight[x] = _random(seed)
        elif kind < 6.0:
            weight[x] = p.latest[r] - p.earliest[r] + p.latest[r + p.n] - p.earliest[r + p.n]
        elif kind < 8.0:
            weight[x] = -p.cost[2 * p.n, r] - p.cost[2 * p.n, r + p.n]
        elif kind < 9.0:
            weight[x] = p.cost[2 * p.n, r] + p.cost[2 * p.n, r + p.n]
        elif kind < 10.0:
            weight[x] = p.latest[r]
        else:
            weight[x] = -p.cost[r, r + p.n]
    for x in range(1, count):
        r = bank[x]
        w = weight[x]
        y = x - 1
        while y >= 0 and weight[y] > w:
            bank[y + 1] = bank[y]
            weight[y + 1] = weight[y]
            y -= 1
        bank[y + 1] = r
        weight[y + 1] = w


@njit(cache=True, nogil=True)
def _recreate(p, s, bank, count, touched, blink, seed, buffer, at, place):  # type: ignore[no-untyped-def]
    """Each of the bank to its cheapest place; returns how many stay unserved, first in `bank`."""
    left = 0
    for x in range(count):
        r = bank[x]
        best = p.penalty[r]
        best_k = -1
        best_i = -1
        best_j = -1
        for k in range(p.m):
            if not p.allowed[r, k]:
                continue
            if s.length[k] == 2:
                again = False
                for o in range(k):
                    if s.length[o] == 2 and p.alike[o] == p.alike[k]:
                        again = True
                        break
                if again:
                    continue
            price, i, j = best_place(p, s, k, r, best, blink, seed, buffer, at, place)
            if i >= 0:
                best = price
                best_k = k
                best_i = i
                best_j = j
        if best_k >= 0:
            insert(p, s, best_k, r, best_i, best_j, buffer, at, place)
            touched[best_k] = True
        else:
            s.route_of[r] = -1
            bank[left] = r
            left += 1
    return left


@njit(cache=True, nogil=True)
def fill(p, s, seed):  # type: ignore[no-untyped-def]
    """Each unserved request, the earliest first, to its cheapest place; no other is moved."""
    bank = np.empty(p.n, np.int64)
    touched = np.zeros(p.m, np.bool_)
    count = 0
    for r in range(p.n):
        if s.route_of[r] < 0:
            y = count - 1
            while y >= 0 and p.earliest[bank[y]] > p.earliest[r]:
                bank[y + 1] = bank[y]
                y -= 1
            bank[y + 1] = r
            count += 1
    buffer = np.empty(2 * p.n + 2, np.int64)
    at = np.empty(2 * p.n + 2, np.float64)
    place = np.empty(2 * p.n, np.int64)
    _recreate(p, s, bank, count, touched, 0.0, seed, buffer, at, place)


@njit(cache=True, nogil=True)
def total(p, s):  # type: ignore[no-untyped-def]
    """The price of a plan with its unserved."""
    value = 0.0
    for k in range(p.m):
        value += s.price[k]
    for r in range(p.n):
        if s.route_of[r] < 0:
            value += p.penalty[r]
    return value


@njit(cache=True, nogil=True)
def anneal(p, now, new, best, fixed, pool, seed, rounds, hot, cold, mean, longest):  # type: ignore[no-untyped-def]
    """`rounds` rounds of ruin and recreation from `now`; the best plan seen goes to `best`.

    The temperature falls from `hot` to `cold`. Returns the price of `best`.
    """
    n = p.n
    buffer = np.empty(2 * n + 2, np.int64)
    at = np.empty(2 * n + 2, np.float64)
    place = np.empty(2 * n, np.int64)
    gone = np.zeros(n, np.bool_)
    bank = np.empty(n, np.int64)
    weight = np.empty(n, np.float64)
    touched = np.zeros(p.m, np.bool_)
    stale = np.ones(p.m, np.bool_)
    for k in range(p.m):
        _copy(now, new, k)
    new.route_of[:] = now.route_of
    new.place[:] = now.place
    price = total(p, now)
    least = total(p, best)
    for step in range(rounds):
        heat = hot * (cold / hot) ** (step / rounds)
        count = _ruin(p, new, gone, bank, touched, seed, mean, longest, fixed)
        for k in range(p.m):
            if touched[k]:
                _drop(p, new, k, gone)
                refresh(p, new, k, at, place)
        for x in range(count):
            new.route_of[bank[x]] = -1
        _order(p, bank, count, weight, seed)
        _recreate(p, new, bank, count, touched, 0.02, seed, buffer, at, place)
        found = total(p, new)
        if found < price - heat * np.log(_random(seed) + 1e-300):
            price = found
            for k in range(p.m):
                if touched[k]:
                    _copy(new, now, k)
                    stale[k] = True
                    if found < WORTH * least:
                        _remember(p, now, k, pool)
            now.route_of[:] = new.route_of
            now.place[:] = new.place
            if found < least - EPS:
                least = found
                for k in range(p.m):
                    if stale[k]:
                        _copy(now, best, k)
                        stale[k] = False
                best.route_of[:] = now.route_of
                best.place[:] = now.place
        else:
            for k in range(p.m):
                if touched[k]:
                    _copy(now, new, k)
            new.route_of[:] = now.route_of
            new.place[:] = now.place
    return least
