"""Loans that a jurist can read: terms, and what some instalments must be (`schedules.yaml`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qamtu.rules.exact import TIYN, Exact, read_number, read_yaml

from .schedule import Instalment, Loan, LoanMalformed, early_repayment, schedule

TERMS = frozenset(
    ["amount", "rate", "months", "first_due", "method", "grace_months", "day_count", "given_on"]
)
NEEDED = ("amount", "rate", "months", "first_due")
KEYS = frozenset(["loan", "source", "terms", "early", "payment", "instalments", "error"])
EARLY = frozenset(["after", "amount", "mode"])
MODES = ("shorter", "smaller")
METHODS = ("annuity", "equal_principal")
DAY_COUNTS = ("30/360", "actual/365")


@dataclass(frozen=True)
class Trial:
    """A loan, its schedule, and what differs from what is expected: nothing where it holds."""

    name: str
    plan: tuple[Instalment, ...]
    differences: tuple[str, ...]


def try_schedules(path: Path) -> Iterator[Trial]:
    """Schedule every loan of a file. Raises ValueError where the file is no list of loans."""
    content = read_yaml(path)
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        raise ValueError("a file of loans is a list: «- loan: …»")
    for one in content:
        yield _trial(one)


def _trial(given: Mapping[str, Any]) -> Trial:
    name = str(given.get("loan", "?"))
    try:
        plan = _plan(given)
    except LoanMalformed as problem:
        expected = given.get("error")
        return Trial(name, (), () if expected == problem.code else (problem.code,))
    except (ValueError, TypeError, KeyError) as problem:
        return Trial(name, (), (str(problem),))
    if given.get("error"):
        return Trial(name, plan, (f"expected the error «{given['error']}»",))
    return Trial(name, plan, tuple(_differences(given, plan)))


def _plan(given: Mapping[str, Any]) -> tuple[Instalment, ...]:
    """The schedule, changed by what is repaid early where the case says so."""
    loan, early = _loan(given), given.get("early")
    if early is None:
        return schedule(loan)
    if not isinstance(early, dict) or set(early) != EARLY or early["mode"] not in MODES:
        raise ValueError("«early» says after (which instalment), amount, mode: shorter or smaller")
    after = int(read_number(early["after"]))
    return early_repayment(loan, after=after, amount=_tiyn(early["amount"]), mode=early["mode"])


def _loan(given: Mapping[str, Any]) -> Loan:
    if unknown := {str(key) for key in given} - KEYS:
        raise ValueError(f"«{min(unknown)}» is not understood: {', '.join(sorted(KEYS))}")
    terms = given.get("terms")
    if not isinstance(terms, dict) or (unknown := {str(key) for key in terms} - TERMS):
        raise ValueError(f"«terms» are {', '.join(sorted(TERMS))}")
    for key in NEEDED:
        if key not in terms:
            raise ValueError(f"«terms» do not say «{key}»")
    method, day_count = terms.get("method", METHODS[0]), terms.get("day_count", DAY_COUNTS[0])
    if method not in METHODS or day_count not in DAY_COUNTS:
        raise ValueError(f"a method is one of {METHODS}, a day count one of {DAY_COUNTS}")
    for day in ("first_due", "given_on"):
        if terms.get(day) is not None and not isinstance(terms[day], date):
            raise ValueError(f"«{day}» is no day: {terms[day]!r}")
    return Loan(
        amount=_tiyn(terms["amount"]),
        rate=read_number(terms["rate"]),
        months=int(read_number(terms["months"])),
        first_due=terms["first_due"],
        method=method,
        grace_months=int(read_number(terms.get("grace_months", 0))),
        day_count=day_count,
        given_on=terms.get("given_on"),
    )


def _tiyn(given: object) -> int:
    tiyn: Exact = read_number(given) * TIYN
    if tiyn != int(tiyn):
        raise ValueError(f"{given!r} is no whole number of tiyn")
    return int(tiyn)


def _differences(given: Mapping[str, Any], plan: tuple[Instalment, ...]) -> Iterator[str]:
    if "payment" in given:
        found = plan[_loan(given).grace_months].payment
        if found != _tiyn(given["payment"]):
            yield f"payment: {shown(found)} instead of {shown(_tiyn(given['payment']))}"
    for number, expected in (given.get("instalments") or {}).items():
        if not 1 <= number <= len(plan):
            yield f"there is no instalment {number}"
            continue
        one = plan[number - 1]
        found_all = (one.principal, one.interest, one.balance)
        wanted = tuple(_tiyn(part) for part in expected)
        if found_all != wanted:
            yield f"{number}: {_all(found_all)} instead of {_all(wanted)}"


def _all(sums: tuple[int, ...]) -> str:
    return ", ".join(map(shown, sums))


def shown(tiyn: int) -> str:
    """Tiyn in tenge: 86066.43."""
    return f"{tiyn // TIYN}.{tiyn % TIYN:02}"
