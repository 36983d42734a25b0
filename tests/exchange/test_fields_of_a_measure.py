"""What a measure asks at its steps comes as further columns of its list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qamtu.casework.acts import open_case, record_event
from qamtu.casework.fields import Field
from qamtu.casework.models import Case
from qamtu.exchange.kinds import participants_of
from qamtu.exchange.preview import sample
from qamtu.reporting.catalogue import MEASURES
from qamtu.trilingual import Names
from tests.exchange.lists import an_iin, an_office, book, codes, only_sheet, take_in
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db
MEASURE = replace(
    MEASURES["social_job"],
    fields=(
        Field(
            "sector",
            Names("Сала", "Отрасль", "Sector"),
            kind="choice",
            choices={
                "agriculture": Names("ауыл шаруашылығы", "сельское хозяйство", "agriculture"),
                "education": Names("білім беру", "образование", "education"),
            },
            is_required=True,
        ),
        Field("children", Names("Балалар саны", "Число детей", "Children"), kind="number"),
        Field("wage", Names("Жалақы", "Зарплата", "Wage"), kind="money", asked_at="approve"),
        Field(
            "until",
            Names("Келісімшарт аяқталатын күн", "Срок договора", "Contract until"),
            kind="date",
            asked_at="carry_out",
        ),
        Field("union", Names("Кәсіподақ", "Профсоюз", "Union"), asked_at="carry_out"),
        Field("act", Names("Акт", "Акт", "Act"), asked_at="close"),
    ),
)
KIND = participants_of(MEASURE)
HEADER = ["ИИН", "ФИО", "Дата регистрации", "Отрасль", "Дата направления", "Жалақы, мың теңге",
          "Дата трудоустройства", "Contract until", "Балалар саны", "Профсоюз"]  # fmt: skip


def row(iin: str, *values: object) -> list[object]:
    return [iin, "Ким Аида", "01.02.2021", *values]


def test_fields_land_with_the_step_that_asks_them(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        [
            HEADER,
            row(an_iin(), "Ауыл шаруашылығы", "08.02.2021", 90.5, "10.02.2021", "31.12.2021", 3,
                "«Сенім»"),
            row(an_iin(), "education"),
        ],
    )  # fmt: skip
    result = take_in(path, an_office(), KIND)
    assert (result.landed, codes(result), only_sheet(result).left_out) == (2, {}, [])
    first, second = Case.objects.order_by("pk")
    opened = {"sector": "agriculture", "children": 3}
    approved = opened | {"wage": 9_050_000}
    assert first.details == approved | {"until": "2021-12-31", "union": "«Сенім»"}
    assert [event.details for event in first.events.in_order()] == [
        opened,
        approved,
        first.details,
    ]
    assert second.details == {"sector": "education"}
    names, rows = sample(only_sheet(result), "ru")
    assert dict(zip(names, rows[0], strict=True))["Зарплата"].replace("\u00a0", " ") == "90 500"
    assert take_in(path, Case.objects.all()[0].office, KIND).known == 2


def test_a_list_leaves_what_the_verbs_leave(tmp_path: Path) -> None:
    office = an_office()
    person = make_person(office)
    path = book(
        tmp_path / "a.xlsx",
        [HEADER, row(person.iin, "education", "08.02.2021", 100, None, None, 0)],
    )
    take_in(path, office, KIND)
    imported = Case.objects.get()
    by = make_user(office)
    opened = open_case(measure=MEASURE, office=office, subject=person, day=date(2021, 2, 1), by=by,
                       details={"sector": "education", "children": 0})  # fmt: skip
    record_event(case=opened, measure=MEASURE, transition="approve", day=date(2021, 2, 8), by=by,
                 details={"wage": "100000"})  # fmt: skip
    opened.refresh_from_db()
    assert imported.details == opened.details
    assert [one.details for one in imported.events.in_order()] == [
        one.details for one in opened.events.in_order()
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((None,), ["value-missing"]),
        (("космос",), ["field-choice"]),
        (("education", None, 90), ["field-without-step"]),
        (("education", "08.02.2021", -5), ["field-negative"]),
        (("education", "08.02.2021", "көп"), ["money-unreadable"]),
        (("education", None, None, None, None, "екі"), ["integer-unreadable"]),
        (("education", "08.02.2021", None, "09.02.2021", "31.02.2021"), ["date-impossible"]),
    ],
)
def test_a_wrong_field_comes_back(
    tmp_path: Path, values: tuple[object, ...], expected: list[str]
) -> None:
    result = take_in(book(tmp_path / "a.xlsx", [HEADER, row(an_iin(), *values)]), an_office(), KIND)
    assert codes(result) == {2: expected}
    [reason] = only_sheet(result).reasons(result.rejected[0][1], "ru")
    assert "«field." not in reason
    assert not Case.objects.exists()


def test_a_later_list_brings_the_fields_of_later_steps(tmp_path: Path) -> None:
    office, iin = an_office(), an_iin()
    take_in(book(tmp_path / "1.xlsx", [HEADER, row(iin, "education")]), office, KIND)
    path = book(tmp_path / "2.xlsx", [HEADER, row(iin, None, "08.02.2021", 90)])
    result = take_in(path, office, KIND)
    assert (result.known, result.completed) == (1, 1)
    assert Case.objects.get().details == {"sector": "education", "wage": 9_000_000}


def test_a_field_that_the_register_has_otherwise_comes_back(tmp_path: Path) -> None:
    office, iin = an_office(), an_iin()
    take_in(book(tmp_path / "1.xlsx", [HEADER, row(iin, "education")]), office, KIND)
    path = book(
        tmp_path / "2.xlsx",
        [HEADER, row(iin, "agriculture"), row(iin, "education", None, None, None, None, 2)],
    )
    result = take_in(path, office, KIND)
    assert codes(result) == {2: ["field-other"], 3: ["field-other"]}
    assert Case.objects.get().details == {"sector": "education"}
