"""Whatever the bank sends, each row lands once or comes back with its reason."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from qamtu.accounts.access import office_scope
from qamtu.finance.bank import (
    MOST_UNPACKED,
    AnswerRefused,
    bank_file,
    read_bank_answer,
    reference_of,
)
from qamtu.finance.models import MoneyEntry, PaymentRun
from qamtu.finance.money import take_back
from qamtu.finance.runs import RunRefused, close_run, totals_of

from .test_payment_runs import AMOUNT, DAY, Payroll, allocate, answer_of, make_payroll


@pytest.fixture
def payroll(db: None) -> Iterator[Payroll]:
    made = make_payroll()
    with office_scope(made.office):
        allocate(made, 10 * AMOUNT)
        yield made


@pytest.fixture
def run(payroll: Payroll) -> PaymentRun:
    return payroll.approve(payroll.prepare())


def references(run: PaymentRun) -> list[str]:
    return [reference_of(one, run) for one in run.payments.order_by("pk")]


def problems(payroll: Payroll, run: PaymentRun, content: bytes) -> list[str]:
    answer = read_bank_answer(run=run, content=content, day=DAY, by=payroll.accountant)
    return [code for _, _, code in answer.problems]


def test_a_row_comes_back_with_its_reason(payroll: Payroll, run: PaymentRun) -> None:
    first, second, third = references(run)
    content = "\n".join(
        [
            "reference;status;reason;amount",
            f"{first};paid;;20 000,00",
            f"{first};returned;closed;",
            f"{second};paid;;20000.01",
            f"{second};paid;;twenty",
            f"{third};returned;;",
            f"{third};later;;",
            "2021-1-0;paid;;",
        ]
    ).encode()
    assert problems(payroll, run, content) == [
        "answer-differs", "answer-amount", "answer-amount", "answer-reason", "answer-status",
        "answer-reference",
    ]  # fmt: skip
    assert totals_of(run) == {"paid": (3, 3 * AMOUNT)}
    assert run.payments.filter(answered_on=DAY).count() == 1


def test_our_own_file_comes_back_with_a_status_added(payroll: Payroll, run: PaymentRun) -> None:
    rows = bank_file(run, "АӘК").decode("utf-8-sig").splitlines()
    added = ["Мәртебесі;Себебі", "Төленді;", "ТӨЛЕНДІ;", "қайтарылды;шот жабық"]
    content = "\r\n".join([rows[0], *map(";".join, zip(rows[1:], added, strict=True))])
    for encoding in ("utf-8", "utf-8-sig"):
        assert problems(payroll, run, content.encode(encoding)) == []
    assert totals_of(run) == {"paid": (2, 2 * AMOUNT), "returned": (1, AMOUNT)}
    assert close_run(run=run).state == "closed"
    again = read_bank_answer(run=run, content=content.encode(), day=DAY, by=payroll.head)
    assert (again.paid, again.returned, again.known) == (0, 0, 3)


def test_a_workbook_is_read_like_a_csv(payroll: Payroll, run: PaymentRun) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Сілтеме", "Статус", "Сомасы"])
    for reference in references(run):
        book.active.append([reference, "выплачено", 20000])
    file = io.BytesIO()
    book.save(file)
    answer = read_bank_answer(run=run, content=file.getvalue(), day=DAY, by=payroll.accountant)
    assert (answer.paid, answer.problems) == (3, [])


def packed(part: str, content: bytes) -> bytes:
    from zipfile import ZIP_DEFLATED, ZipFile

    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        book.writestr(part, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: packed("a.xml", b" " * (MOST_UNPACKED + 1)),
        lambda: packed("[Content_Types].xml", b"<not xml"),
        lambda: packed("[Content_Types].xml", b"<Types/>"),
        lambda: packed("a.txt", b"")[:-30],
    ],
    ids=["bomb", "broken", "empty", "cut"],
)
def test_a_broken_workbook_is_refused(
    payroll: Payroll, run: PaymentRun, make: Callable[[], bytes]
) -> None:
    with pytest.raises(AnswerRefused) as refused:
        read_bank_answer(run=run, content=make(), day=DAY, by=payroll.accountant)
    assert refused.value.code == "answer-unreadable"


def test_money_that_the_case_gave_back_itself_is_not_returned_again(
    payroll: Payroll, run: PaymentRun
) -> None:
    take_back(line=payroll.line(), case=payroll.cases[0], amount=1, day=DAY, by=payroll.head)
    rows = [f"{reference};returned;closed" for reference in references(run)]
    assert problems(payroll, run, answer_of(run, *rows)) == ["answer-money"]
    assert totals_of(run) == {"paid": (1, AMOUNT), "returned": (2, 2 * AMOUNT)}
    line = payroll.line()
    assert (line.committed, line.paid) == (AMOUNT, AMOUNT - 1)
    assert MoneyEntry.objects.filter(kind="returned").count() == 3


def test_an_answer_is_not_older_than_the_payment(payroll: Payroll, run: PaymentRun) -> None:
    with pytest.raises(RunRefused) as refused:
        read_bank_answer(
            run=run, content=answer_of(run), day=DAY - timedelta(days=1), by=payroll.head
        )
    assert refused.value.code == "answer-before-payment"


def test_a_sign_that_the_database_does_not_keep_is_left_out(
    payroll: Payroll, run: PaymentRun
) -> None:
    first, *_ = references(run)
    assert problems(payroll, run, answer_of(run, f"{first};returned;clo\x00sed")) == []
    assert run.payments.get(state="returned").bank_reason == "closed"


def test_what_the_bank_said_on_one_day_is_not_said_again_on_another(
    payroll: Payroll, run: PaymentRun
) -> None:
    content = answer_of(run, f"{references(run)[0]};paid;")
    read_bank_answer(run=run, content=content, day=DAY, by=payroll.head)
    later = date(2021, 6, 3)
    assert read_bank_answer(run=run, content=content, day=later, by=payroll.head).known == 1
    assert run.payments.get(answered_on__isnull=False).answered_on == DAY
