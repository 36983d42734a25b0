"""The register of disability: what extracts of examinations say, who is due to be examined again.

The examination is done by the ministry's body; the office mirrors it. A new extract ends the period
that an earlier one established, on the day before its own first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import Person, StatusPeriod
from qamtu.people.statuses import STATUS_KINDS, end_status
from qamtu.trilingual import Names

from .models import Examination

KIND = "disability"
CATEGORIES: dict[str, Names] = dict(STATUS_KINDS[KIND].categories)
CHILD = "child_under_16"
CHILD_UNTIL = 16  # years; the report counts children below it together
CAUSES: dict[str, Names] = {
    Examination.Cause.GENERAL_ILLNESS: Names("жалпы ауру", "общее заболевание", "general illness"),
    Examination.Cause.FROM_CHILDHOOD: Names("бала кезден", "с детства", "since childhood"),
    Examination.Cause.CHILD_UNDER_7: Names(
        "7 жасқа дейінгі бала", "ребёнок до 7 лет", "child under 7"
    ),
    Examination.Cause.CHILD_7_TO_18: Names(
        "7–18 жастағы бала", "ребёнок 7–18 лет", "child of 7 to 18"
    ),
    Examination.Cause.WORK_INJURY: Names("еңбек мертігуі", "трудовое увечье", "work injury"),
    Examination.Cause.OCCUPATIONAL_DISEASE: Names(
        "кәсіптік ауру", "профессиональное заболевание", "occupational disease"
    ),
    Examination.Cause.SERVICE: Names(
        "қызмет міндетін атқару кезінде", "при исполнении службы", "in service"
    ),
    Examination.Cause.OTHER: Names("өзге", "иная", "another"),
}


class ExaminationRefused(FactRefused):
    """«examination-number», «examination-known», «examination-category», «examination-cause»,
    «examination-order», «examination-before-birth», «examination-age», «examination-deceased»,
    «examination-earlier», «examination-loss».
    """


@dataclass(frozen=True)
class Extract:
    """What an extract says. `valid_to` None: without term."""

    person: Person
    number: str
    examined_on: date
    category: str
    cause: str
    valid_from: date
    valid_to: date | None = None
    loss_percent: int | None = None


def record_examination(*, extract: Extract, by: User) -> Examination:
    """One extract; see `record_examinations`."""
    return record_examinations(extracts=[extract], by=by)[0]


@transaction.atomic
def record_examinations(*, extracts: Sequence[Extract], by: User) -> list[Examination]:
    """Keep extracts, at most one of a person, and the statuses that they establish. All or none.

    The persons' rows are held: two clerks do not establish two periods at once. Raises
    `ExaminationRefused`.
    """
    keys = [extract.person.pk for extract in extracts]
    people = {
        one.pk: one for one in Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    known: dict[int, list[StatusPeriod]] = {}
    for period in StatusPeriod.objects.live().filter(person__in=keys, kind__in=(KIND, "deceased")):
        known.setdefault(period.person_id, []).append(period)
    for extract in extracts:
        person = people[extract.person.pk]
        periods = known.get(person.pk, [])
        refuse_impossible(extract, person, periods)
        for period in periods:
            if period.kind == KIND and (
                period.valid_to is None or period.valid_to >= extract.valid_from
            ):
                end_status(
                    period=period,
                    last_day=extract.valid_from - timedelta(days=1),
                    reason=f"МӘС № {extract.number}",
                    by=by,
                )
    statuses = StatusPeriod.objects.bulk_create(
        StatusPeriod(
            office_id=extract.person.office_id,
            person=extract.person,
            kind=KIND,
            category=extract.category,
            valid_from=extract.valid_from,
            valid_to=extract.valid_to,
            paper=f"МӘС № {extract.number.strip()}",
            recorded_by=by,
        )
        for extract in extracts
    )
    try:
        with transaction.atomic():
            return Examination.objects.bulk_create(
                Examination(
                    office_id=extract.person.office_id,
                    person=extract.person,
                    status=status,
                    number=extract.number.strip(),
                    examined_on=extract.examined_on,
                    category=extract.category,
                    cause=extract.cause,
                    valid_from=extract.valid_from,
                    valid_to=extract.valid_to,
                    loss_percent=extract.loss_percent,
                    recorded_by=by,
                )
                for extract, status in zip(extracts, statuses, strict=True)
            )
    except IntegrityError as error:
        if violated_constraint(error) == "examination_number_once":
            raise ExaminationRefused("examination-known", number=extracts[0].number) from error
        raise


def refuse_impossible(extract: Extract, person: Person, periods: Sequence[StatusPeriod]) -> None:
    """Raises `ExaminationRefused`. `periods`: of disability and of death, of the register."""
    if not extract.number.strip():
        raise ExaminationRefused("examination-number")
    if extract.category not in CATEGORIES:
        raise ExaminationRefused("examination-category")
    if extract.cause not in CAUSES:
        raise ExaminationRefused("examination-cause")
    if extract.valid_to is not None and extract.valid_to < extract.valid_from:
        raise ExaminationRefused("examination-order")
    if extract.valid_from < person.birth_date or extract.examined_on < person.birth_date:
        raise ExaminationRefused("examination-before-birth", born=person.birth_date)
    age = person.age_on(extract.valid_from)
    if (extract.category == CHILD) != (age < CHILD_UNTIL):
        raise ExaminationRefused("examination-age", age=age, years=CHILD_UNTIL)
    if extract.loss_percent is not None and not 0 <= extract.loss_percent <= 100:
        raise ExaminationRefused("examination-loss")
    for period in periods:
        if period.kind == KIND and period.valid_from >= extract.valid_from:
            raise ExaminationRefused("examination-earlier", day=period.valid_from)
        if period.kind == "deceased" and period.valid_from <= extract.examined_on:
            raise ExaminationRefused(
                "examination-deceased", person=person.full_name, day=period.valid_from
            )


def counts_on(office: Office, day: date) -> dict[str, int]:
    """How many people of each category the register has on a day."""
    found = (
        StatusPeriod.objects.on(day)
        .live()
        .filter(office=office, kind=KIND)
        .order_by()
        .values_list("category")
        .annotate(count=Count("person", distinct=True))
    )
    counts = dict(found)
    return {code: counts.get(code, 0) for code in CATEGORIES}


def registered_on(office: Office, day: date, category: str = "") -> QuerySet[StatusPeriod]:
    """The periods that stand on a day, by the person's name."""
    found = StatusPeriod.objects.on(day).live().filter(office=office, kind=KIND)
    if category:
        found = found.filter(category=category)
    return found.select_related("person").order_by("person__sort_key", "pk")


def due_again(office: Office, first: date, last: date) -> Sequence[StatusPeriod]:
    """Whose term ends from one day to another, and no later period is recorded."""
    ending = StatusPeriod.objects.live().filter(
        office=office, kind=KIND, valid_to__gte=first, valid_to__lte=last
    )
    renewed = StatusPeriod.objects.live().filter(
        office=office, kind=KIND, valid_from__gt=first, person__in=ending.values("person")
    )
    dead = StatusPeriod.objects.live().filter(office=office, kind="deceased")
    return list(
        ending.exclude(person__in=renewed.exclude(pk__in=ending.values("pk")).values("person"))
        .exclude(person__in=dead.values("person"))
        .select_related("person__territory")
        .order_by("valid_to", "pk")
    )
