"""The file for the bank, and the bank's answer.

Both are tables: a CSV with semicolons (the answer may also be an xlsx), one payment a row, known
by its reference. The same run gives the same bytes however often it is asked for.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from zipfile import BadZipFile

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused

from .models import MoneyEntry, Payment, PaymentRun
from .money import Movement, enter_all
from .runs import RunRefused

HEADS = ("№", "ЖСН", "Аты-жөні", "ЖСК (IBAN)", "Сомасы", "Тағайындалуы", "Сілтеме")
ANSWER_HEADS = ("reference", "status", "reason")
STATUSES = {
    "paid": "paid", "төленді": "paid", "выплачено": "paid", "зачислено": "paid",
    "returned": "returned", "қайтарылды": "returned", "возврат": "returned",
    "возвращено": "returned",
}  # fmt: skip
LONGEST_REASON = 200


class AnswerRefused(FactRefused):
    """«answer-unreadable», «answer-heads»: the file can not be read as an answer at all."""


@dataclass
class Answer:
    """What became of the rows of an answer: `problems` are (row, reference, code)."""

    paid: int = 0
    returned: int = 0
    known: int = 0
    problems: list[tuple[int, str, str]] = field(default_factory=list)


def reference_of(payment: Payment, run: PaymentRun) -> str:
    """How the bank calls a payment: the run and the payment's key."""
    return f"{run.year}-{run.number}-{payment.pk}"


def bank_file(run: PaymentRun, purpose: str) -> bytes:
    """The payments of an approved run, then their count and sum. Raises `RunRefused`."""
    if run.state not in (PaymentRun.State.APPROVED, PaymentRun.State.CLOSED):
        raise RunRefused("run-not-approved", run=run.number)
    payments = (
        run.payments.filter(state__in=[Payment.State.PAID, Payment.State.RETURNED])
        .select_related("recipient")
        .order_by("pk")
    )
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    total = 0
    for number, payment in enumerate(payments, start=1):
        total += payment.amount
        writer.writerow(
            [
                number,
                payment.recipient.iin,
                payment.recipient.full_name,
                payment.iban,
                _tenge(payment.amount),
                f"{purpose}, {payment.due_for:%m.%Y}",
                reference_of(payment, run),
            ]
        )
    writer.writerow(["", "", "", "", _tenge(total), "", f"{run.year}-{run.number}"])
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
    if run.state != PaymentRun.State.APPROVED:
        raise RunRefused("run-not-approved", run=run.number)
    payments = {
        reference_of(one, run): one
        for one in run.payments.filter(
            state__in=[Payment.State.PAID, Payment.State.RETURNED]
        ).select_related("line")
    }
    answer = Answer()
    returned: list[Payment] = []
    for number, reference, status, reason in _rows(content):
        payment = payments.get(reference)
        said = STATUSES.get(status.casefold())
        if payment is None or said is None:
            code = "answer-reference" if payment is None else "answer-status"
            answer.problems.append((number, reference, code))
        elif payment.answered_on is not None:
            if payment.state == said:
                answer.known += 1
            else:
                answer.problems.append((number, reference, "answer-differs"))
        elif said == "returned" and not reason:
            answer.problems.append((number, reference, "answer-reason"))
        else:
            payment.answered_on = day
            if said == "returned":
                payment.state, payment.bank_reason = said, reason[:LONGEST_REASON]
                returned.append(payment)
                answer.returned += 1
            else:
                answer.paid += 1
    answered = [one for one in payments.values() if one.answered_on == day]
    _keep(answered)
    _return_money(run, returned, day, by)
    return answer


def _keep(payments: list[Payment]) -> None:
    """Write the answers of those that had none."""
    fresh = set(
        Payment.objects.filter(pk__in=[one.pk for one in payments], answered_on=None).values_list(
            "pk", flat=True
        )
    )
    Payment.objects.bulk_update(
        [one for one in payments if one.pk in fresh], ["state", "answered_on", "bank_reason"]
    )


def _return_money(run: PaymentRun, payments: list[Payment], day: date, by: User) -> None:
    movements = []
    for payment in payments:
        assert payment.line is not None
        for kind, amount in (
            (MoneyEntry.Kind.RETURNED, payment.amount),
            (MoneyEntry.Kind.COMMITTED, -payment.amount),
        ):
            movements.append(
                Movement(
                    line=payment.line,
                    kind=kind,
                    amount=amount,
                    day=day,
                    case_id=payment.case_id,
                    act=f"№ {run.number}/{run.year}: {payment.bank_reason}"[:200],
                )
            )
    if movements:
        enter_all(movements=movements, by=by)


def _rows(content: bytes) -> Iterator[tuple[int, str, str, str]]:
    """(row, reference, status, reason) of each row that is not empty."""
    table = list(_table(content))
    titles = [[cell.strip().casefold() for cell in row] for row in table]
    first = next((n for n, row in enumerate(titles) if set(ANSWER_HEADS[:2]) <= set(row)), None)
    if first is None:
        raise AnswerRefused("answer-heads", heads=", ".join(ANSWER_HEADS))
    heads = titles[first]
    places = [heads.index(head) if head in heads else None for head in ANSWER_HEADS]
    for at, row in enumerate(table[first + 1 :], start=first + 2):
        cells = [row[p].strip() if p is not None and p < len(row) else "" for p in places]
        if any(cells):
            yield at, cells[0], cells[1], cells[2]


def _table(content: bytes) -> Iterator[list[str]]:
    if content.startswith(b"PK"):
        from openpyxl import load_workbook

        try:
            sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).active
        except (BadZipFile, KeyError, ValueError, OSError):
            raise AnswerRefused("answer-unreadable") from None
        assert sheet is not None, "a workbook has a sheet"
        for row in sheet.iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
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
        yield from csv.reader(io.StringIO(text), delimiter=delimiter)
    except csv.Error:
        raise AnswerRefused("answer-unreadable") from None
