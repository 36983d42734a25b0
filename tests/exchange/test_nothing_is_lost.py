"""Whatever stands in a list: each row lands, is known, comes back or is skipped, and is said so."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from qamtu.accounts.models import Office
from qamtu.casework.models import Case, CaseEvent
from qamtu.exchange import importing
from qamtu.exchange.kinds import all_kinds
from qamtu.exchange.results import ImportResult
from qamtu.people.models import Person
from tests.exchange.lists import an_iin, an_office, book, headed, only_sheet, returned, take_in

pytestmark = pytest.mark.django_db

SOUND = [an_iin(), an_iin(date(2001, 2, 3), "m"), an_iin(date(1960, 12, 31)), an_iin()]
HOSTILE = (
    "", " ", "-", "'", "=1+1", "=HYPERLINK(\"x\")", "_x0000_", "\u202e", "\ufeff", "00", "NULL",
    "Барлығы", "Итого:", "№", "ИИН", "ФИО", "{0}", "{value}", "%s", "%(x)s", "\\", "'; DROP TABLE",
    "Ким А.", "Ким Аида", "ӘЛИЕВ БОЛАТ", "Ким, Аида", "5", "ж", "ер", "8 701 555 66 77", "+4930123",
    "01.02.2021", "31.02.2021", "2021", "5 ақпан 2021", "02/13/2021", "1e400", "٣", "²", "😀" * 60,
    "x" * 33_000,
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40).map(lambda text: ILLEGAL_CHARACTERS_RE.sub("", text)),
)
days = st.one_of(st.dates(date(1899, 12, 31), date(2100, 1, 1)), st.dates(date(2020, 1, 1)))
iins = st.one_of(
    st.sampled_from(SOUND),
    st.sampled_from(SOUND).map(int),
    st.sampled_from(SOUND).map(float),
    st.integers(0, 10**13),
    st.from_regex(r"\A[0-9]{11,13}\Z"),
)
cells = st.one_of(
    st.none(), texts, iins, days, st.booleans(), st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False, allow_infinity=False), st.just(datetime(2021, 2, 5, 13, 30)),
    st.just(time(9, 5)),
)  # fmt: skip
SUITABLE = {"iin": st.one_of(iins, cells), "full_name": st.one_of(st.just("Ким Аида"), texts)}
sound_days = st.sampled_from(["01.02.2021", date(2021, 2, 5), "2021-04-30", 44232, None])


NEEDED = {
    "persons": ["iin"],
    "examinations": ["iin", "number", "category", "cause", "valid_from"],
}


OF_PEOPLE = [code for code, kind in all_kinds().items() if kind.subject == "iin" and not kind.acts]


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, list[list[object]]]:
    """A kind, and a sheet: a header that it can be read by, and rows of anything."""
    kind = draw(st.sampled_from(OF_PEOPLE))
    names = headed(kind, draw(st.sampled_from(["kk", "ru", "en"])))
    needed = NEEDED.get(kind, ["iin", "opened_on"])
    rest = sorted(names.keys() - set(needed))
    keys = draw(st.permutations(needed + draw(st.lists(st.sampled_from(rest), unique=True))))
    likely = {key: st.one_of(sound_days, cells) for key in keys if key.endswith("_on")} | SUITABLE
    sparse = st.one_of(st.none(), st.none(), st.none(), cells)
    row = st.tuples(*(likely.get(key, sparse) for key in keys)).map(list)
    return kind, [[names[key] for key in keys], *draw(st.lists(row, max_size=12))]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(made=lists(), at_once=st.integers(1, 6))
@example(("persons", [["ИИН", "ФИО"], [SOUND[0], "Ким _x0000_"], [SOUND[1], "Ли Вера"]]), 1)
@example(("bastau", [["ИИН", "ФИО", "Дата регистрации", "Примечание"],
                     [SOUND[0], "Ким Аида", "01.02.2021", "_x0000_"]]), 1)  # fmt: skip
def test_every_row_is_told_of(made: tuple[str, list[list[object]]], at_once: int) -> None:
    kind, rows = made
    office = an_office()
    with TemporaryDirectory() as folder, patch.object(importing, "AT_ONCE", at_once):
        path = book(Path(folder) / "a.xlsx", rows)
        dry = take_in(path, office, kind, is_dry=True)
        assert not Person.objects.exists()
        result = take_in(path, office, kind)
        assert counts(dry) == counts(result)
        is_told(result, office)
        again = take_in(path, office, kind)
        assert again.landed == again.completed == 0
        assert again.known == result.landed + result.known
        assert len(again.rejected) == len(result.rejected)
        back = take_in(returned(result, Path(folder) / "back.xlsx"), office, kind)
        assert (back.landed, back.rows) == (0, len(result.rejected))


def counts(result: ImportResult) -> Sequence[int]:
    return result.landed, result.known, result.completed, len(result.rejected), result.skipped


def is_told(result: ImportResult, office: Office) -> None:
    """Every row is of one fate; what landed stands in the register, what came back has words."""
    back = {row.number for row, _ in result.rejected}
    skipped = {one.number for one in only_sheet(result).table.skipped}
    assert not back & skipped
    assert result.landed + result.known == result.rows - len(back) - len(skipped)
    assert len(back) == len(result.rejected)
    iins, cases = set(), set()
    for row in only_sheet(result).table.rows:
        if row.number not in back:
            iins.add(row.values["iin"])
            cases.add((row.values["iin"], row.values.get("opened_on")))
    assert set(Person.objects.values_list("iin", flat=True)) == iins
    if result.kind.measure is not None:
        assert set(Case.objects.values_list("person__iin", "opened_on")) == cases
        assert CaseEvent.objects.filter(transition="open").count() == len(cases)
    for language in ("kk", "ru", "en"):
        for _, problems in result.rejected:
            assert problems
            assert all(text.strip() for text in only_sheet(result).reasons(problems, language))
