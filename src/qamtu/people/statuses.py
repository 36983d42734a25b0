"""Status kinds that the office records, and the verbs that record them.

Youth is not among them: it follows from age (see `qamtu.rules.people`).
"""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.trilingual import Names

from .models import Person, StatusPeriod


@dataclass(frozen=True)
class StatusKind:
    """A status that is recorded with its paper; `categories` are its exclusive degrees."""

    code: str
    names: Names
    act: str
    categories: tuple[tuple[str, Names], ...] = ()


STATUS_KINDS: dict[str, StatusKind] = {
    kind.code: kind
    for kind in (
        StatusKind(
            "disability",
            Names("мүгедектігі бар адам", "лицо с инвалидностью", "person with a disability"),
            "Social Code 224-VII; order 260 of 29.06.2023 (order 44 of 30.01.2015 before)",
            (
                ("group_1", Names("І топ", "I группа", "group I")),
                ("group_2", Names("ІІ топ", "II группа", "group II")),
                ("group_3", Names("ІІІ топ", "III группа", "group III")),
                (
                    "child_under_16",
                    Names("16 жасқа дейінгі бала", "ребёнок до 16 лет", "child under 16"),
                ),
            ),
        ),
        StatusKind(
            "large_family_mother",
            Names("көп балалы ана", "многодетная мать", "mother of a large family"),
            "Social Code 224-VII, art. 93–94",
        ),
        StatusKind(
            "self_employed",
            Names("өзін-өзі жұмыспен қамтыған", "самозанятый", "self-employed"),
            "Law 482-V of 06.04.2016; Social Code art. 97",
        ),
        StatusKind(
            "unemployed",
            Names("жұмыссыз", "безработный", "unemployed"),
            "Law 482-V of 06.04.2016; Social Code art. 98–99",
        ),
        StatusKind(
            "asp_recipient",
            Names("АӘК алушы", "получатель АСП", "targeted assistance recipient"),
            "Law 246-II of 17.07.2001; Social Code art. 120–128",
        ),
        StatusKind(
            "probation",
            Names("пробация есебіндегі", "состоящий на учёте пробации", "on probation"),
            "Law on probation of 30.12.2016",
        ),
        StatusKind(
            "released",
            Names(
                "бас бостандығынан айыру орындарынан босатылған",
                "освобождённый из мест лишения свободы",
                "released from prison",
            ),
            "Social Code art. 133",
        ),
        StatusKind(
            "orphan_graduate",
            Names("жетім түлек", "выпускник-сирота", "orphan graduate"),
            "Social Code art. 107",
        ),
        StatusKind(
            "kandas",
            Names("қандас", "кандас", "kandas (ethnic returnee)"),
            "Law on migration 477-IV of 22.07.2011",
        ),
        StatusKind(
            "semey_victim",
            Names(
                "Семей полигонынан зардап шеккен",
                "пострадавший от Семипалатинского полигона",
                "harmed by the Semipalatinsk test site",
            ),
            "Law 1787-XII of 18.12.1992",
        ),
        StatusKind(
            "deceased",
            Names("қайтыс болған", "умерший", "deceased"),
            "Code 518-IV of 26.12.2011, chapter on the registration of death",
        ),
        StatusKind(
            "moved_away",
            Names("ауданнан көшкен", "выбывший из района", "moved out of the district"),
            "Law on migration 477-IV of 22.07.2011",
        ),
        StatusKind(
            "employed",
            Names("жұмыспен қамтылған", "занятый", "employed"),
            "Law 482-V of 06.04.2016; Social Code art. 96",
        ),
    )
}


class StatusRefused(FactRefused):
    """«status-unknown», «status-category», «status-order» or «status-overlaps»."""


def death_of(person_id: int) -> StatusPeriod | None:
    """The person's death as it stands in the register, or none. Its first day is the day of it."""
    return StatusPeriod.objects.live().filter(person=person_id, kind="deceased").first()


def death_by(person_id: int, day: date) -> StatusPeriod | None:
    """The person's death, where it is not after the day."""
    death = death_of(person_id)
    return death if death is not None and death.valid_from <= day else None


def record_status(
    *,
    person: Person,
    kind: str,
    valid_from: date,
    paper: str,
    by: User,
    valid_to: date | None = None,
    category: str = "",
) -> StatusPeriod:
    """Record what a person was. Raises `StatusRefused` naming what is wrong."""
    declared = STATUS_KINDS.get(kind)
    if declared is None:
        raise StatusRefused("status-unknown", kind=kind)
    if {category} - {code for code, _ in declared.categories} and (category or declared.categories):
        raise StatusRefused("status-category", kind=kind, category=category)
    if valid_to is not None and valid_to < valid_from:
        raise StatusRefused("status-order", valid_from=valid_from, valid_to=valid_to)
    if not paper.strip():
        raise StatusRefused("status-paper", kind=kind)
    try:
        with transaction.atomic():
            return StatusPeriod.objects.create(
                office_id=person.office_id,
                person=person,
                kind=kind,
                category=category,
                valid_from=valid_from,
                valid_to=valid_to,
                paper=paper.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "one_status_of_a_kind_at_a_time":
            raise StatusRefused("status-overlaps", kind=kind, valid_from=valid_from) from error
        raise


@transaction.atomic
def end_status(*, period: StatusPeriod, last_day: date, reason: str, by: User) -> StatusPeriod:
    """Close an open period: the open fact is retracted and a closed one recorded in its place."""
    period.retract(reason=reason, by=by)
    return record_status(
        person=period.person,
        kind=period.kind,
        category=period.category,
        valid_from=period.valid_from,
        valid_to=last_day,
        paper=period.paper,
        by=by,
    )
