"""Figures of the whole budget, of no single measure: allocated, committed, paid, by source.

Money of a fund is counted apart (see `Source`) and is not of the budget.
"""

from typing import Any

import ibis

from qamtu.casework.indicators import Breakdown, Condition, Indicator, Quantity, Ratio, Slice
from qamtu.trilingual import Names

from .models import SOURCE_TITLES, Source

SECTION = "budget"


def _of(*kinds: str) -> Condition:
    return lambda m: m.kind.isin(kinds) & (m.source != Source.FUND.value)


def _net(entries: Any) -> Any:
    """What was paid, without what came back."""
    return ibis.cases((entries.kind == "returned", -entries.amount), else_=entries.amount)


def _from(source: str) -> Slice:
    return Slice(source, SOURCE_TITLES[source], lambda m: m.source == source)


BY_SOURCE = tuple(_from(one.value) for one in (Source.REPUBLICAN, Source.REGIONAL, Source.LOCAL))

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="budget.allocated",
        names=Names(
            "Бюджет: бөлінген қаражат", "Бюджет: выделено средств", "Budget: money allocated"
        ),
        values={"money": Quantity("money", _of("allocated"), "sum")},
        parts=BY_SOURCE,
        by_source="money",
        has_plan=False,
        sentences=Names(
            "Бөлімнің бағдарламаларына бюджеттен {money:thousand} бөлінді{+sources}.",
            "На программы отдела из бюджета выделено {money:thousand}{+sources}.",
            "The department's programmes were allocated {money:thousand} from the budget"
            "{+sources}.",
        ),
    ),
    Indicator(
        code="budget.paid",
        names=Names(
            "Бюджет: игерілген қаражат", "Бюджет: освоено средств", "Budget: money paid out"
        ),
        values={
            "money": Quantity("money", _of("paid", "returned"), "sum", of=_net, is_money=True),
            "allocated": Quantity("money", _of("allocated"), "sum"),
            "committed": Quantity("money", _of("committed"), "sum"),
            "share": Ratio("money", "allocated"),
            "share_republican": Ratio("money.republican", "allocated.republican"),
            "share_regional": Ratio("money.regional", "allocated.regional"),
            "share_local": Ratio("money.local", "allocated.local"),
        },
        parts=BY_SOURCE,
        by_source="money",
        breakdowns=(Breakdown("measure", ("allocated", "committed", "money")),),
        key_names={
            "money": Names("Төленді", "Оплачено", "Paid"),
            "allocated": Names("Бөлінді", "Выделено", "Allocated"),
            "committed": Names("Міндеттелді", "Обязательства", "Committed"),
            "share": Names("Игерілуі, %", "Освоение, %", "Paid, %"),
            "share_republican": Names(
                "Республикалық бюджет, %", "Республиканский бюджет, %", "Republican budget, %"
            ),
            "share_regional": Names(
                "Облыстық бюджет, %", "Областной бюджет, %", "Regional budget, %"
            ),
            "share_local": Names("Жергілікті бюджет, %", "Местный бюджет, %", "Local budget, %"),
        },
        has_plan=False,
        sentences=Names(
            "Осы қаражаттан {money:thousand} игерілді[ ({share} %)]{+sources}"
            "[; республикалық бюджет {share_republican} % игерілді]"
            "[; облыстық бюджет {share_regional} % игерілді]"
            "[; жергілікті бюджет {share_local} % игерілді].",
            "Из них освоено {money:thousand}[ ({share} %)]{+sources}"
            "[; республиканский бюджет освоен на {share_republican} %]"
            "[; областной бюджет освоен на {share_regional} %]"
            "[; местный бюджет освоен на {share_local} %].",
            "Of it {money:thousand} was paid out[ ({share}%)]{+sources}"
            "[; of the republican budget {share_republican}%]"
            "[; of the regional budget {share_regional}%]"
            "[; of the local budget {share_local}%].",
        ),
    ),
)
