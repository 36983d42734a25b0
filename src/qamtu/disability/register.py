"""The disability register: a mirror of what the medical and social examination established."""

from datetime import date
from typing import Any

from qamtu.casework.indicators import Indicator, Quantity
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.slices import category_slices
from qamtu.casework.workflow import standard_workflow
from qamtu.people.statuses import STATUS_KINDS
from qamtu.trilingual import Names

# As a person's page names them; a report speaks of many children.
GROUPS = {
    **dict(STATUS_KINDS["disability"].categories),
    "child_under_16": Names("16 жасқа дейінгі балалар", "дети до 16 лет", "children under 16"),
}


def _is_disabled(statuses: Any) -> Any:
    return statuses.kind == "disability"


MEASURE = Measure(
    code="disability_register",
    section="disability",
    subject="person",
    names=Names(
        "Мүгедектігі бар адамдар тізілімі",
        "Реестр лиц с инвалидностью",
        "Disability register",
    ),
    basis=(
        LegalBasis(
            Names(
                "30.01.2015 ж. № 44 бұйрық",
                "Приказ от 30.01.2015 № 44",
                "Order 44 of 30.01.2015",
            ),
            date(2015, 1, 30),
        ),
        LegalBasis(
            Names(
                "29.06.2023 ж. № 260 бұйрық",
                "Приказ от 29.06.2023 № 260",
                "Order 260 of 29.06.2023",
            ),
            date(2023, 7, 1),
        ),
    ),
    workflow=standard_workflow(
        open=Names("МӘС үзіндісі келді", "Поступила выписка МСЭ", "Extract received"),
        approve=Names("Тізілімге енгізілді", "Внесён в реестр", "Entered in the register"),
        close=Names("Тізілімнен шығарылды", "Снят с учёта", "Removed from the register"),
    ),
    categories=GROUPS,
    indicators=(
        Indicator(
            code="disability.registered",
            names=Names(
                "Есепте тұрған мүгедектігі бар адамдар",
                "Состоят на учёте лица с инвалидностью",
                "Persons with disabilities registered",
            ),
            values={"fact": Quantity("statuses", _is_disabled, "person")},
            parts=category_slices(GROUPS),
            has_plan=False,
            sentences=Names(
                "Ауданда мүгедектігі бар {fact} адам есепте тұр{+slices}.",
                "В районе на учёте {fact:form:состоит|состоят|состоят}"
                " {fact:лицо|лица|лиц} с инвалидностью{+slices}.",
                "{fact:person|people} with disabilities are registered in the district{+slices}.",
            ),
        ),
    ),
)
