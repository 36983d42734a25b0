"""The report is counted from the records, and every figure opens to as many as it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.models import Office
from qamtu.reporting.engines import DuckDBEngine
from qamtu.reporting.explanation import cell_of, explain
from qamtu.reporting.printing import print_report
from qamtu.reporting.report import Report, build_report, standard_form
from qamtu.reporting.snapshots import write_snapshot

from .conftest import AS_OF, START


def report_of(district: Office, **options: Any) -> Report:
    return build_report(office=district, start=START, as_of=AS_OF, **options)


def test_every_key_of_the_scenario_comes_back(district: Office, scenario: dict[str, Any]) -> None:
    printed = json.loads(print_report(report_of(district), "kk", "json"))
    assert [figure["id"] for figure in printed] == [f["id"] for f in scenario["figure"]]
    for stated, counted in zip(scenario["figure"], printed, strict=True):
        for key, value in stated.items():
            assert counted[key] == value, f"{stated['id']}: {key}"


def test_duckdb_over_a_snapshot_counts_the_same_for_every_indicator(
    district: Office, tmp_path: Path
) -> None:
    form = standard_form()
    here = report_of(district, form=form)
    write_snapshot(tmp_path)
    there = report_of(
        district, form=form, engine=DuckDBEngine(tmp_path), known_at=here.period.known_at
    )
    assert [f.as_data() for f in there.figures] == [f.as_data() for f in here.figures]
    assert sum(1 for f in here.figures if not f.is_empty) > 15


def test_every_figure_and_group_opens_to_its_records(district: Office) -> None:
    report = report_of(district)
    for figure in report.figures:
        code = figure.indicator.code
        for key, number in figure.values.items():
            records = explain(cell_of(code, key=key), report.period)
            found = (
                sum(record.amount or 0 for record in records)
                if figure.indicator.is_money(key)
                else len(records)
            )
            assert found == number, f"{code}/{key}"
        for group, number in figure.slices.items():
            assert len(explain(cell_of(code, slice_name=group), report.period)) == number
        for source, amount in figure.sources.items():
            records = explain(cell_of(code, key="money", slice_name=source), report.period)
            assert sum(record.amount or 0 for record in records) == amount
        if figure.plan is not None:
            records = explain(cell_of(code, key="plan"), report.period)
            assert sum(record.amount or 0 for record in records) == figure.plan


def test_the_records_are_the_same_on_duckdb(district: Office, tmp_path: Path) -> None:
    write_snapshot(tmp_path)
    engine = DuckDBEngine(tmp_path)
    period = report_of(district).period
    for code, group in (("bastau.referred", "youth"), ("bastau.referred", "disabled")):
        cell = cell_of(code, slice_name=group)
        assert explain(cell, period, engine) == explain(cell, period)


def test_exclusive_groups_add_up_to_the_whole(district: Office) -> None:
    report = report_of(district)
    for code in ("startup-grant.awarded", "disability.registered"):
        figure = report.figure(code)
        assert sum(figure.slices.values()) == figure.fact


def test_a_person_in_two_measures_is_counted_once(district: Office) -> None:
    report = report_of(district, form=standard_form())
    parts = [
        f.fact or 0
        for f in report.figures
        if f.indicator.component_of == "active-measures.participants"
    ]
    participants = report.figure("active-measures.participants").fact
    assert participants == 41
    assert sum(parts) == 30 + 10 + 3
    assert sum(parts) > participants


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("form", "magic"),
    [("text", b""), ("md", b"# "), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")],
)
def test_every_form_of_the_report_is_printed(
    district: Office, language: str, form: str, magic: bytes
) -> None:
    content = print_report(report_of(district), language, form)
    assert content.startswith(magic)
    assert len(content) > 500
