"""Support of one person on probation or released: needs, services of the NGO, outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.models import Case
from qamtu.casework.workflow import APPROVED, CARRIED_OUT, standard_workflow
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import Person, StatusPeriod
from qamtu.procurement.models import Contract
from qamtu.trilingual import Names

from . import resocialisation
from .models import SupportNeeds, SupportOutcome, SupportService
from .seekers import refuse_the_dead

MEASURE = Measure(
    code="resocialisation_support",
    section="protection",
    subject="person",
    names=Names(
        "Қайта әлеуметтендіру: адамды қолдау",
        "Ресоциализация: сопровождение человека",
        "Resocialisation: support of a person",
    ),
    basis=(
        *resocialisation.MEASURE.basis,
        LegalBasis(
            Names(
                "Әлеуметтік кодекс, 133-бап", "Социальный кодекс, ст. 133", "Social Code, art. 133"
            ),
            date(2023, 7, 1),
        ),
    ),
    workflow=standard_workflow(
        approve=Names("Қажеттілік анықталды", "Потребности определены", "Needs determined"),
        carry_out=Names("Қолдау аяқталды", "Сопровождение завершено", "Support completed"),
    ),
    is_decided_by_rules=True,
)
STATUSES = ("probation", "released")

KINDS: dict[str, Names] = {
    "work": Names("жұмысқа орналасу", "трудоустройство", "finding work"),
    "housing": Names("тұрғын үй, уақытша баспана", "жильё, временный приют", "housing"),
    "documents": Names("құжаттарды рәсімдеу", "оформление документов", "documents"),
    "education": Names("оқу, кәсіп үйрену", "обучение, профессия", "education, a trade"),
    "medical": Names("медициналық көмек", "медицинская помощь", "medical help"),
    "psychological": Names("психологиялық көмек", "психологическая помощь", "psychological help"),
    "legal": Names("құқықтық көмек", "правовая помощь", "legal help"),
    "family": Names(
        "отбасымен байланысты қалпына келтіру", "восстановление связей с семьёй", "family ties"
    ),
    "benefits": Names(
        "жәрдемақы мен төлем рәсімдеу", "оформление пособий и выплат", "benefits and payments"
    ),
}
OUTCOMES: dict[str, Names] = {
    "employed": Names("жұмысқа орналасты", "трудоустроен", "employed"),
    "housed": Names("баспанамен қамтылды", "обеспечен жильём", "housed"),
    "documented": Names("құжаттары рәсімделді", "документы оформлены", "has documents"),
    "educated": Names("оқу бітірді", "прошёл обучение", "educated"),
    "probation_over": Names("пробация мерзімі бітті", "срок пробации истёк", "probation is over"),
    "moved": Names("көшіп кетті", "выехал", "moved away"),
    "declined": Names("көмектен бас тартты", "отказался от помощи", "declined the support"),
    "imprisoned": Names(
        "бас бостандығынан айыру орнына қайтты",
        "возвращён в место лишения свободы",
        "returned to prison",
    ),
}
ENDING = frozenset({"probation_over", "moved", "declined", "imprisoned"})


class SupportRefused(FactRefused):
    """«support-status», «support-open», «support-needs», «support-paper», «support-kind»,
    «support-not-open», «support-before», «support-contract», «support-once», «support-outcome»,
    «support-outcome-once».
    """


@transaction.atomic
def take_in(
    *, person: Person, needs: Sequence[str], paper: str, day: date, by: User, note: str = ""
) -> Case:
    """Open the support of a person who is on probation or was released, with what they need.

    `paper`: the referral of the probation service, or the person's application. Raises
    `SupportRefused`, `SeekerRefused`.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    refuse_the_dead(person, day)
    standing = Case.objects.of_measure(MEASURE.code).filter(person=person, state=APPROVED).first()
    if standing is not None:
        raise SupportRefused("support-open", case=standing.pk)
    statuses = StatusPeriod.objects.filter(person=person, kind__in=STATUSES).on(day).live()
    status = statuses.order_by("pk").first()
    if status is None:
        raise SupportRefused("support-status", person=person.full_name)
    case = open_case(measure=MEASURE, office=person.office, subject=person, day=day, by=by)
    record_event(case=case, measure=MEASURE, transition="approve", day=day, by=by)
    _keep_needs(case, status, needs, paper, day, by, note)
    return case


@transaction.atomic
def change_needs(
    *, case: Case, needs: Sequence[str], paper: str, day: date, by: User, note: str = ""
) -> SupportNeeds:
    """What the person needs from a day on; what was said before stays. Raises `SupportRefused`."""
    _must_be_open(case, day)
    first = case.support_needs.filter(retracted_at=None).first()
    assert first is not None, "support is opened with its needs"
    return _keep_needs(case, first.status, needs, paper, day, by, note)


def _keep_needs(
    case: Case,
    status: StatusPeriod,
    needs: Sequence[str],
    paper: str,
    day: date,
    by: User,
    note: str,
) -> SupportNeeds:
    if not needs or set(needs) - set(KINDS):
        raise SupportRefused("support-needs")
    if not paper.strip():
        raise SupportRefused("support-paper")
    return SupportNeeds.objects.create(
        office_id=case.office_id,
        case=case,
        status=status,
        valid_from=day,
        needs=[kind for kind in KINDS if kind in needs],
        paper=paper.strip(),
        note=note.strip(),
        recorded_by=by,
    )


@transaction.atomic
def give_service(
    *, case: Case, kind: str, day: date, by: User, contract: Contract | None = None, note: str = ""
) -> SupportService:
    """Record a service given on a day: by the NGO of a contract, or by the office itself.

    Raises `SupportRefused`.
    """
    _must_be_open(case, day)
    if kind not in KINDS:
        raise SupportRefused("support-kind")
    if contract is not None and (
        contract.case.measure != resocialisation.MEASURE.code or day < contract.signed_on
    ):
        raise SupportRefused("support-contract")
    try:
        with transaction.atomic():
            return SupportService.objects.create(
                office_id=case.office_id,
                case=case,
                contract=contract,
                kind=kind,
                occurred_on=day,
                note=note.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "support_service_once_a_day":
            raise SupportRefused("support-once", day=day) from error
        raise


@transaction.atomic
def record_outcome(
    *, case: Case, outcome: str, day: date, by: User, paper: str = ""
) -> SupportOutcome:
    """Record what came of the support. What ends it (`ENDING`) carries the case out.

    Raises `SupportRefused`, `ActRefused`.
    """
    _must_be_open(case, day)
    if outcome not in OUTCOMES:
        raise SupportRefused("support-outcome")
    if case.support_outcomes.filter(retracted_at=None, outcome=outcome).exists():
        raise SupportRefused("support-outcome-once")
    recorded = SupportOutcome.objects.create(
        office_id=case.office_id,
        case=case,
        outcome=outcome,
        occurred_on=day,
        paper=paper.strip(),
        recorded_by=by,
    )
    if outcome in ENDING:
        complete(case=case, day=day, by=by)
    return recorded


def complete(*, case: Case, day: date, by: User) -> None:
    """End the support; nothing more is recorded in it. Raises `ActRefused`."""
    record_event(case=case, measure=MEASURE, transition="carry_out", day=day, by=by)


def _must_be_open(case: Case, day: date) -> None:
    state, last = case.lock()
    if case.measure != MEASURE.code or state != APPROVED:
        raise SupportRefused("support-not-open")
    if last is not None and day < last:
        raise SupportRefused("support-before", opened=last)


@dataclass(frozen=True)
class Served:
    """What an NGO's contract came to: people, services by kind, outcomes of these people."""

    people: int
    services: list[tuple[str, int]]
    outcomes: list[tuple[str, int]]


def served_by(contract: Contract) -> Served:
    """People whom the contract served, each counted once, and what came of it."""
    services = SupportService.objects.live().filter(contract=contract)
    outcomes = SupportOutcome.objects.live().filter(case__in=services.values("case"))
    return Served(
        people=services.values("case__person").distinct().count(),
        services=_counts(services, "kind"),
        outcomes=_counts(outcomes, "outcome"),
    )


def _counts(found: QuerySet[Any], key: str) -> list[tuple[str, int]]:
    rows = found.order_by().values_list(key).annotate(count=Count("pk")).order_by("-count", key)
    return [(code, count) for code, count in rows]


def people_served(office: Office) -> dict[int, int]:
    """How many people each contract of the office has served, by its key."""
    services = SupportService.objects.live().filter(office=office, contract__isnull=False)
    rows = services.order_by().values_list("contract_id")
    return dict(rows.annotate(people=Count("case__person", distinct=True)))


def in_support(office: Office) -> list[Case]:
    """Cases of support of the office, those that are open first."""
    cases = Case.objects.filter(office=office, state__in=[APPROVED, CARRIED_OUT])
    found = cases.of_measure(MEASURE.code).select_related("person")
    return list(found.order_by("state", "-opened_on", "-pk"))
