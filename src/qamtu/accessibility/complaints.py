"""Complaints about facilities: received from outside under a number, answered within the term."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from qamtu.accounts.models import Office, User
from qamtu.casework.deadlines import add_working_days
from qamtu.casework.local_law import law_on
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import violated_constraint
from qamtu.organizations.models import Facility
from qamtu.rules.accessibility.passport import FOLDER
from qamtu.rules.exact import whole

from .models import ComplaintAnswer, FacilityComplaint
from .refused import PassportRefused

RECEIVED, ANSWERED = "facility-complaint", "facility-complaint-answer"
MOST_AN_HOUR = 3  # of one sender
MOST_OF_ALL = 60


@dataclass(frozen=True)
class Complaint:
    """What somebody writes; `sender`: a keyed hash of where it came from."""

    facility: Facility
    name: str
    contact: str
    text: str
    sender: str
    need: str = ""
    language: str = "kk"


@transaction.atomic
def receive_complaint(
    *, complaint: Complaint, day: date, at: datetime | None = None
) -> FacilityComplaint:
    """Register a complaint with its number and the last day of the answer.

    Not more than a few an hour of one sender. Raises `PassportRefused`, `ParameterMissing`.
    """
    office = complaint.facility.office
    if not complaint.text.strip():
        raise PassportRefused("complaint-text")
    if not complaint.name.strip() or not complaint.contact.strip():
        raise PassportRefused("complaint-contact")
    lately = FacilityComplaint.objects.filter(
        office=office, received_at__gt=(at or now()) - timedelta(hours=1)
    )
    number = next_number(office=office, series=RECEIVED, year=day.year)  # holds the series' row
    mine = lately.filter(sender=complaint.sender).count()
    if mine >= MOST_AN_HOUR or lately.count() >= MOST_OF_ALL:
        raise PassportRefused("complaint-often")
    days = whole(law_on(office, FOLDER, day).figure("complaint_answer_days").value)
    return FacilityComplaint.objects.create(
        office=office,
        facility=complaint.facility,
        number=number,
        year=day.year,
        received_on=day,
        due_on=add_working_days(day, days),
        name=complaint.name.strip(),
        contact=complaint.contact.strip(),
        need=complaint.need,
        text=complaint.text.strip(),
        language=complaint.language,
        sender=complaint.sender,
    )


@transaction.atomic
def answer_complaint(
    *, complaint: FacilityComplaint, text: str, day: date, by: User
) -> ComplaintAnswer:
    """Answer a complaint once. Raises `PassportRefused`."""
    if not text.strip():
        raise PassportRefused("complaint-answer")
    if day < complaint.received_on:
        raise PassportRefused("complaint-before", day=complaint.received_on)
    try:
        with transaction.atomic():
            return ComplaintAnswer.objects.create(
                office_id=complaint.office_id,
                complaint=complaint,
                number=next_number(office=complaint.office, series=ANSWERED, year=day.year),
                year=day.year,
                answered_on=day,
                text=text.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "complaint_answered_once":
            raise PassportRefused("complaint-answered") from error
        raise


def open_complaints(office: Office) -> QuerySet[FacilityComplaint]:
    """Those that wait for an answer, the nearest term first."""
    answered = ComplaintAnswer.objects.live().filter(office=office)
    return (
        FacilityComplaint.objects.filter(office=office)
        .exclude(pk__in=answered.values("complaint"))
        .select_related("facility")
    )
