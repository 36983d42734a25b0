"""A list of facilities: entered, completed, inventoried, or back with the reason."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from qamtu.exchange.facilities import point_of
from qamtu.exchange.kinds import kind_of
from qamtu.organizations.models import Facility
from tests.exchange.lists import an_office, book, codes, take_in
from tests.factories import make_organization

pytestmark = pytest.mark.django_db
HEADS = ("Объект", "Сфера", "Село", "Адрес", "БИН", "Координаты", "Дата инвентаризации")


def test_facilities_land_and_are_inventoried(tmp_path: Path) -> None:
    office = an_office()
    owner = make_organization(office)
    rows = [
        HEADS,
        ("Школа № 5", "образование", office.territory.name_ru, "Абая, 1", owner.bin,
         "44.85, 65.50", date(2021, 3, 1)),
        ("Емхана", "денсаулық сақтау", "", "", "", "", ""),
        ("Школа  № 5", "образование", office.territory.name_ru, "абая, 1", "", "", ""),
    ]  # fmt: skip
    path = book(tmp_path / "a.xlsx", rows)
    result = take_in(path, office, "facilities")
    assert (result.landed, result.known, result.rejected) == (2, 1, [])
    school = Facility.objects.get(office=office, owner=owner)
    assert (school.sector, school.latitude, school.longitude) == ("education", 44.85, 65.5)
    assert school.cases.get().opened_on == date(2021, 3, 1)
    again = take_in(path, office, "facilities")
    assert (again.landed, again.known, again.completed) == (0, 3, 0)
    more = take_in(
        book(tmp_path / "b.xlsx", [HEADS, ("Емхана", "", "", "", owner.bin, "44.9 65.6", "")]),
        office,
        "facilities",
    )
    assert (more.known, more.completed) == (1, 1)
    assert Facility.objects.get(name="Емхана").owner == owner


def test_a_row_comes_back_with_its_reason(tmp_path: Path) -> None:
    office = an_office()
    rows = [
        HEADS,
        ("Школа", "космос", "", "", "", "", ""),
        ("Школа", "", "Нигде", "", "", "", ""),
        ("Школа", "", "", "", "990140000384", "", ""),
        ("Школа", "", "", "", "", "65.50, 44.85", ""),
        ("Школа", "", "", "", "", "", date.today() + timedelta(days=1)),
        ("", "спорт", "", "Абая, 1", "", "", ""),
    ]
    result = take_in(book(tmp_path / "a.xlsx", rows), office, "facilities")
    found = [one[-1] for one in codes(result).values()]
    assert found[:2] == ["sector-unknown", "place-unknown"]
    assert found[3:] == ["point-unreadable", "date-future", "value-missing"]
    assert found[2] in ("owner-unknown", "bin-control")
    assert not Facility.objects.filter(office=office).exists()
    assert all(result.sheets[0].reasons(problems, "kk") for _row, problems in result.rejected)


def test_a_list_without_facilities_is_refused(tmp_path: Path) -> None:
    from qamtu.exchange.lists import ListRefused

    with pytest.raises(ListRefused) as refused:
        take_in(book(tmp_path / "a.xlsx", [("Сфера",), ("спорт",)]), an_office(), "facilities")
    assert "Объект" in refused.value.sentence("ru")
    assert kind_of("facilities").names.kk == "Нысандар"


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("44.85, 65.50", (44.85, 65.5)),
        ("44,85; 65,50", (44.85, 65.5)),
        ("44.85,65.50", (44.85, 65.5)),
        ("39.9, 65.5", None),
        ("44.85", None),
        ("север", None),
    ],
)
def test_a_point_is_read_as_people_write_it(text: str, point: tuple[float, float] | None) -> None:
    assert point_of(text) == point
