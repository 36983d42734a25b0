"""Names for synthetic people and organisations: Kazakh and Russian, by sex, with their endings."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

Sex = Literal["m", "f"]
Ethnic = Literal["kk", "ru"]


@dataclass(frozen=True)
class PersonName:
    surname: str
    given: str
    patronymic: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)


@dataclass(frozen=True)
class OrganizationName:
    form: str
    kk: str
    ru: str

    def numbered(self, number: int) -> "OrganizationName":
        """The same name with a number, when it is taken: «Береке-2»."""
        return OrganizationName(
            self.form, self.kk.replace("»", f"-{number}»"), self.ru.replace("»", f"-{number}»")
        )


@cache
def read_data(name: str) -> dict[str, Any]:
    """A data file of the demo, parsed."""
    text = (files("qamtu.demo") / "data" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _words(ethnic: str, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(read_data("names.toml")[ethnic][field].split()))


@cache
def _phrases(field: str) -> tuple[str, ...]:
    text = read_data("organizations.toml")["names"][field]
    return tuple(p for line in text.strip().splitlines() for p in line.split("|") if p)


def given_names(ethnic: Ethnic, sex: Sex) -> tuple[str, ...]:
    return _words(ethnic, "male" if sex == "m" else "female")


def surname_for(masculine: str, sex: Sex) -> str:
    """The surname in the person's gender: Ахметов, Ахметова; Ильинский, Ильинская."""
    if sex == "m":
        return masculine
    if masculine.endswith("ский"):
        return masculine.removesuffix("ий") + "ая"
    return masculine + "а" if masculine.endswith(("ов", "ев", "ёв", "ин", "ын")) else masculine


def russian_style_patronymic(father: str, sex: Sex) -> str:
    """The older, Russian-style patronymic of a Kazakh name: Серікович, Серіковна."""
    if father[-1] in "аяыі" or father[-1] in "йь":
        stem, male, female = father[:-1], "евич", "евна"
    elif father[-1] in "еэиу":
        stem, male, female = father, "евич", "евна"
    else:
        stem, male, female = father, "ович", "овна"
    return stem + (male if sex == "m" else female)


def kazakh_patronymic(father: str, sex: Sex) -> str:
    """The father's name with «ұлы» or «қызы»: Серікұлы, Серікқызы."""
    return father + ("ұлы" if sex == "m" else "қызы")


def make_name(rng: Random, sex: Sex, ethnic: Ethnic = "kk") -> PersonName:
    """A full name. Kazakh patronymics are mostly in -ұлы and -қызы, some in the older style."""
    given = rng.choice(given_names(ethnic, sex))
    surname = surname_for(rng.choice(_words(ethnic, "surnames")), sex)
    if ethnic == "ru":
        pair = rng.choice(_words("ru", "patronymics")).split("/")
        return PersonName(surname, given, pair[0] if sex == "m" else pair[1])
    father = rng.choice(_words("kk", "fathers"))
    if rng.random() < 0.3:
        return PersonName(surname, given, russian_style_patronymic(father, sex))
    return PersonName(surname, given, kazakh_patronymic(father, sex))


def child_name(rng: Random, sex: Sex, ethnic: Ethnic, parent: PersonName) -> PersonName:
    """A child's name in the family of `parent`: the surname in the child's own gender."""
    own = make_name(rng, sex, ethnic)
    masculine = next(
        (s for s in _words(ethnic, "surnames") if parent.surname in (s, surname_for(s, "f"))),
        None,
    )
    return PersonName(surname_for(masculine, sex), own.given, own.patronymic) if masculine else own


def make_organization(rng: Random, form: str | None = None) -> OrganizationName:
    """An employer, farm or institution; `form` is a code of the data file, «ngo» for suppliers."""
    forms: Sequence[dict[str, Any]] = read_data("organizations.toml")["form"]
    if form is None:
        chosen = rng.choices(forms, weights=[f["weight"] for f in forms])[0]
    else:
        chosen = next(f for f in forms if f["code"] == form)
    name = rng.choice(_phrases("suppliers" if chosen["code"] == "ngo" else "kk"))
    return OrganizationName(
        str(chosen["code"]), chosen["kk"].format(name=name), chosen["ru"].format(name=name)
    )


def make_facility(rng: Random, number: int) -> tuple[str, str]:
    """A public building, in Kazakh and Russian."""
    lines = read_data("organizations.toml")["names"]["facilities"].strip().splitlines()
    kk, ru = rng.choice(lines).split("|")
    return kk.format(n=number), ru.format(n=number)


def make_street(rng: Random) -> str:
    return rng.choice(_phrases("streets"))
