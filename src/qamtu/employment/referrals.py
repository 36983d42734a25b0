"""Referrals (жолдама) to employers and their answers; hired by a list, or one by one.

A referral is the approval of the measure's case: of a permanent job for a vacancy, of social jobs,
youth practice or public works for a place of an agreement. Who is hired for a place is placed
under the agreement; who is hired for a vacancy is employed, and leaves the register.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.enrolment import CaseEntry, Step, record_cases
from qamtu.casework.measures import Measure
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.people.statuses import record_status

from . import permanent_job
from .agreements import SUBSIDISED, taken_places
from .eligibility import grounds_against
from .models import Agreement, Placement, Referral, ReferralAnswer, Removal, Vacancy
from .seeker_lists import Removed, remove_all, seekers_among
from .seekers import refusals_left, refuse_the_dead, remove, seeker_case
from .terms import answer_by

SERIES = "referral"
Target = Vacancy | Agreement
REFUSED_BY_SEEKER = (ReferralAnswer.Answer.PERSON_REFUSED, ReferralAnswer.Answer.NO_SHOW)


class ReferralRefused(FactRefused):
    """«vacancy-closed», «agreement-not-signed», «outside-agreement», «places-taken»,
    «referred-already», «placed-already», «person-employed», «answered-already», «reason-missing»,
    «order-missing», «before-referral», «twice-in-list», «not-lawful».
    """


def measure_of(target: Target) -> Measure:
    """The measure by which one comes to the vacancy or the place."""
    return SUBSIDISED[target.measure] if isinstance(target, Agreement) else permanent_job.MEASURE


@transaction.atomic
def refer(*, person: Person, target: Target, day: date, by: User) -> Referral:
    """Refer a person; the number, and the day until which the employer answers.

    Raises `ReferralRefused`, `SeekerRefused`, `ActRefused`.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    refuse_the_dead(person, day)
    _refuse_the_busy([person], day)
    waiting = Referral.objects.live().filter(case__person=person, answers=None)
    if (open_one := waiting.filter(**_at(target)).first()) is not None:
        raise ReferralRefused("referred-already", number=open_one.number)
    _check_target(target, day, 1)
    _refuse_by_law(target, [(person, day)])
    measure = measure_of(target)
    case = open_case(measure=measure, office=person.office, subject=person, day=day, by=by)
    record_event(case=case, measure=measure, transition="approve", day=day, by=by)
    return Referral.objects.create(
        office_id=person.office_id,
        case=case,
        organization_id=target.organization_id,
        number=next_number(office=person.office, series=SERIES, year=day.year),
        year=day.year,
        issued_on=day,
        answer_by=answer_by(person, day),
        recorded_by=by,
        **_at(target),
    )


def _refuse_by_law(target: Target, people: Sequence[tuple[Person, date]]) -> None:
    """Nobody is placed at a subsidised job whom the law of the day would not subsidise."""
    if not isinstance(target, Agreement):
        return
    for person, grounds in grounds_against(target.office, target.measure, people):
        if grounds:
            raise ReferralRefused("not-lawful", person=person.full_name, grounds=grounds)


def _at(target: Target) -> dict[str, Target]:
    return {"agreement" if isinstance(target, Agreement) else "vacancy": target}


def _check_target(target: Target, day: date, wanted: int) -> None:
    """Lock the vacancy or the agreement, and see that it is open with places left."""
    if isinstance(target, Vacancy):
        vacancy = Vacancy.objects.select_for_update().get(pk=target.pk)
        if vacancy.closed_on is not None:
            raise ReferralRefused("vacancy-closed", reason=vacancy.close_reason)
        hired = _hired_for(vacancy)
        if hired + wanted > vacancy.places:
            raise ReferralRefused("places-taken", places=vacancy.places, taken=hired)
        return
    agreement = Agreement.objects.select_for_update().get(pk=target.pk)
    if agreement.state != Agreement.State.SIGNED:
        raise ReferralRefused("agreement-not-signed")
    if day > agreement.last_day:
        raise ReferralRefused("outside-agreement", last=agreement.last_day)
    taken = taken_places(agreement, day)
    if taken + wanted > agreement.places:
        raise ReferralRefused("places-taken", places=agreement.places, taken=taken)


def _hired_for(vacancy: Vacancy) -> int:
    answers = ReferralAnswer.objects.live().filter(
        referral__vacancy=vacancy, answer=ReferralAnswer.Answer.HIRED
    )
    return answers.count()


def _refuse_the_busy(people: Sequence[Person], day: date) -> None:
    """Nobody is referred or hired who works, or is placed, on the day."""
    employed = StatusPeriod.objects.filter(person__in=people, kind="employed").on(day).live()
    if (status := employed.select_related("person").first()) is not None:
        raise ReferralRefused("person-employed", person=status.person.full_name, paper=status.paper)
    placed = Placement.objects.live().filter(person__in=people, last_day__gte=day)
    standing = placed.exclude(ends__retracted_at=None, ends__occurred_on__lt=day)
    if (one := standing.select_related("person", "agreement").first()) is not None:
        raise ReferralRefused(
            "placed-already", person=one.person.full_name, agreement=str(one.agreement)
        )


@transaction.atomic
def answer(
    *,
    referral: Referral,
    answer: str,
    day: date,
    by: User,
    paper: str = "",
    reason: str = "",
    said_by: str = "",
    replaces: Placement | None = None,
) -> ReferralAnswer:
    """Record what came of a referral, with all that follows.

    Hired: `paper` is the order or the contract; the case is carried out, a placement begins, or
    the person is employed and leaves the register. Refused: the case is withdrawn with its reason,
    and a seeker who has refused too often is removed. Raises `ReferralRefused`, `ActRefused`.
    """
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.answers.filter(retracted_at=None).exists():
        raise ReferralRefused("answered-already", number=referral.number)
    if day < referral.issued_on:
        raise ReferralRefused("before-referral", issued=referral.issued_on)
    if answer == ReferralAnswer.Answer.HIRED:
        _hire(referral, day, paper, by, replaces)
    else:
        if not reason.strip():
            raise ReferralRefused("reason-missing")
        measure = measure_of(_target_of(referral))
        record_event(
            case=referral.case,
            measure=measure,
            transition="withdraw",
            day=day,
            by=by,
            reason=reason,
        )
    said = ReferralAnswer.objects.create(
        office_id=referral.office_id,
        referral=referral,
        answer=answer,
        occurred_on=day,
        reason=reason.strip(),
        said_by=said_by,
        recorded_by=by,
    )
    if answer in REFUSED_BY_SEEKER:
        _count_refusals(referral, day, by)
    return said


def _target_of(referral: Referral) -> Target:
    target = referral.agreement or referral.vacancy
    assert target is not None, "the constraint referral_to_one_place holds"
    return target


def _hire(referral: Referral, day: date, paper: str, by: User, replaces: Placement | None) -> None:
    person, target = referral.case.person, _target_of(referral)
    assert person is not None, "people are referred"
    if not paper.strip():
        raise ReferralRefused("order-missing")
    refuse_the_dead(person, day)
    _refuse_the_busy([person], day)
    _check_target(target, day, 1)
    _refuse_by_law(target, [(person, day)])
    measure = measure_of(target)
    if isinstance(target, Vacancy):
        record_event(
            case=referral.case,
            measure=measure,
            transition="carry_out",
            day=day,
            by=by,
            details={"contract": paper.strip()},
        )
        record_status(person=person, kind="employed", valid_from=day, paper=paper, by=by)
        case = seeker_case(person)
        if case is not None:
            remove(case=case, cause=Removal.Cause.FOUND_WORK, day=day, by=by)
        return
    record_event(case=referral.case, measure=measure, transition="carry_out", day=day, by=by)
    Placement.objects.create(
        office_id=referral.office_id,
        case=referral.case,
        agreement=target,
        person=person,
        started_on=max(day, target.first_day),
        last_day=target.last_day,
        order=paper.strip(),
        replaces=replaces,
        recorded_by=by,
    )


def _count_refusals(referral: Referral, day: date, by: User) -> None:
    """A seeker who has refused as often as the law allows is taken off the register."""
    person = referral.case.person
    assert person is not None
    case = seeker_case(person)
    if case is None:
        return
    refused = refused_since(person, case.opened_on)
    if refusals_left(case, refused, day) == 0:
        remove(case=case, cause=Removal.Cause.REFUSALS, day=day, by=by)


def refused_since(person: Person, day: date) -> int:
    """How often the person has refused since the day."""
    answers = ReferralAnswer.objects.live().filter(
        referral__case__person=person, answer__in=REFUSED_BY_SEEKER, occurred_on__gte=day
    )
    return answers.count()


@dataclass
class Hired:
    """A person of an employer's list: when referred and when hired, by which paper."""

    person: Person
    opened_on: date
    checked_on: date
    referred_on: date
    hired_on: date
    paper: str


@transaction.atomic
def hire_list(
    *, office: Office, target: Target, hired: Sequence[Hired], by: User
) -> list[Referral]:
    """Record a list of people whom one employer has hired: all or nobody.

    Who was hired for a vacancy leaves the register of seekers. Raises `ReferralRefused` for
    places, for one who is twice on the list, employed or placed.
    """
    people = [one.person for one in hired]
    if len({person.pk for person in people}) < len(people):
        raise ReferralRefused("twice-in-list")
    first = min(one.hired_on for one in hired)
    list(
        Person.objects.select_for_update().filter(pk__in=[one.pk for one in people]).order_by("pk")
    )
    dead = StatusPeriod.objects.filter(person__in=people, kind="deceased").live()
    for status in dead.filter(valid_from__lte=max(one.hired_on for one in hired)):
        refuse_the_dead(status.person, status.valid_from)
    _refuse_the_busy(people, first)
    _check_target(target, first, len(hired))
    _refuse_by_law(target, [(one.person, one.hired_on) for one in hired])
    measure = measure_of(target)
    entries = []
    for one in hired:
        entry = CaseEntry(
            opened_on=one.opened_on,
            subject_id=one.person.pk,
            territory_id=one.person.territory_id,
        )
        details = {"contract": one.paper} if isinstance(target, Vacancy) else {}
        entry.follow(
            measure,
            [
                Step("open", one.opened_on),
                Step("check", one.checked_on),
                Step("approve", one.referred_on),
                Step("carry_out", one.hired_on, details=dict(details)),
            ],
        )
        entries.append(entry)
    record_cases(office=office, measure=measure, cases=entries, by=by)
    referrals = Referral.objects.bulk_create(_referrals(office, target, hired, entries, by))
    ReferralAnswer.objects.bulk_create(
        ReferralAnswer(
            office=office,
            referral=referral,
            answer=ReferralAnswer.Answer.HIRED,
            occurred_on=one.hired_on,
            recorded_by=by,
        )
        for referral, one in zip(referrals, hired, strict=True)
    )
    if isinstance(target, Agreement):
        Placement.objects.bulk_create(
            Placement(
                office=office,
                case_id=entry.pk or 0,
                agreement=target,
                person=one.person,
                started_on=max(one.hired_on, target.first_day),
                last_day=target.last_day,
                order=one.paper,
                recorded_by=by,
            )
            for entry, one in zip(entries, hired, strict=True)
        )
    else:
        StatusPeriod.objects.bulk_create(
            StatusPeriod(
                office=office,
                person=one.person,
                kind="employed",
                valid_from=one.hired_on,
                paper=one.paper,
                recorded_by=by,
            )
            for one in hired
        )
        _off_the_register(office, hired, by)
    return referrals


def _off_the_register(office: Office, hired: Sequence[Hired], by: User) -> None:
    """Who was hired for a vacancy seeks no work any more."""
    days = {one.person.pk: one.hired_on for one in hired}
    standing = seekers_among(days)
    if standing:
        removed = [
            Removed(case, Removal.Cause.FOUND_WORK, days[person])
            for person, case in standing.items()
        ]
        remove_all(office=office, removed=removed, by=by)


def _referrals(
    office: Office,
    target: Target,
    hired: Sequence[Hired],
    entries: Sequence[CaseEntry],
    by: User,
) -> list[Referral]:
    years: dict[int, int] = {}
    for one in hired:
        years[one.referred_on.year] = years.get(one.referred_on.year, 0) + 1
    following = {
        year: next_number(office=office, series=SERIES, year=year, count=count)
        for year, count in sorted(years.items())
    }
    terms: dict[date, date] = {}
    referrals = []
    for one, entry in zip(hired, entries, strict=True):
        year = one.referred_on.year
        if one.referred_on not in terms:
            terms[one.referred_on] = answer_by(one.person, one.referred_on)
        referrals.append(
            Referral(
                office=office,
                case_id=entry.pk or 0,
                organization_id=target.organization_id,
                number=following[year],
                year=year,
                issued_on=one.referred_on,
                answer_by=terms[one.referred_on],
                recorded_by=by,
                **_at(target),
            )
        )
        following[year] += 1
    return referrals


def waiting_for_an_answer(office: Office) -> "list[Referral]":
    """Referrals that nobody has answered, the oldest deadline first."""
    answered = ReferralAnswer.objects.live().filter(referral=OuterRef("pk"))
    found = Referral.objects.live().filter(~Exists(answered), office=office)
    return list(
        found.select_related("case__person", "organization", "vacancy", "agreement").order_by(
            "answer_by", "pk"
        )
    )
