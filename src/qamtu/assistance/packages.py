"""The social package handed over: who is due what, the act that names each set, what became of it.

A set has a case of its own: drawn up it is approved and its price is bound on the budget line;
handed over it is carried out and owed to the supplier; not collected it gives the money back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import retract_event
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.casework.local_law import law_on
from qamtu.documents.numbering import next_number
from qamtu.finance.models import MoneyEntry, Payment
from qamtu.finance.money import Movement, enter_all
from qamtu.finance.runs import Due, Payable, bound_money, free_money, in_order_of_lines
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.exact import whole
from qamtu.rules.parameters import Law
from qamtu.rules.programme import judge
from qamtu.rules.quarters import quarter_of
from qamtu.rules.social_package.formulas import FIRST_DAY, LAST_DAY, PROGRAMME, read_child
from qamtu.trilingual import Names

from .models import Decision, PackageAct, PackageOutcome, PackageSet
from .social_package import MEASURE
from .targeted_assistance import MEASURE as ASSISTANCE

SERIES = "package-act"
KINDS: dict[str, Names] = {
    PackageAct.Kind.SMALL_FOOD: Names(
        "1–3 жастағы балаға азық-түлік жиынтығы",
        "Продуктовый набор ребёнку 1–3 лет",
        "Food set of a child from 1 to 3",
    ),
    PackageAct.Kind.LARGE_FOOD: Names(
        "3–6 жастағы балаға азық-түлік жиынтығы",
        "Продуктовый набор ребёнку 3–6 лет",
        "Food set of a child from 3 to 6",
    ),
    PackageAct.Kind.CHEMISTRY: Names(
        "Тұрмыстық химия жиынтығы", "Набор бытовой химии", "Household-chemistry set"
    ),
    PackageAct.Kind.SCHOOL: Names(
        "6–18 жастағы оқушының оқу жылына арналған топтамасы",
        "Пакет школьника 6–18 лет на учебный год",
        "Package of a pupil from 6 to 18 for the school year",
    ),
}
STEP_OF = {
    PackageAct.Kind.SMALL_FOOD: "small_food_set",
    PackageAct.Kind.LARGE_FOOD: "large_food_set",
    PackageAct.Kind.CHEMISTRY: "chemistry_set",
    PackageAct.Kind.SCHOOL: "school_package",
}
GONE = ("deceased", "moved_away")
SCHOOL_FROM = "school_year_first_month"
Line = tuple[int, int]  # a case, tiyn


class PackageRefused(FactRefused):
    """«package-not-yet», «package-ended», «package-kind», «package-price», «package-nobody-due»,
    «package-child-not-due», «package-set-there», «package-no-money», «package-settled»,
    «package-too-early», «package-paid», «reason-missing».
    """


@dataclass(frozen=True)
class DueChild:
    """A child who is due a set, and the applicant of the family, who signs for it."""

    child: Person
    recipient: Person


@dataclass(frozen=True)
class Drawn:
    """What an act is drawn up for. `price` is tiyn a set; `children`: keys of the chosen ones."""

    kind: str
    day: date
    supplier: Organization
    price: int
    children: Collection[int] | None = None


def period_of(kind: str, day: date) -> date:
    """The first day of the month, the quarter or the school year for which a set is."""
    if kind == PackageAct.Kind.CHEMISTRY:
        return quarter_of(day)
    if kind == PackageAct.Kind.SCHOOL:
        month = int(Law(PROGRAMME.folder, day).figure(SCHOOL_FROM).value)
        return date(day.year if day.month >= month else day.year - 1, month, 1)
    return day.replace(day=1)


def refuse_outside(office: Office, day: date) -> None:
    """The package was there from 2020 to 2022; then a payment in money stands for it."""
    if day < FIRST_DAY:
        raise PackageRefused("package-not-yet", day=FIRST_DAY)
    if day > LAST_DAY:
        extra = law_on(office, ASSISTANCE.code, day).figure("extra_per_child")
        raise PackageRefused("package-ended", last=LAST_DAY, amount=whole(extra.value))


def children_due(office: Office, kind: str, day: date) -> list[DueChild]:
    """The children of families on assistance who are due a set on the day and have none yet.

    Raises `PackageRefused`.
    """
    refuse_outside(office, day)
    if kind not in STEP_OF:
        raise PackageRefused("package-kind")
    recipients = _members_on_assistance(office, day)
    gone = (
        StatusPeriod.objects.on(day)
        .live()
        .filter(office=office, kind__in=GONE, person__in=recipients)
        .values("person")
    )
    served = (
        PackageSet.objects.live()
        .filter(child__in=recipients, kind=kind, period=period_of(kind, day))
        .values("child")
    )
    people = Person.objects.filter(pk__in=recipients).exclude(pk__in=gone).exclude(pk__in=served)
    law = law_on(office, PROGRAMME.folder, day)
    due = []
    applicants = Person.objects.in_bulk(set(recipients.values()))
    for person in people.order_by("sort_key", "pk"):
        if person.birth_date > day:
            continue
        given = {"born": person.birth_date, "family_on_assistance": True, "goes_to_school": True}
        if judge(PROGRAMME, read_child(given, day), law)[STEP_OF[PackageAct.Kind(kind)]]:
            due.append(DueChild(person, applicants[recipients[person.pk]]))
    return due


def _members_on_assistance(office: Office, day: date) -> dict[int, int]:
    """Members of families whose assistance holds in the month of the day, with the applicant."""
    month = day.replace(day=1)
    ended = (
        Decision.objects.live()
        .filter(office=office, kind=Decision.Kind.ENDED, last_month__lt=month, decided_on__lte=day)
        .values("case")
    )
    assigned = (
        Decision.objects.live()
        .filter(
            office=office,
            case__measure=ASSISTANCE.code,
            kind=Decision.Kind.ASSIGNED,
            first_month__lte=month,
            last_month__gte=month,
            decided_on__lte=day,
        )
        .exclude(case__in=ended)
        .select_related("assessment")
        .defer("assessment__trace")
        .order_by("pk")
    )
    found: dict[int, int] = {}
    for decision in assigned:
        for one in decision.assessment.given.get("members", ()):
            if one.get("absence", "none") == "none":
                found.setdefault(one["person"], decision.recipient_id or one["person"])
    return found


@transaction.atomic
def draw_up(*, office: Office, drawn: Drawn, by: User) -> PackageAct:
    """An act under the next number: a set for each due child, its price bound on the lines.

    The number is taken first: one clerk of the office at a time looks at who has a set already.
    Raises `PackageRefused`.
    """
    if drawn.price <= 0:
        raise PackageRefused("package-price")
    number = next_number(office=office, series=SERIES, year=drawn.day.year)
    due = children_due(office, drawn.kind, drawn.day)
    period = period_of(drawn.kind, drawn.day)
    if drawn.children is not None:
        _refuse_others(drawn, due, period)
        due = [one for one in due if one.child.pk in drawn.children]
    if not due:
        raise PackageRefused("package-nobody-due")
    act = PackageAct.objects.create(
        office=office,
        number=number,
        year=drawn.day.year,
        kind=drawn.kind,
        period=period,
        drawn_on=drawn.day,
        supplier=drawn.supplier,
        price=drawn.price,
        recorded_by=by,
    )
    entries = []
    for one in due:
        entry = CaseEntry(
            opened_on=drawn.day, subject_id=one.child.pk, territory_id=one.child.territory_id
        )
        entry.follow(MEASURE, [Step("open", drawn.day), Step("approve", drawn.day)])
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    try:
        with transaction.atomic():
            PackageSet.objects.bulk_create(
                PackageSet(
                    office=office,
                    act=act,
                    case_id=entry.pk or 0,
                    child=one.child,
                    recipient=one.recipient,
                    kind=drawn.kind,
                    period=period,
                    recorded_by=by,
                )
                for one, entry in zip(due, entries, strict=True)
            )
    except IntegrityError as error:
        if violated_constraint(error) == "package_set_once":
            raise PackageRefused("package-set-there") from error
        raise
    _bind(office, [(entry.pk or 0, drawn.price) for entry in entries], drawn.day, str(act), by)
    return act


def _refuse_others(drawn: Drawn, due: Sequence[DueChild], period: date) -> None:
    others = set(drawn.children or ()) - {one.child.pk for one in due}
    if not others:
        return
    there = PackageSet.objects.live().filter(child__in=others, kind=drawn.kind, period=period)
    code = "package-set-there" if there.exists() else "package-child-not-due"
    raise PackageRefused(code)


def _bind(office: Office, sums: Sequence[Line], day: date, act: str, by: User) -> None:
    """Commit each case's sum on the first line that has it. Raises `PackageRefused`."""
    free = free_money(office, MEASURE.code, day.year)
    needed, there = sum(amount for _, amount in sums), sum(free.values())
    movements = []
    for case, amount in sums:
        line = next((one for one, left in free.items() if left >= amount), None)
        if line is None:
            raise PackageRefused("package-no-money", amount=needed, left=there)
        free[line] -= amount
        movements.append(Movement(line, MoneyEntry.Kind.COMMITTED, amount, day, case, act=act))
    enter_all(movements=in_order_of_lines(movements), by=by)


def hand_over(
    *, sets: Sequence[PackageSet], day: date, by: User, note: str = ""
) -> list[PackageOutcome]:
    """Sets that were handed over. All or none. Raises `PackageRefused`, `ActRefused`."""
    return _settle(sets, PackageOutcome.Kind.HANDED_OVER, day, note, by)


@transaction.atomic
def not_collected(
    *, sets: Sequence[PackageSet], day: date, reason: str, by: User
) -> list[PackageOutcome]:
    """Sets that nobody came for, with the reason: their money is free again. All or none.

    Raises `PackageRefused`, `ActRefused`.
    """
    if not reason.strip():
        raise PackageRefused("reason-missing")
    made = _settle(sets, PackageOutcome.Kind.NOT_COLLECTED, day, reason, by)
    movements = [
        Movement(line, MoneyEntry.Kind.COMMITTED, -left, day, case, act=reason.strip()[:200])
        for case, there in bound_money(one.case_id for one in sets).items()
        for line, left in there.items()
        if left
    ]
    enter_all(movements=in_order_of_lines(movements), by=by)
    return made


@transaction.atomic
def _settle(
    sets: Sequence[PackageSet], kind: PackageOutcome.Kind, day: date, note: str, by: User
) -> list[PackageOutcome]:
    """The outcome of sets whose rows are held: two clerks do not hand over one set."""
    keys = [one.pk for one in sets]
    held = list(
        PackageSet.objects.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .select_related("act", "office", "child")
        .order_by("pk")
    )
    if not held:
        raise PackageRefused("package-nobody-due")
    refuse_outside(held[0].office, day)
    settled = PackageOutcome.objects.live().filter(set__in=keys).select_related("set__child")
    there = settled.first()
    if there is not None:
        raise PackageRefused(
            "package-settled", child=there.set.child.full_name, day=there.occurred_on
        )
    if any(day < one.act.drawn_on for one in held):
        raise PackageRefused("package-too-early", day=max(one.act.drawn_on for one in held))
    entries = entries_of([one.case_id for one in held])
    is_given = kind == PackageOutcome.Kind.HANDED_OVER
    for entry in entries.values():
        step = Step("carry_out", day) if is_given else Step("withdraw", day, reason=note.strip())
        entry.follow(MEASURE, [step])
    record_cases(office=held[0].office, measure=MEASURE, cases=list(entries.values()), by=by)
    return PackageOutcome.objects.bulk_create(
        PackageOutcome(
            office=one.office,
            set=one,
            kind=kind,
            occurred_on=day,
            note=note.strip(),
            recorded_by=by,
        )
        for one in held
    )


@transaction.atomic
def take_back_outcome(*, outcome: PackageOutcome, reason: str, by: User) -> None:
    """A wrong outcome is retracted: the set waits again, and its money is bound again.

    Raises `PackageRefused` where the supplier was paid, `ReasonMissing`, `AlreadyRetracted`.
    """
    found = PackageSet.objects.select_for_update(of=("self",)).select_related("act", "office")
    one = found.get(pk=outcome.set_id)
    paid = Payment.objects.filter(
        case=one.case_id, state__in=(Payment.State.PLANNED, Payment.State.PAID)
    )
    if paid.exists():
        raise PackageRefused("package-paid")
    outcome.retract(reason=reason, by=by)
    is_given = outcome.kind == PackageOutcome.Kind.HANDED_OVER
    event = one.case.events.live().get(transition="carry_out" if is_given else "withdraw")
    retract_event(event=event, reason=reason, by=by)
    if not is_given:
        sums = [(one.case_id, one.act.price)]
        _bind(one.office, sums, outcome.occurred_on, str(one.act), by)


def packages_due(office: Office, month: date) -> list[Due]:
    """What is owed to suppliers for sets handed over in the year, up to the month."""
    month = month.replace(day=1)
    handed = (
        PackageOutcome.objects.live()
        .filter(
            office=office,
            kind=PackageOutcome.Kind.HANDED_OVER,
            occurred_on__gte=date(month.year, 1, 1),
        )
        .select_related("set__act")
        .order_by("pk")
    )
    return [
        Due(
            case_id=one.set.case_id,
            recipient_id=0,
            due_for=one.occurred_on.replace(day=1),
            amount=one.set.act.price,
            members=[(one.set.child_id, "recipient")],
            purpose="package",
            organization_id=one.set.act.supplier_id,
            is_bound=True,
        )
        for one in handed
        if one.occurred_on.replace(day=1) <= month
    ]


PAYABLE = Payable(MEASURE, packages_due)
