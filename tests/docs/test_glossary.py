"""docs/glossary.md names what the code names, by the same words."""

from pathlib import Path

from qamtu.accounts.models import Role
from qamtu.casework.slices import PEOPLE_SLICES
from qamtu.casework.workflow import STANDARD, STATE_NAMES
from qamtu.finance.execution import COLUMNS
from qamtu.finance.models import BudgetAct, FinancingPlan, MoneyEntry, Source
from qamtu.people.statuses import STATUS_KINDS
from qamtu.reporting.budget import HEADS
from qamtu.reporting.catalogue import ALL_MEASURES
from qamtu.trilingual import Names

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"


def rows(section: str) -> dict[str, list[str]]:
    """The rows of a section's table by the code in their first column."""
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


def said(names: Names) -> list[str]:
    return [names.kk, names.ru, names.en]


def test_every_measure_has_its_names_and_every_one_of_its_acts() -> None:
    table = rows("Measures")
    assert set(table) == {measure.code for measure in ALL_MEASURES}
    for measure in ALL_MEASURES:
        row = table[measure.code]
        assert row[:3] == said(measure.names)
        for basis in measure.basis:
            mark = "" if basis.is_verified else " (unverified)"
            assert f"{basis.act.en}{mark}" in row[3]


def test_every_state_and_step_has_its_names() -> None:
    states = rows("States of a case")
    assert {code: row[:3] for code, row in states.items()} == {
        code: said(names) for code, names in STATE_NAMES.items()
    }
    steps = rows("Steps of the common workflow")
    assert {code: row[:3] for code, row in steps.items()} == {
        step.code: said(step.names) for step in STANDARD
    }


def test_every_status_and_group_has_its_names() -> None:
    statuses = rows("Statuses of people")
    assert statuses == {code: [*said(kind.names), kind.act] for code, kind in STATUS_KINDS.items()}
    groups = rows("Groups that any figure of people may be asked for")
    assert groups == {code: said(group.names) for code, group in PEOPLE_SLICES.items()}


def test_every_kind_and_source_of_money_and_every_role_is_there() -> None:
    assert set(rows("Money")) == {*MoneyEntry.Kind.values, *Source.values}
    assert set(rows("Roles")) == set(Role.values)


def test_the_acts_and_columns_of_the_budget_are_there_by_their_names() -> None:
    table = rows("The budget")
    assert set(table) == {*BudgetAct.Kind.values, *FinancingPlan.Column.values, *COLUMNS}
    for kind, names in BudgetAct.KIND_NAMES.items():
        assert table[kind][:2] == said(names)[:2]
    for column in COLUMNS:
        assert [text.casefold() for text in table[column][:2]] == [
            text.casefold() for text in said(HEADS[column])[:2]
        ]
