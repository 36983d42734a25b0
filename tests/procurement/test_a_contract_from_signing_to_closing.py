"""A contract: stages, acts naming who received, payments by act, changes, penalties, the end."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qamtu.finance.money import MoneyRefused
from qamtu.ledger.models import FactRefused
from qamtu.people.statuses import record_status
from qamtu.procurement.acceptance import (
    Delivered,
    accept_act,
    present_act,
    reject_act,
    take_act_back,
)
from qamtu.procurement.changes import Changed, amend_contract
from qamtu.procurement.contracts import Stage, sign_contract, void_contract
from qamtu.procurement.endings import close_contract, take_end_back, terminate_contract
from qamtu.procurement.models import AcceptanceAct, ActLine, Contract, ContractEnd
from qamtu.procurement.penalties import (
    Lateness,
    charge_penalty,
    left_of,
    penalty_of,
    settle_penalty,
)
from qamtu.procurement.social_order import CONTRACT
from qamtu.procurement.stage_payments import pay_act
from qamtu.procurement.standing import standing_of

from .conftest import MONEY, SIGNED, Buyer

MAY = date(2021, 5, 20)
JUNE = date(2021, 6, 1)


def refused(code: str) -> pytest.RaisesExc[FactRefused]:
    return pytest.raises(FactRefused, match=f"'{code}'")


def present(buyer: Buyer, contract: Contract, amount: int, at: int = 0, **more: Any) -> Any:
    number = more.pop("number", f"A-{AcceptanceAct.objects.count() + 1}")
    return present_act(
        stage=contract.stages.all()[at], number=number, amount=amount,
        delivered_on=more.pop("on", MAY), by=buyer.specialist, **more,
    )  # fmt: skip


def accepted(buyer: Buyer, contract: Contract, amount: int, at: int = 0, **more: Any) -> Any:
    act = present(buyer, contract, amount, at, **more)
    accept_act(act=act, day=act.delivered_on, by=buyer.head)
    return act


def pay(buyer: Buyer, act: AcceptanceAct, amount: int | None = None, day: date = JUNE) -> None:
    pay_act(act=act, measure=CONTRACT, day=day, by=buyer.accountant, amount=amount)


def test_the_sum_is_what_its_stages_bind_on_the_line(buyer: Buyer) -> None:
    contract = buyer.sign()
    buyer.line.refresh_from_db()
    assert buyer.line.committed == 100_000_00
    summed = Contract.objects.with_sums().get(pk=contract.pk)
    assert (summed.committed, summed.accepted, summed.paid) == (100_000_00, 0, 0)
    plain = sign_contract(
        measure=CONTRACT, office=buyer.office, supplier=buyer.supplier, number="2021/002",
        subject="Қызмет", day=SIGNED, line=buyer.line, amount=5_00, by=buyer.head,
    )  # fmt: skip
    stage = plain.stages.get()
    assert (stage.amount, stage.due_on) == (5_00, date(2021, 12, 31)), "one stage of the year"


@pytest.mark.parametrize(
    ("stages", "terms", "code"),
    [
        ([(date(2021, 2, 28), 100)], {}, "stage-before-contract"),
        ([(date(2021, 6, 2), 100)], {"ends_on": date(2021, 6, 1)}, "stage-before-contract"),
        ([(JUNE, 0)], {}, "stage-sum"),
        ([(JUNE, 100)], {"ends_on": date(2021, 2, 1)}, "contract-term"),
        ([(JUNE, 100)], {"late_rate": 1000}, "contract-penalty"),
        ([(JUNE, 100)], {"method": "lottery"}, "contract-method"),
        ([(JUNE, MONEY + 1)], {}, "line-overcommitted"),
    ],
)
def test_a_contract_that_can_not_stand_is_refused(
    buyer: Buyer, stages: Any, terms: Any, code: str
) -> None:
    with refused(code):
        buyer.sign(stages, **terms)
    assert not Contract.objects.filter(office=buyer.office).exists()
    assert buyer.sign([(date(2021, 3, 1), MONEY)]).pk, "to the last tiyn, on the very day"


def test_stages_make_up_the_sum(buyer: Buyer) -> None:
    with refused("contract-stages-sum"):
        sign_contract(
            measure=CONTRACT, office=buyer.office, supplier=buyer.supplier, number="1",
            subject="x", day=SIGNED, line=buyer.line, amount=101, by=buyer.head,
            stages=[Stage("а", JUNE, 50), Stage("б", JUNE, 50)],
        )  # fmt: skip


def test_an_act_names_who_received_what(buyer: Buyer) -> None:
    contract, people = buyer.sign(), [buyer.person() for _ in range(3)]
    lines = [Delivered("жиынтық", MAY, one, paper="қолы") for one in people]
    act = present(buyer, contract, 10_000_00, lines=lines)
    assert ActLine.objects.filter(act=act, person__in=people).count() == 3
    for wrong, code in (
        ([*lines, lines[0]], "act-line-twice"),
        ([Delivered("", MAY, people[0])], "act-line-item"),
        ([Delivered("x", MAY, people[0], quantity=0)], "act-line-quantity"),
        ([Delivered("x", date(2021, 5, 21), people[0])], "act-line-after-act"),
        ([Delivered("x", date(2021, 2, 28), people[0])], "act-line-before"),
    ):
        with refused(code):
            present(buyer, contract, 1_00, lines=wrong)
    record_status(
        person=people[0], kind="deceased", valid_from=date(2021, 5, 10), paper="№ 1", by=buyer.head
    )
    with refused("act-line-deceased"):
        present(buyer, contract, 1_00, lines=[Delivered("x", date(2021, 5, 10), people[0])])
    present(buyer, contract, 1_00, lines=[Delivered("x", date(2021, 5, 9), people[0])])


def test_acts_stay_within_their_stage(buyer: Buyer) -> None:
    contract = buyer.sign()
    act = present(buyer, contract, 60_000_00, number="A")
    with refused("act-beyond-stage"):
        present(buyer, contract, 1)
    with refused("act-known"):
        present(buyer, contract, 1, at=1, number="A")
    reject_act(act=act, day=MAY, reason="толық емес", by=buyer.head)
    present(buyer, contract, 60_000_00)  # what was sent back is free again
    with refused("act-decided"):
        accept_act(act=act, day=MAY, by=buyer.head)


def test_only_an_accepted_act_is_paid_and_never_beyond_it(buyer: Buyer) -> None:
    contract = buyer.sign()
    act = present(buyer, contract, 20_000_00)
    with refused("act-not-accepted"):
        pay(buyer, act)
    accept_act(act=act, day=date(2021, 5, 25), by=buyer.head)
    with refused("payment-before-act"):
        pay(buyer, act, day=date(2021, 5, 24))
    pay(buyer, act, 15_000_00, day=date(2021, 5, 25))
    with refused("act-overpaid"):
        pay(buyer, act, 5_000_01)
    pay(buyer, act)
    with refused("act-overpaid"):
        pay(buyer, act)
    standing = standing_of(contract)
    assert (standing.accepted, standing.paid, standing.bound) == (
        20_000_00, 20_000_00, 80_000_00,
    )  # fmt: skip


def test_a_mistaken_act_is_taken_back_while_it_waits(buyer: Buyer) -> None:
    contract = buyer.sign()
    act = present(buyer, contract, 60_000_00)
    take_act_back(act=act, reason="қате", by=buyer.head)
    again = accepted(buyer, contract, 60_000_00)
    with refused("act-decided"):
        take_act_back(act=again, reason="қате", by=buyer.head)


def test_an_agreement_moves_the_sum_within_the_line_and_terms(buyer: Buyer) -> None:
    contract = buyer.sign()
    first, second = contract.stages.all()
    accepted(buyer, contract, 50_000_00)
    amend_contract(
        contract=contract, number="1", day=date(2021, 6, 15), reason="баға", by=buyer.head,
        changed=[Changed(first, -10_000_00), Changed(second, 5_000_00, date(2021, 10, 1))],
        added=[Stage("3-кезең", date(2022, 3, 1), 7_000_00, buyer.next_line)],
    )  # fmt: skip
    standing = standing_of(contract)
    assert [(one.amount, one.due_on) for one in standing.stages] == [
        (50_000_00, JUNE), (45_000_00, date(2021, 10, 1)), (7_000_00, date(2022, 3, 1)),
    ]  # fmt: skip
    buyer.line.refresh_from_db()
    buyer.next_line.refresh_from_db()
    assert (buyer.line.committed, buyer.next_line.committed) == (95_000_00, 7_000_00)
    for wrong, code in (
        ({"changed": [Changed(first, -1)]}, "change-below-acts"),
        ({"changed": [Changed(second, MONEY)]}, "line-overcommitted"),
        ({"changed": []}, "change-nothing"),
        ({"number": "1", "changed": [Changed(second, 1)]}, "change-known"),
        ({"day": date(2021, 6, 14), "changed": [Changed(second, 1)]}, "change-before-last"),
        ({"reason": " ", "changed": [Changed(second, 1)]}, "reason-missing"),
    ):
        kept = {"number": "2", "day": date(2021, 6, 15), "reason": "x", **wrong}
        with refused(code):
            amend_contract(contract=contract, by=buyer.head, **kept)


def test_closing_releases_what_was_not_used(buyer: Buyer) -> None:
    contract = buyer.sign()
    act = present(buyer, contract, 30_000_00)
    with refused("end-acts-wait"):
        close_contract(contract=contract, measure=CONTRACT, day=JUNE, by=buyer.head)
    accept_act(act=act, day=MAY, by=buyer.head)
    with refused("end-acts-unpaid"):
        close_contract(contract=contract, measure=CONTRACT, day=JUNE, by=buyer.head)
    pay(buyer, act)
    end = close_contract(contract=contract, measure=CONTRACT, day=JUNE, by=buyer.head)
    assert end.released == 70_000_00
    buyer.line.refresh_from_db()
    assert (buyer.line.committed, buyer.line.paid) == (30_000_00, 30_000_00)
    contract.case.refresh_from_db()
    assert contract.case.state == "closed"
    with refused("contract-ended"):
        present(buyer, contract, 1)


def test_a_contract_that_was_fulfilled_is_carried_out_and_closed(buyer: Buyer) -> None:
    contract = buyer.sign(((JUNE, 10_000_00),))
    pay(buyer, accepted(buyer, contract, 10_000_00))
    assert (
        close_contract(contract=contract, measure=CONTRACT, day=JUNE, by=buyer.head).released == 0
    )
    assert set(contract.case.events.values_list("transition", flat=True)) >= {"carry_out", "close"}


def test_termination_needs_its_reason_and_releases_too(buyer: Buyer) -> None:
    contract = buyer.sign()
    with refused("reason-missing"):
        terminate_contract(contract=contract, measure=CONTRACT, day=JUNE, reason=" ", by=buyer.head)
    end = terminate_contract(
        contract=contract, measure=CONTRACT, day=JUNE, reason="орындамады", by=buyer.head
    )
    assert end.released == 100_000_00
    contract.case.refresh_from_db()
    assert contract.case.state == "withdrawn"


def test_a_mistaken_closing_is_taken_back_and_the_contract_goes_on(buyer: Buyer) -> None:
    contract = buyer.sign()
    with refused("end-none"):
        take_end_back(contract=contract, reason="қате", by=buyer.head)
    pay(buyer, accepted(buyer, contract, 30_000_00))
    close_contract(contract=contract, measure=CONTRACT, day=JUNE, by=buyer.head)
    with refused("reason-missing"):
        take_end_back(contract=contract, reason=" ", by=buyer.head)
    take_end_back(contract=contract, reason="басқа шарт еді", by=buyer.head)
    buyer.line.refresh_from_db()
    assert (buyer.line.committed, buyer.line.paid) == (100_000_00, 30_000_00)
    contract.case.refresh_from_db()
    assert contract.case.state == "approved"
    ended = ContractEnd.objects.get(contract=contract)
    assert (ended.is_live, ended.retraction_reason) == (False, "басқа шарт еді")
    with refused("end-none"):
        take_end_back(contract=contract, reason="қате", by=buyer.head)
    pay(buyer, accepted(buyer, contract, 30_000_00))
    pay(buyer, accepted(buyer, contract, 40_000_00, at=1))
    again = close_contract(contract=contract, measure=CONTRACT, day=JUNE, by=buyer.head)
    assert again.released == 0
    take_end_back(contract=contract, reason="тағы қате", by=buyer.head)
    contract.case.refresh_from_db()
    assert contract.case.state == "approved", "what was carried out by the closing is so no more"
    with refused("act-beyond-stage"):
        present(buyer, contract, 1)


def test_a_mistaken_termination_is_taken_back_too(buyer: Buyer) -> None:
    contract = buyer.sign()
    for _time in range(2):
        terminate_contract(
            contract=contract, measure=CONTRACT, day=JUNE, reason="қате", by=buyer.head
        )
        take_end_back(contract=contract, reason="басқа шарт еді", by=buyer.head)
        contract.case.refresh_from_db()
        assert (contract.case.state, standing_of(contract).bound) == ("approved", 100_000_00)


def test_an_end_stands_once_its_money_is_bound_elsewhere(buyer: Buyer) -> None:
    contract = buyer.sign()
    close_contract(contract=contract, measure=CONTRACT, day=JUNE, by=buyer.head)
    other = buyer.sign([(JUNE, MONEY - 100_000_00 + 1)], number="2021/002")
    with refused("line-overcommitted"):
        take_end_back(contract=contract, reason="қате", by=buyer.head)
    assert standing_of(contract).end is not None
    void_contract(contract=other, reason="қате", by=buyer.head)
    buyer.sign([(JUNE, MONEY - 100_000_00)], number="2021/003")
    take_end_back(contract=contract, reason="қате", by=buyer.head)
    buyer.line.refresh_from_db()
    assert buyer.line.committed == MONEY


def test_a_contract_recorded_by_mistake_is_taken_back_whole(buyer: Buyer) -> None:
    contract = buyer.sign()
    void_contract(contract=contract, reason="қате", by=buyer.head)
    buyer.line.refresh_from_db()
    assert buyer.line.committed == 0
    assert not Contract.objects.live().filter(pk=contract.pk).exists()
    other = buyer.sign()  # its number is free again
    present(buyer, other, 1_00)
    with refused("contract-acts-stand"):
        void_contract(contract=other, reason="қате", by=buyer.head)


# --- penalties: 0.1 % a day, at most 3 %, as the contract says ---

LATE = {"late_rate": 1000, "late_cap": 30_000}


def test_lateness_is_charged_by_the_contract_to_its_cap(buyer: Buyer) -> None:
    contract = buyer.sign(**LATE)
    stage = contract.stages.all()[0]
    with refused("penalty-not-late"):
        charge_penalty(stage=stage, day=JUNE, paper="№ 1", by=buyer.head)
    first = charge_penalty(stage=stage, day=date(2021, 6, 2), paper="№ 1", by=buyer.head)
    assert (first.days, first.amount) == (1, 60_00)  # 60 000.00 × 0.1 %
    second = charge_penalty(stage=stage, day=date(2021, 6, 11), paper="№ 2", by=buyer.head)
    assert (second.days, second.amount, second.late_from) == (9, 540_00, date(2021, 6, 3))
    third = charge_penalty(stage=stage, day=date(2021, 9, 11), paper="№ 3", by=buyer.head)
    assert first.amount + second.amount + third.amount == 1_800_00  # 3 % of 60 000.00
    with refused("penalty-charged"):
        charge_penalty(stage=stage, day=date(2021, 9, 12), paper="№ 4", by=buyer.head)


def test_what_was_delivered_in_time_is_not_late_and_parts_are_late_in_parts(buyer: Buyer) -> None:
    contract = buyer.sign(**LATE)
    stage = contract.stages.all()[0]
    accepted(buyer, contract, 20_000_00, on=JUNE)
    accepted(buyer, contract, 30_000_00, on=date(2021, 6, 5))
    waiting = present(buyer, contract, 10_000_00, on=date(2021, 6, 11))
    with refused("penalty-acts-wait"):
        charge_penalty(stage=stage, day=date(2021, 7, 1), paper="№ 1", by=buyer.head)
    accept_act(act=waiting, day=date(2021, 6, 11), by=buyer.head)
    penalty = charge_penalty(stage=stage, day=date(2021, 7, 1), paper="№ 1", by=buyer.head)
    # four days of 40 000.00, six of 10 000.00: (160 000 + 60 000) × 0.1 %
    assert (penalty.days, penalty.base, penalty.amount) == (10, 40_000_00, 220_00)


def test_a_contract_without_terms_charges_nothing(buyer: Buyer) -> None:
    contract = buyer.sign()
    with refused("penalty-no-terms"):
        charge_penalty(
            stage=contract.stages.all()[0], day=date(2021, 7, 1), paper="№ 1", by=buyer.head
        )


def test_a_penalty_is_paid_or_waived_to_its_last_tiyn(buyer: Buyer) -> None:
    contract = buyer.sign(**LATE)
    penalty = charge_penalty(
        stage=contract.stages.all()[0], day=date(2021, 6, 11), paper="№ 1", by=buyer.head
    )
    settle = {"penalty": penalty, "day": date(2021, 7, 1), "paper": "№ 5", "by": buyer.head}
    settle_penalty(kind="paid", amount=400_00, **settle)
    with refused("penalty-step-sum"):
        settle_penalty(kind="waived", amount=200_01, **settle)
    settle_penalty(kind="court", **settle)
    settle_penalty(kind="paid", amount=200_00, **settle)
    assert left_of(penalty) == 0
    with refused("penalty-settled"):
        settle_penalty(kind="court", **settle)


@given(
    base=st.integers(1, 10**14), days=st.integers(1, 4000), rate=st.integers(1, 10**6),
    cap=st.integers(1, 10**6),
)  # fmt: skip
def test_a_penalty_grows_with_each_day_and_never_passes_its_cap(
    base: int, days: int, rate: int, cap: int
) -> None:
    def after(count: int) -> int:
        late = Lateness(JUNE, JUNE, count, base, base * count)
        return penalty_of(late=late, rate=rate, cap=cap)

    assert 0 <= after(days - 1) <= after(days) <= (base * cap * 2 + 10**6) // (2 * 10**6)


def test_money_of_another_case_is_not_asked_for_an_act(buyer: Buyer) -> None:
    with pytest.raises(MoneyRefused):
        buyer.sign(((JUNE, MONEY), (JUNE, 1)))
