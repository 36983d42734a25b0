"""The planned contracts by their verbs: stages, acts naming who received, payments by act."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from qamtu.employment import resocialisation
from qamtu.employment.models import SupportService
from qamtu.employment.resocialisation_support import KINDS
from qamtu.finance.money import budget_line
from qamtu.procurement.acceptance import Delivered, accept_act, present_act
from qamtu.procurement.contracts import Stage, Terms, sign_contract
from qamtu.procurement.methods import law_of
from qamtu.procurement.models import Contract, ContractStage, Lot
from qamtu.procurement.needs import announce_lot, award_lot, record_need
from qamtu.procurement.stage_payments import pay_act
from qamtu.reporting.catalogue import MEASURES
from qamtu.transport import invataxi
from qamtu.transport.models import RideEnd

from .flows import District
from .plan import PlannedContract, PlannedMoney
from .resocialisation import support_people

METHOD = "open_tender"
LATE_RATE, LATE_CAP = 1000, 100_000  # of the demo's contracts: 0.1 % a day, at most 10 %


def sign_planned(
    *, district: District, planned: PlannedContract, number: int, until: date
) -> Contract:
    """A planned contract: bought by a lot, carried out as far as the plan pays it."""
    measure = MEASURES[planned.measure]
    day = planned.signed_on
    lot = _lot(district, planned)
    contract = sign_contract(
        measure=measure,
        office=district.office,
        supplier=district.organizations[planned.supplier],
        number=f"{day.year}/{number:03d}",
        subject=measure.names.kk,
        day=day,
        line=budget_line(
            office=district.office, year=day.year, measure=planned.measure, source=planned.source
        ),
        amount=planned.tiyn,
        by=district.head,
        stages=stages_of(planned),
        terms=Terms(
            method=METHOD if lot else "",
            portal_number=f"{day.year}-{number:06d}-МСА" if lot else "",
            portal_on=day if lot else None,
            ends_on=date(day.year, 12, 31),
            late_rate=LATE_RATE,
            late_cap=LATE_CAP,
            lot=lot,
        ),
    )
    if planned.measure == resocialisation.MEASURE.code:
        support_people(contract=contract, until=until, by=district.head, rng=district.rng)
        _accept_services(district, contract, until)
    _pay(district, contract, planned.payments)
    return contract


def _lot(district: District, planned: PlannedContract) -> Lot | None:
    """The need and its lot, awarded to the supplier; none where no law of the day is known."""
    needed, announced = planned.signed_on - timedelta(30), planned.signed_on - timedelta(20)
    if law_of(METHOD, announced) is None:
        return None
    names = MEASURES[planned.measure].names
    need = record_need(
        office=district.office,
        measure=planned.measure,
        year=planned.signed_on.year,
        what=names.kk,
        amount=planned.tiyn,
        day=needed,
        by=district.specialist,
    )
    lot = announce_lot(
        need=need,
        subject=names.kk,
        method=METHOD,
        day=announced,
        amount=planned.tiyn,
        portal_number=f"{need.pk:08d}-1",
        by=district.specialist,
    )
    award_lot(
        lot=lot,
        supplier=district.organizations[planned.supplier],
        price=planned.tiyn,
        day=planned.signed_on - timedelta(3),
        protocol=f"хаттама № {lot.number}",
        by=district.head,
    )
    return lot


def stages_of(planned: PlannedContract) -> list[Stage]:
    """A stage for each payment that is planned, to the end of its month, and one for the rest."""
    stages = [
        Stage(f"Қызмет, {money.day:%m.%Y}", last_day_of(money.day), money.tiyn)
        for money in planned.payments
    ]
    rest = planned.tiyn - sum(stage.amount for stage in stages)
    if rest:
        year_end = date(planned.signed_on.year, 12, 31)
        stages.append(Stage("Жыл соңына дейінгі қызмет", year_end, rest))
    return stages


def last_day_of(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _pay(district: District, contract: Contract, payments: Sequence[PlannedMoney]) -> None:
    """Each stage that is paid: its act of what was done meanwhile, accepted and paid the day."""
    stages = ContractStage.objects.filter(contract=contract).select_related("contract__case")
    since = contract.signed_on
    for stage, money in zip(stages.order_by("number"), payments, strict=False):
        act = present_act(
            stage=stage,
            number=f"{stage.number}",
            delivered_on=money.day,
            amount=money.tiyn,
            lines=_rides(district, contract, since, money.day),
            by=district.specialist,
        )
        accept_act(act=act, day=money.day, by=district.head)
        pay_act(
            act=act,
            measure=MEASURES[contract.case.measure],
            day=money.day,
            order=f"төлем тапсырмасы № {act.pk}",
            by=district.accountant,
        )
        since = money.day + timedelta(days=1)


def _rides(district: District, contract: Contract, since: date, until: date) -> list[Delivered]:
    """Whom the carrier drove from one act to the next, and how often."""
    if contract.case.measure != invataxi.CONTRACT.code:
        return []
    driven: dict[int, list[date]] = {}
    people = {}
    for end in (
        RideEnd.objects.live()
        .filter(office=district.office, kind="done", order__ride_on__range=(since, until))
        .select_related("order__rider__person")
        .order_by("order__ride_on", "pk")
    ):
        person = end.order.rider.person
        people[person.pk] = person
        driven.setdefault(person.pk, []).append(end.order.ride_on)
    return [
        Delivered("сапар", days[-1], people[key], len(days), "жүргізуші парағы")
        for key, days in driven.items()
    ]


def _accept_services(district: District, contract: Contract, until: date) -> None:
    """The act of the services given so far, for half of the sum."""
    services = list(
        SupportService.objects.live()
        .filter(contract=contract)
        .select_related("case__person")
        .order_by("occurred_on", "pk")
    )
    stage = contract.stages.get()
    if not services or stage.amount < 2:
        return
    last = max(one.occurred_on for one in services)
    act = present_act(
        stage=stage,
        number="1",
        delivered_on=min(last, until),
        amount=stage.amount // 2,
        lines=[
            Delivered(KINDS[one.kind].kk, one.occurred_on, one.case.person, 1, "қолы бар")
            for one in services
        ],
        by=district.specialist,
    )
    accept_act(act=act, day=min(last, until), by=district.head)
