"""Every kind of list lands, under every spelling of its headers."""

import random
from datetime import date
from pathlib import Path

import pytest

from qamtu.casework.models import Case, CaseEvent
from qamtu.exchange.kinds import ListKind, all_kinds
from qamtu.exchange.workbook.columns import EXACT, Spellings
from qamtu.people.models import Person
from qamtu.reporting.catalogue import MEASURES
from qamtu.reporting.report import build_report
from tests.exchange.lists import BORN, an_iin, an_office, book, headed, only_sheet, take_in

pytestmark = pytest.mark.django_db
# acts and facilities have tests of their own
KINDS = [kind for kind in all_kinds().values() if kind.subject == "iin" and not kind.acts]
MEASURED = [kind for kind in KINDS if kind.measure is not None]
by_code = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
by_measure = pytest.mark.parametrize("kind", MEASURED, ids=lambda kind: kind.code)

PERSON = {
    "surname": "Әбдіхалықова",
    "given_name": "Гүлжан",
    "patronymic": "Ерланқызы",
    "birth_date": "04.03.1991",
    "sex": "әйел",
    "phone": "8 (701) 555-66-77",
    "second_phone": 7025556677,
    "address": "Абай көшесі, 5",
    "consent_on": "5 қаңтар 2021 ж.",
}
EXTRACT = {
    "number": "МС-1", "category": "II", "cause": "жалпы ауру", "valid_from": "01.02.2021",
}  # fmt: skip
STEPS = {"opened_on": "01.02.2021", "approved_on": date(2021, 2, 8), "carried_out_on": "2021-04-30"}


def test_every_employment_measure_of_persons_has_its_list() -> None:
    employment = {
        code
        for code, measure in MEASURES.items()
        if measure.subject == "person" and measure.section in ("employment", "business")
    }
    assert {kind.code for kind in KINDS} == {"persons", "examinations"} | employment
    assert len(employment) > 7


@by_code
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_list_with_all_its_columns_lands(tmp_path: Path, kind: ListKind, language: str) -> None:
    office, iin = an_office(), an_iin()
    given: dict[str, object] = {"iin": iin, **PERSON, "place": office.territory.name_kk}
    if kind.measure is not None:
        given |= STEPS | {"note": "бірінші толқын"}
        if kind.measure.categories:
            given["category"] = next(iter(kind.measure.categories.values()))[language]
    if kind.code == "examinations":
        given |= EXTRACT
    columns = [(headed(kind.code, language)[key], value) for key, value in given.items()]
    random.Random(kind.code + language).shuffle(columns)
    result = take_in(book(tmp_path / "a.xlsx", list(zip(*columns, strict=True))), office, kind)
    assert (result.landed, result.rejected, only_sheet(result).left_out) == (1, [], [])
    person = Person.objects.get(iin=iin)
    assert str(person) == "Әбдіхалықова Гүлжан Ерланқызы"
    assert (person.birth_date, person.sex, person.consent_on) == (BORN, "f", date(2021, 1, 5))
    assert person.phones == ["7015556677", "7025556677"]
    assert person.territory == office.territory
    if kind.measure is not None:
        case = Case.objects.get(person=person)
        assert (case.measure, case.state, case.note) == (kind.code, "carried_out", "бірінші толқын")
        assert case.category == next(iter(kind.measure.categories), "")
        assert case.territory == office.territory
        events = case.events.in_order().values_list("transition", "occurred_on")
        assert list(events) == [
            ("open", date(2021, 2, 1)),
            ("approve", date(2021, 2, 8)),
            ("carry_out", date(2021, 4, 30)),
        ]


@by_measure
@pytest.mark.parametrize(
    ("column", "transition", "state"),
    [("refused_on", "refuse", "refused"), ("withdrawn_on", "withdraw", "withdrawn")],
)
def test_a_refusal_and_a_withdrawal_land_with_their_reason(
    tmp_path: Path, kind: ListKind, column: str, transition: str, state: str
) -> None:
    names = headed(kind.code, "ru")
    keys = ("iin", "full_name", "opened_on", column, "reason")
    record = (an_iin(), "Ким Аида", "01.02.2021", "03.02.2021", "по своей воле")
    path = book(tmp_path / "a.xlsx", [[names[key] for key in keys], record])
    assert take_in(path, an_office(), kind).landed == 1
    assert Case.objects.get().state == state
    event = CaseEvent.objects.get(transition=transition)
    assert (event.reason, event.occurred_on) == ("по своей воле", date(2021, 2, 3))


@by_code
def test_every_spelling_is_understood_for_sure(kind: ListKind) -> None:
    spellings = Spellings(kind.columns)
    for column in kind.columns:
        for header in column.headers:
            understood = spellings.understand([(0, [header])])
            assert list(understood.matches) == [column.key], header
            assert understood.matches[column.key].confidence == EXACT, header


def test_what_a_list_brought_stands_in_the_report_at_once(tmp_path: Path) -> None:
    def figures() -> dict[str, int | None]:
        report = build_report(office=office, start=date(2021, 1, 1), as_of=date(2021, 11, 15))
        return {one.indicator.code: one.fact for one in report.figures}

    office = an_office()
    assert figures()["bastau.referred"] == 0
    rows: list[list[object]] = [
        ["ИИН", "ФИО", "Дата регистрации", "Дата направления", "Дата завершения"]
    ]
    rows += [[an_iin(), "Ким Аида", "01.02.2021", "08.02.2021", None] for _ in range(3)]
    rows += [[an_iin(), "Ким Вера", "01.02.2021", "08.02.2021", "20.12.2021"]]
    rows += [[an_iin(), "Ли Вера", "01.03.2021", None, None]]
    assert take_in(book(tmp_path / "a.xlsx", rows), office, "bastau").landed == 5
    after = figures()
    assert (after["bastau.registered"], after["bastau.referred"]) == (5, 4)
    assert after["bastau.completed"] == 0  # the only one falls after the day of the report
