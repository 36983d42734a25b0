"""The whole district judged at once says what each family is told one by one; and what if."""

import json
import random
from datetime import date

import pytest
from click.testing import CliRunner

from qamtu.assistance.applications import apply_for_assistance, judge_family
from qamtu.assistance.decisions import assign
from qamtu.assistance.families import draw_family, set_incomes
from qamtu.assistance.reassessment import cost_by_source, read_change, reassess_all
from qamtu.casework.local_law import law_on
from qamtu.finance.money import allocate_for
from qamtu.people.statuses import record_status
from qamtu.rules.parameters import ParameterMissing
from tests.factories import make_household, make_person

from .conftest import DAY, District

JULY = date(2021, 7, 12)
FOLDER = "targeted_assistance"


@pytest.fixture
def families(district: District) -> District:
    """Thirty families with an application in May; a third have incomes of the next quarter too."""
    chance = random.Random(7)
    for number in range(30):
        members = [
            make_person(
                district.office, date(chance.randint(1950, 2018), 3, 1), chance.choice("mf")
            )
            for _ in range(chance.randint(1, 5))
        ]
        household = make_household(district.office, members, district.head)
        if number % 5 == 0:
            record_status(
                person=members[0], kind="disability", category="group_1",
                valid_from=date(2020, 1, 1), paper="extract", by=district.head,
            )  # fmt: skip
        family = draw_family(household, DAY)
        family["members"][0]["incomes"] = [
            {"kind": "wage", "amount": str(chance.randint(0, 400_000))},
            {"kind": "mortgage", "amount": "5000"},
        ]
        family["members"][-1]["cares_for"] = chance.choice(["nobody", "elderly"])
        case = apply_for_assistance(
            office=district.office, household=household, family=family, day=DAY, by=district.clerk
        )
        if case.assessments.get().is_entitled:
            assign(case=case, day=DAY, by=district.head, contract="№ 1")
        if number % 3 == 0:
            set_incomes(
                office=district.office, quarter=date(2021, 4, 1), by=district.clerk,
                amounts={members[0].pk: {"wage": chance.randint(1, 300_000) * 100}},
            )  # fmt: skip
    return district


@pytest.mark.parametrize("day", [DAY, JULY])
def test_all_at_once_is_the_same_as_one_by_one(families: District, day: date) -> None:
    result = reassess_all(office=families.office, day=day)
    assert len(result.families) == 30
    for family in result.families:
        one = judge_family(office=families.office, family=family.given, day=day).answers
        assert (family.after, family.is_entitled) == (one.monthly, one.is_entitled)
        assert family.grounds == one.grounds


def test_on_the_day_of_the_applications_nothing_changes(families: District) -> None:
    counted = reassess_all(office=families.office, day=DAY).counted()
    assert (counted["gain"], counted["lose"], counted["same"]) == (0, 0, 30)


def test_incomes_of_the_new_quarter_count_and_older_ones_are_carried(families: District) -> None:
    assert reassess_all(office=families.office, day=JULY).counted()["carried"] == 20


def test_a_higher_share_of_the_minimum_makes_nobody_lose(families: District) -> None:
    law = law_on(families.office, FOLDER, DAY)
    changed = dict(
        read_change(text, law)
        for text in (
            "line_share_of_subsistence_minimum=100 %@2021-04-01",
            "regional_subsistence_minimum=34302",
        )
    )
    result = reassess_all(office=families.office, day=DAY, changed=changed)
    counted = result.counted()
    assert counted["lose"] == 0
    assert counted["gain"] > 0
    assert result.total("after") > result.total("before")


def test_what_if_without_the_regional_minimum_names_what_is_missing(families: District) -> None:
    law = law_on(families.office, FOLDER, DAY)
    changed = dict([read_change("line_share_of_subsistence_minimum=100%", law)])
    with pytest.raises(ParameterMissing) as missing:
        reassess_all(office=families.office, day=DAY, changed=changed)
    assert missing.value.code == "regional_subsistence_minimum"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("poverty_line", "code=value"),
        ("povery_line=1", "no figure «povery_line»"),
        ("poverty_line=many", "no exact number"),
        ("counts_loan=1", "true or false"),
        ("poverty_line=1@soon", "isoformat"),
    ],
)
def test_a_change_that_can_not_be_read_says_why(district: District, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_change(text, law_on(district.office, FOLDER, DAY))


def test_the_cost_falls_on_the_lines_in_their_order_and_says_what_is_lacking(
    district: District,
) -> None:
    for source, amount in (("republican", 100), ("local", 50)):
        allocate_for(
            office=district.office, year=2021, measure=FOLDER, source=source, amount=amount,
            day=date(2021, 1, 5), act="budget", by=district.head,
        )  # fmt: skip
    assert cost_by_source(district.office, 60, 3, 2021) == {
        "republican": 100, "local": 50, "": 30,
    }  # fmt: skip


def test_the_places_of_an_anonymous_table_are_not_small(families: District) -> None:
    result = reassess_all(office=families.office, day=JULY)
    for family in result.families[:3]:
        family.territory = None
    open_, masked = result.by_place("kk"), result.by_place("kk", is_anonymous=True)
    assert {place.families for place in open_} == {3, 27}
    assert [place.families for place in masked] == [27, 3]
    assert masked[-1].name == "…"


def test_the_command_prints_json(families: District) -> None:
    import click

    from qamtu.assistance.commands import reassess

    @click.command()
    def command() -> None:
        reassess(families.office, JULY, (), True, "json", "kk")

    printed = json.loads(CliRunner().invoke(command).output)
    assert printed["families"] == 30
    assert printed["gain"] + printed["lose"] + printed["same"] == 30
