"""Agreements with employers on subsidised places, and the links by which employers answer."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.measures import Measure
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization

from . import public_works, social_job, youth_practice
from .models import Agreement, EmployerLink

SUBSIDISED: dict[str, Measure] = {
    measure.code: measure
    for measure in (social_job.MEASURE, youth_practice.MEASURE, public_works.MEASURE)
}
SERIES = "employment-agreement"


class AgreementRefused(FactRefused):
    """«measure-not-subsidised», «agreement-order», «agreement-empty», «agreement-decided»,
    «agreement-not-signed», «reason-missing», «measure-not-open», «link-ended».
    """


def apply_for_places(
    *,
    organization: Organization,
    measure: str,
    post: str,
    places: int,
    wage: int,
    first_day: date,
    last_day: date,
    day: date,
    by: User,
    week: int = Agreement.Week.FIVE,
    staff: int = 0,
    occupation: str = "",
    said_by: str = "",
) -> Agreement:
    """An employer's application for subsidised places. Raises `AgreementRefused`."""
    if measure not in SUBSIDISED:
        raise AgreementRefused("measure-not-subsidised")
    if not SUBSIDISED[measure].is_open_on(day):
        raise AgreementRefused("measure-not-open", measure=measure, day=day)
    if last_day < first_day:
        raise AgreementRefused("agreement-order")
    if places < 1 or wage < 1 or not post.strip():
        raise AgreementRefused("agreement-empty")
    return Agreement.objects.create(
        office_id=organization.office_id,
        organization=organization,
        measure=measure,
        post=post.strip(),
        occupation=occupation,
        places=places,
        wage=wage,
        week=week,
        staff=staff,
        first_day=first_day,
        last_day=last_day,
        applied_on=day,
        said_by=said_by,
        recorded_by=by,
    )


@transaction.atomic
def sign(*, agreement: Agreement, day: date, by: User) -> Agreement:
    """Sign it under the next number of the year. Raises `AgreementRefused`."""
    agreement = _applied(agreement)
    office: Office = agreement.office
    agreement.state = Agreement.State.SIGNED
    agreement.number = next_number(office=office, series=SERIES, year=day.year)
    agreement.year, agreement.decided_on, agreement.decided_by = day.year, day, by
    agreement.save()
    return agreement


@transaction.atomic
def refuse(*, agreement: Agreement, reason: str, day: date, by: User) -> Agreement:
    """Refuse the application with its reason. Raises `AgreementRefused`."""
    agreement = _applied(agreement)
    if not reason.strip():
        raise AgreementRefused("reason-missing")
    agreement.state = Agreement.State.REFUSED
    agreement.reason, agreement.decided_on, agreement.decided_by = reason.strip(), day, by
    agreement.save()
    return agreement


def _applied(agreement: Agreement) -> Agreement:
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if locked.state != Agreement.State.APPLIED:
        raise AgreementRefused("agreement-decided")
    return locked


@transaction.atomic
def end_agreement(*, agreement: Agreement, reason: str, day: date) -> Agreement:
    """End a signed agreement before its last day: nobody is placed under it any more."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if locked.state != Agreement.State.SIGNED:
        raise AgreementRefused("agreement-not-signed")
    if not reason.strip():
        raise AgreementRefused("reason-missing")
    locked.state, locked.reason = Agreement.State.ENDED, reason.strip()
    locked.last_day = min(locked.last_day, max(day, locked.first_day))
    locked.save()
    return locked


def taken_places(agreement: Agreement, day: date) -> int:
    """How many of the agreement's places are held from the day on."""
    standing = agreement.placements.filter(retracted_at=None, last_day__gte=day)
    return standing.exclude(ends__retracted_at=None, ends__occurred_on__lt=day).count()


def give_link(*, organization: Organization, ends_on: date, by: User) -> EmployerLink:
    """A link for an employer; one given before stays good until it ends or is revoked."""
    return EmployerLink.objects.give(
        office_id=organization.office_id,
        organization=organization,
        ends_on=ends_on,
        given_by=by,
    )


def revoke_link(link: EmployerLink) -> None:
    """From now on the link opens nothing."""
    EmployerLink.objects.filter(pk=link.pk).revoke()


def link_by(token: str, day: date) -> EmployerLink:
    """The live link of a token. Raises `AgreementRefused` («link-ended») for any other."""
    link = EmployerLink.objects.standing_on(day).filter(token=token).first()
    if link is None:
        raise AgreementRefused("link-ended")
    return link
