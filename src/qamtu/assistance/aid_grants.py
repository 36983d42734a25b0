"""Local social aid to a person: judged by the maslikhat's decision, decided, paid once an occasion.

An occasion is the feast day, the year (so many times), the months, or a life. Whoever decides
holds the persons' rows, and the database lets two grants of a category not overlap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import ActRefused, record_event
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment, Case
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.exact import whole
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.quarters import next_month, quarter_before
from qamtu.rules.social_aid.formulas import GROUNDS, PROGRAMME, read_applicant
from qamtu.rules.targeted_assistance.facts import PROGRAMME as FAMILIES
from qamtu.rules.targeted_assistance.facts import read_family
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from . import decisions
from .aid_acts import law_of
from .decisions import SERIES
from .families import draw_family, for_rules, incomes_of
from .models import AidCategory, AidGrant, Decision
from .social_aid import MEASURE

GONE = {"deceased": "aid-deceased", "moved_away": "aid-moved-away"}
Days = tuple[date, date | None]


class AidRefused(FactRefused):
    """«aid-deceased», «aid-moved-away», «aid-not-in-force», «aid-income-missing»,
    «aid-costs-negative», «aid-income-negative», «aid-last-month», «aid-waiting», «aid-no-case»,
    «aid-decided», «aid-given-meanwhile», «aid-retracted», «aid-before-application».
    """


@dataclass(frozen=True)
class Asked:
    """Aid of a category asked for a person on a day. Sums are tiyn.

    `is_of_category` counts where no status of the register says it. `last_month` ends a monthly
    aid; without it the year's or the decision's last one.
    """

    person: Person
    category: AidCategory
    day: date
    is_of_category: bool = False
    per_capita_income: int | None = None
    costs: int = 0
    paper: str = ""
    last_month: date | None = None


@dataclass(frozen=True)
class Judged:
    """What the rules say of one who asked, for which days, and as which of the year's times."""

    asked: Asked
    judgement: Judgement
    grounds: tuple[str, ...]
    amount: int
    days: Days
    time: int
    given: dict[str, Any]

    @property
    def is_entitled(self) -> bool:
        return not self.grounds


def days_of(asked: Asked) -> Days:
    """The days of the occasion: two grants of one category do not share any."""
    category, day = asked.category, asked.day
    match category.rhythm:
        case AidCategory.Rhythm.HOLIDAY:
            feast = date(day.year, category.feast_month or 1, category.feast_day or 1)
            return feast, feast
        case AidCategory.Rhythm.MONTHLY:
            return day.replace(day=1), _end_of(_last_month(asked))
        case AidCategory.Rhythm.ONCE:
            return day, None
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _last_month(asked: Asked) -> date:
    first, act = asked.day.replace(day=1), asked.category.act
    longest = date(asked.day.year, 12, 1)
    if act.valid_to is not None:
        longest = min(longest, act.valid_to.replace(day=1))
    last = longest if asked.last_month is None else asked.last_month.replace(day=1)
    if not first <= last <= longest:
        raise AidRefused("aid-last-month", first=first, last=longest)
    return last


def _end_of(month: date) -> date:
    return date.fromordinal(next_month(month).toordinal() - 1)


def judge_all(office: Office, asked: Sequence[Asked]) -> list[Judged]:
    """What the rules say of each, in their order; nothing is kept.

    Raises `AidRefused`, `FactsRefused`, `ParameterMissing`.
    """
    people = [one.person.pk for one in asked]
    statuses: dict[int, list[StatusPeriod]] = {}
    wanted = {one.category.status for one in asked} - {""}
    periods = StatusPeriod.objects.live().filter(person__in=people, kind__in={*wanted, *GONE})
    for period in periods:
        statuses.setdefault(period.person_id, []).append(period)
    given: dict[tuple[int, str], list[AidGrant | Judged]] = {}
    codes = {one.category.code for one in asked}
    for grant in AidGrant.objects.live().filter(office=office, person__in=people, code__in=codes):
        given.setdefault((grant.person_id, grant.code), []).append(grant)
    judged = []
    for one in asked:
        _refuse_impossible(one, statuses.get(one.person.pk, ()))
        before = given.setdefault((one.person.pk, one.category.code), [])
        found = _judge(one, before, statuses.get(one.person.pk, ()))
        if found.is_entitled:
            before.append(found)
        judged.append(found)
    return judged


def _refuse_impossible(asked: Asked, statuses: Iterable[StatusPeriod]) -> None:
    category, day = asked.category, asked.day
    act = category.act
    if category.retracted_at is not None or act.retracted_at is not None:
        raise AidRefused("aid-retracted")
    if day < act.valid_from or (act.valid_to is not None and day > act.valid_to):
        raise AidRefused("aid-not-in-force", act=str(act), day=day)
    for period in statuses:
        if period.kind in GONE and _holds(period, day):
            raise AidRefused(
                GONE[period.kind], person=asked.person.full_name, day=period.valid_from
            )
    if category.income_limit is not None and asked.per_capita_income is None:
        raise AidRefused("aid-income-missing", person=asked.person.full_name)


def _holds(period: StatusPeriod, day: date) -> bool:
    return period.valid_from <= day and (period.valid_to is None or period.valid_to >= day)


def _judge(
    asked: Asked, before: Sequence[AidGrant | Judged], statuses: Iterable[StatusPeriod]
) -> Judged:
    category, day = asked.category, asked.day
    days = days_of(asked)
    taken = [one for one in before if _overlaps(_days(one), days)]
    is_of_category = asked.is_of_category
    if category.status:
        is_of_category = any(
            period.kind == category.status
            and category.status_category in ("", period.category)
            and _holds(period, day)
            for period in statuses
        )
    facts = {
        "is_of_category": is_of_category,
        "per_capita_income": _tenge(asked.per_capita_income or 0),
        "costs": _tenge(asked.costs),
        "paid_this_year": len(taken),
    }
    judgement = judge(PROGRAMME, read_applicant(facts, day), law_of(category, day))
    grounds = tuple(ground for ground in GROUNDS if judgement[ground])
    times = {one.time for one in taken}
    return Judged(
        asked=asked,
        judgement=judgement,
        grounds=grounds,
        amount=int(judgement["amount"]),
        days=days,
        time=next(time for time in range(1, len(times) + 2) if time not in times),
        given={
            **facts,
            "applicant": asked.person.pk,
            "category": category.pk,
            "paper": asked.paper,
            "last_month": days[1].isoformat() if days[1] is not None else "",
        },
    )


def _days(one: AidGrant | Judged) -> Days:
    return one.days if isinstance(one, Judged) else (one.first_day, one.last_day)


def _overlaps(one: Days, other: Days) -> bool:
    latest = date.max
    return one[0] <= (other[1] or latest) and other[0] <= (one[1] or latest)


def _tenge(tiyn: int) -> str:
    return f"{'-' if tiyn < 0 else ''}{abs(tiyn) // 100}.{abs(tiyn) % 100:02}"


@transaction.atomic
def apply_for_aid(*, asked: Asked, by: User) -> Case:
    """Register an application with what the rules say of it.

    Raises `AidRefused` («aid-waiting» where one waits already), `FactsRefused`, `ActRefused`.
    """
    office = asked.person.office
    _hold([asked])
    waiting = Case.objects.filter(
        person=asked.person,
        measure=MEASURE.code,
        state__in=("registered", "checked"),
        assessments__given__category=asked.category.pk,
    ).first()
    if waiting is not None:
        raise AidRefused("aid-waiting", case=waiting.pk)
    (judged,) = judge_all(office, [asked])
    entry = _entry(asked)
    entry.follow(MEASURE, [Step("open", asked.day)])
    record_cases(office=office, measure=MEASURE, cases=[entry], by=by)
    _assess(office, [judged], [entry], by)
    return Case.objects.get(pk=entry.pk or 0)


@transaction.atomic
def decide_aid(*, case: Case, day: date, by: User) -> Decision:
    """Assign or refuse as the rules say now: what was given meanwhile counts.

    Raises `AidRefused`, `FactsRefused`, `ActRefused`.
    """
    case.lock()
    if case.decisions.live().exists():
        raise AidRefused("aid-decided")
    asked = asked_of(case)
    _hold([asked])
    (judged,) = judge_all(case.office, [asked])
    if day < asked.day:
        raise AidRefused("aid-before-application", day=asked.day)
    entry = entries_of([case.pk])[case.pk]
    entry.follow(MEASURE, [_step(judged, day)])
    record_cases(office=case.office, measure=MEASURE, cases=[entry], by=by)
    last = case.assessments.latest("pk")
    if last.given != judged.given or last.grounds != list(judged.grounds):
        (last,) = _assess(case.office, [judged], [entry], by)
    return _decide(case.office, [judged], [last], day, by)[0]


@transaction.atomic
def decide_list(
    *, office: Office, asked: Sequence[Asked], decided_on: date, by: User
) -> list[Decision]:
    """Judge a list, open the cases and decide all, in their order; all or none.

    Raises `AidRefused`, `FactsRefused`, `ParameterMissing`, `ActRefused`.
    """
    if any(decided_on < one.day for one in asked):
        raise AidRefused("aid-before-application", day=max(one.day for one in asked))
    _hold(asked)
    judged = judge_all(office, asked)
    entries = []
    for one in judged:
        entry = _entry(one.asked)
        entry.follow(MEASURE, [Step("open", one.asked.day), _step(one, decided_on)])
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    assessments = _assess(office, judged, entries, by)
    return _decide(office, judged, assessments, decided_on, by)


def _hold(asked: Sequence[Asked]) -> None:
    """The persons' rows in their order, and the categories: none is retracted meanwhile."""
    people = {one.person.pk for one in asked}
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    categories = {one.category.pk for one in asked}
    held = AidCategory.objects.live().select_for_update().filter(pk__in=categories).order_by("pk")
    if len(list(held)) != len(categories):
        raise AidRefused("aid-retracted")


def _entry(asked: Asked) -> CaseEntry:
    person = asked.person
    return CaseEntry(opened_on=asked.day, subject_id=person.pk, territory_id=person.territory_id)


def _step(judged: Judged, day: date) -> Step:
    if judged.is_entitled:
        return Step("approve", day)
    trace = trace_of(judged.judgement)
    return Step("refuse", day, reason=reason_of_refusal(trace, judged.grounds, PROGRAMME.folder))


def _assess(
    office: Office, judged: Sequence[Judged], entries: Sequence[CaseEntry], by: User
) -> list[Assessment]:
    version = version_of(PROGRAMME.folder)
    return Assessment.objects.bulk_create(
        Assessment(
            office=office,
            case_id=entry.pk or 0,
            programme=PROGRAMME.folder,
            day=one.asked.day,
            given=one.given,
            is_entitled=one.is_entitled,
            is_conditional=False,
            basic=one.amount,
            extra=0,
            months=len(_months(one, one.asked.day)),
            grounds=list(one.grounds),
            trace=trace_of(one.judgement),
            rules_version=version,
            made_by=by,
        )
        for one, entry in zip(judged, entries, strict=True)
    )


def _months(judged: Judged, decided_on: date) -> tuple[date, ...]:
    """The months that are paid: those of a monthly aid, else the one of the decision."""
    if judged.asked.category.rhythm != AidCategory.Rhythm.MONTHLY:
        return (decided_on.replace(day=1),)
    assert judged.days[1] is not None
    months, month = [], judged.days[0]
    while month <= judged.days[1]:
        months.append(month)
        month = next_month(month)
    return tuple(months)


def _decide(
    office: Office,
    judged: Sequence[Judged],
    assessments: Sequence[Assessment],
    day: date,
    by: User,
) -> list[Decision]:
    number = next_number(office=office, series=SERIES, year=day.year, count=len(judged))
    made = []
    for position, (one, assessment) in enumerate(zip(judged, assessments, strict=True)):
        months = _months(one, day)
        made.append(
            Decision(
                office=office,
                case_id=assessment.case_id,
                assessment=assessment,
                kind=Decision.Kind.ASSIGNED if one.is_entitled else Decision.Kind.REFUSED,
                number=number + position,
                year=day.year,
                decided_on=day,
                recipient=one.asked.person if one.is_entitled else None,
                first_month=months[0] if one.is_entitled else None,
                last_month=months[-1] if one.is_entitled else None,
                basic=one.amount,
                recorded_by=by,
            )
        )
    decided = Decision.objects.bulk_create(made)
    try:
        with transaction.atomic():
            AidGrant.objects.bulk_create(
                AidGrant(
                    office=office,
                    category=one.asked.category,
                    decision=decision,
                    person=one.asked.person,
                    code=one.asked.category.code,
                    first_day=one.days[0],
                    last_day=one.days[1],
                    time=one.time,
                    recorded_by=by,
                )
                for one, decision in zip(judged, decided, strict=True)
                if one.is_entitled
            )
    except IntegrityError as error:
        if violated_constraint(error) == "aid_once_for_an_occasion":
            raise AidRefused("aid-given-meanwhile") from error
        raise
    return decided


def asked_of(case: Case) -> Asked:
    """What was asked, as the last assessment keeps it. Raises `AidRefused`."""
    last = case.assessments.order_by("-pk").first()
    if last is None or case.person is None:
        raise AidRefused("aid-no-case")
    given = last.given
    category = AidCategory.objects.select_related("act").get(pk=given["category"])
    asked = Asked(
        person=case.person,
        category=category,
        day=last.day,
        is_of_category=given["is_of_category"],
        per_capita_income=_tiyn(given["per_capita_income"]),
        costs=_tiyn(given["costs"]),
        paper=given["paper"],
    )
    if category.rhythm == AidCategory.Rhythm.MONTHLY:
        return replace(asked, last_month=date.fromisoformat(given["last_month"]).replace(day=1))
    return asked


def _tiyn(text: str) -> int:
    tenge, _dot, part = text.partition(".")
    return int(tenge) * 100 + int(part)


@transaction.atomic
def end_aid(*, case: Case, last_month: date, reason: str, day: date, by: User) -> Decision:
    """End a monthly aid: the months after the last paid one are free for another application.

    Raises `DecisionRefused`, `ActRefused`.
    """
    ended = decisions.end(
        case=case, last_month=last_month, reason=reason, day=day, by=by, measure=MEASURE
    )
    assert ended.last_month is not None
    grant = AidGrant.objects.live().select_for_update(of=("self",)).get(decision__case=case)
    grant.retract(reason=reason, by=by)
    if grant.first_day <= ended.last_month:
        AidGrant.objects.create(
            office_id=grant.office_id,
            category_id=grant.category_id,
            decision_id=grant.decision_id,
            person_id=grant.person_id,
            code=grant.code,
            first_day=grant.first_day,
            last_day=_end_of(ended.last_month),
            time=grant.time,
            recorded_by=by,
        )
    return ended


def withdraw_aid(*, case: Case, day: date, reason: str, by: User) -> None:
    """An application that is taken back before it is decided. Raises `ActRefused`."""
    if case.state not in ("registered", "checked"):
        raise ActRefused("wrong-state", state=case.state, transition="withdraw")
    record_event(case=case, measure=MEASURE, transition="withdraw", day=day, reason=reason, by=by)


def people_of(category: AidCategory, day: date) -> list[Person]:
    """Who has the status of a category on a day, and neither died nor moved away."""
    if not category.status:
        return []
    standing = StatusPeriod.objects.on(day).live().filter(office=category.office_id)
    of_it = standing.filter(kind=category.status)
    if category.status_category:
        of_it = of_it.filter(category=category.status_category)
    gone = standing.filter(kind__in=GONE).values("person")
    return list(
        Person.objects.filter(pk__in=of_it.values("person"))
        .exclude(pk__in=gone)
        .order_by("sort_key", "pk")
    )


def known_income(person: Person, day: date) -> int | None:
    """Per-capita income of the person's family by the registers, tiyn; None where nothing is known.

    The incomes of the quarter before count as for targeted assistance.
    """
    membership = person.memberships.live().filter(valid_from__lte=day).order_by("-valid_from")
    found = next((one for one in membership if one.valid_to is None or one.valid_to >= day), None)
    if found is None:
        return None
    family = draw_family(found.household, day)
    people = [one["person"] for one in family["members"]]
    if not incomes_of(Person.objects.filter(pk__in=people), quarter_before(day)[0]):
        return None
    law = law_on(person.office, FAMILIES.folder, day)
    judged = judge(FAMILIES, read_family(for_rules(family), day), law)
    return whole(judged["per_capita_income"])
