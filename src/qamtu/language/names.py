"""Kazakh alphabetical order, and names in a case."""

from typing import Any

from petrovich.enums import Case as PetrovichCase
from petrovich.enums import Gender
from petrovich.main import Petrovich

ALPHABET = "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK = {letter: chr(0x100 + position) for position, letter in enumerate("аә" + ALPHABET[1:])}


def kazakh_sort_key(text: str) -> str:
    """A string that sorts by code points in Kazakh alphabetical order; Cyrillic before Latin.

    >>> sorted(["Бақыт", "Әлия", "Анар"], key=kazakh_sort_key)
    ['Анар', 'Әлия', 'Бақыт']
    """
    return "".join(
        _RANK.get(letter, letter if letter < "a" else chr(0x200 + ord(letter) % 0x1000))
        for letter in text.casefold()
    )


_RUSSIAN_CASES: dict[str, Any] = {
    "gen": PetrovichCase.GENITIVE,
    "dat": PetrovichCase.DATIVE,
    "acc": PetrovichCase.ACCUSATIVE,
}


def decline(full_name: str, language: str, case: str, sex: str) -> str:
    """«Surname Given Patronymic» in a case («gen», «dat», «acc»); unchanged where unknown."""
    parts = full_name.split()
    if language == "ru" and case in _RUSSIAN_CASES and 2 <= len(parts) <= 3:
        engine = Petrovich()
        gender = Gender.MALE if sex == "m" else Gender.FEMALE
        bend = (engine.lastname, engine.firstname, engine.middlename)
        return " ".join(
            how(part, _RUSSIAN_CASES[case], gender) for how, part in zip(bend, parts, strict=False)
        )
    return full_name
