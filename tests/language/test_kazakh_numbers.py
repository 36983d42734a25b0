"""The endings that follow a number, by the number as it is spoken."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qamtu.language import format_number, in_words, kk_case, kk_possessive, plural

POSSESSIVE = {
    0: "0-і",  # нөлі
    1: "1-і",  # бірі
    2: "2-сі",  # екісі
    3: "3-і",  # үші
    4: "4-і",  # төрті
    5: "5-і",  # бесі
    6: "6-ы",  # as the published reports write it
    7: "7-сі",  # жетісі
    8: "8-і",  # сегізі
    9: "9-ы",  # тоғызы
    10: "10-ы",  # оны
    11: "11-і",
    16: "16-ы",
    17: "17-сі",
    20: "20-сы",  # жиырмасы
    22: "22-сі",
    30: "30-ы",  # отызы
    40: "40-ы",  # қырқы
    50: "50-і",  # елуі
    60: "60-ы",  # алпысы
    63: "63-і",
    70: "70-і",  # жетпісі
    80: "80-і",  # сексені
    90: "90-ы",  # тоқсаны
    99: "99-ы",
    100: "100-і",  # жүзі
    112: "112-сі",
    312: "312-сі",
    499: "499-ы",
    1_000_000: "1 000 000-ы",  # миллионы
}
CASES = {
    "dat": {
        6: "6-ға",
        10: "10-ға",
        20: "20-ға",
        40: "40-қа",
        50: "50-ге",
        70: "70-ке",
        100: "100-ге",
    },
    "gen": {1: "1-дің", 4: "4-тің", 10: "10-ның", 7: "7-нің", 50: "50-дің", 1000: "1 000-ның"},
    "acc": {1: "1-ді", 4: "4-ті", 10: "10-ды", 6: "6-ны", 50: "50-ді"},
    "loc": {5: "5-те", 9: "9-да", 40: "40-та", 80: "80-де"},
    "abl": {10: "10-нан", 1000: "1 000-нан", 8: "8-ден", 60: "60-тан", 2: "2-ден"},
    "ord": {1: "1-ші", 5: "5-ші", 6: "6-шы", 9: "9-шы", 20: "20-шы", 40: "40-шы"},
}


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("number", "written"), POSSESSIVE.items())
def test_possessive(number: int, written: str) -> None:
    assert spaced(kk_possessive(number)) == written


@pytest.mark.parametrize(
    ("case", "number", "written"),
    [(case, number, text) for case, table in CASES.items() for number, text in table.items()],
)
def test_cases(case: str, number: int, written: str) -> None:
    assert spaced(kk_case(number, case)) == written


def test_an_unknown_case_is_an_error() -> None:
    with pytest.raises(ValueError, match="vocative"):
        kk_case(5, "vocative")


@given(st.integers(0, 10**9))
def test_the_ending_depends_on_the_last_spoken_word_alone(number: int) -> None:
    def ending(value: int) -> str:
        return kk_possessive(value).rpartition("-")[2]

    if number % 10:
        assert ending(number) == ending(number % 10)
    elif number % 100:
        assert ending(number) == ending(number % 100)


@given(st.integers(0, 10**12))
def test_a_number_is_read_back_from_what_is_written(number: int) -> None:
    assert int(format_number(number, "kk").replace("\u00a0", "")) == number
    assert int(format_number(number, "en").replace(",", "")) == number


@pytest.mark.parametrize(
    ("value", "decimals", "kk", "en"),
    [
        (Decimal("137099"), 1, "137 099,0", "137,099.0"),
        (Decimal("0.05"), 1, "0,1", "0.1"),  # half a step rounds up
        (Decimal("0.049"), 1, "0,0", "0.0"),
        (Fraction(1, 3), 2, "0,33", "0.33"),
        (2956, 0, "2 956", "2,956"),
    ],
)
def test_formats(value: Decimal | int, decimals: int, kk: str, en: str) -> None:
    assert spaced(format_number(value, "kk", decimals)) == kk
    assert spaced(format_number(value, "ru", decimals)) == kk
    assert format_number(value, "en", decimals) == en


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "человек"), (2, "человека"), (5, "человек"), (11, "человек"), (12, "человек"),
     (14, "человек"), (21, "человек"), (22, "человека"), (111, "человек"), (2417, "человек"),
     (263, "человека"), (0, "человек")],
)  # fmt: skip
def test_russian_plural(number: int, word: str) -> None:
    assert plural(number, "ru", "человек", "человека", "человек") == word


def test_words() -> None:
    assert in_words(235, "kk") == "екі жүз отыз бес"
    assert in_words(235, "ru") == "двести тридцать пять"
