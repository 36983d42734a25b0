"""Extracts from a workbook: every row lands or comes back, the same file twice adds nothing."""

from datetime import date
from pathlib import Path

import pytest

from qamtu.disability.examinations import counts_on
from qamtu.disability.models import Examination
from qamtu.people.models import Person, StatusPeriod
from qamtu.people.statuses import record_status
from tests.exchange.lists import an_iin, an_office, book, codes, take_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
KAZAKH = ["Мүгедектік белгіленген күн", "ЖСН", "Аты-жөні", "Мүгедектік тобы", "Мүгедектік себебі",
          "Үзінді нөмірі", "Мүгедектік мерзімі"]  # fmt: skip
RUSSIAN = ["№ справки", "Группа", "Причина инвалидности", "ФИО", "ИИН", "Срок до", "Срок с",
           "Дата МСЭ", "УПТ, %"]  # fmt: skip
ADULT, CHILD = date(1980, 5, 1), date(2015, 5, 1)


def test_headers_of_both_languages_in_any_order(tmp_path: Path) -> None:
    office, first, second = an_office(), an_iin(ADULT), an_iin(CHILD)
    kk = book(
        tmp_path / "kk.xlsx",
        [KAZAKH, ["01.02.2021", first, "Ким Аида", "II топ", "жалпы ауру", "МС-1", "мерзімсіз"]],
    )
    ru = book(
        tmp_path / "ru.xlsx",
        [RUSSIAN, ["МС-2", "ребёнок", "с детства", "Ли Вера", second, "31.01.2023",
                   date(2021, 2, 1), "25.01.2021", None]],
    )  # fmt: skip
    assert (take_in(kk, office, "examinations").landed, codes(take_in(ru, office, "examinations")))\
        == (1, {})  # fmt: skip
    counts = counts_on(office, date(2021, 3, 1))
    assert (counts["group_2"], counts["child_under_16"]) == (1, 1)
    made = Examination.objects.get(number="МС-2")
    assert (made.examined_on, made.valid_to, made.cause) == (
        date(2021, 1, 25), date(2023, 1, 31), "from_childhood",
    )  # fmt: skip


def test_the_same_file_twice_adds_nothing(tmp_path: Path) -> None:
    office = an_office()
    rows = [["01.02.2021", an_iin(ADULT), "Ким Аида", "I", "жалпы ауру", f"МС-{n}", ""]
            for n in range(1, 4)]  # fmt: skip
    path = book(tmp_path / "a.xlsx", [KAZAKH, *rows])
    first = take_in(path, office, "examinations")
    again = take_in(path, office, "examinations")
    assert (first.landed, again.landed, again.known, again.rejected) == (3, 0, 3, [])
    assert Examination.objects.filter(office=office).count() == 3
    assert StatusPeriod.objects.filter(office=office).count() == 3


def test_two_extracts_of_one_person_are_a_history_whatever_their_order(tmp_path: Path) -> None:
    office, iin = an_office(), an_iin(ADULT)
    path = book(
        tmp_path / "a.xlsx",
        [
            KAZAKH,
            ["01.02.2021", iin, "Ким Аида", "1 группа", "общее заболевание", "МС-2", "бессрочно"],
            ["01.02.2019", iin, "Ким Аида", "3", "общее заболевание", "МС-1", "бессрочно"],
        ],
    )
    assert take_in(path, office, "examinations").landed == 2
    periods = StatusPeriod.objects.live().filter(office=office).order_by("valid_from")
    assert [(one.category, one.valid_to) for one in periods] == [
        ("group_3", date(2021, 1, 31)), ("group_1", None),
    ]  # fmt: skip


def test_each_row_that_can_not_be_comes_back_with_its_reason_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    office = an_office()
    dead, known = an_iin(ADULT), an_iin(ADULT)
    take_in(
        book(tmp_path / "b.xlsx", [
            KAZAKH, ["01.02.2021", known, "Ким Аида", "II", "жалпы ауру", "МС-1", ""],
            ["01.02.2018", dead, "Ли Вера", "II", "жалпы ауру", "МС-0", ""],
        ]),
        office, "examinations",
    )  # fmt: skip
    record_status(
        person=Person.objects.get(iin=dead), kind="deceased", valid_from=date(2020, 1, 1),
        paper="№ 3", by=make_user(office),
    )  # fmt: skip
    before = Person.objects.filter(office=office).count()
    rows = [
        ["01.02.2021", an_iin(ADULT), "А Б", "IV", "жалпы ауру", "МС-2", ""],
        ["01.02.2021", an_iin(ADULT), "Ким Аида", "II", "лень", "МС-3", ""],
        ["01.02.2021", an_iin(ADULT), "Ким Аида", "бала", "жалпы ауру", "МС-4", ""],
        ["01.02.2021", an_iin(ADULT), "Ким Аида", "II", "жалпы ауру", "МС-5", "31.01.2021"],
        ["01.02.2021", an_iin(ADULT), "Ким Аида", "II", "жалпы ауру", "МС-6", "қашан да"],
        ["01.02.2021", dead, "Ли Вера", "I", "жалпы ауру", "МС-7", ""],
        ["01.01.2021", known, "Ким Аида", "I", "жалпы ауру", "МС-8", ""],
        ["01.03.2021", known, "Ким Аида", "I", "жалпы ауру", "МС-1", ""],
        ["", an_iin(ADULT), "Ким Аида", "I", "жалпы ауру", "МС-9", ""],
    ]
    result = take_in(book(tmp_path / "a.xlsx", [KAZAKH, *rows]), office, "examinations")
    found = [said[0] for _row, said in sorted(codes(result).items())]
    assert found[1:5] == [
        "extract-cause", "examination-age", "examination-order", "date-unreadable",
    ]  # fmt: skip
    assert found[0] in ("extract-category", "name-initials")
    assert found[5:] == [
        "examination-deceased", "examination-earlier", "extract-other", "value-missing",
    ]  # fmt: skip
    assert (result.landed, Person.objects.filter(office=office).count()) == (0, before)
    for lang in ("kk", "ru", "en"):
        for _row, problems in result.rejected:
            [sheet] = result.sheets
            assert all("{" not in text for text in sheet.reasons(problems, lang))  # type: ignore[arg-type]
