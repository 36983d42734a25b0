"""A month's payments: planned within the lines, approved by another, paid once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.assistance.targeted_assistance import MEASURE
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.models import Case
from qamtu.finance.accounts import AccountRefused, make_iban, read_iban, record_account
from qamtu.finance.bank import AnswerRefused, bank_file, read_bank_answer, reference_of
from qamtu.finance.models import BudgetLine, MoneyEntry, Payment, PaymentRun
from qamtu.finance.money import allocate_for
from qamtu.finance.runs import (
    Due,
    Hold,
    RunRefused,
    approve_run,
    cancel_run,
    close_run,
    prepare_run,
    totals_of,
)
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_household, make_office, make_person, make_user

MAY, JUNE = date(2021, 5, 1), date(2021, 6, 1)
DAY = date(2021, 5, 27)
AMOUNT = 20_000_00


@dataclass
class Payroll:
    office: Office
    accountant: User
    head: User
    people: list[Person]
    cases: list[Case]

    def dues(self, month: date = MAY, amount: int = AMOUNT) -> list[Due]:
        return [
            Due(case.pk, person.pk, month, amount, [(person.pk, "member")])
            for case, person in zip(self.cases, self.people, strict=True)
        ]

    def prepare(self, month: date = MAY) -> PaymentRun:
        return prepare_run(
            office=self.office,
            measure=MEASURE,
            month=month,
            dues=self.dues(month),
            by=self.accountant,
        )

    def approve(self, run: PaymentRun) -> PaymentRun:
        return self.approve_on(run, DAY)

    def approve_on(self, run: PaymentRun, day: date) -> PaymentRun:
        return approve_run(run=run, measure=MEASURE, day=day, by=self.head)

    def line(self, source: str = "local") -> BudgetLine:
        return BudgetLine.objects.get(office=self.office, source=source)


def make_payroll(count: int = 3) -> Payroll:
    office = make_office()
    accountant, head = make_user(office, Role.ACCOUNTANT), make_user(office, Role.HEAD)
    with office_scope(office):
        people = [make_person(office) for _ in range(count)]
        cases = []
        for number, person in enumerate(people):
            household = make_household(office, [person], head)
            case = open_case(
                measure=MEASURE, office=office, subject=household, day=date(2021, 4, 5), by=head
            )
            record_event(
                case=case, measure=MEASURE, transition="approve", day=date(2021, 4, 9), by=head
            )
            record_account(owner=person, iban=make_iban(125, f"{number:013}"), since=MAY, by=head)
            cases.append(case)
    return Payroll(office, accountant, head, people, cases)


def allocate(payroll: Payroll, amount: int, source: str = "local") -> None:
    allocate_for(
        office=payroll.office,
        year=2021,
        measure=MEASURE.code,
        source=source,
        amount=amount,
        day=date(2021, 1, 5),
        act="Decision of the maslikhat",
        by=payroll.head,
    )


@pytest.fixture
def payroll(db: None) -> Iterator[Payroll]:
    made = make_payroll()
    with office_scope(made.office):
        yield made


def test_a_run_is_planned_approved_and_paid(payroll: Payroll) -> None:
    allocate(payroll, 100_000_00)
    run = payroll.prepare()
    assert totals_of(run) == {"planned": (3, 3 * AMOUNT)}
    run = payroll.approve(run)
    assert run.approved_at is not None
    assert totals_of(run) == {"paid": (3, 3 * AMOUNT)}
    line = payroll.line()
    assert (line.committed, line.paid) == (3 * AMOUNT, 3 * AMOUNT)
    event = payroll.cases[0].events.get(transition="pay")
    assert [(one.person_id, one.role) for one in event.participants.all()] == [
        (payroll.people[0].pk, "member")
    ]


def test_a_budget_for_all_but_one_pays_all_but_one_and_says_so(payroll: Payroll) -> None:
    allocate(payroll, 2 * AMOUNT + AMOUNT // 2)
    run = payroll.approve(payroll.prepare())
    assert totals_of(run) == {"paid": (2, 2 * AMOUNT), "held": (1, AMOUNT)}
    held = run.payments.get(state="held")
    assert (held.hold, held.hold_detail) == (
        "no-money",
        {"needed": AMOUNT, "free": AMOUNT // 2},
    )
    allocate(payroll, AMOUNT)
    second = payroll.approve(payroll.prepare())
    assert [one.case_id for one in second.payments.all()] == [held.case_id]
    assert payroll.line().paid == 3 * AMOUNT


def test_the_republican_money_is_spent_before_the_local(payroll: Payroll) -> None:
    allocate(payroll, AMOUNT, "local")
    allocate(payroll, 2 * AMOUNT, "republican")
    payroll.approve(payroll.prepare())
    assert (payroll.line("republican").paid, payroll.line("local").paid) == (2 * AMOUNT, AMOUNT)


def test_what_one_run_plans_another_does_not_plan_too(payroll: Payroll) -> None:
    allocate(payroll, 3 * AMOUNT)
    payroll.prepare(MAY)
    june = payroll.prepare(JUNE)
    assert totals_of(june) == {"held": (3, 3 * AMOUNT)}


def test_the_one_who_prepared_does_not_approve(payroll: Payroll) -> None:
    allocate(payroll, 100_000_00)
    run = payroll.prepare()
    with pytest.raises(RunRefused) as refused:
        approve_run(run=run, measure=MEASURE, day=DAY, by=payroll.accountant)
    assert refused.value.code == "run-same-person"
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(
            state="approved", approved_by=payroll.accountant, paid_on=DAY
        )


def test_a_second_run_of_the_month_waits_for_the_first(payroll: Payroll) -> None:
    allocate(payroll, 100_000_00)
    first = payroll.prepare()
    with pytest.raises(RunRefused) as refused:
        payroll.prepare()
    assert refused.value.code == "run-open-already"
    cancel_run(run=first, reason="wrong list")
    second = payroll.approve(payroll.prepare())
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(RunRefused) as refused:
        payroll.prepare()
    assert refused.value.code == "nothing-due"


@pytest.mark.parametrize(
    ("kind", "hold"), [("deceased", "recipient-deceased"), ("moved_away", "recipient-moved-away")]
)
def test_who_died_or_moved_is_held_with_the_paper(payroll: Payroll, kind: str, hold: str) -> None:
    allocate(payroll, 100_000_00)
    record_status(
        person=payroll.people[0], kind=kind, valid_from=MAY, paper="record 7", by=payroll.head
    )
    held = payroll.prepare().payments.get(state="held")
    assert (held.hold, held.hold_detail["paper"]) == (hold, "record 7")


def test_who_died_after_the_run_was_prepared_is_held_at_the_approval(payroll: Payroll) -> None:
    allocate(payroll, 100_000_00)
    run = payroll.prepare()
    record_status(
        person=payroll.people[0], kind="deceased", valid_from=MAY, paper="7", by=payroll.head
    )
    assert totals_of(payroll.approve(run)) == {"paid": (2, 2 * AMOUNT), "held": (1, AMOUNT)}


def test_the_measure_can_hold_a_due_and_no_account_holds_it(payroll: Payroll) -> None:
    allocate(payroll, 100_000_00)
    stranger = make_person(payroll.office)
    dues = payroll.dues()
    dues[0] = Due(dues[0].case_id, dues[0].recipient_id, MAY, AMOUNT, (), Hold("employed"))
    dues[1] = Due(dues[1].case_id, stranger.pk, MAY, AMOUNT)
    run = prepare_run(
        office=payroll.office, measure=MEASURE, month=MAY, dues=dues, by=payroll.accountant
    )
    holds = {one.case_id: one.hold for one in run.payments.all()}
    assert [holds[case.pk] for case in payroll.cases] == ["employed", "no-account", ""]


def test_a_payment_is_neither_changed_nor_deleted_nor_paid_twice(payroll: Payroll) -> None:
    allocate(payroll, 100_000_00)
    run = payroll.approve(payroll.prepare())
    payment = run.payments.first()
    assert payment is not None
    for statement in (
        f"UPDATE finance_payment SET amount = 1 WHERE id = {payment.pk}",
        f"UPDATE finance_payment SET state = 'planned' WHERE id = {payment.pk}",
        f"DELETE FROM finance_payment WHERE id = {payment.pk}",
        f"UPDATE finance_paymentrun SET state = 'prepared' WHERE id = {run.pk}",
    ):
        with pytest.raises(Exception, match=r"permission denied|can not go"), transaction.atomic():
            connection.cursor().execute(statement)
    twin = Payment(
        office=payroll.office, run=payroll.prepare(JUNE), case=payment.case,
        recipient=payment.recipient, due_for=payment.due_for, amount=1, line=payment.line,
        iban=payment.iban,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="payment_once"), transaction.atomic():
        twin.save()


def test_the_file_for_the_bank_is_the_same_each_time_and_adds_up(payroll: Payroll) -> None:
    allocate(payroll, 100_000_00)
    run = payroll.prepare()
    with pytest.raises(RunRefused):
        bank_file(run, "АӘК")
    run = payroll.approve(run)
    content = bank_file(run, "АӘК")
    assert content == bank_file(run, "АӘК")
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert lines[0] == "№ 1/2021;Саны;3;Барлығы;60000.00;;"
    assert payroll.people[0].iin in lines[2]
    assert payroll.people[0].full_name in lines[2]


def answer_of(run: PaymentRun, *rows: str) -> bytes:
    return "\n".join(["reference;status;reason", *rows]).encode()


def test_what_the_bank_returns_goes_back_to_the_line_and_is_due_again(payroll: Payroll) -> None:
    allocate(payroll, 3 * AMOUNT)
    run = payroll.approve(payroll.prepare())
    first, second, third = (reference_of(one, run) for one in run.payments.all())
    content = answer_of(
        run,
        f"{first};paid;",
        f"{second};returned;account closed",
        f"{third};lost;",
        "2021-9-9;paid;",
    )
    answer = read_bank_answer(run=run, content=content, day=DAY, by=payroll.accountant)
    assert (answer.paid, answer.returned) == (1, 1)
    assert [code for _, _, code in answer.problems] == ["answer-status", "answer-reference"]
    line = payroll.line()
    assert (line.committed, line.paid) == (2 * AMOUNT, 2 * AMOUNT)
    again = read_bank_answer(run=run, content=content, day=DAY, by=payroll.accountant)
    assert (again.paid, again.returned, again.known) == (0, 0, 2)
    assert MoneyEntry.objects.filter(kind="returned").count() == 1
    assert totals_of(payroll.prepare()) == {"planned": (1, AMOUNT)}


def test_a_run_closes_when_the_bank_has_answered_for_all(payroll: Payroll) -> None:
    allocate(payroll, 3 * AMOUNT)
    run = payroll.approve(payroll.prepare())
    with pytest.raises(RunRefused) as refused:
        close_run(run=run)
    assert refused.value.values["count"] == 3
    rows = [f"{reference_of(one, run)};төленді;" for one in run.payments.all()]
    read_bank_answer(run=run, content=answer_of(run, *rows), day=DAY, by=payroll.accountant)
    assert close_run(run=run).state == "closed"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "answer-heads"),
        (b"a;b\n1;2", "answer-heads"),
        (b"PK\x03\x04 not a workbook", "answer-unreadable"),
        (b"\x98\xff\xfe", "answer-unreadable"),
    ],
)
def test_a_file_that_is_no_answer_is_refused(payroll: Payroll, content: bytes, code: str) -> None:
    allocate(payroll, 3 * AMOUNT)
    run = payroll.approve(payroll.prepare())
    with pytest.raises(AnswerRefused) as refused:
        read_bank_answer(run=run, content=content, day=DAY, by=payroll.accountant)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DE89370400440532013000", "iban-country"),
        ("KZ86125KZT500410010", "iban-length"),
        ("KZ86125KZT50041001_0", "iban-signs"),
        ("KZ87125KZT5004100100", "iban-control"),
    ],
)
def test_a_wrong_account_is_refused(typed: str, code: str) -> None:
    with pytest.raises(AccountRefused) as refused:
        read_iban(typed)
    assert refused.value.code == code
    assert read_iban("kz86 125k zt50 0410 0100") == "KZ86125KZT5004100100"
