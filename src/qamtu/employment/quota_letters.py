"""Letters to employers about their quota, and what they answered."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.documents.numbering import next_number
from qamtu.organizations.models import Organization

from .models import QuotaAnswer, QuotaLetter
from .quota import GROUPS
from .quota_resolutions import QuotaRefused, standings

SERIES = "quota-letter"


@transaction.atomic
def send_letter(*, organization: Organization, group: str, day: date, by: User) -> QuotaLetter:
    """A letter under its number: the employer's places, who is hired and the shortfall that day.

    Raises `QuotaRefused` («quota-none») where the employer has no quota of the group then.
    """
    office = organization.office
    found = standings(office, day, group, [organization]) if group in GROUPS else []
    if not found:
        raise QuotaRefused("quota-none")
    (standing,) = found
    return QuotaLetter.objects.create(
        office=office,
        organization=organization,
        group=group,
        number=next_number(office=office, series=SERIES, year=day.year),
        year=day.year,
        sent_on=day,
        places=standing.places,
        hired=standing.hired,
        rows=[
            {
                "number": quota.resolution.number,
                "signed_on": quota.resolution.signed_on.isoformat(),
                "staff": quota.staff,
                "excluded": quota.excluded,
                "percent": str(quota.percent.normalize()),
                "places": quota.places,
            }
            for quota in standing.quotas
        ],
        recorded_by=by,
    )


def record_answer(
    *,
    letter: QuotaLetter,
    answer: str,
    day: date,
    by: User,
    note: str = "",
    said_by: str = "",
) -> QuotaAnswer:
    """Record what the employer answered. Raises `QuotaRefused`."""
    if day < letter.sent_on:
        raise QuotaRefused("quota-before-letter", sent=letter.sent_on)
    if answer not in QuotaAnswer.Answer.values:
        raise QuotaRefused("quota-answer")
    return QuotaAnswer.objects.create(
        office_id=letter.office_id,
        letter=letter,
        occurred_on=day,
        answer=answer,
        note=note.strip(),
        said_by=said_by.strip(),
        recorded_by=by,
    )
