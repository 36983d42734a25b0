"""Old books and lists of another body: every row lands, or comes back with its reason."""

from datetime import date
from pathlib import Path

import pytest

from qamtu.civil_registry.models import CivilAction, CivilRecord
from qamtu.civil_registry.search import find_records
from qamtu.civil_registry.standing import died_on
from qamtu.identifiers import make_iin
from tests.factories import make_person

from .lists import an_office, book, codes, take_in

pytestmark = pytest.mark.django_db
HEADS = ("№ записи", "Дата регистрации", "Дата рождения", "ФИО ребёнка", "ФИО матери",
         "Дата рождения матери", "ФИО отца")  # fmt: skip


def test_a_book_of_births_of_1974_is_found_and_a_second_time_known(tmp_path: Path) -> None:
    office = an_office()
    path = book(
        tmp_path / "births.xlsx",
        [
            HEADS,
            ("12", "05.03.1974", "01.03.1974", "СЕРІКОВ НҰРЛАН АСҚАРҰЛЫ", "Серікова Күләш",
             "02.02.1950", "Серіков Асқар"),
            ("13", "06.03.1974", "02.03.1974", "Ысқақова Жанар", "Ысқақова Роза", "03.03.1974", ""),
            ("14", "07.03.1974", "09.03.1974", "Иванова Анна", "Иванова Ольга", "", ""),
            ("", "08.03.1974", "02.03.1974", "Өтегенов Ерлан", "Өтегенова Гүл", "", ""),
            ("16", "08.03.1974", "02.03.1974", "", "Өтегенова Гүл", "", ""),
        ],
    )  # fmt: skip
    result = take_in(path, office, "acts_birth")
    assert result.landed == 1
    assert codes(result) == {
        3: ["parent-after-child"],
        4: ["civil-future"],
        5: ["value-missing"],
        6: ["value-missing"],
    }
    record = CivilRecord.objects.get(office=office)
    assert record.origin == "book"
    assert str(record.parties.get(role="child")) == "Серіков Нұрлан Асқарұлы"
    for text in ("Сериков Нурлан", "Күләш", "01.03.1974", "12"):
        assert list(find_records(office, text=text)) == [record], text
    assert not record.actions.exclude(case=None).exists(), "history opens no case"
    again = take_in(path, office, "acts_birth")
    assert (again.landed, again.known, len(again.rejected)) == (0, 1, 4)
    changed = book(
        tmp_path / "other.xlsx",
        [HEADS, ("12", "05.03.1974", "01.03.1974", "Басқа Адам", "Басқа Ана", "", "")],
    )
    assert codes(take_in(changed, office, "acts_birth")) == {2: ["civil-number-known"]}


def test_a_list_of_the_state_corporation_has_its_consequences(tmp_path: Path) -> None:
    office = an_office()
    person = make_person(office)
    born = date(1950, 4, 5)
    stranger = make_iin(born, "m", 77) or make_iin(born, "m", 78)
    path = book(
        tmp_path / "deaths.xlsx",
        [
            ("№ актовой записи", "Дата регистрации", "Дата смерти", "ФИО умершего", "ИИН умершего"),
            ("10-1", "03.07.2023", "02.07.2023", person.full_name, person.iin),
            ("10-2", "03.07.2023", "02.07.2023", "Иванов Иван", stranger),
            ("10-3", "04.07.2023", "02.07.2023", person.full_name, person.iin),
            ("10-4", "04.07.2023", "02.07.2023", "Петров Пётр", ""),
        ],
    )
    result = take_in(path, office, "acts_death")
    assert (result.landed, codes(result)) == (
        2,
        {4: ["death-known"], 5: ["civil-subject-iin"]},
    )
    assert died_on(person) == date(2023, 7, 2)
    registered = CivilAction.objects.filter(office=office, kind="registered")
    assert set(registered.values_list("record__origin", flat=True)) == {"outside"}
    assert set(registered.values_list("number", flat=True)) == {None}
