"""Aid to people harmed by the Semipalatinsk test site.

An application with its periods of residence is judged by the rules of its day; the compensation is
assigned once and paid by a run, the certificate given under a number, the yearly aid decided once
a year for those who have a certificate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.deadlines import add_working_days
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment
from qamtu.documents.numbering import next_number
from qamtu.finance.runs import Due, Payable
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import Person
from qamtu.people.statuses import death_by
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.test_site.formulas import GROUNDS, PROGRAMME, ZONES, read_person
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of
from qamtu.trilingual import Names

from .models import SiteAid, SiteCertificate, SiteClaim, SiteCompensation, SiteResidence
from .test_site_measures import COMPENSATION, PAPERS_LACK, WITH_PAPERS, YEARLY_AID

CERTIFICATES = "test-site-certificate"
# How somebody stayed in a zone. The list of the law was not read to its end.
CATEGORIES: dict[str, Names] = {
    "lived": Names("тұрған", "проживал(а)", "lived there"),
    "worked": Names("жұмыс істеген", "работал(а)", "worked there"),
    "served": Names("әскери қызмет өткерген", "проходил(а) службу", "served there"),
}


class SiteRefused(FactRefused):
    """«site-category», «site-zone», «site-place», «site-deceased», «site-waiting»,
    «site-compensated», «site-not-entitled», «site-entitled», «site-decided», «site-before»,
    «site-not-assigned», «site-certified», «site-no-certificate», «site-aid-given»,
    «site-nothing-stands», «site-certificate-stands», «site-aid-stands».
    """


@dataclass(frozen=True)
class Stay:
    """A time in a zone, both days included, with the paper that proves it."""

    zone: str
    lived_from: date
    lived_to: date
    place: str
    paper: str = ""


def judge_stays(
    office: Office, stays: Sequence[Stay], day: date, *, compensated_before: bool
) -> Judgement:
    """What the rules of the day say; nothing is kept.

    Raises `FactsRefused`, `ParameterMissing`, `StepMissing`.
    """
    given: dict[str, Any] = {
        "compensated_before": compensated_before,
        "periods": [_period(stay, day) for stay in stays],
    }
    judgement = judge(PROGRAMME, read_person(given, day), law_on(office, PROGRAMME.folder, day))
    for ground in GROUNDS:
        judgement[ground]
    judgement["amount"]
    return judgement


def _period(stay: Stay, day: date) -> dict[str, Any]:
    """A stay as the rules ask for it; one who lives there still has not left before the day."""
    still = stay.lived_to == day
    return {
        "zone": stay.zone,
        "lived_from": stay.lived_from,
        "left_on": day if still else stay.lived_to + timedelta(days=1),
        "has_paper": bool(stay.paper.strip()),
    }


@transaction.atomic
def apply_for_compensation(
    *,
    person: Person,
    category: str,
    stays: Sequence[Stay],
    day: date,
    by: User,
    lacking: str = "",
) -> SiteClaim:
    """Register an application and have it judged. A lacking paper is named: the office asks for it,
    and has 20 working days instead of 8.

    Raises `SiteRefused`, `FactsRefused`, `ParameterMissing`, `ActRefused`.
    """
    _hold(person, day)
    if category not in CATEGORIES:
        raise SiteRefused("site-category")
    for stay in stays:
        if stay.zone not in ZONES:
            raise SiteRefused("site-zone")
        if not stay.place.strip():
            raise SiteRefused("site-place")
    before = SiteCompensation.objects.live().filter(person=person).first()
    if before is not None:
        raise SiteRefused("site-compensated", day=before.decided_on, case=before.claim.case_id)
    waiting = SiteClaim.objects.live().filter(
        person=person, case__state__in=("registered", "checked")
    )
    if other := waiting.first():
        raise SiteRefused("site-waiting", case=other.case_id)
    judgement = judge_stays(person.office, stays, day, compensated_before=False)
    case = open_case(measure=COMPENSATION, office=person.office, subject=person, day=day, by=by)
    if lacking.strip():
        record_event(case=case, measure=COMPENSATION, transition="check", day=day, by=by)
    assessment = Assessment.objects.create(
        office_id=person.office_id,
        case=case,
        programme=PROGRAMME.folder,
        day=day,
        given={
            "periods": [
                {
                    key: value.isoformat() if isinstance(value, date) else value
                    for key, value in _period(stay, day).items()
                }
                for stay in stays
            ]
        },
        is_entitled=judgement["is_entitled"],
        is_conditional=False,
        basic=judgement["amount"],
        extra=0,
        months=1,
        grounds=[ground for ground in GROUNDS if judgement[ground]],
        trace=trace_of(judgement),
        rules_version=version_of(PROGRAMME.folder),
        made_by=by,
    )
    claim = SiteClaim.objects.create(
        office_id=person.office_id,
        case=case,
        person=person,
        assessment=assessment,
        category=category,
        applied_on=day,
        lacking=lacking.strip(),
        answer_by=add_working_days(day, PAPERS_LACK if lacking.strip() else WITH_PAPERS),
        recorded_by=by,
    )
    SiteResidence.objects.bulk_create(
        SiteResidence(
            office_id=person.office_id,
            claim=claim,
            zone=stay.zone,
            lived_from=stay.lived_from,
            lived_to=stay.lived_to,
            place=stay.place.strip(),
            paper=stay.paper.strip(),
            recorded_by=by,
        )
        for stay in stays
    )
    return claim


@transaction.atomic
def assign_compensation(*, claim: SiteClaim, day: date, by: User) -> SiteCompensation:
    """Assign what the rules gave; it is due by the run of the month. Raises `SiteRefused`."""
    _must_wait(claim, day)
    _hold(claim.person, day)
    if not claim.assessment.is_entitled or claim.assessment.basic <= 0:
        raise SiteRefused("site-not-entitled")
    record_event(case=claim.case, measure=COMPENSATION, transition="approve", day=day, by=by)
    try:
        with transaction.atomic():
            return SiteCompensation.objects.create(
                office_id=claim.office_id,
                claim=claim,
                person_id=claim.person_id,
                amount=claim.assessment.basic,
                decided_on=day,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "compensated_once":
            raise SiteRefused("site-compensated", day=day, case=claim.case_id) from error
        raise


@transaction.atomic
def refuse_compensation(*, claim: SiteClaim, day: date, by: User) -> None:
    """Refuse by the grounds that the rules found. Raises `SiteRefused`."""
    _must_wait(claim, day)
    if claim.assessment.is_entitled and claim.assessment.basic > 0:
        raise SiteRefused("site-entitled")
    grounds = list(claim.assessment.grounds) or ["ground_residence"]
    reason = reason_of_refusal(claim.assessment.trace, grounds, PROGRAMME.folder)
    record_event(
        case=claim.case, measure=COMPENSATION, transition="refuse", day=day, reason=reason, by=by
    )


def _must_wait(claim: SiteClaim, day: date) -> None:
    state, last = claim.case.lock()
    if state not in ("registered", "checked"):
        raise SiteRefused("site-decided")
    if last is not None and day < last:
        raise SiteRefused("site-before", day=last)


@transaction.atomic
def give_certificate(*, claim: SiteClaim, day: date, by: User) -> SiteCertificate:
    """The certificate under the next number of the year, of the gravest zone of the stays.

    Raises `SiteRefused`.
    """
    claim.case.lock()
    _hold(claim.person, day)
    decided = claim.compensations.filter(retracted_at=None).first()
    if decided is None:
        raise SiteRefused("site-not-assigned")
    if day < decided.decided_on:
        raise SiteRefused("site-before", day=decided.decided_on)
    known = SiteCertificate.objects.live().filter(person=claim.person_id).first()
    if known is not None:
        raise SiteRefused("site-certified", number=str(known))
    zones = set(claim.residences.filter(retracted_at=None).values_list("zone", flat=True))
    certificate = SiteCertificate.objects.create(
        office_id=claim.office_id,
        person_id=claim.person_id,
        claim=claim,
        category=claim.category,
        zone=next(zone for zone in ZONES if zone in zones),
        number=next_number(office=claim.office, series=CERTIFICATES, year=day.year),
        year=day.year,
        issued_on=day,
        recorded_by=by,
    )
    record_event(case=claim.case, measure=COMPENSATION, transition="carry_out", day=day, by=by)
    return certificate


@transaction.atomic
def give_yearly_aid(*, person: Person, day: date, by: User) -> SiteAid:
    """The year's aid for a certified person, of the sum that the maslikhat set for the day.

    Raises `SiteRefused`, `ParameterMissing`.
    """
    _hold(person, day)
    certified = SiteCertificate.objects.live().filter(person=person, issued_on__lte=day)
    if not certified.exists():
        raise SiteRefused("site-no-certificate")
    known = SiteAid.objects.live().filter(person=person, year=day.year).first()
    if known is not None:
        raise SiteRefused("site-aid-given", year=day.year, case=known.case_id)
    law = law_on(person.office, PROGRAMME.folder, day)
    judgement = judge(PROGRAMME, read_person({}, day), law)
    amount = int(judgement["yearly_aid"])
    code = "yearly_aid_in_tenge" if law.is_known("yearly_aid_in_tenge") else "yearly_aid_in_mrp"
    case = open_case(measure=YEARLY_AID, office=person.office, subject=person, day=day, by=by)
    record_event(case=case, measure=YEARLY_AID, transition="approve", day=day, by=by)
    return SiteAid.objects.create(
        office_id=person.office_id,
        case=case,
        person=person,
        year=day.year,
        amount=amount,
        act=law.figure(code).source.act[:250],
        decided_on=day,
        recorded_by=by,
    )


def _hold(person: Person, day: date) -> None:
    """The person alone for us, and alive; a case of theirs is held before, as a run does."""
    Person.objects.select_for_update().get(pk=person.pk)
    if (death := death_by(person.pk, day)) is not None:
        raise SiteRefused("site-deceased", person=person.full_name, day=death.valid_from)


def compensations_due(office: Office, month: date) -> list[Due]:
    """Compensations that were assigned by the end of the month."""
    found = SiteCompensation.objects.live().filter(office=office).select_related("claim")
    return [
        Due(one.claim.case_id, one.person_id, one.decided_on.replace(day=1), one.amount,
            [(one.person_id, "recipient")])
        for one in found
        if one.decided_on.replace(day=1) <= month.replace(day=1)
    ]  # fmt: skip


def aid_due(office: Office, month: date) -> list[Due]:
    """Yearly aid that was decided in the month's year, by the end of the month."""
    found = SiteAid.objects.live().filter(office=office, year=month.year)
    return [
        Due(one.case_id, one.person_id, one.decided_on.replace(day=1), one.amount,
            [(one.person_id, "recipient")])
        for one in found
        if one.decided_on.replace(day=1) <= month.replace(day=1)
    ]  # fmt: skip


PAID_BY_RUNS: dict[str, Payable] = {
    COMPENSATION.code: Payable(COMPENSATION, compensations_due),
    YEARLY_AID.code: Payable(YEARLY_AID, aid_due),
}
