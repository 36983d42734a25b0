"""Pairs of a person and who accompanies them: judged by the rules, signed, ended.

A pair stands until its contract's last day, until it was ended, or until the day on which somebody
of it died or moved away: that day is asked of the register, so no one has to end the pair by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment, Case
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.people.statuses import death_by
from qamtu.rules.parameters import Law
from qamtu.rules.personal_assistant.formulas import GROUNDS, PROGRAMME, read_pair
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from .models import Pairing, PairingEnd, PairingLink
from .personal_assistant import MEASURE

STOPPING = {"deceased": "deceased", "moved_away": "moved-away"}
READY = ("registered", "checked")
ASKED = ("moves_with_difficulty", "hears_badly", "in_programme", "carers_benefit")
"""What the papers say of the person: none of it is in the registers of the office."""


class PairingRefused(FactRefused):
    """«pair-not-lawful», «pair-stands», «pair-same-person», «pair-contract», «pair-order»,
    «pair-hours», «pair-rate», «pair-case», «pair-ended», «pair-end-outside», «link-ended»,
    «link-closed».
    """


@dataclass(frozen=True)
class Pair:
    """What a contract says of a pair; `said`: the answers of `ASKED` and `is_close_relative`.

    `minutes_a_day`: minutes; `rate`: tiyn an hour.
    """

    case: Case
    helper: Person
    contract: str
    signed_on: date
    last_day: date
    minutes_a_day: int
    rate: int
    said: Mapping[str, bool] = field(default_factory=dict)
    kind: str = Pairing.Kind.ASSISTANT


@dataclass(frozen=True)
class Stop:
    """Why nothing is done any more after `last_day`: `code` for a sentence."""

    code: str
    last_day: date


def judge_pair(pair: Pair, groups: Mapping[int, str], law: Law) -> tuple[dict[str, Any], Judgement]:
    """(what was given, what the rules of the day of signing say). `groups`: by person's key.

    Raises `FactsRefused`, `ParameterMissing`.
    """
    given = {
        "kind": str(pair.kind),
        "group_1": groups.get(pair.case.person_id or 0) == "group_1",
        "minutes_a_day": pair.minutes_a_day,
        "rate": tenge_of(pair.rate),
        **{name: bool(pair.said.get(name)) for name in (*ASKED, "is_close_relative")},
    }
    return given, judge(PROGRAMME, read_pair(given, pair.signed_on), law)


def groups_on(people: Sequence[int], day: date) -> dict[int, str]:
    """The group of disability that each has on a day."""
    standing = StatusPeriod.objects.live().filter(
        person__in=people, kind="disability", valid_from__lte=day
    )
    return {
        one.person_id: one.category
        for one in standing
        if one.valid_to is None or one.valid_to >= day
    }


def ask_for_assistant(*, person: Person, day: date, by: User) -> Case:
    """The person's case of accompaniment: the one that is open, or a new one, checked that day."""
    office: Office = person.office
    standing = Case.objects.filter(
        office=office, measure=MEASURE.code, person=person, state__in=(*READY, "approved")
    )
    case = standing.order_by("-pk").first()
    if case is not None:
        return case
    case = open_case(measure=MEASURE, office=office, subject=person, day=day, by=by)
    record_event(case=case, measure=MEASURE, transition="check", day=day, by=by)
    return case


def sign_pairing(*, pair: Pair, by: User) -> Pairing:
    """One pair; see `sign_pairings`."""
    return sign_pairings(pairs=[pair], by=by)[0]


@transaction.atomic
def sign_pairings(*, pairs: Sequence[Pair], by: User) -> list[Pairing]:
    """Contracts of pairs that the law of their day admits; the case is approved by the first.

    The person's row is held: of two clerks, the second sees the pair of the first. All or none.
    Raises `PairingRefused`, `ActRefused`, `FactsRefused`, `ParameterMissing`.
    """
    people = [pair.case.person_id or 0 for pair in pairs]
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    office = pairs[0].case.office
    laws: dict[date, Law] = {}
    groups: dict[date, dict[int, str]] = {}
    taken = _standing_of(people)
    made: list[Pairing] = []
    for pair in pairs:
        day = pair.signed_on
        person_id = pair.case.person_id or 0
        _refuse_impossible(pair)
        for other in taken.get((person_id, str(pair.kind)), ()):
            if other.signed_on <= pair.last_day and day <= last_day_of(other):
                raise PairingRefused("pair-stands", contract=other.contract)
        if day not in laws:
            laws[day] = law_on(office, PROGRAMME.folder, day)
            groups[day] = groups_on(people, day)
        given, found = judge_pair(pair, groups[day], laws[day])
        refused = [ground for ground in GROUNDS if found[ground]]
        if refused:
            raise PairingRefused("pair-not-lawful", grounds=refused, trace=trace_of(found))
        found["is_entitled"]
        assessment = Assessment(
            office=office,
            case=pair.case,
            programme=PROGRAMME.folder,
            day=day,
            given=given,
            is_entitled=True,
            is_conditional=False,
            basic=pair.rate,
            extra=0,
            months=0,
            grounds=[],
            trace=trace_of(found),
            rules_version=version_of(PROGRAMME.folder),
            made_by=by,
        )
        one = Pairing(
            office=office,
            case=pair.case,
            person_id=person_id,
            helper=pair.helper,
            kind=pair.kind,
            contract=pair.contract.strip(),
            signed_on=day,
            last_day=pair.last_day,
            minutes_a_day=pair.minutes_a_day,
            rate=pair.rate,
            assessment=assessment,
            recorded_by=by,
        )
        taken.setdefault((person_id, str(pair.kind)), []).append(one)
        made.append(one)
    Assessment.objects.bulk_create(one.assessment for one in made)
    for one in made:
        one.assessment_id = one.assessment.pk
    Pairing.objects.bulk_create(made)
    for pair in pairs:
        if pair.case.state in READY:
            record_event(
                case=pair.case,
                measure=MEASURE,
                transition="approve",
                day=pair.signed_on,
                by=by,
            )
    return made


def _refuse_impossible(pair: Pair) -> None:
    if pair.case.measure != MEASURE.code or pair.case.state not in (*READY, "approved"):
        raise PairingRefused("pair-case")
    if pair.helper.pk == pair.case.person_id:
        raise PairingRefused("pair-same-person")
    if not pair.contract.strip():
        raise PairingRefused("pair-contract")
    if pair.last_day < pair.signed_on:
        raise PairingRefused("pair-order")
    if pair.minutes_a_day < 1:
        raise PairingRefused("pair-hours")
    if pair.rate < 1:
        raise PairingRefused("pair-rate")


def _standing_of(people: Sequence[int]) -> dict[tuple[int, str], list[Pairing]]:
    found: dict[tuple[int, str], list[Pairing]] = {}
    for one in Pairing.objects.live().filter(person__in=people).prefetch_related("ends"):
        found.setdefault((one.person_id, one.kind), []).append(one)
    return found


def ended_on(pairing: Pairing) -> PairingEnd | None:
    """How the pair was ended, if it was."""
    if pairing.pk is None:
        return None
    return next((one for one in pairing.ends.all() if one.is_live), None)


def stops_of(pairings: Sequence[Pairing]) -> dict[int, Stop]:
    """Of each pair the last day on which it stands, as it is known, and why it is the last.

    Two questions to the database, however many pairs; their `ends` should be prefetched.
    """
    people = {key for one in pairings for key in (one.person_id, one.helper_id)}
    left: dict[int, list[StatusPeriod]] = {}
    groups: dict[int, list[StatusPeriod]] = {}
    for status in StatusPeriod.objects.live().filter(person__in=people, kind__in=STOPPING):
        left.setdefault(status.person_id, []).append(status)
    periods = StatusPeriod.objects.live().filter(
        person__in=people, kind="disability", category="group_1"
    )
    for status in periods.order_by("valid_from"):
        groups.setdefault(status.person_id, []).append(status)
    found = {}
    for one in pairings:
        stops = [Stop("contract-over", one.last_day)]
        ended = ended_on(one)
        if ended is not None:
            stops.append(Stop(ended.reason, ended.occurred_on))
        for side, key in (("person", one.person_id), ("helper", one.helper_id)):
            stops += [
                Stop(f"{side}-{STOPPING[status.kind]}", status.valid_from)
                for status in left.get(key, ())
            ]
        if one.kind == Pairing.Kind.ASSISTANT:
            lost = _lost_after(one.signed_on, groups.get(one.person_id, ()))
            if lost is not None:
                stops.append(Stop("group-over", lost))
        found[one.pk] = min(stops, key=lambda stop: stop.last_day)
    return found


def _lost_after(day: date, periods: Sequence[StatusPeriod]) -> date | None:
    """The last day of a status that stands on a day, where no period follows without a gap."""
    last = None
    for period in periods:
        if period.valid_from <= (last or day) + timedelta(days=1):
            if period.valid_to is None:
                return None
            last = max(last or day, period.valid_to)
    return last


def stop_of(pairing: Pairing) -> Stop:
    """The stop of one pair; see `stops_of`."""
    return stops_of([pairing])[pairing.pk]


def last_day_of(pairing: Pairing) -> date:
    """The last day on which the pair stands, as it is known."""
    return stop_of(pairing).last_day if pairing.pk else pairing.last_day


@transaction.atomic
def end_pairing(
    *, pairing: Pairing, last_day: date, reason: str, by: User, note: str = ""
) -> PairingEnd:
    """The pair stands no more after the day. Raises `PairingRefused`."""
    pairing = Pairing.objects.select_for_update().get(pk=pairing.pk)
    if ended_on(pairing) is not None:
        raise PairingRefused("pair-ended")
    if not pairing.signed_on <= last_day <= pairing.last_day:
        raise PairingRefused("pair-end-outside", first=pairing.signed_on, last=pairing.last_day)
    return PairingEnd.objects.create(
        office_id=pairing.office_id,
        pairing=pairing,
        occurred_on=last_day,
        reason=reason,
        note=note,
        recorded_by=by,
    )


def standing_pairings(office: Office, day: date) -> list[Pairing]:
    """The pairs of an office that stand on a day, by the person's name."""
    found = (
        Pairing.objects.live()
        .filter(office=office, signed_on__lte=day, last_day__gte=day)
        .select_related("person", "helper")
        .prefetch_related("ends")
    )
    stops = stops_of(list(found))
    return [one for one in found if stops[one.pk].last_day >= day]


def give_link(*, pairing: Pairing, side: str, ends_on: date, by: User) -> PairingLink:
    """A link for one side; those that were given to it before end."""
    PairingLink.objects.filter(pairing=pairing, side=side).revoke()
    return PairingLink.objects.give(
        office_id=pairing.office_id,
        pairing=pairing,
        side=side,
        ends_on=ends_on,
        given_by=by,
    )


def link_by(token: str, day: date) -> PairingLink:
    """The live link of a token. Raises `PairingRefused` for any other.

    «link-closed»: who held it has died. A helper writes what was done before the other's death.
    """
    link = (
        PairingLink.objects.standing_on(day)
        .filter(token=token)
        .select_related("pairing__person", "pairing__helper", "given_by", "office")
        .first()
    )
    if link is None:
        raise PairingRefused("link-ended")
    is_helper = link.side == PairingLink.Side.HELPER
    holder = link.pairing.helper_id if is_helper else link.pairing.person_id
    if death_by(holder, day):
        raise PairingRefused("link-closed")
    return link


def tenge_of(tiyn: int) -> str:
    """A sum as the rules read it."""
    return f"{tiyn // 100}.{tiyn % 100:02}"
