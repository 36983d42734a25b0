"""State social order: food sets for those harmed by the Semipalatinsk test site, by an NGO."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

BASIS = (
    LegalBasis(
        Names(
            "ҚР 12.04.2005 ж. № 36-III Заңы",
            "Закон РК от 12.04.2005 № 36-III",
            "Law 36-III of 12.04.2005",
        ),
        date(2005, 4, 12),
    ),
)

VETERANS = Measure(
    code="social_order_veterans",
    section="protection",
    subject="person",
    names=Names(
        "Мемлекеттік әлеуметтік тапсырыс: полигоннан зардап шеккендер",
        "Государственный социальный заказ: пострадавшие от полигона",
        "Social order: people harmed by the test site",
    ),
    basis=BASIS,
    workflow=standard_workflow(
        carry_out=Names("Азық-түлік жиынтығы берілді", "Набор выдан", "Food set handed over"),
    ),
    indicators=(
        Indicator(
            code="social-order.veterans.recipients",
            names=Names(
                "Әлеуметтік тапсырыс: азық-түлік жиынтығын алғандар",
                "Социальный заказ: получили продуктовые наборы",
                "Social order: food sets received",
            ),
            values={
                "fact": count_of("social_order_veterans", "carry_out"),
                "money": money_of("social_order_contract", "committed"),
            },
            supplier_of="social_order_contract",
            sentences=Names(
                "Мемлекеттік әлеуметтік тапсырыс аясында Семей ядролық сынақ полигонынан зардап"
                " шеккен {fact} адамға[ {money:thousand} сомасына] азық-түлік жиынтығы берілді"
                "[ (орындаушы – {supplier})]{+slices}{+plan}.",
                "В рамках государственного социального заказа {fact:человеку|лицам|лицам},"
                " пострадавшим от Семипалатинского ядерного полигона, выданы продуктовые наборы"
                "[ на сумму {money:thousand}][ (поставщик – {supplier})]{+slices}{+plan}.",
                "Under the state social order {fact:person|people} harmed by the Semipalatinsk"
                " nuclear test site received food sets[ worth {money:thousand}]"
                "[ (supplier: {supplier})]{+slices}{+plan}.",
            ),
        ),
    ),
)

CONTRACT = Measure(
    code="social_order_contract",
    section="protection",
    subject="organization",
    names=Names(
        "Мемлекеттік әлеуметтік тапсырыс шарты",
        "Договор государственного социального заказа",
        "Social order contract",
    ),
    basis=BASIS,
    workflow=standard_workflow(
        approve=Names("Шарт жасалды", "Договор заключён", "Contract signed"),
        carry_out=Names("Шарт орындалды", "Договор исполнен", "Contract fulfilled"),
    ),
    is_decided_by_rules=True,
)

MEASURES: tuple[Measure, ...] = (VETERANS, CONTRACT)
