"""The guaranteed social package for children of families on targeted assistance (2020–2022)."""

from datetime import date

from qamtu.casework.indicators import Indicator, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="social_package",
    section="assistance",
    subject="person",
    is_decided_by_rules=True,
    names=Names(
        "Кепілдендірілген әлеуметтік топтама",
        "Гарантированный социальный пакет",
        "Guaranteed social package",
    ),
    basis=(
        LegalBasis(
            Names(
                "ҚР Үкіметінің 30.12.2019 ж. № 1032 қаулысы",
                "Постановление Правительства РК от 30.12.2019 № 1032",
                "Decree 1032 of 30.12.2019",
            ),
            date(2020, 1, 1),
        ),
    ),
    first_day=date(2020, 1, 1),
    last_day=date(2023, 1, 24),
    workflow=standard_workflow(
        approve=Names("Тағайындау", "Назначение", "Assign"),
        carry_out=Names("Топтама берілді", "Пакет выдан", "Package handed over"),
        withdraw=Names("Топтама алынбады", "Пакет не получен", "Package not collected"),
    ),
    indicators=(
        Indicator(
            code="social-package.allocated",
            names=Names(
                "Кепілдендірілген әлеуметтік топтама: бөлінді",
                "Гарантированный социальный пакет: выделено",
                "Guaranteed social package: allocated",
            ),
            values={"money": money_of("social_package", "allocated")},
            by_source="money",
            sentences=Names(
                "Кепілдендірілген әлеуметтік топтамаға {money:thousand} бөлінді{+sources}{+plan}.",
                "На гарантированный социальный пакет выделено {money:thousand}{+sources}{+plan}.",
                "{money:thousand} was allocated to the guaranteed social package{+sources}{+plan}.",
            ),
        ),
    ),
)
