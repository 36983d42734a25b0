"""A report: figures of an office as a function of three dates: from, as of, known at."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from qamtu.accounts.models import Office
from qamtu.casework.indicators import Indicator, Quantity, Ratio
from qamtu.casework.models import CaseEvent
from qamtu.finance.models import Source
from qamtu.procurement.models import Contract

from .catalogue import REPORT_ORDER, UnknownIndicator, indicator, slice_of
from .engine import Cell, Engine, compute, plan_cell, ratio, slice_cell, source_cell
from .engines import PostgresEngine
from .models import ReportForm
from .relations import Period

TIYN_PER_THOUSAND = 100_000


@dataclass(frozen=True)
class FigureForm:
    """How an office prints one indicator: its groups, and the decimals of its money."""

    indicator: Indicator
    slices: tuple[str, ...]
    money_decimals: int = 1

    def as_data(self) -> dict[str, Any]:
        return {
            "id": self.indicator.code,
            "slices": list(self.slices),
            "money_decimals": self.money_decimals,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "FigureForm":
        """Raises `UnknownIndicator`, or ValueError naming an unknown slice."""
        of = indicator(data["id"])
        slices = tuple(data.get("slices", [s.code for s in of.slices]))
        for code in slices:
            if slice_of(of, code) is None:
                raise ValueError(f"{of.code}: no group «{code}»")
        return cls(of, slices, int(data.get("money_decimals", 1)))


def standard_form() -> list[FigureForm]:
    """Every indicator of the department, with its own slices."""
    return [
        FigureForm(indicator(code), tuple(s.code for s in indicator(code).slices))
        for code in REPORT_ORDER
    ]


def form_of(office: Office) -> list[FigureForm]:
    """What this office reports: its own form, else the standard one."""
    stored = ReportForm.objects.filter(office=office).first()
    if stored is None:
        return standard_form()
    return [FigureForm.from_data(item) for item in stored.figures]


@dataclass(frozen=True)
class Figure:
    """One indicator's numbers. Counts are whole; money is tiyn; shares are floats."""

    form: FigureForm
    values: dict[str, int | float | None]
    plan: int | None
    slices: dict[str, int]
    sources: dict[str, int]
    supplier: str | None
    forecast: int | None = None

    @property
    def indicator(self) -> Indicator:
        return self.form.indicator

    @property
    def fact(self) -> int | None:
        found = self.values.get("fact")
        return int(found) if found is not None else None

    @property
    def percent(self) -> Decimal | None:
        """Fact of plan, in percent, to one decimal."""
        if not self.plan or self.fact is None:
            return None
        return (Decimal(self.fact) * 100 / self.plan).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def is_empty(self) -> bool:
        """True when no record stands behind any of its numbers."""
        return not any(self.values.values()) and self.plan is None

    def as_data(self, language: str = "kk") -> dict[str, Any]:
        """The figure in the keys of a scenario: money in thousand tenge."""
        data: dict[str, Any] = {
            "id": self.indicator.code,
            "name": self.indicator.names[language],
        }
        for key, value in self.values.items():
            data[key] = self._thousands(value) if key in self.indicator.money_keys else value
        if self.plan is not None:
            data["plan"] = self.plan
        if self.percent is not None:
            data["percent"] = float(self.percent)
        if self.forecast is not None:
            data["forecast"] = self.forecast
        if self.sources:
            data["money_by_source"] = {
                source: self._thousands(amount) for source, amount in self.sources.items()
            }
        if self.form.slices:
            data["slices"] = dict(self.slices)
            data["exclusive"] = self.indicator.exclusive
        if self.supplier:
            data["supplier"] = self.supplier
        return data

    def _thousands(self, tiyn: int | float | None) -> float | None:
        if tiyn is None:
            return None
        step = Decimal(1).scaleb(-self.form.money_decimals)
        return float((Decimal(tiyn) / TIYN_PER_THOUSAND).quantize(step, ROUND_HALF_UP))


@dataclass(frozen=True)
class Report:
    """The figures of one office for one period, as known at one moment."""

    office: Office
    period: Period
    figures: list[Figure]
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def figure(self, code: str) -> Figure:
        return next(f for f in self.figures if f.indicator.code == code)


def build_report(
    *,
    office: Office,
    start: date,
    as_of: date,
    known_at: datetime | None = None,
    engine: Engine | None = None,
    form: list[FigureForm] | None = None,
) -> Report:
    """Count every figure of the office's form. Raises ValueError for dates out of order."""
    if start > as_of:
        raise ValueError(f"the report would begin on {start} and end before it, on {as_of}")
    period = Period((office.pk,), start, as_of, known_at or datetime.now(UTC))
    figures = form if form is not None else form_of(office)
    cells = [cell for item in figures for cell in _cells(item)]
    numbers = compute(cells, period, engine or PostgresEngine())
    suppliers = _suppliers(office, period)
    return Report(office, period, [_figure(item, numbers, period, suppliers) for item in figures])


def _cells(item: FigureForm) -> list[Cell]:
    of = item.indicator
    cells = [plan_cell(of)] if of.has_plan else []
    for key, value in of.values.items():
        if isinstance(value, Quantity):
            cells.append(slice_cell(of, key, None))
    main = of.main_key
    if main is not None:
        for code in item.slices:
            cells.append(slice_cell(of, main, slice_of(of, code)))
    if of.by_source:
        cells.extend(source_cell(of, of.by_source, source) for source in Source.values)
    return cells


def _figure(
    item: FigureForm,
    numbers: dict[tuple[str, ...], int],
    period: Period,
    suppliers: dict[str, str],
) -> Figure:
    of = item.indicator
    values: dict[str, int | float | None] = {}
    for key, value in of.values.items():
        if isinstance(value, Ratio):
            values[key] = ratio(numbers, of.code, value)
        else:
            values[key] = numbers[of.code, key, ""]
    plan = numbers.get((of.code, "plan", "")) or None
    fact = values.get("fact")
    flows = isinstance(of.values.get("fact"), Quantity) and _is_flow(of)
    return Figure(
        form=item,
        values=values,
        plan=plan,
        slices={code: numbers[of.code, of.main_key or "", code] for code in item.slices},
        sources={
            source: amount
            for source in Source.values
            if of.by_source and (amount := numbers[of.code, of.by_source, f"source:{source}"])
        },
        supplier=suppliers.get(of.supplier_of or ""),
        forecast=_forecast(int(fact), period) if plan and flows and fact is not None else None,
    )


def _is_flow(of: Indicator) -> bool:
    fact = of.values["fact"]
    return isinstance(fact, Quantity) and fact.ledger != "statuses"


def _forecast(fact: int, period: Period) -> int:
    """The year's end at the pace so far: fact ÷ days gone × days of the whole stretch."""
    year_end = date(period.as_of.year, 12, 31)
    gone = (period.as_of - period.start).days + 1
    whole = (year_end - period.start).days + 1
    return int((Decimal(fact) * whole / gone).quantize(Decimal(1), ROUND_HALF_UP))


def _suppliers(office: Office, period: Period) -> dict[str, str]:
    """Names of the suppliers whose contracts stand behind a measure's figures in the period."""
    contracts = Contract.objects.filter(
        office=office,
        case__events__transition="approve",
        case__events__occurred_on__range=(period.start, period.as_of),
        case__events__in=CaseEvent.objects.known_at(period.known_at),
    )
    found: dict[str, list[str]] = {}
    for measure, name in contracts.order_by("signed_on", "pk").values_list(
        "case__measure", "supplier__name_kk"
    ):
        names = found.setdefault(measure, [])
        if name not in names:
            names.append(name)
    return {measure: ", ".join(names) for measure, names in found.items()}


__all__ = ["Figure", "FigureForm", "Report", "UnknownIndicator", "build_report", "form_of"]
