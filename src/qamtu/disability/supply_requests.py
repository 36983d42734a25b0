"""What a person asks after the choice: a repair, an exchange, or a complaint with its deadline."""

from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.deadlines import add_working_days
from qamtu.casework.local_law import law_on
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.rules.parameters import ParameterValue

from .models import ItemOrder, OrderStep, ProgrammeItem, SupplyAnswer, SupplyRequest
from .orders import DESK, FOLDER, VOID

SERIES = "supply-request"
COMPLAINT_DAYS = "complaint_days"


class RequestRefused(FactRefused):
    """«request-kind», «request-text», «request-order», «request-waits», «request-answered»,
    «request-answer», «request-day», «request-paper».
    """


def complaint_days(office: Office, day: date) -> ParameterValue | None:
    """Working days in which a complaint of a day is answered; none where no law is known."""
    law = law_on(office, FOLDER, day)
    return law.figure(COMPLAINT_DAYS).source if law.is_known(COMPLAINT_DAYS) else None


@transaction.atomic
def ask(
    *,
    item: ProgrammeItem,
    order: ItemOrder | None,
    kind: str,
    text: str,
    day: date,
    by: User,
    way: str = DESK,
) -> SupplyRequest:
    """Keep what the person asks. Of an order one repair or exchange waits at a time.

    The order's row is held: the exchange is there before the confirmation, or after it. Raises
    `RequestRefused`.
    """
    if kind not in SupplyRequest.Kind:
        raise RequestRefused("request-kind")
    if not text.strip():
        raise RequestRefused("request-text")
    if order is not None:
        order = ItemOrder.objects.select_for_update().get(pk=order.pk)
        if day < order.ordered_on:
            raise RequestRefused("request-day", first=order.ordered_on)
    if kind != SupplyRequest.Kind.COMPLAINT:
        _refuse_work(order, kind)
    answer_by = None
    days = complaint_days(item.office, day) if kind == SupplyRequest.Kind.COMPLAINT else None
    if days is not None:
        answer_by = add_working_days(day, int(days.value))
    return SupplyRequest.objects.create(
        office_id=item.office_id,
        item=item,
        order=order,
        kind=kind,
        number=next_number(office=item.office, series=SERIES, year=day.year),
        year=day.year,
        asked_on=day,
        text=text.strip(),
        answer_by=answer_by,
        way=way,
        recorded_by=by,
    )


def _refuse_work(order: ItemOrder | None, kind: str) -> None:
    """A repair is asked of what was confirmed, an exchange of what was delivered."""
    if order is None:
        raise RequestRefused("request-order")
    kinds = set(order.steps.filter(retracted_at=None).values_list("kind", flat=True))
    needed = OrderStep.Kind.CONFIRMED if kind == "repair" else OrderStep.Kind.DELIVERED
    if needed not in kinds or kinds.intersection(VOID):
        raise RequestRefused("request-order")
    waiting = order.requests.filter(retracted_at=None).exclude(kind="complaint")
    if any(one.answered is None for one in waiting.prefetch_related("answers")):
        raise RequestRefused("request-waits")


@transaction.atomic
def answer(
    *,
    request: SupplyRequest,
    is_done: bool,
    text: str,
    day: date,
    by: User,
    paper: str = "",
    way: str = DESK,
) -> SupplyAnswer:
    """Keep the answer; a repair that was done is a step of its order. Raises `RequestRefused`.

    What was repaired or exchanged has its paper.
    """
    request = SupplyRequest.objects.select_for_update().get(pk=request.pk)
    if not text.strip():
        raise RequestRefused("request-answer")
    if day < request.asked_on:
        raise RequestRefused("request-day", first=request.asked_on)
    is_work = request.kind != SupplyRequest.Kind.COMPLAINT
    if is_work and is_done and not paper.strip():
        raise RequestRefused("request-paper")
    try:
        with transaction.atomic():
            made = SupplyAnswer.objects.create(
                office_id=request.office_id,
                request=request,
                answered_on=day,
                is_done=is_done,
                text=text.strip(),
                paper=paper.strip(),
                way=way,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "supply_answered_once":
            raise RequestRefused("request-answered") from error
        raise
    if request.kind == SupplyRequest.Kind.REPAIR and is_done and request.order_id is not None:
        OrderStep.objects.create(
            office_id=request.office_id,
            order_id=request.order_id,
            kind=OrderStep.Kind.REPAIRED,
            occurred_on=day,
            note=text.strip()[:250],
            paper=paper.strip(),
            way=way,
            recorded_by=by,
        )
    return made


def requests_in(office: Office, kind: str = "") -> list[SupplyRequest]:
    """Those of an office: unanswered first, by the deadline; then what was answered."""
    found = SupplyRequest.objects.live().filter(office=office)
    if kind:
        found = found.filter(kind=kind)
    rows = found.select_related(
        "item__programme__person", "order__supplier", "order__offer"
    ).prefetch_related("answers")
    return sorted(
        rows,
        key=lambda one: (
            one.answered is not None,
            one.answer_by or date.max,
            one.asked_on,
            one.pk,
        ),
    )
