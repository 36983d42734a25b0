"""Whom a social order serves: listed by name, and served once an accepted act names them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.casework.measures import Measure
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod

from .contracts import hold
from .models import AcceptanceAct, ActLine, Contract, OrderRecipient
from .social_order import VETERANS

WITH_CASES: dict[str, Measure] = {VETERANS.code: VETERANS}


class RecipientRefused(FactRefused):
    """«recipient-there», «recipient-deceased»."""


@dataclass(frozen=True)
class Recipient:
    """Who is to be served, since which day; `approved_on`: the day of the decision to serve."""

    person: Person
    since: date
    approved_on: date | None = None
    paper: str = ""


@transaction.atomic
def add_recipients(
    *, contract: Contract, recipients: Sequence[Recipient], by: User
) -> list[OrderRecipient]:
    """List people whom the contract serves; each has a case where its theme keeps such.

    All or none. Raises `RecipientRefused`, `ContractRefused`, `ActRefused`.
    """
    hold(contract, max((one.since for one in recipients), default=contract.signed_on))
    people = [one.person.pk for one in recipients]
    there = OrderRecipient.objects.live().filter(contract=contract, person__in=people)
    known = set(there.values_list("person_id", flat=True))
    dead = {
        one.person_id: one.valid_from
        for one in StatusPeriod.objects.live().filter(person__in=people, kind="deceased")
    }
    for one in recipients:
        if one.person.pk in known:
            raise RecipientRefused("recipient-there", person=one.person.full_name)
        known.add(one.person.pk)
        if one.person.pk in dead and dead[one.person.pk] <= one.since:
            raise RecipientRefused("recipient-deceased", person=one.person.full_name)
    code = contract.theme.recipients_measure if contract.theme is not None else ""
    measure = WITH_CASES.get(code)
    cases = _open_cases(contract, measure, recipients, by) if measure is not None else []
    return OrderRecipient.objects.bulk_create(
        OrderRecipient(
            office_id=contract.office_id,
            contract=contract,
            person=one.person,
            case_id=cases[position] if cases else None,
            since=one.since,
            paper=one.paper.strip(),
            recorded_by=by,
        )
        for position, one in enumerate(recipients)
    )


def _open_cases(
    contract: Contract, measure: Measure, recipients: Sequence[Recipient], by: User
) -> list[int | None]:
    entries = []
    for one in recipients:
        entry = CaseEntry(
            opened_on=one.since,
            subject_id=one.person.pk,
            territory_id=one.person.territory_id,
        )
        approved = one.approved_on or one.since
        entry.follow(measure, [Step("open", one.since), Step("approve", approved)])
        entries.append(entry)
    record_cases(office=contract.office, measure=measure, cases=entries, by=by)
    return [entry.pk for entry in entries]


def carry_out_for(*, act: AcceptanceAct, by: User) -> None:
    """What an accepted act delivered carries out the cases of its recipients, on their days.

    A recipient who was served by an earlier act stays served. Raises `ActRefused`.
    """
    received: dict[int, date] = {}
    for line in ActLine.objects.live().filter(act=act, person__isnull=False):
        assert line.person_id is not None
        day = received.get(line.person_id, line.received_on)
        received[line.person_id] = min(day, line.received_on)
    recipients = (
        OrderRecipient.objects.live()
        .filter(
            contract=act.stage.contract_id,
            person__in=received,
            case__isnull=False,
            case__state="approved",
        )
        .select_related("case")
    )
    days = {one.case_id: received[one.person_id] for one in recipients if one.case_id}
    by_measure: dict[str, list[int]] = {}
    for one in recipients:
        if one.case is not None:
            by_measure.setdefault(one.case.measure, []).append(one.case.pk)
    for code, cases in by_measure.items():
        entries = entries_of(cases)
        for key, entry in entries.items():
            entry.follow(WITH_CASES[code], [Step("carry_out", days[key])])
        record_cases(
            office=act.office,
            measure=WITH_CASES[code],
            cases=list(entries.values()),
            by=by,
        )
