"""The classifier: whole, in three languages, and found by the words that people use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.employment.matching.occupations import (
    coverage,
    distance,
    find,
    occupations,
    read_row,
)
from qamtu.trilingual import LANGUAGES

codes = st.sampled_from(sorted(occupations()))


def test_every_group_of_the_classifier_is_there_with_its_three_names() -> None:
    assert coverage() == {
        "major": 10,
        "sub_major": 43,
        "minor": 130,
        "unit": 436,
        "kazakh": 10 + 43 + 130 + 436,
    }
    for one in occupations().values():
        assert all(one.names[language].strip() for language in LANGUAGES)
        assert one.code[:1] == one.code or one.parent in occupations()


def test_every_group_has_groups_below_it_down_to_the_units() -> None:
    parents = {one.parent for one in occupations().values()}
    assert parents - {""} == {code for code in occupations() if len(code) < 4}


def test_no_two_groups_of_a_level_have_the_same_name() -> None:
    for level in (1, 2, 3, 4):
        for language in LANGUAGES:
            names = [
                one.names[language].casefold()
                for code, one in occupations().items()
                if len(code) == level
            ]
            assert len(names) == len(set(names)), [n for n in names if names.count(n) > 1]


def test_names_keep_to_the_letters_of_their_language() -> None:
    for one in occupations().values():
        assert not set(one.names.ru.casefold()) & set("әғқңөұүһі")
        assert not set((one.names.kk + one.names.ru).casefold()) & set("abcdefghijklmnopqrstuvwxyz")
        assert one.names.en.isascii()


def test_a_kazakh_name_that_is_missing_is_the_russian_one_marked_as_such() -> None:
    one = read_row({"code": "1", "kk": "", "ru": "Руководители", "en": "Managers", "also": ""})
    assert (one.names.kk, one.has_kazakh) == ("Руководители (орысша)", False)


@settings(deadline=None)
@given(codes, codes, codes)
def test_the_distance_is_one_of_a_tree(a: str, b: str, c: str) -> None:
    assert 0 <= distance(a, b) == distance(b, a) <= 4
    assert distance(a, a) == 4 - len(a)
    assert distance(a, c) <= max(distance(a, b), distance(b, c))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("жүргізуші", "8322"),
        ("автобус жүргізушісіне", "8331"),
        ("жүк көлігінің жүргізушісі", "8332"),
        ("водителем грузовика", "8332"),
        ("Водитель автобуса", "8331"),
        ("bus drivers", "8331"),
        ("ДӘНЕКЕРЛЕУШІ", "7212"),
        ("сварщика", "7212"),
        ("welding", "7212"),
        ("мұғалімдер", "2341"),
        ("учитель начальных классов", "2341"),
        ("балабақша тәрбиешісі", "2342"),
        ("бухгалтерге", "2411"),
        ("аспазшы", "5120"),
        ("поваром", "5120"),
        ("cook", "5120"),
        ("малшылар", "6121"),
        ("чабаном", "6121"),
        ("тракторшы", "8341"),
        ("медсестры", "3221"),
        ("күзетші", "5414"),
        ("сатушылар", "5223"),
        ("құрылысшы", "7111"),
        ("программиста", "2512"),
        ("электрики", "7411"),
    ],
)
def test_an_occupation_is_found_by_its_words_whatever_their_endings(text: str, code: str) -> None:
    assert code in [one.code for one in find(text, 3)]


@settings(deadline=None)
@given(codes)
def test_a_group_is_found_by_its_own_names(code: str) -> None:
    one = occupations()[code]
    for language in LANGUAGES:
        assert one.names[language] in [each.names[language] for each in find(one.names[language])]


@pytest.mark.parametrize("text", ["", "  ", "и", "xyzzy", "және"])
def test_words_of_no_occupation_find_nothing(text: str) -> None:
    assert find(text) == []


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_may_be_looked_for(text: str) -> None:
    assert len(find(text, 3)) <= 3
