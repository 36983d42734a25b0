"""Names in a case, in order, and found however they are spelled; dates as they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qamtu.language import (
    as_of_phrase,
    decline,
    format_date,
    format_period,
    kazakh_sort_key,
    search_key,
)

DAY = date(2021, 11, 15)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Әйгерім", "Айгерим", "Aigerim"),
        ("Нұрсұлтан", "Нурсултан", "Nursultan"),
        ("Құралай", "Куралай", "Kuralai"),
        ("Ғабит", "Габит"),
        ("Дінмұхамед", "Динмухамед"),
        ("Қызылорда", "Кызылорда"),
        ("Жүсіпбек", "Жусипбек", "Zhusipbek"),
        ("Алексей", "Алексеи"),
        ("Гүлнәр", "Гульнар"),
        ("Юлия", "Yuliya"),
    ],
)
def test_spellings_of_a_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({search_key(name) for name in spellings}) == 1


def test_different_names_keep_different_keys() -> None:
    names = ["Асқар", "Айгүл", "Серік", "Сәуле", "Ерлан", "Ермек"]
    assert len({search_key(name) for name in names}) == len(names)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


def test_kazakh_alphabetical_order() -> None:
    letters = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
    assert "".join(sorted(letters, key=kazakh_sort_key)) == letters
    names = ["Қасым", "Камал", "Ыбырай", "Іңкәр", "Өтеген", "Омар", "Zara"]
    assert sorted(names, key=kazakh_sort_key) == [
        "Камал", "Қасым", "Омар", "Өтеген", "Ыбырай", "Іңкәр", "Zara",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "language", "case", "sex", "declined"),
    [
        ("Маханов Елнұр", "kk", "dat", "m", "Маханов Елнұрға"),
        ("Маханов Елнұр", "kk", "gen", "m", "Маханов Елнұрдың"),
        ("Әли Әйгерім Ерланқызы", "kk", "dat", "f", "Әли Әйгерім Ерланқызына"),
        ("Әли Нұрсұлтан Ерланұлы", "kk", "abl", "m", "Әли Нұрсұлтан Ерланұлынан"),
        ("Иванова Ольга Сергеевна", "ru", "dat", "f", "Ивановой Ольге Сергеевне"),
        ("Серіков Ерлан", "en", "dat", "m", "Серіков Ерлан"),
    ],
)
def test_names_in_a_case(name: str, language: str, case: str, sex: str, declined: str) -> None:
    assert decline(name, language, case, sex) == declined


def test_dates() -> None:
    assert format_date(DAY, "kk") == "2021 жылғы 15 қараша"
    assert format_date(DAY, "ru") == "15 ноября 2021 года"
    assert format_date(DAY, "en") == "15 November 2021"
    assert format_date(DAY, "kk", "short") == "15.11.2021"
    assert as_of_phrase(DAY, "kk") == "2021 жылғы 15 қарашадағы жағдай бойынша"


def test_a_period_says_the_year_once_where_it_is_one() -> None:
    start = date(2021, 1, 1)
    assert format_period(start, DAY, "kk") == "2021 жылғы 1 қаңтар – 15 қараша"
    assert format_period(start, DAY, "ru") == "1 января – 15 ноября 2021 года"
    assert format_period(start, date(2022, 3, 1), "kk") == (
        "2021 жылғы 1 қаңтар – 2022 жылғы 1 наурыз"
    )
