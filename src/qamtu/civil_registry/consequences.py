"""What follows from a registered act in the registers below, and what is taken back with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from qamtu.accounts.models import User
from qamtu.casework.endings import end_cases, restore_cases
from qamtu.casework.measures import Measure
from qamtu.casework.models import Case
from qamtu.finance.models import OverpaidPart, Overpayment, Payment
from qamtu.finance.overpayments import record_overpayment
from qamtu.people.households import HouseholdRefused, join_household, leave_household
from qamtu.people.models import HouseholdMember, Person, StatusPeriod
from qamtu.people.registry import change_person
from qamtu.people.statuses import death_of, record_status
from qamtu.rules.quarters import next_month

from .changes import add_father, adopt
from .judging import Draft
from .models import CivilRecord
from .refused import CivilRefused
from .words import KINDS, Kind

Followed = list[dict[str, Any]]
TOOK_NAME = ("surname", "given_name", "patronymic")


def follow(
    *,
    record: CivilRecord,
    draft: Draft,
    shown: str,
    day: date,
    by: User,
    measures: Mapping[str, Measure],
) -> Followed:
    """Do what follows from the act; the list says what was done, in codes with keys."""
    paper = f"{KINDS[draft.kind].kk}, {shown} ({day:%d.%m.%Y})"
    match draft.kind:
        case Kind.DEATH:
            return _die(draft, paper, day, by, measures)
        case Kind.MARRIAGE | Kind.DIVORCE:
            return [
                told
                for role in ("husband", "wife")
                for told in _rename(
                    draft.parties[role].person,
                    {"surname": str(draft.content.get(f"{role}_surname_after", ""))},
                    by,
                )
            ]
        case Kind.NAME_CHANGE:
            return _rename(draft.parties["person"].person, names_after(draft), by)
        case Kind.PATERNITY:
            followed = _rename(draft.parties["child"].person, names_after(draft), by)
            return followed + add_father(draft, reason=paper, day=day, by=by)
        case Kind.ADOPTION:
            child = draft.parties["child"].person
            followed = _rename(child, names_after(draft), by, is_secret=True)
            return followed + adopt(record, draft, day=day, by=by)
    return []


def names_after(draft: Draft) -> dict[str, str]:
    return {name: str(draft.content.get(f"{name}_after", "")) for name in TOOK_NAME}


def _rename(
    person: Person | None, names: Mapping[str, str], by: User, *, is_secret: bool = False
) -> Followed:
    """The new name in every register; the old one is still found, except after an adoption."""
    changes = {
        field: name.strip()
        for field, name in names.items()
        if name.strip() and person is not None and getattr(person, field) != name.strip()
    }
    if person is None or not changes:
        return []
    before = person.full_name
    change_person(person=person, by=by, is_secret=is_secret, **changes)
    told: dict[str, Any] = {"code": "renamed", "person": person.pk}
    return [told if is_secret else told | {"before": before, "after": person.full_name}]


def _die(
    draft: Draft, paper: str, day: date, by: User, measures: Mapping[str, Measure]
) -> Followed:
    person = draft.parties["deceased"].person
    assert person is not None, "whom an act is about stands in the register"
    status = death_of(person.pk) or record_status(
        person=person, kind="deceased", valid_from=draft.event_on, paper=paper, by=by
    )
    followed: Followed = [{"code": "deceased", "status": status.pk}]
    endings = end_cases(person=person, day=day, reason=paper, by=by, measures=measures)
    followed += [
        {"code": "case-ended", "case": event.case_id, "event": event.pk, "measure": event.measure}
        for event in endings.ended
    ]
    followed += [
        {"code": "case-settling", "case": case.pk, "measure": case.measure}
        for case in endings.settling
    ]
    membership = (
        HouseholdMember.objects.live().filter(person=person, valid_to=None).first()
    )  # fmt: skip
    if membership is not None:
        followed += _leave(membership, draft.event_on, paper, by)
    return followed


def _leave(membership: HouseholdMember, died: date, paper: str, by: User) -> Followed:
    open_cases = Case.objects.filter(
        household=membership.household_id, state__in=("registered", "checked", "approved")
    )
    followed: Followed = [
        {"code": "family-case", "case": case.pk, "measure": case.measure} for case in open_cases
    ]
    if died < membership.valid_from:
        return followed
    closed = leave_household(membership=membership, last_day=died, reason=paper, by=by)
    return [{"code": "left-family", "membership": closed.pk}, *followed]


@dataclass(frozen=True)
class PaidAfter:
    """What was paid of a case for months after the death, tiyn, and not yet recorded as such."""

    case: Case
    parts: list[tuple[Payment, int]]

    @property
    def amount(self) -> int:
        return sum(amount for _payment, amount in self.parts)


def paid_after(person: Person, died: date) -> list[PaidAfter]:
    """Payments to the person for the months after that of the death, not yet claimed back."""
    payments = (
        Payment.objects.filter(
            recipient=person, state=Payment.State.PAID, due_for__gte=next_month(died.replace(day=1))
        )
        .select_related("case")
        .order_by("pk")
    )
    told = dict(
        OverpaidPart.objects.filter(payment__in=payments, overpayment__retracted_at=None)
        .order_by()
        .values_list("payment")
        .annotate(Sum("amount"))
    )
    found: dict[int, PaidAfter] = {}
    for payment in payments:
        left = payment.amount - told.get(payment.pk, 0)
        if left > 0:
            found.setdefault(payment.case_id, PaidAfter(payment.case, [])).parts.append(
                (payment, left)
            )
    return list(found.values())


def claim_overpaid(*, person: Person, died: date, day: date, by: User) -> list[Overpayment]:
    """Record what was paid after the death as overpaid. Raises `OverpaymentRefused`."""
    return [
        record_overpayment(
            parts=one.parts, reason=Overpayment.Reason.DECEASED, day=day, by=by
        )
        for one in paid_after(person, died)
    ]  # fmt: skip


def undo(*, followed: Followed, reason: str, by: User) -> Followed:
    """Take back what followed from an annulled act: what was undone, and what is left by hand."""
    undone: Followed = []
    statuses = [one["status"] for one in followed if one["code"] == "deceased"]
    for status in StatusPeriod.objects.live().filter(pk__in=statuses):
        status.retract(reason=reason, by=by)
        undone.append({"code": "alive", "status": status.pk})
    events = [one["event"] for one in followed if one["code"] == "case-ended"]
    restored, left = restore_cases(events=events, reason=reason, by=by)
    undone += [
        {"code": "case-restored", "case": case.pk, "measure": case.measure} for case in restored
    ]
    undone += [
        {"code": "case-not-restored", "case": case.pk, "measure": case.measure} for case in left
    ]
    for one in followed:
        if one["code"] == "left-family":
            undone += _rejoin(one["membership"], reason, by)
        elif one["code"] == "renamed":
            undone.append({"code": "rename-by-hand", "person": one["person"]})
        elif one["code"] in ("father-added", "adopted"):
            undone.append({"code": "birth-by-hand", "record": one["record"]})
    return undone


def _rejoin(key: int, reason: str, by: User) -> Followed:
    closed = HouseholdMember.objects.live().filter(pk=key).first()
    if closed is None:
        return [{"code": "family-by-hand"}]
    closed.retract(reason=reason, by=by)
    try:
        again = join_household(
            household=closed.household,
            person=closed.person,
            relation=closed.relation,
            since=closed.valid_from,
            by=by,
        )
    except HouseholdRefused:
        return [{"code": "family-by-hand"}]
    return [{"code": "family-again", "membership": again.pk}]


def join_family(*, child: Person, parent: Person, since: date, by: User) -> HouseholdMember:
    """The child joins the household of the parent. Raises `CivilRefused`, `HouseholdRefused`."""
    home = HouseholdMember.objects.live().filter(person=parent, valid_to=None).first()
    if home is None:
        raise CivilRefused("family-none", person=parent.full_name)
    return join_household(
        household=home.household,
        person=child,
        relation=HouseholdMember.Relation.CHILD,
        since=max(since, home.valid_from),
        by=by,
    )
