"""A scenario: the figures that a synthetic district must give back. Read here, checked in
`qamtu.demo.checking`."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from .complaints import ScenarioError, said

TIYN_PER_THOUSAND = 100_000
MOST_PEOPLE = 1_000_000  # of one figure: more live in no district
MOST_PLANNED = MOST_MONEY = 10**12  # what the ledgers hold with room to add up
COUNT_KEYS = ("fact", "plan", "households", "people", "assistants")
MONEY_KEYS = ("money", "money_by_source")
MOST_DIGITS = 20  # an exponent of millions is not worked out
YEARS = range(1950, 2100)
LONGEST_NAME, LONGEST_SUPPLIER = 100, 250
KNOWN_KEYS = frozenset({"id", "slices", "exclusive", "supplier", *COUNT_KEYS, *MONEY_KEYS})
_TOP_KEYS = {"district", "region", "from", "as_of", "figure"}

__all__ = ["Figure", "Scenario", "ScenarioError", "load_scenario", "parse_scenario"]


@dataclass(frozen=True)
class Figure:
    """One figure: `numbers` by key (fact, plan, people…) and money in thousand tenge."""

    id: str
    numbers: dict[str, int] = field(default_factory=dict)
    money: Decimal | None = None
    money_by_source: dict[str, Decimal] = field(default_factory=dict)
    slices: dict[str, int] = field(default_factory=dict)
    exclusive: bool | None = None
    supplier: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The keys that it states."""
        stated = set(self.numbers)
        stated |= {"money"} if self.money is not None else set()
        stated |= {"money_by_source"} if self.money_by_source else set()
        stated |= {"supplier"} if self.supplier is not None else set()
        return frozenset(stated)

    @property
    def fact(self) -> int | None:
        return self.numbers.get("fact")

    @property
    def total_money(self) -> Decimal | None:
        """Its money, added up from the sources when only they are stated."""
        if self.money is None and self.money_by_source:
            return sum(self.money_by_source.values(), Decimal(0))
        return self.money

    @property
    def tiyn(self) -> int | None:
        money = self.total_money
        return None if money is None else int(money * TIYN_PER_THOUSAND)

    @property
    def tiyn_by_source(self) -> dict[str, int]:
        return {s: int(m * TIYN_PER_THOUSAND) for s, m in self.money_by_source.items()}

    @property
    def main_count(self) -> tuple[str, int] | None:
        """The key and the number that its slices are parts of."""
        for key in ("fact", "people", "households", "assistants"):
            if key in self.numbers:
                return key, self.numbers[key]
        return None


@dataclass(frozen=True)
class Scenario:
    district: str
    region: str
    start: date
    as_of: date
    figures: tuple[Figure, ...]

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def get(self, code: str) -> Figure | None:
        return next((f for f in self.figures if f.id == code), None)

    def number(self, code: str, key: str = "fact") -> int | None:
        figure = self.get(code)
        return None if figure is None else figure.numbers.get(key)

    def tiyn(self, code: str) -> int | None:
        figure = self.get(code)
        return None if figure is None else figure.tiyn

    def slices(self, code: str) -> dict[str, int]:
        figure = self.get(code)
        return {} if figure is None else figure.slices

    @property
    def money_decimals(self) -> int:
        """The finest step in which the scenario writes thousands of tenge."""
        amounts = [m for f in self for m in (f.money, *f.money_by_source.values()) if m is not None]
        return max((_decimals(m) for m in amounts), default=0)


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _is_fit(text: str, longest: int) -> bool:
    return len(text.strip()) <= longest and text.strip().isprintable()


def load_scenario(path: str | Path, lang: str = "en") -> Scenario:
    """Read a scenario file. Raises `ScenarioError` with sentences in `lang`."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError:
        raise ScenarioError([said("unreadable", lang, path=path)]) from None
    except UnicodeDecodeError:
        raise ScenarioError([said("not-utf8", lang, path=path)]) from None
    return parse_scenario(text, lang)


def parse_scenario(text: str, lang: str = "en") -> Scenario:
    """A scenario from its TOML text."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ArithmeticError) as error:
        where = re.search(r"line (\d+)", str(error))
        line = where.group(1) if where else str(text.count("\n") + 1)
        raise ScenarioError([said("syntax", lang, line=line, error=error)]) from None
    reader = _Reader(lang)
    scenario = reader.scenario(data)
    if reader.complaints:
        raise ScenarioError(reader.complaints)
    return scenario


class _Reader:
    """Reads the tables and gathers what is wrong with them."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.complaints: list[str] = []

    def complain(self, code: str, **facts: object) -> None:
        self.complaints.append(said(code, self.lang, **facts))

    def scenario(self, data: dict[str, Any]) -> Scenario:
        for key in data.keys() - _TOP_KEYS:
            self.complain("unknown-top-key", key=key, known=", ".join(sorted(_TOP_KEYS)))
        figures = data.get("figure", [])
        if not isinstance(figures, list) or not all(isinstance(f, dict) for f in figures):
            self.complain("figures-not-tables")
            figures = []
        if not figures:
            self.complain("no-figures")
        read = [self.figure(f, position) for position, f in enumerate(figures, 1)]
        return Scenario(
            district=self.text(data, "district"),
            region=self.text(data, "region", is_needed=False),
            start=self.day(data, "from"),
            as_of=self.day(data, "as_of"),
            figures=tuple(f for f in read if f is not None),
        )

    def text(self, data: dict[str, Any], key: str, is_needed: bool = True) -> str:
        value = data.get(key, "")
        if not isinstance(value, str) or (is_needed and not value.strip()):
            self.complain("text-missing", key=key)
            return ""
        if not _is_fit(value, LONGEST_NAME):
            self.complain("text-unfit", key=key, most=LONGEST_NAME)
        return value.strip()

    def day(self, data: dict[str, Any], key: str) -> date:
        value = data.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = None
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            if value.year not in YEARS:
                self.complain("day-outside", key=key, day=value, first=YEARS[0], last=YEARS[-1])
            return value
        self.complain("day-missing", key=key)
        return date.min

    def figure(self, table: dict[str, Any], position: int) -> Figure | None:
        code = table.get("id")
        if not isinstance(code, str) or not code:
            self.complain("id-missing", position=position)
            return None
        for key in table.keys() - KNOWN_KEYS:
            self.complain("unknown-form-key", id=code, key=key, known=", ".join(sorted(KNOWN_KEYS)))
        exclusive = table.get("exclusive")
        if exclusive is not None and not isinstance(exclusive, bool):
            self.complain("not-boolean", id=code, key="exclusive")
            exclusive = None
        supplier = table.get("supplier")
        if supplier is not None and (not isinstance(supplier, str) or not supplier.strip()):
            self.complain("not-text", id=code, key="supplier")
            supplier = None
        elif supplier is not None and not _is_fit(supplier, LONGEST_SUPPLIER):
            self.complain("text-unfit", key=f"{code}: supplier", most=LONGEST_SUPPLIER)
        money = self.amount(code, "money", table["money"]) if "money" in table else None
        return Figure(
            id=code,
            numbers={k: self.count(code, k, table[k]) for k in COUNT_KEYS if k in table},
            money=money,
            money_by_source={
                s: self.amount(code, f"money_by_source.{s}", m)
                for s, m in self.table(code, "money_by_source", table).items()
            },
            slices={
                s: self.count(code, f"slices.{s}", n)
                for s, n in self.table(code, "slices", table).items()
            },
            exclusive=exclusive,
            supplier=supplier,
        )

    def table(self, code: str, key: str, table: dict[str, Any]) -> dict[str, Any]:
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self.complain("not-table", id=code, key=key)
        return {}

    def count(self, code: str, key: str, value: object) -> int:
        if isinstance(value, Decimal) and value.is_finite() and value.adjusted() < MOST_DIGITS:
            value = int(value) if value == int(value) else value
        if isinstance(value, bool) or not isinstance(value, int):
            self.complain("not-whole", id=code, key=key, value=value)
        elif value < 0:
            self.complain("negative", id=code, key=key, value=value)
        elif value > (most := MOST_PLANNED if key == "plan" else MOST_PEOPLE):
            self.complain("too-large", id=code, key=key, value=value, most=most)
        else:
            return value
        return 0

    def amount(self, code: str, key: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.complain("not-number", id=code, key=key, value=value)
            return Decimal(0)
        amount = Decimal(value)
        if not amount.is_finite():
            self.complain("not-number", id=code, key=key, value=value)
        elif amount < 0:
            self.complain("negative", id=code, key=key, value=value)
        elif amount > MOST_MONEY:
            self.complain("too-large", id=code, key=key, value=value, most=MOST_MONEY)
        elif amount * TIYN_PER_THOUSAND != int(amount * TIYN_PER_THOUSAND):
            self.complain("finer-than-tiyn", id=code, key=key, value=value)
        else:
            return amount
        return Decimal(0)
