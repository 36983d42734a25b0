"""State grants for new business ideas: 200 МРП in 2021, 400 МРП from 2022."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.slices import category_slices
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

CATEGORIES = {
    "self_employed": Names("өзін-өзі жұмыспен қамтығандар", "самозанятые", "self-employed people"),
    "youth": Names("жастар", "молодёжь", "young people"),
    "disabled": Names(
        "мүгедектігі бар адамдар", "лица с инвалидностью", "persons with disabilities"
    ),
    "asp_recipient": Names("АӘК алушылар", "получатели АСП", "recipients of targeted assistance"),
    "unemployed": Names("жұмыссыздар", "безработные", "unemployed people"),
    "kandas": Names("қандастар", "кандасы", "kandas"),
    "resettler": Names("қоныс аударушылар", "переселенцы", "resettlers"),
    "large_family": Names("көп балалы отбасылар", "многодетные семьи", "large families"),
    "carer": Names(
        "мүгедектігі бар баланы күтушілер",
        "ухаживающие за ребёнком с инвалидностью",
        "carers of a child with a disability",
    ),
    "lost_breadwinner": Names(
        "асыраушысынан айырылғандар", "потерявшие кормильца", "those who lost the breadwinner"
    ),
    "large_family_mother": Names(
        "көп балалы аналар", "многодетные матери", "mothers of large families"
    ),
    "women": Names("әйелдер", "женщины", "women"),
    "other": Names("өзгелер", "прочие", "others"),
}
"""The one priority category of an award: each grantee is counted in exactly one."""

MEASURE = Measure(
    code="startup_grant",
    section="business",
    subject="person",
    names=Names(
        "Жаңа бизнес-идеяға мемлекеттік грант",
        "Государственный грант на новую бизнес-идею",
        "Startup grant",
    ),
    basis=(
        LegalBasis(
            Names(
                "ҚР Үкіметінің 23.08.2018 ж. № 513 қаулысы",
                "Постановление Правительства РК от 23.08.2018 № 513",
                "Decree 513 of 23.08.2018",
            ),
            date(2018, 8, 23),
        ),
        LegalBasis(
            Names(
                "07.02.2022 ж. № 47 бұйрық",
                "Приказ от 07.02.2022 № 47",
                "Order 47 of 07.02.2022",
            ),
            date(2022, 2, 7),
        ),
        LegalBasis(
            Names(
                "30.06.2023 ж. № 272 бұйрық; Әлеуметтік кодекс, 110-бап",
                "Приказ от 30.06.2023 № 272; Социальный кодекс, ст. 110",
                "Order 272 of 30.06.2023; Social Code, art. 110",
            ),
            date(2023, 6, 30),
        ),
    ),
    settles_after_death=True,
    workflow=standard_workflow(
        approve=Names("Грант беру туралы шешім", "Решение о предоставлении гранта", "Award"),
        carry_out=Names("Есеп қабылданды", "Отчёт принят", "Report accepted"),
    ),
    categories=CATEGORIES,
    is_decided_by_rules=True,
    indicators=(
        Indicator(
            code="startup-grant.allocated",
            names=Names(
                "Мемлекеттік гранттарға бөлінген қаржы",
                "Выделено на государственные гранты",
                "Allocated to startup grants",
            ),
            values={"money": money_of("startup_grant", "allocated")},
            by_source="money",
            sentences=Names(
                "Жаңа бизнес-идеяларды іске асыруға берілетін мемлекеттік гранттарға"
                " {money:thousand} бөлінді{+sources}{+plan}.",
                "На государственные гранты для реализации новых бизнес-идей выделено"
                " {money:thousand}{+sources}{+plan}.",
                "{money:thousand} was allocated to state grants for new business"
                " ideas{+sources}{+plan}.",
            ),
        ),
        Indicator(
            code="startup-grant.awarded",
            names=Names(
                "Мемлекеттік грант алғандар",
                "Получили государственные гранты",
                "Startup grants awarded",
            ),
            values={"fact": count_of("startup_grant", "approve")},
            parts=category_slices(CATEGORIES),
            component_of="active-measures.participants",
            sentences=Names(
                "Мемлекеттік грантқа {fact} адам ие болды{+slices}{+plan}.",
                "Государственные гранты {fact:form:получил|получили|получили}"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person was|people were} awarded a state grant{+slices}{+plan}.",
            ),
        ),
    ),
)
