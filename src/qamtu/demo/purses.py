"""Money of a plan: what each measure has by source, and sums cut into payments to the tiyn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from .scenario import TIYN_PER_THOUSAND, Figure


def cut(total: int, parts: int, rng: Random, weights: list[int] | None = None) -> list[int]:
    """A sum in so many positive parts of round tenge, the last making it exact to the tiyn."""
    if parts <= 0 or total < parts:
        return []
    shares = weights or [rng.randint(70, 130) for _ in range(parts)]
    whole = sum(shares)
    unit = next((u for u in (100_000, 10_000, 100, 1) if total // parts >= 20 * u), 1)
    spare = total - parts
    found = [1 + spare * share // whole for share in shares]
    if unit > 1:
        found = [part // unit * unit for part in found]
    found[-1] += total - sum(found)
    return found


def uniform_aid(figure: Figure, each: int, decimals: int) -> int | None:
    """The payment of 1–20 × `each` to everyone that gives the stated sum as rounded in print."""
    money, number = figure.total_money, figure.fact
    if not money or not number:
        return None
    times = (money * TIYN_PER_THOUSAND / number / each).quantize(Decimal(1), ROUND_HALF_UP)
    step = Decimal(1).scaleb(-max(1, decimals))
    total = int(times) * each * number
    printed = (Decimal(total) / TIYN_PER_THOUSAND).quantize(step, ROUND_HALF_UP)
    return int(times) * each if 1 <= times <= 20 and printed == money else None


@dataclass
class Purse:
    """What a measure may spend. `left` None: as much as is needed, from `default`."""

    measure: str
    default: str
    allocated: dict[str, int] | None = None
    left: dict[str, int] | None = None
    drawn: dict[str, int] = field(default_factory=dict)

    def parts(self, tiyn: int) -> list[tuple[str, int]]:
        """The sum by source, each source spent before the next; short when the purse is empty."""
        if self.left is None:
            return [(self.default, tiyn)] if tiyn else []
        parts = []
        for source, there in self.left.items():
            take = min(there, tiyn)
            if take > 0:
                parts.append((source, take))
                tiyn -= take
        return parts

    def draw(self, tiyn: int) -> list[tuple[str, int]]:
        """Take the sum out of the purse, by its `parts`."""
        parts = self.parts(tiyn)
        for source, taken in parts:
            self.draw_from(source, taken)
        return parts

    def draw_from(self, source: str, tiyn: int) -> None:
        """Take a sum that is there out of one source."""
        if self.left is not None:
            self.left[source] -= tiyn
        self.drawn[source] = self.drawn.get(source, 0) + tiyn

    def allocations(self) -> dict[str, int]:
        """What is stated, else what was drawn."""
        found = self.drawn if self.allocated is None else self.allocated
        return {source: tiyn for source, tiyn in found.items() if tiyn > 0}


def purse_of(
    measure: str, default: str, allocated: Figure | None, paid: Figure | None = None
) -> Purse:
    """The purse of a measure by its two figures, stated or not."""
    given: Mapping[str, int] = paid.tiyn_by_source if paid is not None else {}
    total = allocated.tiyn if allocated is not None else None
    if allocated is None or total is None:
        return Purse(measure, default, None, dict(given) if given else None)
    by_source = allocated.tiyn_by_source
    if not by_source and given:
        by_source = dict(given)
        main = max(by_source, key=lambda source: by_source[source])
        by_source[main] += total - sum(by_source.values())
    by_source = by_source or {default: total}
    return Purse(measure, default, by_source, dict(given) if given else dict(by_source))
