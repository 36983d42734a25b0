"""What a scenario may state, read from the measures' declarations."""

from qamtu.casework.indicators import Indicator
from qamtu.casework.slices import PEOPLE_SLICES
from qamtu.reporting.catalogue import INDICATORS, MEASURE_OF

from .checking import FigureSpec


def scenario_catalogue() -> dict[str, FigureSpec]:
    """For every indicator of a measure: its keys, its groups, and the figures that bound it.

    What is counted over all measures follows from them and is not stated.
    """
    return {code: _spec(INDICATORS[code]) for code in MEASURE_OF}


def _spec(indicator: Indicator) -> FigureSpec:
    keys = set(indicator.values)
    if indicator.has_plan:
        keys.add("plan")
    if indicator.by_source:
        keys.add("money_by_source")
    if indicator.supplier_of:
        keys.add("supplier")
    own = {slice_.code for slice_ in indicator.groups}
    counts_people = MEASURE_OF[indicator.code].subject == "person" and indicator.main_key == "fact"
    is_partition = bool(indicator.parts) and not indicator.slices
    slices = own if is_partition or not counts_people else own | set(PEOPLE_SLICES)
    return FigureSpec(
        keys=frozenset(keys),
        slices=frozenset(slices),
        stage_of=indicator.stage_of,
        paid_from=indicator.paid_from,
        component_of=indicator.component_of,
        is_partition=is_partition,
    )
