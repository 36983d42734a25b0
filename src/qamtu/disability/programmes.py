"""Programmes of rehabilitation: from the need to an item that the person confirms to have.

A programme is *fulfilled* when each of its items was delivered and confirmed by the person, or
refused by them, and at least one was confirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import record_event
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.rehabilitation.classifier import CLASSIFIER

from .models import ItemOrder, Programme, ProgrammeItem
from .order_states import standings, state_of, with_all
from .rehabilitation import MEASURE


class ProgrammeRefused(FactRefused):
    """«programme-number», «programme-empty», «programme-item», «programme-not-disabled»,
    «programme-order», «programme-open-items», «programme-nothing-confirmed»,
    «programme-orders-stand».
    """


@dataclass(frozen=True)
class Prescribed:
    """A programme of a person: items are (code of the classifier, how many)."""

    person: Person
    number: str
    drawn_on: date
    items: Sequence[tuple[str, int]]
    valid_to: date | None = None
    registered_on: date | None = None


def prescribe(*, prescribed: Prescribed, by: User) -> Programme:
    """One programme; see `prescribe_all`."""
    return prescribe_all(office=prescribed.person.office, prescribed=[prescribed], by=by)[0]


@transaction.atomic
def prescribe_all(*, office: Office, prescribed: Sequence[Prescribed], by: User) -> list[Programme]:
    """Register programmes with their cases. All or none. Raises `ProgrammeRefused`, `ActRefused`.

    Who stands on the register of disability on the day may have one.
    """
    standing: dict[int, list[StatusPeriod]] = {}
    for period in StatusPeriod.objects.live().filter(
        person__in=[one.person for one in prescribed], kind="disability"
    ):
        standing.setdefault(period.person_id, []).append(period)
    entries = []
    for one in prescribed:
        day = one.registered_on or one.drawn_on
        if not one.number.strip():
            raise ProgrammeRefused("programme-number")
        if not one.items:
            raise ProgrammeRefused("programme-empty")
        if any(code not in CLASSIFIER or count < 1 for code, count in one.items):
            raise ProgrammeRefused("programme-item")
        if one.valid_to is not None and one.valid_to < one.drawn_on:
            raise ProgrammeRefused("programme-order")
        if not any(
            period.valid_from <= day and (period.valid_to is None or period.valid_to >= day)
            for period in standing.get(one.person.pk, ())
        ):
            raise ProgrammeRefused("programme-not-disabled", person=one.person.full_name)
        entry = CaseEntry(
            opened_on=day, subject_id=one.person.pk, territory_id=one.person.territory_id
        )
        entry.follow(MEASURE, [Step("open", day)])
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    made = Programme.objects.bulk_create(
        Programme(
            office=office,
            case_id=entry.pk or 0,
            person=one.person,
            number=one.number.strip(),
            drawn_on=one.drawn_on,
            valid_to=one.valid_to,
            recorded_by=by,
        )
        for one, entry in zip(prescribed, entries, strict=True)
    )
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(office=office, programme=programme, code=code, quantity=count, recorded_by=by)
        for one, programme in zip(prescribed, made, strict=True)
        for code, count in one.items
    )
    return made


@transaction.atomic
def fulfil_all(*, fulfilled: Sequence[tuple[Programme, date]], by: User) -> None:
    """Programmes whose items are all confirmed or refused. All or none.

    Raises `ProgrammeRefused`, `ActRefused`.
    """
    keys = [programme.pk for programme, _ in fulfilled]
    items: dict[int, list[str]] = {}
    for item in (
        ProgrammeItem.objects.live()
        .filter(programme__in=keys)
        .prefetch_related("refusals", "orders__steps")
    ):
        items.setdefault(item.programme_id, []).append(state_of(item))
    entries = entries_of([programme.case_id for programme, _ in fulfilled])
    for programme, day in fulfilled:
        states = items.get(programme.pk, [])
        waiting = sum(state not in ("confirmed", "refused") for state in states)
        if waiting:
            raise ProgrammeRefused("programme-open-items", count=waiting)
        if "confirmed" not in states:
            raise ProgrammeRefused("programme-nothing-confirmed")
        entries[programme.case_id].follow(MEASURE, [Step("carry_out", day)])
    record_cases(
        office=fulfilled[0][0].office, measure=MEASURE, cases=list(entries.values()), by=by
    )


def fulfil(*, programme: Programme, day: date, by: User) -> None:
    """One programme; see `fulfil_all`."""
    fulfil_all(fulfilled=[(programme, day)], by=by)


@transaction.atomic
def end_programme(*, programme: Programme, day: date, reason: str, by: User) -> None:
    """A programme that ends unfulfilled: withdrawn with its reason.

    Orders are cancelled first, and what the state owes for others is paid: a case that is
    withdrawn is not paid. Raises `ProgrammeRefused`, `ActRefused`.
    """
    list(ProgrammeItem.objects.select_for_update().filter(programme=programme).order_by("pk"))
    orders = with_all(ItemOrder.objects.live().filter(item__programme=programme))
    waiting = [one for one in standings(programme.office, orders, day) if one.waits_for]
    if waiting:
        raise ProgrammeRefused("programme-orders-stand", count=len(waiting))
    record_event(
        case=programme.case,
        measure=MEASURE,
        transition="withdraw",
        day=day,
        reason=reason,
        by=by,
    )
