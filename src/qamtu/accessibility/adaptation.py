"""Facilities inventoried, given a passport, and adapted for everyone to enter."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="accessibility",
    section="accessibility",
    subject="facility",
    names=Names(
        "Нысанды паспорттау және бейімдеу",
        "Паспортизация и адаптация объекта",
        "Accessibility passport and adaptation",
    ),
    basis=(
        LegalBasis(
            Names(
                "ҚР 13.04.2005 ж. № 39 Заңы",
                "Закон РК от 13.04.2005 № 39",
                "Law 39 of 13.04.2005",
            ),
            date(2005, 4, 13),
        ),
        LegalBasis(
            Names("Әлеуметтік кодекс", "Социальный кодекс", "Social Code 224-VII"),
            date(2023, 7, 1),
        ),
    ),
    workflow=standard_workflow(
        open=Names("Түгенделді", "Инвентаризирован", "Inventoried"),
        check=Names("Нысан зерттелді", "Объект обследован", "Facility surveyed"),
        approve=Names("Паспорт бекітілді", "Паспорт утверждён", "Passport approved"),
        carry_out=Names("Нысан бейімделді", "Объект адаптирован", "Facility adapted"),
    ),
    indicators=(
        Indicator(
            code="accessibility.inventoried",
            names=Names(
                "Түгендеуге жататын нысандар",
                "Объекты к инвентаризации",
                "Facilities to be inventoried",
            ),
            values={},
            plan_years=5,
            sentences=Names(
                "{plan} нысанды түгендеу және паспорттау жоспарланған.",
                "Запланированы инвентаризация и паспортизация {plan:объекта|объектов|объектов}.",
                "{plan:facility is|facilities are} planned to be inventoried and given a passport.",
            ),
        ),
        Indicator(
            code="accessibility.adapted",
            names=Names("Бейімделген нысандар", "Адаптированные объекты", "Facilities adapted"),
            values={"fact": count_of("accessibility", "carry_out")},
            sentences=Names(
                "{fact} нысан мүгедектігі бар адамдарға бейімделді{+plan}.",
                "Для лиц с инвалидностью {fact:form:адаптирован|адаптированы|адаптировано}"
                " {fact:объект|объекта|объектов}{+plan}.",
                "{fact:facility was|facilities were} adapted for persons with disabilities{+plan}.",
            ),
        ),
    ),
)
