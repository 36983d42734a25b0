"""Vacancies: announced by an employer, open until they are closed with a reason."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.places.models import Territory

from .models import Vacancy


class VacancyRefused(FactRefused):
    """«vacancy-empty», «vacancy-pay-order», «vacancy-closed», «reason-missing»,
    «vacancy-closed-before».
    """


def open_vacancy(
    *,
    organization: Organization,
    occupation: str,
    title: str,
    places: int,
    pay_from: int,
    day: date,
    by: User,
    pay_to: int | None = None,
    schedule: str = "full_day",
    education: str = "none",
    territory: Territory | None = None,
    **more: object,
) -> Vacancy:
    """Announce a vacancy; pay in tiyn a month. Raises `VacancyRefused`."""
    if not title.strip() or places < 1:
        raise VacancyRefused("vacancy-empty")
    if pay_to is not None and pay_to < pay_from:
        raise VacancyRefused("vacancy-pay-order")
    return Vacancy.objects.create(
        office_id=organization.office_id,
        organization=organization,
        occupation=occupation,
        title=title.strip(),
        places=places,
        pay_from=pay_from,
        pay_to=pay_to,
        schedule=schedule,
        education=education,
        territory=territory or organization.territory,
        opened_on=day,
        recorded_by=by,
        **more,
    )


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, reason: str, day: date) -> Vacancy:
    """Close it: nobody is referred to it any more. Raises `VacancyRefused`."""
    locked = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    if locked.closed_on is not None:
        raise VacancyRefused("vacancy-closed", reason=locked.close_reason)
    if not reason.strip():
        raise VacancyRefused("reason-missing")
    if day < locked.opened_on:
        raise VacancyRefused("vacancy-closed-before", opened=locked.opened_on)
    locked.closed_on, locked.close_reason = day, reason.strip()
    locked.save(update_fields=["closed_on", "close_reason"])
    return locked


def open_vacancies(office: Office) -> QuerySet[Vacancy]:
    """What is open, the newest first."""
    return Vacancy.objects.filter(office=office, closed_on=None).select_related(
        "organization", "territory"
    )
