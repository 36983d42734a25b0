"""Which sheets of a file are lists of the kind, and which are not and why."""

from dataclasses import dataclass
from os import PathLike

from qamtu.exchange.kinds import TREASURY, ListKind
from qamtu.exchange.workbook import Problem, Table, WorkbookError, read_book, sentence
from qamtu.identifiers import bin_problem, iin_problem
from qamtu.trilingual import Language, Names

LEFT_OUT = {
    "column": Names(
        "«{sheet}»: «{column}» бағаны жоқ",
        "«{sheet}»: нет столбца «{column}»",
        "“{sheet}”: the column “{column}” is missing",
    ),
    "hidden": Names(
        "«{sheet}»: жасырын парақ", "«{sheet}»: скрытый лист", "“{sheet}”: a hidden sheet"
    ),
    "no-list": Names(
        "«{sheet}»: мұндай тізім емес",
        "«{sheet}»: это не такой список",
        "“{sheet}”: no list of this kind",
    ),
}


class ListRefused(WorkbookError):
    """The sheet lacks a column without which no row can be taken."""

    def __init__(self, column: Names) -> None:
        super().__init__("header-missing")
        self.column = column

    def sentence(self, lang: Language) -> str:
        return sentence(Problem(self.code), lang, column=self.column[lang])


@dataclass(frozen=True)
class SheetLeftOut:
    """A sheet with something in it that is not read; `why` is a key of LEFT_OUT."""

    sheet: str
    why: str
    column: Names | None = None

    def sentence(self, lang: Language) -> str:
        column = self.column[lang] if self.column is not None else ""
        return LEFT_OUT[self.why][lang].format(sheet=self.sheet, column=column)


@dataclass(frozen=True)
class Lists:
    """The sheets that are lists of the kind, in the order of the file, and those that are not."""

    tables: list[Table]
    left_out: list[SheetLeftOut]


def read_lists(path: str | PathLike[str], kind: ListKind) -> Lists:
    """Every list of the file, its columns understood. Raises `WorkbookError` where there is none.

    Hidden sheets count only where no visible one is a list: a hidden one is often an old copy.
    """
    book = read_book(path, kind.columns, {"iin": iin_problem, "bin": bin_problem})
    whole = [table for table in book.tables if _lacks(table, kind) is None]
    if not whole:
        raise ListRefused(kind.column_names[_lacks(book.best, kind) or kind.subject])
    best = max(whole, key=lambda table: (table.visible, table.score))
    taken, left_out = [], []
    for table in book.tables:
        if lacking := _lacks(table, kind):
            left_out.append(SheetLeftOut(table.sheet, "column", kind.column_names[lacking]))
        elif table.visible != best.visible:
            left_out.append(SheetLeftOut(table.sheet, "hidden"))
        elif table is not best and len(table.understood) < 2:
            left_out.append(SheetLeftOut(table.sheet, "no-list"))
        else:
            taken.append(table)
    return Lists(taken, left_out + [SheetLeftOut(name, "no-list") for name in book.unread])


def opening_column(table: Table) -> str:
    """The column of the day of registration; in a list without it, the day of application."""
    return "opened_on" if "opened_on" in table.understood else "applied_on"


def _lacks(table: Table, kind: ListKind) -> str | None:
    """A column without which no row of the sheet can be taken."""
    if table.missing:
        return table.missing[0]
    if kind.code == TREASURY and not {"amount", "returned"} & table.understood.keys():
        return "amount"
    if kind.measure is not None and opening_column(table) not in table.understood:
        return "opened_on"
    return None
