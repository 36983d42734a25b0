"""Applications for a startup grant: the project, its estimate, and what the rules say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import record_event
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment, CaseEvent
from qamtu.documents.numbering import next_number
from qamtu.finance.money import commit
from qamtu.finance.runs import bound_money
from qamtu.ledger.models import violated_constraint
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.parameters import Law
from qamtu.rules.people.youth import is_young
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.startup_grant.formulas import CATEGORIES as LAWFUL
from qamtu.rules.startup_grant.formulas import GROUNDS, PROGRAMME, read_application
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of
from qamtu.trilingual import Names

from .course_studies import certificates_of
from .grant_rounds import GrantRefused, awarded_in, hold
from .models import GrantApplication, GrantDecision, GrantItem, GrantProtocol, GrantRound
from .startup_grant import CATEGORIES, MEASURE

SERIES = "grant-decision"
BY_STATUS = {
    "self_employed": "self_employed",
    "unemployed": "unemployed",
    "disability": "disabled",
    "asp_recipient": "asp_recipient",
    "kandas": "kandas",
    "large_family_mother": "large_family",
}
"""A status of the register, and the category of the law that it proves."""
BY_PAPER = ("resettler", "large_family", "carer", "lost_breadwinner")
"""Categories that no register holds: a paper proves them."""
LAWFUL_CODE = {"large_family_mother": "large_family"}
"""Categories of the report that the law calls otherwise."""
MOST_OF_A_ROW = 10**15
LAST_DAY = date.max


@dataclass(frozen=True)
class Item:
    """A row of the estimate: so many at a price, tiyn; `own` of it is the applicant's money."""

    what: str
    price: int
    quantity: int = 1
    own: int = 0

    @property
    def is_in_order(self) -> bool:
        return (
            bool(self.what.strip())
            and self.quantity > 0
            and self.price > 0
            and 0 <= self.own <= self.quantity * self.price < MOST_OF_A_ROW
        )


@dataclass(frozen=True)
class Applied:
    """An application as it was given. `category`: the one claimed, else the first that is held."""

    person: Person
    day: date
    title: str
    items: Sequence[Item]
    summary: str = ""
    activity: str = ""
    category: str = ""
    category_paper: str = ""
    certificate: str = ""
    certified_on: date | None = None
    jobs: int = 0
    may_work: bool = True
    is_excluded_activity: bool = False
    earlier_grant_on: date | None = None

    @property
    def asked(self) -> int:
        return sum(item.quantity * item.price - item.own for item in self.items)


@dataclass(frozen=True)
class Judged:
    """What was given, what came out, and the category in which an award would be counted."""

    given: Mapping[str, Any]
    judgement: Judgement
    grounds: tuple[str, ...]
    category: str

    @property
    def is_entitled(self) -> bool:
        return bool(self.judgement["is_entitled"])


def lawful_categories(office: Office, day: date) -> list[str]:
    """The categories that the law of the day names. Raises `ParameterMissing`."""
    return _counted(law_on(office, PROGRAMME.folder, day))


def _counted(law: Law) -> list[str]:
    return [code for code in LAWFUL if law.figure(f"counts_{code}").value]


def judge_applications(*, office: Office, applied: Sequence[Applied]) -> list[Judged]:
    """What the rules of each day say; nothing is kept.

    Raises `GrantRefused` for what is not filled in or claimed without proof, `FactsRefused`,
    `ParameterMissing`.
    """
    applied = with_certificates(applied)
    for one in applied:
        _refuse_unfilled(one)
    laws = {day: law_on(office, PROGRAMME.folder, day) for day in {one.day for one in applied}}
    counted = {day: _counted(law) for day, law in laws.items()}
    statuses = _statuses_of([one.person for one in applied])
    earlier = _earlier_grants(office, [one.person for one in applied])
    return [
        _judge(
            one,
            laws[one.day],
            counted[one.day],
            _held(one, statuses.get(one.person.pk, ())),
            earlier.get(one.person.pk),
        )
        for one in applied
    ]


def with_certificates(applied: Sequence[Applied]) -> list[Applied]:
    """The applications, each without a certificate with the one that the course gave, if it did."""
    known = certificates_of([one.person for one in applied if not one.certificate.strip()])
    found = []
    for one in applied:
        given = known.get(one.person.pk)
        if given is not None and given.issued_on <= one.day and not one.certificate.strip():
            found.append(replace(one, certificate=str(given), certified_on=given.issued_on))
        else:
            found.append(one)
    return found


def _refuse_unfilled(applied: Applied) -> None:
    if not applied.title.strip():
        raise GrantRefused("grant-title")
    for number, item in enumerate(applied.items, start=1):
        if not item.is_in_order:
            raise GrantRefused("grant-estimate-row", row=number)
    if applied.asked <= 0:
        raise GrantRefused("grant-estimate")
    if applied.category and applied.category not in CATEGORIES:
        raise GrantRefused("grant-category-unknown")
    if applied.certified_on is not None and not applied.certificate.strip():
        raise GrantRefused("grant-certificate")


def _statuses_of(people: Sequence[Person]) -> dict[int, list[StatusPeriod]]:
    found: dict[int, list[StatusPeriod]] = {}
    kinds = (*BY_STATUS, "deceased")
    for period in StatusPeriod.objects.live().filter(person__in=people, kind__in=kinds):
        found.setdefault(period.person_id, []).append(period)
    return found


def _earlier_grants(office: Office, people: Sequence[Person]) -> dict[int, date]:
    """When each was last awarded a grant that was not withdrawn."""
    awards = CaseEvent.objects.live().filter(
        office=office, measure=MEASURE.code, transition="approve", person__in=people
    )
    return dict(
        awards.exclude(case__state="withdrawn")
        .order_by()
        .values_list("person_id")
        .annotate(Max("occurred_on"))
    )


def _held(applied: Applied, statuses: Sequence[StatusPeriod]) -> set[str]:
    """The categories of the law that the registers or a paper prove on the day."""
    held = set()
    for period in statuses:
        if period.valid_from <= applied.day <= (period.valid_to or LAST_DAY):
            if period.kind == "deceased":
                raise GrantRefused("person-deceased", person=applied.person.full_name)
            held.add(BY_STATUS[period.kind])
    if is_young(applied.person.age_on(applied.day), applied.day):
        held.add("youth")
    claimed = LAWFUL_CODE.get(applied.category, applied.category)
    if claimed in BY_PAPER and claimed not in held:
        if not applied.category_paper.strip():
            raise GrantRefused("grant-category-paper", category=CATEGORIES[applied.category])
        held.add(claimed)
    return held


def _judge(
    applied: Applied, law: Law, counted: Sequence[str], held: set[str], earlier: date | None
) -> Judged:
    days = [day for day in (earlier, applied.earlier_grant_on) if day is not None]
    given = {
        "asked": f"{applied.asked // 100}.{applied.asked % 100:02}",
        **{code: code in held for code in LAWFUL},
        "may_work": applied.may_work,
        "is_excluded_activity": applied.is_excluded_activity,
        "certified_on": applied.certified_on.isoformat() if applied.certified_on else None,
        "earlier_grant_on": max(days).isoformat() if days else None,
    }
    judgement = judge(PROGRAMME, read_application(given, applied.day), law)
    judgement["amount"]
    grounds = tuple(ground for ground in GROUNDS if judgement[ground])
    possible = [code for code in counted if code in held]
    claimed = applied.category or (possible[0] if possible else "other")
    if possible and LAWFUL_CODE.get(claimed, claimed) not in possible:
        raise GrantRefused(
            "grant-category-not-held",
            category=CATEGORIES[claimed],
            person=applied.person.full_name,
            possible=_together(possible),
        )
    return Judged(given, judgement, grounds, claimed)


def _together(codes: Sequence[str]) -> Names:
    names = [LAWFUL[code] for code in codes]
    return Names(*("; ".join(one[language] for one in names) for language in ("kk", "ru", "en")))


def apply_for_grant(*, round: GrantRound, applied: Applied, by: User) -> GrantApplication:
    """Register an application in a round, with what the rules say of it; see `apply_all`."""
    return apply_all(round=round, applied=[applied], by=by)[0]


@transaction.atomic
def apply_all(*, round: GrantRound, applied: Sequence[Applied], by: User) -> list[GrantApplication]:
    """Register applications: their cases, estimates and assessments, all or none.

    One that the rules do not admit is registered too, and then refused under a number. Raises
    `GrantRefused`, `FactsRefused`, `ParameterMissing`, `ActRefused`.
    """
    office = round.office
    hold(round)
    for one in applied:
        if not round.opens_on <= one.day <= round.closes_on:
            raise GrantRefused("grant-window", opens=round.opens_on, closes=round.closes_on)
    if round.protocols.filter(retracted_at=None).exists():
        raise GrantRefused("grant-protocol-held")
    applied = with_certificates(applied)
    judged = judge_applications(office=office, applied=applied)
    entries = []
    for one, found in zip(applied, judged, strict=True):
        entry = CaseEntry(
            opened_on=one.day,
            category=found.category,
            subject_id=one.person.pk,
            territory_id=one.person.territory_id,
        )
        entry.follow(MEASURE, [Step("open", one.day)])
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    version = version_of(PROGRAMME.folder)
    assessments = Assessment.objects.bulk_create(
        Assessment(
            office=office,
            case_id=entry.pk or 0,
            programme=PROGRAMME.folder,
            day=one.day,
            given={**found.given, "applicant": one.person.pk},
            is_entitled=found.is_entitled,
            is_conditional=False,
            basic=found.judgement["amount"],
            extra=0,
            months=1,
            grounds=list(found.grounds),
            trace=trace_of(found.judgement),
            rules_version=version,
            made_by=by,
        )
        for one, entry, found in zip(applied, entries, judged, strict=True)
    )
    try:
        with transaction.atomic():
            made = GrantApplication.objects.bulk_create(
                GrantApplication(
                    office=office,
                    case_id=entry.pk or 0,
                    round=round,
                    person=one.person,
                    assessment=assessment,
                    applied_on=one.day,
                    title=one.title.strip(),
                    summary=one.summary.strip(),
                    activity=one.activity.strip(),
                    category=found.category,
                    category_paper=one.category_paper.strip(),
                    certificate=one.certificate.strip(),
                    certified_on=one.certified_on,
                    jobs=one.jobs,
                    asked=one.asked,
                    recorded_by=by,
                )
                for one, entry, found, assessment in zip(
                    applied, entries, judged, assessments, strict=True
                )
            )
    except IntegrityError as error:
        if violated_constraint(error) == "grant_application_once_per_round":
            raise GrantRefused("grant-applied-already") from error
        raise
    GrantItem.objects.bulk_create(
        GrantItem(
            office=office,
            application=application,
            what=item.what.strip(),
            quantity=item.quantity,
            price=item.price,
            own=item.own,
            recorded_by=by,
        )
        for one, application in zip(applied, made, strict=True)
        for item in one.items
    )
    return made


def admit(*, application: GrantApplication, day: date, by: User) -> None:
    """The papers are in order: the application goes before the commission; see `admit_all`."""
    admit_all(admitted=[(application, day)], by=by)


@transaction.atomic
def admit_all(*, admitted: Sequence[tuple[GrantApplication, date]], by: User) -> None:
    """Admit applications of one office, each on its day, that the rules do not refuse.

    Raises `GrantRefused` («grant-not-admitted»), `ActRefused`.
    """
    entries = entries_of([application.case_id for application, _ in admitted])
    for application, day in admitted:
        if not application.assessment.is_entitled:
            raise GrantRefused("grant-not-admitted")
        entries[application.case_id].follow(MEASURE, [Step("check", day)])
    office = admitted[0][0].office
    record_cases(office=office, measure=MEASURE, cases=list(entries.values()), by=by)


@transaction.atomic
def refuse(*, application: GrantApplication, day: date, by: User, note: str = "") -> GrantDecision:
    """Refuse, under a number, on the grounds that the rules found. Raises `GrantRefused`."""
    assessment = application.assessment
    if assessment.is_entitled:
        raise GrantRefused("grant-admitted")
    release_undone(round=hold(application.round), by=by)
    grounds = reason_of_refusal(assessment.trace, assessment.grounds, PROGRAMME.folder)
    reason = f"{grounds}. {note.strip()}".rstrip(" .")
    record_event(
        case=application.case,
        measure=MEASURE,
        transition="refuse",
        day=day,
        by=by,
        reason=reason,
    )
    return refused_under_a_number(application=application, day=day, reason=reason, by=by)


def refused_under_a_number(
    *,
    application: GrantApplication,
    day: date,
    reason: str,
    by: User,
    protocol: GrantProtocol | None = None,
) -> GrantDecision:
    """The refusal as a numbered decision; the step of the case is its caller's."""
    decision = GrantDecision(
        office_id=application.office_id,
        application=application,
        round=application.round,
        protocol=protocol,
        kind=GrantDecision.Kind.REFUSED,
        number=next_number(office=application.office, series=SERIES, year=day.year),
        year=day.year,
        decided_on=day,
        category=application.category,
        reason=reason,
        recorded_by=by,
    )
    return record_decisions([decision])[0]


def record_decisions(decisions: Sequence[GrantDecision]) -> list[GrantDecision]:
    """All or none. Raises `GrantRefused` where the round's money or another decision stands."""
    try:
        with transaction.atomic():
            return GrantDecision.objects.bulk_create(decisions)
    except IntegrityError as error:
        constraint = violated_constraint(error)
        if constraint == "grant_round_not_overspent":
            round = decisions[0].round
            raise GrantRefused("grant-money", left=round.money - awarded_in(round)) from error
        if constraint == "grant_decision_once":
            raise GrantRefused("grant-paid-already") from error
        raise


STANDS_IN = {
    GrantDecision.Kind.AWARDED: ("approved", "carried_out", "closed"),
    GrantDecision.Kind.REFUSED: ("refused",),
}
UNDONE = "the step of the case was taken back, or the application withdrawn"


@transaction.atomic
def release_undone(*, round: GrantRound, by: User) -> None:
    """Strike decisions that their cases no longer stand by, and free what they bound.

    Asked before each decision: a step may be retracted, and a case withdrawn, from the page of the
    case as well. What was paid stands.
    """
    gone = (
        GrantDecision.objects.live()
        .filter(round=round)
        .exclude(application__case__payments__state__in=["planned", "paid"])
        .select_related("application__case")
    )
    for decision in gone:
        case = decision.application.case
        if case.state in STANDS_IN[GrantDecision.Kind(decision.kind)]:
            continue
        for line, left in bound_money([case.pk]).get(case.pk, {}).items():
            if left > 0:
                commit(line=line, case=case, amount=-left, day=_last_day(decision), by=by)
        decision.retract(reason=UNDONE, by=by)


def _last_day(decision: GrantDecision) -> date:
    return max(decision.decided_on, decision.application.case.state_since)
