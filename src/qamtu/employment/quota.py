"""Job quotas: places that an employer must keep, set by a resolution of the akimat.

One measure a group. Its cases are opened and carried out by `quota_hires`, each at the place of an
employer, and never by the common acts.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Group:
    """Whom a quota is for. `status`: what proves it on the day; none where age does."""

    code: str
    names: Names
    measure: Measure
    status: str = ""


def _measure(code: str, names: Names, *indicators: Indicator) -> Measure:
    return Measure(
        code=f"quota_{code}",
        section="employment",
        subject="person",
        names=names,
        basis=BASIS,
        workflow=WORKFLOW,
        indicators=indicators,
        is_decided_by_rules=True,
    )


DISABLED = _measure(
    "disabled",
    Names(
        "Мүгедектігі бар адамдарға квота",
        "Квота для лиц с инвалидностью",
        "Quota for persons with disabilities",
    ),
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
)
PROBATION = _measure(
    "probation",
    Names(
        "Пробация есебіндегілерге квота",
        "Квота для состоящих на учёте пробации",
        "Quota for people on probation",
    ),
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
)
RELEASED = _measure(
    "released",
    Names(
        "Бас бостандығынан айыру орындарынан босатылғандарға квота",
        "Квота для освобождённых из мест лишения свободы",
        "Quota for people released from prison",
    ),
)
ORPHAN_YOUTH = _measure(
    "orphan_youth",
    Names(
        "Жетім түлектерге квота",
        "Квота для выпускников из числа сирот",
        "Quota for orphan graduates",
    ),
)
YOUTH = _measure("youth", Names("Жастарға квота", "Квота для молодёжи", "Quota for young people"))

GROUPS: dict[str, Group] = {
    group.code: group
    for group in (
        Group(
            "disabled",
            Names("мүгедектігі бар адамдар", "лица с инвалидностью", "persons with disabilities"),
            DISABLED,
            "disability",
        ),
        Group(
            "probation",
            Names(
                "пробация қызметінің есебінде тұрған адамдар",
                "лица, состоящие на учёте службы пробации",
                "people on probation",
            ),
            PROBATION,
            "probation",
        ),
        Group(
            "released",
            Names(
                "бас бостандығынан айыру орындарынан босатылған адамдар",
                "лица, освобождённые из мест лишения свободы",
                "people released from prison",
            ),
            RELEASED,
            "released",
        ),
        Group(
            "orphan_youth",
            Names(
                "жетім балалар мен ата-анасының қамқорлығынсыз қалған балалар қатарындағы"
                " білім беру ұйымдарының түлектері",
                "выпускники организаций образования из числа детей-сирот и детей, оставшихся"
                " без попечения родителей",
                "graduates who are orphans or grew up without parental care",
            ),
            ORPHAN_YOUTH,
            "orphan_graduate",
        ),
        Group("youth", Names("жастар", "молодёжь", "young people"), YOUTH),
    )
}
MEASURES: tuple[Measure, ...] = tuple(group.measure for group in GROUPS.values())
