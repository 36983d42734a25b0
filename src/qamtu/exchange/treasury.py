"""Statements of the treasury: each row is kept once, matched where it can be, or comes back."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qamtu.accounts.models import Office, User
from qamtu.exchange.outcomes import Landing, Outcome
from qamtu.exchange.workbook import Problem, Row
from qamtu.finance.models import TreasuryStatement
from qamtu.finance.statements import StatementLine, keep_lines, match_rows

LONGEST = {"document": 60, "payee": 250, "purpose": 500}
MOST_TIYN = 10**17
_DIGITS = re.compile(r"[0-9]+")
CODE_PARTS = ("administrator", "programme", "subprogramme", "specific")
ReadLine = StatementLine | list[Problem]


class StatementList:
    """The rows of a sheet; equals within one file are told apart by their turn."""

    def __init__(self, office: Office, by: User, filename: str, today: date) -> None:
        self.office, self.by, self.filename, self.today = office, by, filename, today
        self.statement: TreasuryStatement | None = None
        self._turns: Counter[tuple[object, ...]] = Counter()
        self._read: dict[int, ReadLine] = {}

    def of_next_sheet(self) -> "StatementList":
        """Rows are numbered by sheet."""
        self._read.clear()
        return self

    def read(self, row: Row) -> ReadLine:
        """A row that is read again, after the database refused its chunk, is the same."""
        if row.number not in self._read:
            self._read[row.number] = self._line(row)
        return self._read[row.number]

    def _line(self, row: Row) -> ReadLine:
        values, problems = row.values, list(row.problems)
        day, amount = values.get("day"), _amount(row, problems)
        if isinstance(day, date) and day > self.today:
            problems.append(Problem("date-future", "day", f"{day:%d.%m.%Y}"))
        texts = {key: str(values.get(key) or "") for key in LONGEST}
        for key, longest in LONGEST.items():
            if len(texts[key]) > longest:
                problems.append(Problem("text-too-long", key, texts[key]))
        if problems or not isinstance(day, date) or amount is None:
            return problems or [Problem("value-missing", "day")]
        line = StatementLine(
            day=day,
            amount=amount,
            document=texts["document"],
            payee_number=_number(str(values.get("payee_number") or "")),
            payee=texts["payee"],
            purpose=texts["purpose"],
            code=_code(row),
        )
        self._turns[line.said] += 1
        return replace(line, turn=self._turns[line.said])

    def take_in(self, read: Sequence[ReadLine]) -> list[Outcome]:
        lines = [line for line in read if isinstance(line, StatementLine)]
        if lines and self.statement is None:
            self.statement = TreasuryStatement.objects.create(
                office=self.office, filename=self.filename, by=self.by
            )
        news = iter(keep_lines(statement=self.statement, lines=lines) if self.statement else ())
        outcomes: list[Outcome] = [
            (Landing.LANDED if next(news) else Landing.KNOWN)
            if isinstance(line, StatementLine)
            else line
            for line in read
        ]
        match_rows(office=self.office, by=self.by)
        return outcomes


def _amount(row: Row, problems: list[Problem]) -> int | None:
    """What was paid, or below zero what came back; a row that says both, or neither, comes back."""
    if any(one.key in ("amount", "returned") for one in problems):
        return None
    paid, returned = (row.values.get(key) or 0 for key in ("amount", "returned"))
    assert isinstance(paid, int)
    assert isinstance(returned, int)
    if paid and returned:
        problems.append(Problem("paid-and-returned", "amount"))
    elif not paid and not returned:
        problems.append(Problem("value-missing", "amount"))
    elif abs(paid or returned) > MOST_TIYN:
        problems.append(Problem("money-unreadable", "amount", str(paid or returned)))
    return paid or -abs(returned)


def _number(text: str) -> str:
    """Twelve digits of a payee, with the zeros that a number lost; anything else tells nothing."""
    digits = "".join(_DIGITS.findall(text.removesuffix(".0")))
    return digits.zfill(12) if 9 <= len(digits) <= 12 else ""


def _code(row: Row) -> tuple[str, str, str, str]:
    """The four parts of three digits; out of one column only where they stand apart or are all."""
    parts = [_three(str(row.values.get(key) or "")) for key in CODE_PARTS]
    found = _DIGITS.findall(str(row.values.get("whole_code") or ""))
    if len(found) == 1 and len(found[0]) == 12:
        found = [found[0][at : at + 3] for at in range(0, 12, 3)]
    threes = [one for one in found if len(one) == 3]
    if len(threes) == 4 and not any(parts):
        parts = threes
    return parts[0], parts[1], parts[2], parts[3]


def _three(text: str) -> str:
    """«2» of a cell that lost its zeros is «002»; «004 Программа занятости» is «004»."""
    found = _DIGITS.match(text.strip())
    return found.group().zfill(3) if found and len(found.group()) <= 3 else ""
