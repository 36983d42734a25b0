"""Everything that the house declares, by code: the one place that knows all domains."""

from qamtu.accessibility import measures as accessibility
from qamtu.assistance import measures as assistance
from qamtu.casework.indicators import Indicator, Slice
from qamtu.casework.measures import Measure
from qamtu.casework.slices import PEOPLE_SLICES
from qamtu.disability import measures as disability
from qamtu.employment import measures as employment
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
)

MEASURES: dict[str, Measure] = {measure.code: measure for measure in ALL_MEASURES}

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator for measure in ALL_MEASURES for indicator in measure.indicators
}

MEASURE_OF: dict[str, Measure] = {
    indicator.code: measure for measure in ALL_MEASURES for indicator in measure.indicators
}

# The order in which the department's report goes through its work.
REPORT_ORDER: tuple[str, ...] = (
    "centre.applicants",
    "active-measures.participants",
    "permanent-jobs.placed",
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


def slice_of(of: Indicator, code: str) -> Slice | None:
    """A slice that this indicator can be broken into: its own, or any group of people."""
    own = next((s for s in of.groups if s.code == code), None)
    return own or PEOPLE_SLICES.get(code)
