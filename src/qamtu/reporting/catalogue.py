"""Everything that the house declares, by code: the one place that knows all domains."""

from qamtu.accessibility import measures as accessibility
from qamtu.assistance import measures as assistance
from qamtu.casework.indicators import Indicator, Slice
from qamtu.casework.measures import Measure
from qamtu.casework.slices import PEOPLE_SLICES
from qamtu.civil_registry import measures as civil_registry
from qamtu.disability import measures as disability
from qamtu.employment import measures as employment
from qamtu.finance import indicators as finance
from qamtu.procurement import social_order, test_site_measures
from qamtu.transport import measures as transport

ALL_MEASURES: tuple[Measure, ...] = (
    *employment.MEASURES,
    *assistance.MEASURES,
    *disability.MEASURES,
    *social_order.MEASURES,
    *test_site_measures.MEASURES,
    *accessibility.MEASURES,
    *transport.MEASURES,
    *civil_registry.MEASURES,
)

MEASURES: dict[str, Measure] = {measure.code: measure for measure in ALL_MEASURES}

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator for measure in ALL_MEASURES for indicator in measure.indicators
} | {indicator.code: indicator for indicator in finance.INDICATORS}

MEASURE_OF: dict[str, Measure] = {
    indicator.code: measure for measure in ALL_MEASURES for indicator in measure.indicators
}

# Where an indicator stands that is of the whole office and of no measure.
OFFICE_SECTIONS: dict[str, str] = {
    indicator.code: finance.SECTION for indicator in finance.INDICATORS
}

# The order in which the department's report goes through its work.
REPORT_ORDER: tuple[str, ...] = (
    "centre.applicants",
    "active-measures.participants",
    "permanent-jobs.placed",
    "permanent-jobs.held-3",
    "permanent-jobs.held-6",
    "permanent-jobs.held-12",
    "bastau.planned",
    "bastau.registered",
    "bastau.referred",
    "bastau.completed",
    "startup-grant.allocated",
    "startup-grant.awarded",
    "microcredit.issued",
    "social-job.funded",
    "social-job.placed",
    "youth-practice.funded-republican",
    "youth-practice.placed",
    "public-works.placed",
    "new-jobs.created",
    "asp.allocated",
    "social-package.allocated",
    "asp.paid",
    "fuel-aid.paid",
    "social-aid.paid",
    "disability.registered",
    "rehabilitation.programmes-fulfilled",
    "social-order.veterans.recipients",
    "test-site.compensated",
    "test-site.yearly-aid",
    "accessibility.inventoried",
    "accessibility.adapted",
    "invataxi.contracted",
    "invataxi.trips",
    "invataxi.paid",
    "personal-assistants.allocated",
    "personal-assistants.paid",
    "quota.disabled",
    "quota.probation",
    "resocialisation.contracted",
    "budget.allocated",
    "budget.paid",
    "civil.births",
    "civil.late-births",
    "civil.deaths",
    "civil.marriages",
    "civil.divorces",
    "civil.paternities",
    "civil.name-changes",
    "civil.repeated-certificates",
)


def in_report_order() -> list[Indicator]:
    """Every indicator; one that the report's order does not name follows those of its measure."""
    order = list(REPORT_ORDER)
    for measure in ALL_MEASURES:
        place = max(
            (order.index(i.code) for i in measure.indicators if i.code in order), default=-1
        )
        for new in measure.indicators:
            if new.code not in order:
                place = len(order) if place < 0 else place + 1
                order.insert(place, new.code)
    return [INDICATORS[code] for code in order]


class UnknownIndicator(LookupError):
    """No indicator has this code; `nearest` may be meant."""

    def __init__(self, code: str) -> None:
        import difflib

        self.code = code
        self.nearest = next(iter(difflib.get_close_matches(code, INDICATORS, 1, 0.5)), None)
        super().__init__(code)


def indicator(code: str) -> Indicator:
    """The indicator of this code. Raises `UnknownIndicator` with the nearest one."""
    try:
        return INDICATORS[code]
    except KeyError:
        raise UnknownIndicator(code) from None


def section_of(code: str) -> str:
    """The section of the report in which an indicator's sentence stands."""
    return OFFICE_SECTIONS[code] if code in OFFICE_SECTIONS else MEASURE_OF[code].section


def slice_of(of: Indicator, code: str) -> Slice | None:
    """A slice that this indicator can be broken into: its own, or any group of people."""
    own = next((s for s in of.groups if s.code == code), None)
    return own or PEOPLE_SLICES.get(code)
