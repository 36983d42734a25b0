"""What became of a list: the counts, the rows that came back, sheet by sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from os import PathLike
from typing import IO

from qamtu.exchange.kinds import NOT_ENTERED, ListKind
from qamtu.exchange.lists import Lists, SheetLeftOut
from qamtu.exchange.models import ImportRun
from qamtu.exchange.outcomes import Doubted, Landing, Outcome
from qamtu.exchange.reasons import REASONS
from qamtu.exchange.workbook import Problem, Row, Table, sentence, write_error_workbook
from qamtu.exchange.workbook.folding import fold
from qamtu.trilingual import Language

SAMPLE = 5
ROW_NUMBERS = frozenset(
    map(fold, ("№", "№ п/п", "п/п", "р/с", "р/с №", "№ р/с", "р/н", "No", "Nr"))
)


@dataclass
class SheetResult:
    """One sheet. `completed` are among the known; `sample`: the first rows taken; `doubted`: rows
    that were taken and that somebody should look at.
    """

    kind: ListKind
    table: Table
    landed: int = 0
    known: int = 0
    completed: int = 0
    rejected: list[tuple[Row, Sequence[Problem]]] = field(default_factory=list)
    sample: list[Row] = field(default_factory=list)
    doubted: list[tuple[Row, Sequence[Problem]]] = field(default_factory=list)

    def count(self, row: Row, outcome: Outcome) -> None:
        if isinstance(outcome, Doubted):
            self.doubted.append((row, outcome.doubts))
            outcome = outcome.landing
        if not isinstance(outcome, Landing):
            self.rejected.append((row, outcome))
            return
        if len(self.sample) < SAMPLE:
            self.sample.append(row)
        if outcome is Landing.LANDED:
            self.landed += 1
        else:
            self.known += 1
            self.completed += outcome is Landing.COMPLETED

    @property
    def left_out(self) -> list[str]:
        """Headers that were not understood; a column of row numbers is none of them."""
        return [one for one in self.table.unknown_headers if fold(one) not in ROW_NUMBERS]

    @property
    def ambiguous(self) -> list[str]:
        return [one.header for one in self.table.ambiguous]

    @property
    def not_entered(self) -> list[str]:
        """Columns that were understood and are not entered by a list (money)."""
        return [m.header for key, m in self.table.understood.items() if key in NOT_ENTERED]

    def reasons(self, problems: Sequence[Problem], lang: Language) -> list[str]:
        """Why a row came back, in words."""
        return [
            sentence(one, lang, column=self._column(one.key, lang) if one.key else "", more=REASONS)
            for one in problems
        ]

    def _column(self, key: str, lang: Language) -> str:
        if key in self.table.understood:
            return self.table.title(key)
        return self.kind.column_names[key][lang] if key in self.kind.column_names else key


@dataclass
class ImportResult:
    """What became of a file: of each sheet that is a list, and the sheets that are none."""

    kind: ListKind
    sheets: list[SheetResult]
    sheets_left_out: list[SheetLeftOut]
    is_dry: bool
    run: ImportRun | None = None

    @classmethod
    def of(cls, lists: Lists, kind: ListKind, *, is_dry: bool) -> "ImportResult":
        """Nothing is taken yet."""
        sheets = [SheetResult(kind, table) for table in lists.tables]
        return cls(kind, sheets, lists.left_out, is_dry)

    @property
    def landed(self) -> int:
        return sum(sheet.landed for sheet in self.sheets)

    @property
    def known(self) -> int:
        return sum(sheet.known for sheet in self.sheets)

    @property
    def completed(self) -> int:
        return sum(sheet.completed for sheet in self.sheets)

    @property
    def rejected(self) -> list[tuple[Row, Sequence[Problem]]]:
        return [one for sheet in self.sheets for one in sheet.rejected]

    @property
    def skipped(self) -> int:
        return sum(len(sheet.table.skipped) for sheet in self.sheets)

    @property
    def rows(self) -> int:
        return sum(sheet.table.total_rows for sheet in self.sheets)

    def write_errors(self, path_or_file: str | PathLike[str] | IO[bytes], lang: Language) -> int:
        """The rows that came back as a workbook, each with its reason; how many."""
        sheets = [(sheet.table, sheet.rejected) for sheet in self.sheets]
        return write_error_workbook(path_or_file, sheets, lang, more=REASONS)
