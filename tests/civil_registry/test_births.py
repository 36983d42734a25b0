"""Births: what the family may ask for, a stillbirth, statistics by month, age and place."""

from datetime import date, timedelta

import pytest

from qamtu.casework.acts import open_case, record_event
from qamtu.civil_registry.certificates import issue_certificate
from qamtu.civil_registry.consequences import join_family
from qamtu.civil_registry.corrections import annul_record
from qamtu.civil_registry.offers import offers_of
from qamtu.civil_registry.papers import paper_of_certificate, paper_of_extract, print_extract
from qamtu.civil_registry.refused import CivilRefused
from qamtu.civil_registry.standing import standing_of
from qamtu.civil_registry.statistics import vital_statistics
from qamtu.documents.paper import Table
from qamtu.people.households import found_household, join_household
from qamtu.reporting.catalogue import MEASURES
from qamtu.reporting.report import build_report
from tests.factories import make_person

from .a_registry import ALIVE, DAY, Registry

TODAY = date(2030, 1, 1)
STILL = {"birth_kind": "stillborn", "child_sex": "m", "medical_paper": "103/у № 8"}


def test_a_family_on_assistance_with_a_fourth_child(registry: Registry) -> None:
    home = found_household(head=registry.mother, since=date(2015, 1, 1), by=registry.head)
    for year in (2012, 2014, 2016):
        join_household(
            household=home,
            person=make_person(registry.office, date(year, 5, 5)),
            relation="child",
            since=date(2017, 1, 1),
            by=registry.head,
        )
    measure = MEASURES["targeted_assistance"]
    case = open_case(
        measure=measure,
        office=registry.office,
        subject=home,
        day=date(2021, 1, 11),
        by=registry.head,
    )
    record_event(
        case=case, measure=measure, transition="approve", day=date(2021, 1, 15), by=registry.head
    )
    record = registry.registered(registry.birth())
    offers = {one.code: one for one in offers_of(standing_of(record), DAY)}
    assert set(offers) == {"join-family", "judge-again"}, "three minors; no extra payment in 2021"
    child = standing_of(record).parties["child"].person
    assert child is not None
    join_family(
        child=child, parent=registry.mother, since=DAY - timedelta(days=1), by=registry.head
    )
    offers = {one.code: one for one in offers_of(standing_of(record), date(2023, 1, 9))}
    assert set(offers) == {"judge-again", "extra-payment", "large-family"}
    assert offers["extra-payment"].amount == 5_175_00, "1.5 × 3 450"
    assert offers["extra-payment"].since == date(2022, 3, 14), "from the first birthday"
    assert offers["large-family"].count == 4


def test_a_stillbirth_has_an_extract_and_no_certificate(registry: Registry) -> None:
    record = registry.registered(registry.birth(content=STILL))
    registered = record.actions.get(kind="registered")
    assert registered.case is not None
    assert (registered.case.person, registered.case.category) == (registry.mother, "stillbirth")
    with pytest.raises(CivilRefused) as refused:
        issue_certificate(record=record, day=DAY, by=registry.head, today=TODAY)
    assert refused.value.code == "certificate-of-stillbirth"
    assert print_extract(standing_of(record), "kk", "docx").startswith(b"PK")


def test_births_are_counted_in_the_report_and_in_the_statistics(registry: Registry) -> None:
    registry.registered(registry.birth())
    twin = registry.birth(content={**ALIVE, "is_multiple": "yes"})
    annulled = registry.registered(twin)
    registry.registered(registry.birth(content={**STILL, "is_multiple": "yes"}))
    annul_record(record=annulled, day=DAY, reason="сот", by=registry.head, today=TODAY)
    report = build_report(office=registry.office, start=date(2021, 1, 1), as_of=DAY)
    births = report.figure("civil.births")
    assert (births.fact, births.slices["girls"], births.slices["boys"]) == (2, 2, 0)
    vital = vital_statistics(registry.office, date(2021, 1, 1), DAY)["birth"]
    assert (vital.total, vital.stillborn) == (1, 1), "the annulled one stands no more"
    assert dict(vital.by_month) == {date(2021, 3, 1): 1}
    assert dict(vital.by_age) == {(25, 34): 1}, "the mother is thirty"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_papers_say_the_record_in_both_languages(registry: Registry, language: str) -> None:
    record = registry.registered(registry.birth())
    made = issue_certificate(record=record, day=DAY, by=registry.head, today=TODAY)
    paper = paper_of_certificate(made, language, "https://example.kz/v/x/")
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    said = " ".join(cell for row in table.rows for cell in row)
    assert "Серікова Аяру" in said
    assert "1/2021" in said
    assert "103/у" not in said, "the certificate says less than the extract"
    whole = paper_of_extract(standing_of(record), language)
    (table,) = [block for block in whole.blocks if isinstance(block, Table)]
    assert "103/у № 7" in " ".join(cell for row in table.rows for cell in row)
