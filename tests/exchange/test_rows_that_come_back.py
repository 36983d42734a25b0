"""A row that can not be taken comes back with its reason, and leaves nothing behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qamtu.accounts.access import office_scope
from qamtu.casework.models import Case, CaseEvent
from qamtu.exchange.kinds import kind_of
from qamtu.exchange.lists import ListRefused
from qamtu.exchange.models import ImportRun
from qamtu.exchange.summary import summary
from qamtu.people.models import AccessEntry, Person
from tests.exchange.lists import an_iin, an_office, book, codes, only_sheet, returned, take_in
from tests.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = date.today()
TOMORROW = TODAY + timedelta(days=1)
HEADER = ["ЖСН", "Аты-жөні", "Тіркелген күні", "Оқуға жолданған күні", "Аяқтаған күні",
          "Бас тартылған күні", "Себебі", "Туған күні", "Жынысы", "Телефоны"]  # fmt: skip
NAME = "Ким Аида"


def with_wrong_control_digit() -> str:
    iin = an_iin()
    return f"{iin[:11]}{(int(iin[11]) + 1) % 10}"


def in_bastau(path: Path, *rows: Sequence[object]) -> Path:
    return book(path, [HEADER, *rows])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"ЖСН": None}, ["value-missing"]),
        ({"ЖСН": "не знаю"}, ["iin-length"]),
        ({"ЖСН": "8.80808E+11"}, ["number-rounded"]),
        ({"ЖСН": "991331300006"}, ["iin-date"]),
        ({"ЖСН": "990131900007"}, ["iin-century"]),
        ({"ЖСН": with_wrong_control_digit()}, ["iin-control"]),
        ({"ЖСН": an_iin(TOMORROW)}, ["born-in-future", "before-birth"]),
        ({"Аты-жөні": None}, ["name-missing"]),
        ({"Аты-жөні": "Ким"}, ["name-missing"]),
        ({"Аты-жөні": "Ким А. Б."}, ["name-initials"]),
        ({"Аты-жөні": 15}, ["name-unreadable"]),
        ({"Аты-жөні": "Ким А.", "Жынысы": "?"}, ["sex-unreadable", "name-initials"]),
        ({"Аты-жөні": "Ким " + "а" * 101}, ["text-too-long"]),
        ({"Тіркелген күні": None}, ["value-missing"]),
        ({"Тіркелген күні": "31.02.2021"}, ["date-impossible"]),
        ({"Тіркелген күні": "2021"}, ["date-year-only"]),
        ({"Тіркелген күні": TOMORROW}, ["date-future"]),
        ({"Тіркелген күні": "03.03.1991"}, ["before-birth"]),
        ({"Оқуға жолданған күні": "01.01.2021"}, ["before-last-event"]),
        ({"Аяқтаған күні": "01.03.2021"}, ["approval-missing"]),
        ({"Бас тартылған күні": "01.03.2021"}, ["reason-missing"]),
        ({"Себебі": "құжаты жоқ"}, ["reason-without-day"]),
        ({"Туған күні": "04.03.1990"}, ["birth-contradicts-iin"]),
        ({"Туған күні": TOMORROW}, ["birth-contradicts-iin"]),
        ({"Жынысы": "ер"}, ["sex-contradicts-iin"]),
        ({"Жынысы": "?"}, ["sex-unreadable"]),
        ({"Телефоны": "123"}, ["phone-length"]),
        ({"Телефоны": "+49 30 1234567"}, ["phone-foreign"]),
    ],
)
def test_a_wrong_row_comes_back(
    tmp_path: Path, values: dict[str, object], expected: list[str]
) -> None:
    given = {"ЖСН": an_iin(), "Аты-жөні": NAME, "Тіркелген күні": "01.02.2021"} | values
    path = in_bastau(tmp_path / "a.xlsx", [given.get(header) for header in HEADER])
    result = take_in(path, an_office(), "bastau")
    assert codes(result) == {2: expected}
    for language in ("kk", "ru", "en"):
        for [_, problems] in result.rejected:
            assert all(only_sheet(result).reasons(problems, language))
            assert not any("{" in text or "(" + expected[0] in text
                           for text in only_sheet(result).reasons(problems, language))  # fmt: skip
    assert not Person.objects.exists()
    assert not Case.objects.exists()
    assert not CaseEvent.objects.exists()


def test_a_row_before_the_first_day_of_the_measure_or_after_its_last(tmp_path: Path) -> None:
    kind = kind_of("bastau")
    assert kind.measure is not None
    bounded = replace(
        kind,
        measure=replace(kind.measure, first_day=date(2021, 2, 1), last_day=date(2021, 12, 31)),
    )
    path = in_bastau(
        tmp_path / "a.xlsx",
        *([an_iin(), NAME, day] for day in ("31.01.2021", "01.02.2021", "31.12.2021", "1.1.2022")),
    )
    result = take_in(path, an_office(), bounded)
    assert (result.landed, codes(result)) == (2, {2: ["measure-not-open"], 5: ["measure-not-open"]})


def test_one_person_twice_in_a_list_of_persons_is_one_person(tmp_path: Path) -> None:
    iin = an_iin()
    rows = [["ИИН", "ФИО", "Телефон"], [iin, NAME, None], [iin, "Ким Аида Ивановна", "87015556677"]]
    result = take_in(book(tmp_path / "a.xlsx", rows), an_office())
    assert (result.landed, result.known, result.completed) == (1, 1, 1)
    assert Person.objects.get().phones == ["7015556677"]


def test_one_person_in_two_rows_of_a_measure(tmp_path: Path) -> None:
    """The same day: one case. Another day: another case. Other facts of one step: comes back."""
    iin = an_iin()
    path = in_bastau(
        tmp_path / "a.xlsx",
        [iin, NAME, "01.02.2021", "05.02.2021"],
        [iin, NAME, "01.02.2021", "05.02.2021"],
        [iin, NAME, "01.02.2021", "06.02.2021"],
        [iin, NAME, "01.09.2021", "05.09.2021"],
        [iin, NAME, "01.02.2021", None, "30.04.2021"],
    )
    result = take_in(path, an_office(), "bastau")
    assert (result.landed, result.known, result.completed) == (2, 2, 1)
    assert codes(result) == {4: ["step-other-day"]}
    assert Person.objects.count() == 1
    assert sorted(Case.objects.values_list("opened_on", "state")) == [
        (date(2021, 2, 1), "carried_out"),
        (date(2021, 9, 1), "approved"),
    ]


def test_a_row_that_comes_back_does_not_spoil_its_neighbour(tmp_path: Path) -> None:
    iin = an_iin()
    path = in_bastau(
        tmp_path / "a.xlsx",
        [iin, NAME, "01.02.2021", None, "30.04.2021"],
        [iin, NAME, "01.02.2021", "05.02.2021"],
    )
    result = take_in(path, an_office(), "bastau")
    assert (result.landed, codes(result)) == (1, {2: ["approval-missing"]})
    assert Case.objects.get().state == "approved"


@pytest.mark.parametrize(
    ("kind", "header", "missing"),
    [
        ("persons", ["ФИО", "Пол"], "ИИН"),
        ("persons", ["ИИН", "ФИО", "ИИН"], "ИИН"),
        ("bastau", ["ФИО", "Дата регистрации"], "ИИН"),
        ("bastau", ["ИИН", "ФИО", "Дата завершения"], "Дата регистрации"),
    ],
)
def test_a_list_without_a_column_that_every_row_needs(
    tmp_path: Path, kind: str, header: list[str], missing: str
) -> None:
    path = book(tmp_path / "a.xlsx", [header, ["x"] * len(header)])
    with pytest.raises(ListRefused) as refused:
        take_in(path, an_office(), kind)
    assert f"«{missing}»" in refused.value.sentence("ru")
    assert not ImportRun.objects.exists()


def test_the_day_of_application_opens_the_case_where_no_other_does(tmp_path: Path) -> None:
    rows = [["ИИН", "ФИО", "Дата обращения"], [an_iin(), NAME, "01.02.2021"]]
    assert take_in(book(tmp_path / "a.xlsx", rows), an_office(), "bastau").landed == 1
    assert Case.objects.get().opened_on == date(2021, 2, 1)


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    office = an_office()
    path = in_bastau(
        tmp_path / "a.xlsx", [an_iin(), NAME, "01.02.2021"], [an_iin(), NAME, TOMORROW]
    )
    dry = take_in(path, office, "bastau", is_dry=True)
    assert not any(
        model.objects.exists() for model in (Person, Case, CaseEvent, AccessEntry, ImportRun)
    )
    real = take_in(path, office, "bastau")
    assert (dry.landed, dry.known, codes(dry)) == (real.landed, real.known, codes(real))
    assert dry.run is None
    assert real.run is not None
    assert (real.run.rows, real.run.landed, real.run.rejected) == (2, 1, 1)


def test_the_same_list_twice_adds_nothing(tmp_path: Path) -> None:
    office = an_office()
    path = in_bastau(
        tmp_path / "a.xlsx",
        *([an_iin(), NAME, "01.02.2021", "05.02.2021", "30.04.2021"] for _ in range(20)),
        [an_iin(), NAME, "01.02.2021", None, None, "03.02.2021", "құжаты жоқ"],
    )
    assert take_in(path, office, "bastau").landed == 21
    before = [list(model.objects.order_by("pk").values()) for model in (Person, Case, CaseEvent)]
    again = take_in(path, office, "bastau")
    assert (again.landed, again.known, again.completed, again.rejected) == (0, 21, 0, [])
    after = [list(model.objects.order_by("pk").values()) for model in (Person, Case, CaseEvent)]
    assert before == after


def test_a_later_list_brings_the_steps_that_followed(tmp_path: Path) -> None:
    office, iin = an_office(), an_iin()
    take_in(in_bastau(tmp_path / "1.xlsx", [iin, NAME, "01.02.2021"]), office, "bastau")
    later = in_bastau(tmp_path / "2.xlsx", [iin, NAME, "01.02.2021", "05.02.2021", "30.04.2021"])
    result = take_in(later, office, "bastau")
    assert (result.landed, result.known, result.completed) == (0, 1, 1)
    assert Case.objects.get().state == "carried_out"
    assert CaseEvent.objects.count() == 3


def test_the_rows_that_came_back_land_once_mended(tmp_path: Path) -> None:
    office, good, bad, dated = an_office(), an_iin(), with_wrong_control_digit(), an_iin()
    mended = f"{bad[:11]}{(int(bad[11]) - 1) % 10}"
    path = in_bastau(
        tmp_path / "a.xlsx",
        [good, NAME, "01.02.2021"],
        [bad, "Ли Вера", "01.02.2021"],
        [dated, "Цой Анна", "31.02.2021"],
    )
    errors = returned(take_in(path, office, "bastau"), tmp_path / "errors.xlsx")
    workbook = load_workbook(errors)
    sheet = workbook.active
    assert [cell.value for cell in sheet["B"]][1:] == [3, 4]
    for row in sheet.iter_rows(min_row=2):
        for cell in row[2:]:
            if cell.value == bad:
                cell.value = mended
            elif cell.value == "31.02.2021":
                cell.value = "28.02.2021"
    workbook.save(errors)
    result = take_in(errors, office, "bastau")
    assert (result.landed, result.rejected, only_sheet(result).left_out) == (2, [], [])
    assert set(Case.objects.values_list("person__iin", "opened_on")) == {
        (good, date(2021, 2, 1)),
        (mended, date(2021, 2, 1)),
        (dated, date(2021, 2, 28)),
    }


def test_rows_that_came_back_unmended_come_back_again_with_the_same_reasons(
    tmp_path: Path,
) -> None:
    office = an_office()
    path = in_bastau(tmp_path / "a.xlsx", [with_wrong_control_digit(), NAME, "31.02.2021"])
    first = take_in(path, office, "bastau")
    second = take_in(returned(first, tmp_path / "errors.xlsx"), office, "bastau")
    assert list(codes(first).values()) == list(codes(second).values())


def test_a_known_person_spelled_otherwise_is_the_same_and_keeps_the_name(tmp_path: Path) -> None:
    office = an_office()
    known = make_person(office)
    rows = [["ИИН", "ФИО", "Адрес"], [known.iin, "Совсем Другая", "Абай көшесі, 5"]]
    result = take_in(book(tmp_path / "a.xlsx", rows), office)
    assert (result.landed, result.known, result.completed) == (0, 1, 1)
    ((row, doubts),) = result.sheets[0].doubted
    (said,) = result.sheets[0].reasons(doubts, "ru")
    assert row.number == 2
    assert f"{known.surname} {known.given_name}" in said
    assert said in "\n".join(summary(result, "ru"))
    person = Person.objects.get()
    assert (str(person), person.address) == (str(known), "Абай көшесі, 5")
    assert AccessEntry.objects.get(person=known).act == AccessEntry.Act.CHANGED


def test_one_word_of_the_name_in_any_spelling_is_enough(tmp_path: Path) -> None:
    office = an_office()
    known = make_person(office)
    known.surname, known.given_name = "Әбдіқадырова", "Әйгерім"
    known.save()
    rows = [["ИИН", "ФИО"]]
    rows += [[known.iin, name] for name in ("Сейтова Айгерим", "АБДИКАДЫРОВА А.", "")]
    result = take_in(book(tmp_path / "a.xlsx", rows), office)
    assert (result.known, result.sheets[0].doubted) == (3, [])


def test_a_known_person_needs_no_name_in_a_list(tmp_path: Path) -> None:
    office = an_office()
    known = make_person(office)
    rows = [["ИИН", "Дата регистрации"], [known.iin, "01.02.2021"]]
    assert take_in(book(tmp_path / "a.xlsx", rows), office, "bastau").landed == 1
    assert Case.objects.get().person == known


def test_the_person_of_another_office_is_left_alone(tmp_path: Path) -> None:
    other = an_office()
    theirs = make_person(other)
    before = Person.objects.values().get()
    mine = an_office()
    rows = [["ИИН", "ФИО", "Телефон"], [theirs.iin, "Ким Аида", "87015556677"]]
    result = take_in(book(tmp_path / "a.xlsx", rows), mine)
    assert result.landed == 1
    assert str(Person.objects.get()) == "Ким Аида"
    with office_scope(other):
        assert Person.objects.values().get() == before
        assert not AccessEntry.objects.exists()
