"""Microcredits: the district registers, refers and counts; a fund lends its own money."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="microcredit",
    section="business",
    subject="person",
    names=Names("Шағын несие", "Микрокредит", "Microcredit"),
    basis=(
        LegalBasis(
            Names(
                "АШМ 27.11.2018 ж. № 477 бұйрығы",
                "Приказ МСХ от 27.11.2018 № 477",
                "Order 477 of 27.11.2018",
            ),
            date(2018, 11, 27),
        ),
        LegalBasis(
            Names(
                "«Ауыл аманаты»: 16.06.2025 ж. № 53 бұйрық",
                "«Ауыл аманаты»: приказ от 16.06.2025 № 53",
                "«Auyl amanaty»: order 53 of 16.06.2025",
            ),
            date(2025, 6, 16),
        ),
    ),
    settles_after_death=True,
    workflow=standard_workflow(
        approve=Names("Несие мақұлданды", "Кредит одобрен", "Credit approved"),
        carry_out=Names("Несие берілді", "Кредит выдан", "Credit issued"),
        pay=Names("Несие сомасын аудару", "Перечисление суммы кредита", "Disburse"),
    ),
    indicators=(
        Indicator(
            code="microcredit.issued",
            names=Names("Берілген шағын несиелер", "Выданные микрокредиты", "Microcredits issued"),
            values={
                "fact": count_of("microcredit", "carry_out"),
                "money": money_of("microcredit", "paid"),
            },
            component_of="active-measures.participants",
            sentences=Names(
                "{fact} адамға[ жалпы сомасы {money:million}] шағын несие берілді{+slices}{+plan}.",
                "{fact:form:Выдан|Выдано|Выдано} {fact:микрокредит|микрокредита|микрокредитов}"
                "[ на общую сумму {money:million}]{+slices}{+plan}.",
                "{fact:microcredit was|microcredits were} issued"
                "[ for a total of {money:million}]{+slices}{+plan}.",
            ),
        ),
    ),
)
