"""What a contract binds, accepts and pays is held by the database, past the verbs and at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from qamtu.accounts.access import office_scope
from qamtu.casework.acts import record_event
from qamtu.finance.models import BudgetLine, MoneyEntry
from qamtu.finance.money import commit, pay, retract_entry
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.procurement.acceptance import accept_act, present_act
from qamtu.procurement.contracts import sign_contract
from qamtu.procurement.models import (
    AcceptanceAct,
    ActDecision,
    Contract,
    ContractStage,
    StageChange,
    StagePayment,
)
from qamtu.procurement.social_order import CONTRACT
from qamtu.procurement.stage_payments import pay_act

from .conftest import Buyer, make_buyer
from .test_a_contract_from_signing_to_closing import JUNE, MAY, accepted, present

ATTEMPTS, CLERKS = 24, 8


def held(constraint: str, write: Callable[[], Any]) -> None:
    """The write is refused at the latest when its transaction would end."""

    def write_and_end() -> None:
        with transaction.atomic():
            write()
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError) as refused:
        write_and_end()
    assert violated_constraint(refused.value) == constraint


def act_row(contract: Contract, amount: int, by: Any) -> AcceptanceAct:
    return AcceptanceAct.objects.create(
        office_id=contract.office_id, stage=contract.stages.all()[0], number="past the verb",
        delivered_on=MAY, amount=amount, recorded_by=by,
    )  # fmt: skip


def test_past_the_verbs_nothing_that_disagrees_can_be_written(buyer: Buyer) -> None:
    contract = buyer.sign()
    stage = contract.stages.all()[0]
    own = {"office": buyer.office, "recorded_by": buyer.head}
    act = accepted(buyer, contract, 10_000_00)
    held("acts_within_the_stage", lambda: act_row(contract, 50_000_01, buyer.head))
    held(
        "stages_make_the_sum",
        lambda: ContractStage.objects.create(
            contract=contract, line=buyer.line, number=3, name="x", due_on=JUNE, amount=1, **own
        ),
    )
    held(
        "stages_make_the_sum",
        lambda: commit(line=buyer.line, case=contract.case, amount=1, day=JUNE, by=buyer.head),
    )

    def paid(line: BudgetLine, amount: int) -> MoneyEntry:
        return pay(
            line=line, case=contract.case, measure=CONTRACT, amount=amount, day=JUNE,
            by=buyer.accountant,
        )  # fmt: skip

    held("paid_by_stage", lambda: paid(buyer.line, 1))
    held(
        "paid_against_an_accepted_act",
        lambda: StagePayment.objects.create(
            office=buyer.office, act=act, entry=paid(buyer.line, 10_000_01)
        ),
    )
    waiting = present(buyer, contract, 1_00)
    held(
        "paid_against_an_accepted_act",
        lambda: StagePayment.objects.create(
            office=buyer.office, act=waiting, entry=paid(buyer.line, 1)
        ),
    )
    pay_act(act=act, measure=CONTRACT, day=JUNE, by=buyer.accountant)
    held(
        "paid_against_an_accepted_act",
        lambda: ActDecision.objects.get(act=act).retract(reason="қате", by=buyer.head),
    )
    held("retracted_contract_binds_nothing", lambda: contract.retract(reason="x", by=buyer.head))
    held("paid_against_an_accepted_act", lambda: stage.retract(reason="x", by=buyer.head))
    other = contract.stages.all()[1]
    held("stages_make_the_sum", lambda: other.retract(reason="x", by=buyer.head))
    assert not StageChange.objects.filter(stage=stage).exists()


def test_a_contract_is_written_once(buyer: Buyer) -> None:
    contract = buyer.sign()
    with pytest.raises(Exception, match="permission denied|never edited"), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(subject="басқа")
    with pytest.raises(Exception, match="permission denied|never deleted"), transaction.atomic():
        connection.cursor().execute("DELETE FROM procurement_contract WHERE id = %s", [contract.pk])


def at_once(buyer: Buyer, work: Callable[[int], Any]) -> list[str]:
    """Many clerks, each over a connection of its own: «done», or the code of the refusal."""

    def one(number: int) -> str:
        try:
            with office_scope(buyer.office):
                work(number)
            return "done"
        except FactRefused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as pool:
        return list(pool.map(one, range(ATTEMPTS)))


def test_an_act_paid_by_many_accountants_is_paid_once(committed: None) -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        contract = buyer.sign()
        act = accepted(buyer, contract, 10_000_00)

    def work(_number: int) -> None:
        fresh = AcceptanceAct.objects.get(pk=act.pk)
        pay_act(act=fresh, measure=CONTRACT, day=JUNE, by=buyer.accountant, amount=1_000_00)

    outcomes = at_once(buyer, work)
    assert outcomes.count("done") == 10, "ten parts of a thousand make the act"
    assert set(outcomes) == {"done", "act-overpaid"}
    with office_scope(buyer.office):
        live = MoneyEntry.objects.live().filter(case=contract.case, kind="paid")
        assert live.aggregate(sum=Sum("amount"))["sum"] == 10_000_00
        assert StagePayment.objects.filter(act=act).count() == 10


def test_acts_presented_and_accepted_at_once_stay_within_their_stage(committed: None) -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        contract = buyer.sign()

    def work(number: int) -> None:
        stage = ContractStage.objects.filter(contract=contract).order_by("number")[0]
        act = present_act(
            stage=stage, number=f"A-{number}", delivered_on=MAY, amount=5_000_00,
            by=buyer.specialist,
        )  # fmt: skip
        accept_act(act=act, day=MAY, by=buyer.head)

    outcomes = at_once(buyer, work)
    assert outcomes.count("done") == 12, "twelve acts of 5 000 make 60 000"
    with office_scope(buyer.office):
        summed = Contract.objects.with_sums().get(pk=contract.pk)
        assert summed.accepted == 60_000_00


def test_rows_written_at_once_past_the_verbs_stay_within_their_stage(committed: None) -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        contract = buyer.sign()

    def one(_number: int) -> str:
        try:
            with office_scope(buyer.office):
                act_row(Contract.objects.get(pk=contract.pk), 5_000_00, buyer.head)
            return "done"
        except IntegrityError as error:
            return violated_constraint(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as pool:
        outcomes = list(pool.map(one, range(ATTEMPTS)))
    assert outcomes.count("done") == 12
    assert set(outcomes) == {"done", "acts_within_the_stage"}


def test_contracts_signed_at_once_bind_no_more_than_the_line_has(committed: None) -> None:
    buyer = make_buyer()

    def work(number: int) -> None:
        sign_contract(
            measure=CONTRACT, office=buyer.office, supplier=buyer.supplier, number=f"№ {number}",
            subject="Қызмет", day=date(2021, 3, 1),
            line=BudgetLine.objects.get(pk=buyer.line.pk), amount=100_000_00, by=buyer.head,
        )  # fmt: skip

    outcomes = at_once(buyer, work)
    assert outcomes.count("done") == 10, "ten of 100 000 make the million"
    assert set(outcomes) == {"done", "line-overcommitted"}


def test_the_common_acts_do_not_pay_a_contract(buyer: Buyer) -> None:
    contract = buyer.sign()
    held(
        "paid_by_stage",
        lambda: (
            record_event(
                case=contract.case, measure=CONTRACT, transition="pay", day=JUNE, by=buyer.head
            ),
            MoneyEntry.objects.create(
                office=buyer.office, line=buyer.line, kind="paid", amount=1, occurred_on=JUNE,
                case=contract.case, recorded_by=buyer.head,
            ),
        ),
    )  # fmt: skip


def test_the_money_of_a_contract_is_not_taken_from_under_it(committed: None) -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        contract = buyer.sign()
        bound = MoneyEntry.objects.live().get(case=contract.case, kind="committed")
        with pytest.raises(FactRefused, match="bound-by-contract"):
            retract_entry(entry=bound, reason="қате", by=buyer.head)
        act = accepted(buyer, contract, 10_000_00)
        entry = pay_act(act=act, measure=CONTRACT, day=JUNE, by=buyer.accountant)
        retract_entry(entry=entry, reason="қате төленген", by=buyer.head)
        assert Contract.objects.with_sums().get(pk=contract.pk).paid == 0
        pay_act(act=act, measure=CONTRACT, day=JUNE, by=buyer.accountant)  # again, rightly
