"""The commands: explain lists as many as the figure says; what is signed prints again."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner, Result

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from qamtu.casework.acts import open_case, retract_event
from qamtu.casework.models import Case
from qamtu.cli import main
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

DATES = ["--from", "2021-01-01", "--as-of", "2021-12-31"]
SEARCH = MEASURES["job_search"]


@pytest.fixture
def office(committed: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        for month in (3, 4, 5):
            person = make_person(office)
            open_case(
                measure=SEARCH, office=office, subject=person, day=date(2021, month, 1), by=head
            )
    return office


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_explain_lists_as_many_records_as_the_figure_says(office: Office) -> None:
    report = run("report", "--office", office.code, *DATES, "--format", "json")
    fact = {f["id"]: f for f in json.loads(report.stdout)}["centre.applicants"]["fact"]
    listed = run(
        "explain", "centre.applicants", "--office", office.code, *DATES, "--format", "json"
    )
    assert len(json.loads(listed.stdout)) == fact == 3
    assert run("explain", "centre.applicants", "--office", office.code, *DATES).stdout.endswith(
        "\n3\n"
    )
    of_may = run(
        "explain", "centre.applicants", "--office", office.code, *DATES,
        "--by", "month", "--row", "202105",
    )  # fmt: skip
    assert of_may.stdout.endswith("\n1\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["explain", "centre.aplicants"], "did you mean «centre.applicants»"),
        (["explain", "centre.applicants", "--slice", "nobody"], "no value or group nobody"),
        (["explain", "centre.applicants", "--by", "moon", "--row", "1"], "no value or group moon"),
    ],
)
def test_what_is_not_there_gets_a_sentence(
    office: Office, arguments: list[str], sentence: str
) -> None:
    refused = run(*arguments, "--office", office.code, *DATES)
    assert refused.exit_code == 1
    assert sentence in refused.stderr


def test_an_office_that_is_not_there_is_told_with_those_that_are(office: Office) -> None:
    refused = run("report", "--office", "нет такого", *DATES)
    assert refused.exit_code == 1
    assert office.code in refused.stderr


def test_a_signed_report_prints_again_and_tells_what_today_knows(office: Office) -> None:
    before = run("report", "--office", office.code, *DATES).stdout
    signed = run("sign", "--office", office.code, *DATES)
    number = signed.stdout.split()[0]
    with office_scope(office):
        case = Case.objects.filter(office=office).first()
        assert case is not None
        head = case.events.get().recorded_by
        retract_event(event=case.events.get(), reason="қате", by=head)
    again = run("signed", number, "--office", office.code)
    assert again.stdout == before
    assert "centre.applicants fact: 3 → 2" in again.stderr


def test_only_the_head_signs(office: Office) -> None:
    clerk = make_user(office, Role.CLERK)
    refused = run("sign", "--office", office.code, *DATES, "--by", clerk.username)
    assert refused.exit_code == 1
    assert "only its head" in refused.stderr
