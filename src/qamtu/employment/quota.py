"""Job quotas: places that an employer must keep, set by a resolution of the akimat."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

BASIS = (
    LegalBasis(
        Names(
            "ҚР 06.04.2016 ж. № 482-V Заңы, 9 және 27-баптар",
            "Закон РК от 06.04.2016 № 482-V, ст. 9 и 27",
            "Law 482-V of 06.04.2016, art. 9 and 27",
        ),
        date(2016, 4, 6),
    ),
    LegalBasis(
        Names("Әлеуметтік кодекс, 107-бап", "Социальный кодекс, ст. 107", "Social Code, art. 107"),
        date(2023, 7, 1),
    ),
)
WORKFLOW = standard_workflow(
    approve=Names("Квота бойынша жолдау", "Направление по квоте", "Refer to a quota place"),
    carry_out=Names("Квота бойынша қабылданды", "Принят по квоте", "Hired by quota"),
)

DISABLED = Measure(
    code="quota_disabled",
    section="employment",
    subject="person",
    names=Names(
        "Мүгедектігі бар адамдарға квота",
        "Квота для лиц с инвалидностью",
        "Quota for persons with disabilities",
    ),
    basis=BASIS,
    workflow=WORKFLOW,
    indicators=(
        Indicator(
            code="quota.disabled",
            names=Names(
                "Квота: мүгедектігі бар адамдар",
                "Квота: лица с инвалидностью",
                "Quota: persons with disabilities",
            ),
            values={"fact": count_of("quota_disabled", "carry_out")},
            sentences=Names(
                "Мүгедектігі бар адамдар үшін белгіленген квота бойынша {fact} адам жұмысқа"
                " орналастырылды{+slices}{+plan}.",
                "По квоте для лиц с инвалидностью {fact:form:трудоустроен|трудоустроены|"
                "трудоустроено} {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person was|people were} placed by the quota for persons with"
                " disabilities{+slices}{+plan}.",
            ),
        ),
    ),
)

PROBATION = Measure(
    code="quota_probation",
    section="employment",
    subject="person",
    names=Names(
        "Пробация есебіндегілерге квота",
        "Квота для состоящих на учёте пробации",
        "Quota for people on probation",
    ),
    basis=BASIS,
    workflow=WORKFLOW,
    indicators=(
        Indicator(
            code="quota.probation",
            names=Names(
                "Квота: пробация есебіндегілер",
                "Квота: состоящие на учёте пробации",
                "Quota: people on probation",
            ),
            values={"fact": count_of("quota_probation", "carry_out")},
            sentences=Names(
                "Пробация қызметінің есебінде тұрған адамдар үшін белгіленген квота бойынша"
                " {fact} адам жұмысқа орналастырылды{+slices}{+plan}.",
                "По квоте для состоящих на учёте службы пробации {fact:form:трудоустроен|"
                "трудоустроены|трудоустроено} {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person was|people were} placed by the quota for people on"
                " probation{+slices}{+plan}.",
            ),
        ),
    ),
)
