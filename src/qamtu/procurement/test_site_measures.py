"""Aid to people harmed by the Semipalatinsk test site: the two measures, as they are declared."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of, money_of
from qamtu.casework.measures import Deadline, LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

LAW = LegalBasis(
    Names(
        "ҚР 18.12.1992 ж. № 1787-XII Заңы",
        "Закон РК от 18.12.1992 № 1787-XII",
        "Law 1787-XII of 18.12.1992",
    ),
    date(1992, 12, 18),
)
SERVICE = LegalBasis(
    Names("25.03.2021 ж. № 84 бұйрық", "Приказ от 25.03.2021 № 84", "Order 84 of 25.03.2021"),
    date(2021, 3, 25),
)
SOURCE = "Order 84 of 25.03.2021"
WITH_PAPERS, PAPERS_LACK = 8, 20  # working days

COMPENSATION = Measure(
    code="test_site_compensation",
    section="protection",
    subject="person",
    names=Names(
        "Семей полигонынан зардап шеккендерге бір реттік өтемақы",
        "Единовременная компенсация пострадавшим от Семипалатинского полигона",
        "One-time compensation of people harmed by the Semipalatinsk test site",
    ),
    basis=(LAW, SERVICE),
    workflow=standard_workflow(
        check=Names("Жетіспейтін құжат сұратылды", "Запрошен документ", "A paper was asked for"),
        approve=Names("Өтемақы тағайындау", "Назначение компенсации", "Assign the compensation"),
        carry_out=Names("Куәлік беру", "Выдача удостоверения", "Give the certificate"),
    ),
    deadlines=(
        Deadline("registered", WITH_PAPERS, SOURCE, is_verified=True),
        Deadline("checked", PAPERS_LACK, SOURCE, is_verified=True),
    ),
    indicators=(
        Indicator(
            code="test-site.compensated",
            names=Names(
                "Полигоннан зардап шеккендерге төленген өтемақы",
                "Выплачена компенсация пострадавшим от полигона",
                "Compensated for the test site",
            ),
            values={
                "fact": count_of("test_site_compensation", "pay", "person"),
                "money": money_of("test_site_compensation", "paid"),
            },
            sentences=Names(
                "Семей ядролық сынақ полигонынан зардап шеккен {fact} адамға[ {money:thousand}"
                " сомасына] бір реттік өтемақы төленді{+slices}{+plan}.",
                "{fact:человеку|лицам|лицам}, пострадавшим от Семипалатинского ядерного полигона,"
                " выплачена единовременная компенсация[ на сумму {money:thousand}]"
                "{+slices}{+plan}.",
                "{fact:person|people} harmed by the Semipalatinsk test site received the one-time"
                " compensation[ of {money:thousand}]{+slices}{+plan}.",
            ),
        ),
    ),
    is_decided_by_rules=True,
)

YEARLY_AID = Measure(
    code="test_site_aid",
    section="protection",
    subject="person",
    names=Names(
        "Семей полигонынан зардап шеккендерге жыл сайынғы көмек",
        "Ежегодная помощь пострадавшим от Семипалатинского полигона",
        "Yearly aid to people harmed by the Semipalatinsk test site",
    ),
    basis=(
        LegalBasis(
            Names(
                "21.05.2013 ж. № 504 қаулы", "Постановление от 21.05.2013 № 504",
                "Decree 504 of 21.05.2013",
            ),
            date(2013, 5, 21),
        ),
        LegalBasis(
            Names(
                "30.06.2023 ж. № 523 қаулы", "Постановление от 30.06.2023 № 523",
                "Decree 523 of 30.06.2023",
            ),
            date(2023, 7, 1),
        ),
    ),
    workflow=standard_workflow(approve=Names("Тағайындау", "Назначение", "Assign")),
    indicators=(
        Indicator(
            code="test-site.yearly-aid",
            names=Names(
                "Полигоннан зардап шеккендерге жыл сайынғы көмек",
                "Ежегодная помощь пострадавшим от полигона",
                "Yearly aid for the test site",
            ),
            values={
                "fact": count_of("test_site_aid", "pay", "person"),
                "money": money_of("test_site_aid", "paid"),
            },
            sentences=Names(
                "Семей ядролық сынақ полигонынан зардап шеккен {fact} адамға мәслихат шешімімен"
                "[ {money:thousand} сомасына] көмек төленді{+slices}{+plan}.",
                "{fact:человеку|лицам|лицам}, пострадавшим от Семипалатинского ядерного полигона,"
                " выплачена помощь по решению маслихата[ на сумму {money:thousand}]"
                "{+slices}{+plan}.",
                "{fact:person|people} harmed by the Semipalatinsk test site received the aid of the"
                " maslikhat's decision[ of {money:thousand}]{+slices}{+plan}.",
            ),
        ),
    ),
    is_decided_by_rules=True,
)  # fmt: skip

MEASURES: tuple[Measure, ...] = (COMPENSATION, YEARLY_AID)
