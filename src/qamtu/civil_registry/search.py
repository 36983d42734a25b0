"""Finding records over decades: by a name (also a former one), a number, a day, an ИИН."""

import re
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from qamtu.accounts.models import Office
from qamtu.language import search_key
from qamtu.people.models import Person

from .models import CivilAction, CivilEntry, CivilParty, CivilRecord
from .words import ENDED, WAITING

MOST_FOUND = 500
MOST_WORDS = 6
FEWEST_DIGITS = 6
STATES = (*WAITING, CivilAction.Kind.REGISTERED, *ENDED)
WAITS = "waiting"
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NUMBER = re.compile(r"(?:№\s*)?(\d{1,6})\s*/\s*(\d{4})")


def find_records(
    office: Office,
    *,
    text: str = "",
    kind: str = "",
    state: str = "",
    origin: str = "",
    year: int | None = None,
) -> QuerySet[CivilRecord]:
    """The office's records, the newest first. Adoptions only behind their door."""
    last = CivilAction.objects.live().filter(record=OuterRef("pk"), kind__in=STATES).order_by("-pk")
    found = (
        CivilRecord.objects.live()
        .filter(office=office)
        .annotate(state=Subquery(last.values("kind")[:1]))
    )
    if kind:
        found = found.filter(kind=kind)
    if origin:
        found = found.filter(origin=origin)
    if year is not None:
        found = found.filter(declared_on__year=year)
    if state == WAITS:
        found = found.filter(state__in=WAITING)
    elif state:
        found = found.filter(state=state)
    text = text.strip()
    return found.filter(_told(office, text)) if text else found


def _told(office: Office, text: str) -> Q:
    if day := _DAY.fullmatch(text):
        return _of_day(office, day)
    if number := _NUMBER.fullmatch(text):
        own = CivilAction.objects.live().filter(
            office=office, number=int(number[1]), year=int(number[2])
        )
        return Q(pk__in=own.values("record")) | _given(office, text)
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) >= FEWEST_DIGITS and not any(sign.isalpha() for sign in text):
        parties = CivilParty.objects.live().filter(
            office=office,
            iin__gte=digits[:12].ljust(12, "0"),
            iin__lte=digits[:12].ljust(12, "9"),
        )
        return Q(pk__in=parties.values("record")) | _given(office, text)
    words = sorted(set(search_key(text).split()), key=len, reverse=True)[:MOST_WORDS]
    if not any(sign.isalpha() for sign in text):
        return _given(office, text)
    named = Q(
        pk__in=RawSQL("SELECT civil_registry_named(%s, %s)", [words, MOST_FOUND])
    )  # a name as the paper has it
    people = list(
        Person.objects.filter(office=office).search(text)[:50].values_list("pk", flat=True)
    )
    of_people = CivilParty.objects.live().filter(person__in=people)
    return named | Q(pk__in=of_people.values("record")) | _given(office, text)


def _of_day(office: Office, told: re.Match[str]) -> Q:
    try:
        day = date(int(told[3]), int(told[2]), int(told[1]))
    except ValueError:
        return Q(pk__in=[])
    events = CivilEntry.objects.live().filter(office=office, event_on=day)
    registered = CivilAction.objects.live().filter(
        office=office, kind=CivilAction.Kind.REGISTERED, occurred_on=day
    )
    return Q(pk__in=events.values("record")) | Q(pk__in=registered.values("record"))


def _given(office: Office, text: str) -> Q:
    given = CivilAction.objects.live().filter(
        office=office, given_number=text.removeprefix("№").strip()
    )
    return Q(pk__in=given.values("record"))


def records_of_person(person: Person) -> QuerySet[CivilRecord]:
    """The acts in which a person of the register stands, the oldest first."""
    mine = CivilParty.objects.live().filter(person=person)
    return CivilRecord.objects.live().filter(pk__in=mine.values("record")).order_by("declared_on")
