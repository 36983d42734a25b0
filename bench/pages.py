"""The pages that a clerk waits for, through Django's test client with the real middleware."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from random import Random
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.cases import LAST_DAY
from bench.data import OFFICE, SMALL_OFFICE
from bench.measuring import Result, in_words, p95, tell
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.models import Case
from qamtu.people.models import Person
from qamtu.reporting.catalogue import MEASURES

REQUESTS = 44
WARMING = 4
AT_MOST = 0.150
AS_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


@dataclass(frozen=True)
class Page:
    """One kind of page: its name and the addresses to ask for."""

    name: str
    addresses: Sequence[str]


def measure_pages() -> list[Result]:
    big, small = (_signed_in(code) for code in (OFFICE, SMALL_OFFICE))
    reference = p95(_times(big, [reverse("sign-in")] * REQUESTS))
    few = {page.name: page for page in _pages(SMALL_OFFICE)}
    results = []
    for page in _pages(OFFICE):
        taken = p95(_times(big, page.addresses))
        queries = [_queries(big, page.addresses[-1]), _queries(small, few[page.name].addresses[-1])]
        results.append(
            tell(
                Result(
                    f"{page.name}, p95",
                    in_words(taken),
                    f"sign-in page: {in_words(reference)}",
                    f"{taken / reference:.0f}×",
                    "" if page.name == COUNTED_ANEW else f"< {in_words(AT_MOST)}",
                    None if page.name == COUNTED_ANEW else taken < AT_MOST,
                    f"{queries[0]} ({queries[1]})",
                )
            )
        )
    return results


COUNTED_ANEW = "the report, for dates that nobody asked for before"


def _signed_in(code: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(office__code=code))
    return client


def _times(client: Client, addresses: Sequence[str]) -> list[float]:
    for address in addresses[:WARMING]:
        _ask(client, address)
    times = []
    for address in addresses[WARMING:]:
        start = time.perf_counter()
        _ask(client, address)
        times.append(time.perf_counter() - start)
    return times


def _ask(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise AssertionError(f"{address}: {response.status_code}")


def _queries(client: Client, address: str) -> int:
    count = 0

    def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*arguments)

    with connection.execute_wrapper(counted):
        _ask(client, address)
    return count


def _pages(code: str) -> Iterator[Page]:
    """Every page with different arguments, the same ones in each run."""
    office, rng = Office.objects.get(code=code), Random(5)
    with office_scope(office):
        people = _some(rng, Person.objects.filter(office=office).order_by("pk"))
        cases = _some(rng, Case.objects.filter(office=office).order_by("pk"))
        last_page = Case.objects.filter(office=office).count() // 50
    names = [f"{p.surname} {p.given_name}" if n % 2 else p.surname for n, p in enumerate(people)]

    def page(name: str, address: str, queries: Sequence[str]) -> Page:
        return Page(
            name, [f"{reverse(address)}?{query}" for query in islice(cycle(queries), REQUESTS)]
        )

    yield page("people, by name order", "people", [f"after={p.pk}" for p in people])
    for kind, texts in {
        "a Kazakh name": names,
        "a Russian spelling": [name.translate(AS_RUSSIAN) for name in names],
        "a misspelt name": [_misspelt(rng, name) for name in names],
        "the beginning of an IIN": [p.iin[: 6 + n % 7] for n, p in enumerate(people)],
        "a phone": [f"8 {phone}" for p in people for phone in p.phones],
    }.items():
        yield page(f"search by {kind}", "people", [f"q={text}" for text in texts])
    yield Page("a person", [reverse("person", args=[p.pk]) for p in people])
    codes = list(MEASURES)
    yield page("cases, unfiltered, deep pages", "cases", [
        f"page={rng.randint(1, max(1, last_page))}" for _ in people
    ])  # fmt: skip
    yield page("cases, by measure and state", "cases", [
        f"measure={rng.choice(codes)}&state={rng.choice(('registered', 'approved', 'closed'))}"
        for _ in people
    ])  # fmt: skip
    yield page("cases, by measure, deep pages", "cases", [
        f"measure={rng.choice(('invataxi', 'job_search', 'targeted_assistance'))}&page={n * 20}"
        for n, _ in enumerate(people)
    ])  # fmt: skip
    yield page("cases, by name", "cases", [f"q={name}" for name in names])
    yield Page("a case", [reverse("case", args=[case.pk]) for case in cases])
    yield page("the desk", "desk", [""])
    days = [LAST_DAY - timedelta(days=n) for n in range(REQUESTS)]
    dates = [f"from=2021-01-01&as_of={day}" for day in days]
    # A report is kept until a fact of its office changes: the first ones, not timed, count.
    yield page("the board", "board", dates[:WARMING])
    yield page("the report", "report", dates[:WARMING])
    yield page(COUNTED_ANEW, "report", dates)


def _some(rng: Random, found: Any) -> list[Any]:
    """Rows spread over the table."""
    first, last = found.first().pk, found.last().pk
    keys = [rng.randint(first, last) for _ in range(REQUESTS)]
    return list(found.filter(pk__in=keys))


def _misspelt(rng: Random, name: str) -> str:
    """One letter of the surname left out, or two exchanged."""
    at = rng.randrange(2, max(3, len(name.split()[0]) - 2))
    if rng.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
