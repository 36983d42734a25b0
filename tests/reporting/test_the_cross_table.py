"""All figures by okrug: the parts of a figure that counts facts add up to it, and each opens."""

from qamtu.accounts.models import Office
from qamtu.casework.indicators import Quantity
from qamtu.reporting.crosstable import CROSSED_BY, cross_table
from qamtu.reporting.explanation import cell_of, explain
from qamtu.reporting.relations import Period
from qamtu.reporting.report import build_report
from tests.reporting.conftest import AS_OF, START


def test_every_figure_is_split_whole_and_opens(district: Office) -> None:
    report = build_report(office=district, start=START, as_of=AS_OF)
    period = Period((district.pk,), START, AS_OF, report.period.known_at)
    for by in CROSSED_BY:
        table = cross_table(office=district, period=period, by=by)
        assert len(table.lines) > 15
        for line in table.lines:
            key = line.indicator.main_key or ""
            figure = report.figure(line.indicator.code)
            assert line.total == figure.values[key]
            value = line.indicator.values[key]
            assert isinstance(value, Quantity)
            parts = sum(line.numbers.values())
            if value.count in ("row", "sum"):
                assert parts == line.total
            else:  # a person may stand in several columns
                assert parts >= line.total
            assert set(line.numbers) <= set(table.columns)


def test_a_number_of_the_table_opens_to_its_records(district: Office) -> None:
    report = build_report(office=district, start=START, as_of=AS_OF)
    table = cross_table(office=district, period=report.period, by="okrug")
    codes = table.column_codes()
    line = next(ln for ln in table.lines if ln.indicator.code == "bastau.referred")
    assert len(line.numbers) > 1
    for row, number in line.numbers.items():
        cell = cell_of("bastau.referred", row=("okrug", str(codes[row] or "")))
        assert len(explain(cell, report.period)) == number
