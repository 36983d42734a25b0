"""The three dates of a page, as the address names them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_default_timezone, localtime

from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.reporting.remembered import remembered_report
from qamtu.reporting.report import Report
from qamtu.web.typed import readable_day


@dataclass(frozen=True)
class ReportDates:
    """From, as of, known at; `problem` names a date that was not understood."""

    start: date
    as_of: date
    known_at: datetime
    known_at_text: str
    problem: str = ""

    @property
    def query(self) -> str:
        known = f"&known_at={self.known_at_text}" if self.known_at_text else ""
        return f"from={self.start}&as_of={self.as_of}{known}"

    def report(self, office: Office) -> Report:
        """The office's report of these dates."""
        return remembered_report(
            office=office,
            start=self.start,
            as_of=self.as_of,
            known_at=self.known_at,
            is_now=not self.known_at_text,
        )


def report_dates(request: HttpRequest, office: Office) -> ReportDates:
    """From the address, else the year of the office's newest event up to it, as known now."""
    problem = ""
    as_of = readable_day(request.GET.get("as_of", ""))
    start = readable_day(request.GET.get("from", ""))
    if request.GET.get("as_of") and as_of is None:
        problem = "as_of"
    if request.GET.get("from") and start is None:
        problem = "from"
    if as_of is None:
        today = date.today()
        newest = (
            CaseEvent.objects.live()
            .filter(office=office, occurred_on__lte=today)
            .order_by("-occurred_on")
            .values_list("occurred_on", flat=True)
            .first()
        )
        as_of = newest or today
    if start is None:
        start = date(as_of.year, 1, 1)
    if start > as_of:
        problem, start = "order", date(as_of.year, 1, 1)
    text = request.GET.get("known_at", "")
    known_at = _moment(text)
    if text and known_at is None:
        problem = "known_at"
    return ReportDates(
        start, as_of, known_at or datetime.now(UTC), text if known_at else "", problem
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None:
        return None
    zone = get_default_timezone()
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def now_text() -> str:
    return localtime().strftime("%Y-%m-%dT%H:%M")
