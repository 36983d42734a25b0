"""The file for the bank, and the bank's answer.

Both are tables: a CSV with semicolons (the answer may also be an xlsx), one payment a row, known
by its reference. The same run gives the same bytes however often it is asked for. The bank may
send our own file back with a status and a reason added: the columns are known in three languages.
"""

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from zipfile import BadZipFile, ZipFile

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused

from .models import MoneyEntry, Payment, PaymentRun
from .money import MoneyRefused, Movement, enter_all
from .runs import RunRefused, in_order_of_lines

HEADS = ("№", "ЖСН", "Аты-жөні", "ЖСК (IBAN)", "Сомасы", "Тағайындалуы", "Сілтеме")
ANSWER_HEADS = {
    "reference": ("reference", "сілтеме", "референс", "ссылка"),
    "status": ("status", "мәртебе", "мәртебесі", "статус"),
    "reason": ("reason", "себеп", "себебі", "причина"),
    "amount": ("amount", "сома", "сомасы", "сумма"),
}
STATUSES = {
    "paid": "paid", "төленді": "paid", "выплачено": "paid", "зачислено": "paid",
    "returned": "returned", "қайтарылды": "returned", "возврат": "returned",
    "возвращено": "returned",
}  # fmt: skip
LONGEST_REASON = 200
BATCH = 1000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_COLUMNS = 50
BROKEN = (
    BadZipFile, KeyError, ValueError, OSError, SyntaxError, zlib.error, EOFError, TypeError,
    AttributeError, NotImplementedError,
)  # fmt: skip


class AnswerRefused(FactRefused):
    """«answer-unreadable», «answer-heads»: the file can not be read as an answer at all."""


@dataclass
class Answer:
    """What became of the rows of an answer. `problems`: (row, reference, code) of the others.

    «answer-reference», «answer-status», «answer-reason», «answer-amount», «answer-differs»,
    «answer-money».
    """

    paid: int = 0
    returned: int = 0
    known: int = 0
    problems: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A row of an answer, as it is written."""

    number: int
    reference: str
    status: str
    reason: str
    amount: str


def reference_of(payment: Payment, run: PaymentRun) -> str:
    """How the bank calls a payment: the run and the payment's key."""
    return f"{run.year}-{run.number}-{payment.pk}"


def bank_file(run: PaymentRun, purpose: str) -> bytes:
    """The number of an approved run, the count and the sum of its payments; then the payments.

    Raises `RunRefused`.
    """
    if run.state not in (PaymentRun.State.APPROVED, PaymentRun.State.CLOSED):
        raise RunRefused("run-not-approved", run=run.number)
    payments = list(
        run.payments.filter(state__in=[Payment.State.PAID, Payment.State.RETURNED]).order_by("pk")
    )
    total = sum(payment.amount for payment in payments)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [f"№ {run.number}/{run.year}", "Саны", len(payments), "Барлығы", _tenge(total), "", ""]
    )
    writer.writerow(HEADS)
    for number, payment in enumerate(payments, start=1):
        writer.writerow(
            [
                number,
                payment.recipient_iin,
                payment.recipient_name,
                payment.iban,
                _tenge(payment.amount),
                f"{purpose}, {payment.due_for:%m.%Y}",
                reference_of(payment, run),
            ]
        )
    return ("\ufeff" + buffer.getvalue()).encode()


def _tenge(tiyn: int) -> str:
    return f"{tiyn // 100}.{tiyn % 100:02}"


@transaction.atomic
def read_bank_answer(*, run: PaymentRun, content: bytes, day: date, by: User) -> Answer:
    """Read what the bank says of each payment; money that came back returns to its line.

    Reading the same answer again changes nothing. A row that can't be taken is named with its
    reason, and the others are. Raises `AnswerRefused`, `RunRefused`.
    """
    run = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in (PaymentRun.State.APPROVED, PaymentRun.State.CLOSED):
        raise RunRefused("run-not-approved", run=run.number)
    assert run.paid_on is not None
    if day < run.paid_on:
        raise RunRefused("answer-before-payment", day=run.paid_on)
    payments = {
        reference_of(one, run): one
        for one in run.payments.filter(
            state__in=[Payment.State.PAID, Payment.State.RETURNED]
        ).select_related("line")
    }
    answer = Answer()
    said: dict[str, Row] = {}
    for row in _rows(content):
        code = _problem(row, payments.get(row.reference), said.get(row.reference))
        if code == "known":
            answer.known += 1
        elif code:
            answer.problems.append((row.number, row.reference, code))
        else:
            said[row.reference] = row
    returned = [row for row in said.values() if _status(row) == Payment.State.RETURNED]
    refused = _return_money(run, [(payments[row.reference], row) for row in returned], day, by)
    for row in refused:
        del said[row.reference]
        answer.problems.append((row.number, row.reference, "answer-money"))
    for row in said.values():
        payment = payments[row.reference]
        payment.answered_on = day
        if _status(row) == Payment.State.RETURNED:
            payment.state, payment.bank_reason = Payment.State.RETURNED, _reason(row)
            answer.returned += 1
        else:
            answer.paid += 1
    answered = [payments[reference] for reference in said]
    Payment.objects.bulk_update(answered, ["state", "answered_on", "bank_reason"], batch_size=BATCH)
    answer.problems.sort()
    return answer


def _problem(row: Row, payment: Payment | None, said: Row | None) -> str:
    """Why a row can't be taken; «known» for one that says what is known already; or nothing."""
    status = _status(row)
    if payment is None:
        return "answer-reference"
    if not status:
        return "answer-status"
    if row.amount and _tiyn(row.amount) != payment.amount:
        return "answer-amount"
    if payment.answered_on is not None or said is not None:
        known = _status(said) if said is not None else payment.state
        return "known" if known == status else "answer-differs"
    if status == Payment.State.RETURNED and not row.reason:
        return "answer-reason"
    return ""


def _status(row: Row) -> str:
    return STATUSES.get(row.status.casefold(), "")


def _reason(row: Row) -> str:
    return row.reason[:LONGEST_REASON]


def _tiyn(text: str) -> int | None:
    try:
        tiyn = Decimal("".join(text.split()).replace(",", ".")) * 100
        return int(tiyn) if tiyn == int(tiyn) else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _return_money(
    run: PaymentRun, rows: Sequence[tuple[Payment, Row]], day: date, by: User
) -> list[Row]:
    """Back to the lines, and free there again unless it was bound to the case before the run. The
    rows whose money came back before are refused.

    The payments of a case are returned together or not at all.
    """
    movements: dict[int, list[Movement]] = {}
    for payment, row in rows:
        assert payment.line is not None
        moved = [(MoneyEntry.Kind.RETURNED, payment.amount)]
        if not payment.is_bound:
            moved.append((MoneyEntry.Kind.COMMITTED, -payment.amount))
        for kind, amount in moved:
            movements.setdefault(payment.case_id, []).append(
                Movement(
                    line=payment.line,
                    kind=kind,
                    amount=amount,
                    day=day,
                    case_id=payment.case_id,
                    event_id=payment.event_id,
                    act=f"№ {run.number}/{run.year}: {_reason(row)}"[:LONGEST_REASON],
                )
            )
    try:
        enter_all(
            movements=in_order_of_lines(one for many in movements.values() for one in many), by=by
        )
    except MoneyRefused:
        refused = set()
        for case, many in movements.items():
            try:
                enter_all(movements=in_order_of_lines(many), by=by)
            except MoneyRefused:
                refused.add(case)
        return [row for payment, row in rows if payment.case_id in refused]
    return []


def _rows(content: bytes) -> Iterator[Row]:
    """Each row that is not empty."""
    table = [[cell.replace("\x00", "").strip() for cell in row] for row in _table(content)]
    heads = (n for n, row in enumerate(table) if {"reference", "status"} <= set(_places(row)))
    first = next(heads, None)
    if first is None:
        raise AnswerRefused("answer-heads", heads="reference, status, reason")
    places = _places(table[first])
    for number, row in enumerate(table[first + 1 :], start=first + 2):
        cells = {name: row[at] for name, at in places.items() if at < len(row)}
        if any(cells.values()):
            yield Row(number, **{name: cells.get(name, "") for name in ANSWER_HEADS})


def _places(titles: Sequence[str]) -> dict[str, int]:
    """Where the columns of an answer are in a row of titles."""
    folded = [title.casefold() for title in titles]
    return {
        name: folded.index(title)
        for name, spellings in ANSWER_HEADS.items()
        for title in spellings
        if title in folded
    }


def _table(content: bytes) -> Iterator[list[str]]:
    if content.startswith(b"PK"):
        try:
            yield from _sheet(content)
        except BROKEN:
            raise AnswerRefused("answer-unreadable") from None
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1251")
        except UnicodeDecodeError:
            raise AnswerRefused("answer-unreadable") from None
    delimiter = ";" if text.count(";") >= text.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise AnswerRefused("answer-unreadable") from None


def _sheet(content: bytes) -> Iterator[list[str]]:
    """The rows of a workbook's sheet; one that would fill the memory is not unpacked."""
    from openpyxl import load_workbook

    with ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise AnswerRefused("answer-unreadable")
    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).active
    if sheet is None:
        raise AnswerRefused("answer-unreadable")
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]
