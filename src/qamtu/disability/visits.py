"""Visits of a pair: written by the helper, confirmed or denied by both sides, watched over.

What counts is a visit that both sides confirmed. The helper's own link confirms for the helper;
the person confirms by a link of theirs, by telling the helper the code of the day, on paper, or at
the counter.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from qamtu.accounts.models import User
from qamtu.documents.models import Document
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.rules.quarters import next_month

from .models import AssistanceMonth, AssistanceVisit, Pairing, PairingLink, VisitWord
from .pairings import last_day_of, stops_of

CODE_DIGITS = 6
MOST_WRONG_CODES = 10
LATEST_ENTRY = timedelta(days=40)  # a visit is written within so many days
LONGEST_GAP = timedelta(days=7)  # without a visit: it stands out


class VisitRefused(FactRefused):
    """«visit-outside-pair», «visit-in-future», «visit-too-late», «visit-overlaps», «visit-times»,
    «visit-over-day», «visit-month-accepted», «visit-said», «visit-retracted», «reason-missing»,
    «code-wrong», «codes-closed», «paper-missing».
    """


@dataclass(frozen=True)
class Visited:
    """A time with the person: `begins` in minutes since midnight, `minutes` long."""

    pairing: Pairing
    day: date
    begins: int
    minutes: int
    note: str = ""


@dataclass(frozen=True)
class Oddity:
    """What stands out: `code` for a sentence, the visits that it is about."""

    code: str
    visits: Sequence[AssistanceVisit] = ()
    first: date | None = None
    last: date | None = None
    other: Pairing | None = None


def write_visit(
    *, visited: Visited, by: User, today: date | None = None, way: str = VisitWord.Way.LINK
) -> AssistanceVisit:
    """One visit; see `write_visits`."""
    return write_visits(visited=[visited], by=by, today=today, way=way)[0]


@transaction.atomic
def write_visits(
    *,
    visited: Sequence[Visited],
    by: User,
    today: date | None = None,
    way: str = VisitWord.Way.LINK,
) -> list[AssistanceVisit]:
    """Visits as the helper says, by a link or at the counter: their own word. All or none.

    The pairs are held, so that two devices do not write above the minutes of one day. Raises
    `VisitRefused`.
    """
    now = today or date.today()
    pairings = {one.pairing.pk: one.pairing for one in visited}
    list(Pairing.objects.select_for_update().filter(pk__in=pairings).order_by("pk"))
    stops = stops_of(list(pairings.values()))
    months = _accepted_months(pairings)
    of_days = _minutes_of_days(pairings, {one.day for one in visited})
    for one in visited:
        _refuse_impossible(one, stops[one.pairing.pk].last_day, now)
        if (one.pairing.pk, one.day.replace(day=1)) in months:
            raise VisitRefused("visit-month-accepted", day=one.day)
        at = (one.pairing.pk, one.day)
        of_days[at] = of_days.get(at, 0) + one.minutes
        if of_days[at] > one.pairing.minutes_a_day:
            raise VisitRefused(
                "visit-over-day", day=one.day, hours=hours_text(one.pairing.minutes_a_day)
            )
    try:
        with transaction.atomic():
            made = AssistanceVisit.objects.bulk_create(
                AssistanceVisit(
                    office_id=one.pairing.office_id,
                    pairing=one.pairing,
                    occurred_on=one.day,
                    begins=one.begins,
                    minutes=one.minutes,
                    note=one.note,
                    recorded_by=by,
                )
                for one in visited
            )
    except IntegrityError as error:
        if violated_constraint(error) == "visits_of_a_pair_do_not_overlap":
            raise VisitRefused("visit-overlaps") from error
        raise
    confirm_all(visits=made, side=PairingLink.Side.HELPER, way=way, by=by)
    return made


def _refuse_impossible(one: Visited, last: date, today: date) -> None:
    if not 0 <= one.begins < 24 * 60 or one.minutes < 1 or one.begins + one.minutes > 24 * 60:
        raise VisitRefused("visit-times")
    if one.day > today:
        raise VisitRefused("visit-in-future")
    if not one.pairing.signed_on <= one.day <= last:
        raise VisitRefused("visit-outside-pair", first=one.pairing.signed_on, last=last)
    if one.day < today - LATEST_ENTRY:
        raise VisitRefused("visit-too-late", days=LATEST_ENTRY.days)


def _accepted_months(pairings: Iterable[int]) -> set[tuple[int, date]]:
    return set(
        AssistanceMonth.objects.live()
        .filter(pairing__in=list(pairings))
        .values_list("pairing_id", "month")
    )


def _minutes_of_days(pairings: Iterable[int], days: Iterable[date]) -> dict[tuple[int, date], int]:
    found: dict[tuple[int, date], int] = {}
    rows = AssistanceVisit.objects.live().filter(
        pairing__in=list(pairings), occurred_on__in=list(days)
    )
    for pairing, day, minutes in rows.values_list("pairing_id", "occurred_on", "minutes"):
        found[pairing, day] = found.get((pairing, day), 0) + minutes
    return found


def confirm_all(
    *,
    visits: Sequence[AssistanceVisit],
    side: str,
    way: str,
    by: User,
    document: Document | None = None,
) -> list[VisitWord]:
    """One side says of visits that they were so. Raises `VisitRefused` where it has spoken."""
    if way == VisitWord.Way.PAPER and document is None:
        raise VisitRefused("paper-missing")
    return _say(visits, side, way, by, document=document, is_confirmed=True)


def deny(*, visit: AssistanceVisit, side: str, way: str, reason: str, by: User) -> VisitWord:
    """One side says of a visit that it was not so, and why. Raises `VisitRefused`."""
    if not reason.strip():
        raise VisitRefused("reason-missing")
    return _say([visit], side, way, by, is_confirmed=False, reason=reason.strip())[0]


@transaction.atomic
def _say(
    visits: Sequence[AssistanceVisit],
    side: str,
    way: str,
    by: User,
    *,
    is_confirmed: bool,
    reason: str = "",
    document: Document | None = None,
) -> list[VisitWord]:
    pairings = {visit.pairing_id for visit in visits}
    list(Pairing.objects.select_for_update().filter(pk__in=pairings).order_by("pk"))
    months = _accepted_months(pairings)
    for visit in visits:
        if visit.retracted_at is not None:
            raise VisitRefused("visit-retracted")
        if (visit.pairing_id, visit.occurred_on.replace(day=1)) in months:
            raise VisitRefused("visit-month-accepted", day=visit.occurred_on)
    try:
        with transaction.atomic():
            return VisitWord.objects.bulk_create(
                VisitWord(
                    office_id=visit.office_id,
                    visit=visit,
                    side=side,
                    is_confirmed=is_confirmed,
                    way=way,
                    reason=reason,
                    document=document,
                    recorded_by=by,
                )
                for visit in visits
            )
    except IntegrityError as error:
        if violated_constraint(error) == "visit_word_once":
            raise VisitRefused("visit-said") from error
        raise


def code_of(pairing: Pairing, day: date) -> str:
    """The code that the person tells the helper on a day; nothing of it is stored."""
    told = f"assistance-visit:{pairing.pk}:{day.isoformat()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def confirm_by_code(*, visit: AssistanceVisit, code: str, link: PairingLink, by: User) -> VisitWord:
    """The helper types the code that the person told them. Raises `VisitRefused`.

    A wrong code is counted even though the rest is undone: call it outside of a transaction.
    """
    link.refresh_from_db()
    if link.wrong_codes >= MOST_WRONG_CODES:
        raise VisitRefused("codes-closed")
    if not hmac.compare_digest(code.strip(), code_of(visit.pairing, visit.occurred_on)):
        PairingLink.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") + 1)
        raise VisitRefused("code-wrong", left=MOST_WRONG_CODES - link.wrong_codes - 1)
    return confirm_all(visits=[visit], side=PairingLink.Side.PERSON, way=VisitWord.Way.CODE, by=by)[
        0
    ]


@transaction.atomic
def retract_visit(*, visit: AssistanceVisit, reason: str, by: User) -> None:
    """Take a visit back with what was said of it. Raises `VisitRefused`."""
    pairing = Pairing.objects.select_for_update().get(pk=visit.pairing_id)
    if (pairing.pk, visit.occurred_on.replace(day=1)) in _accepted_months([pairing.pk]):
        raise VisitRefused("visit-month-accepted", day=visit.occurred_on)
    visit.retract(reason=reason, by=by)
    for word in visit.words.filter(retracted_at=None):
        word.retract(reason=reason, by=by)


def visits_of_all(pairings: Sequence[Pairing], month: date) -> dict[int, list[AssistanceVisit]]:
    """By pair's key, the live visits of a month with their words."""
    first = month.replace(day=1)
    found: dict[int, list[AssistanceVisit]] = {one.pk: [] for one in pairings}
    rows = AssistanceVisit.objects.live().filter(
        pairing__in=found, occurred_on__gte=first, occurred_on__lt=next_month(first)
    )
    for one in rows.prefetch_related("words"):
        found[one.pairing_id].append(one)
    return found


def visits_of(pairing: Pairing, month: date) -> list[AssistanceVisit]:
    """The live visits of a month of one pair, with their words."""
    return visits_of_all([pairing], month)[pairing.pk]


def words_of(visit: AssistanceVisit) -> Mapping[str, VisitWord]:
    """What stands of each side."""
    return {word.side: word for word in visit.words.all() if word.is_live}


def is_counted(visit: AssistanceVisit) -> bool:
    """True for a visit that both sides confirmed."""
    words = words_of(visit)
    return len(words) == len(PairingLink.Side.values) and all(
        word.is_confirmed for word in words.values()
    )


def counted_visits(pairing: Pairing, month: date, last: date) -> list[AssistanceVisit]:
    """The visits of a month that are paid: confirmed by both, none after the pair's last day."""
    return counted(visits_of(pairing, month), last)


def counted(visits: Iterable[AssistanceVisit], last: date) -> list[AssistanceVisit]:
    """Of visits those that are paid."""
    return [one for one in visits if one.occurred_on <= last and is_counted(one)]


def is_denied(visit: AssistanceVisit) -> bool:
    """True where a side says that it was not so."""
    return any(not word.is_confirmed for word in words_of(visit).values())


def oddities(pairing: Pairing, month: date, today: date | None = None) -> list[Oddity]:
    """What stands out in a month: denied, impossible and unconfirmed visits, and gaps."""
    first, now = month.replace(day=1), today or date.today()
    visits = visits_of(pairing, first)
    last = last_day_of(pairing)
    found: list[Oddity] = []
    for code, those in (
        ("denied", [one for one in visits if is_denied(one)]),
        ("after-the-end", [one for one in visits if one.occurred_on > last]),
        ("unconfirmed", [one for one in visits if not is_denied(one) and not is_counted(one)]),
        ("in-one-minute", _written_at_once(visits)),
    ):
        if those:
            found.append(Oddity(code, those))
    found += _in_two_places(pairing, visits)
    return found + _gaps(pairing, first, visits, min(last, now))


def _written_at_once(visits: Sequence[AssistanceVisit]) -> list[AssistanceVisit]:
    """More than five visits of earlier days written within one minute: from memory, or invented."""
    by_minute: dict[object, list[AssistanceVisit]] = {}
    for one in visits:
        if one.recorded_at.date() > one.occurred_on:
            by_minute.setdefault(one.recorded_at.replace(second=0, microsecond=0), []).append(one)
    return [one for those in by_minute.values() if len(those) > 5 for one in those]


def _in_two_places(pairing: Pairing, visits: Sequence[AssistanceVisit]) -> list[Oddity]:
    """Visits during which the helper was, as they say, with another person too."""
    days = {one.occurred_on for one in visits}
    others = (
        AssistanceVisit.objects.live()
        .filter(pairing__helper=pairing.helper_id, occurred_on__in=days)
        .exclude(pairing=pairing)
        .select_related("pairing__person")
    )
    return [
        Oddity("two-places", [one], other=other.pairing)
        for one in visits
        for other in others
        if one.occurred_on == other.occurred_on
        and one.begins < other.ends
        and other.begins < one.ends
    ]


def _gaps(
    pairing: Pairing, first: date, visits: Sequence[AssistanceVisit], last: date
) -> list[Oddity]:
    """Times of the month without a visit that are longer than `LONGEST_GAP`."""
    begins = max(first, pairing.signed_on)
    ends = min(next_month(first) - timedelta(days=1), last)
    marks = [begins - timedelta(days=1), *sorted({one.occurred_on for one in visits})]
    marks.append(ends + timedelta(days=1))
    return [
        Oddity("gap", first=before + timedelta(days=1), last=after - timedelta(days=1))
        for before, after in zip(marks, marks[1:], strict=False)
        if after - before > LONGEST_GAP + timedelta(days=1)
    ]


def hours_text(minutes: int) -> str:
    """Minutes as hours and minutes: «5:20»."""
    return f"{minutes // 60}:{minutes % 60:02}"
