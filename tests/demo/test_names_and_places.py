"""Names have the endings of their owners; places are the same for the same district."""

from random import Random

import pytest

from qamtu.demo.names import given_names, make_name, russian_style_patronymic, surname_for
from qamtu.demo.places import territory_for


def test_enough_names():
    assert len(given_names("kk", "m")) >= 120
    assert len(given_names("kk", "f")) >= 120
    assert len(given_names("ru", "m")) >= 40
    assert len(given_names("ru", "f")) >= 40


def test_endings_follow_the_sex():
    rng = Random(5)
    for _ in range(500):
        man, woman = make_name(rng, "m"), make_name(rng, "f")
        assert man.patronymic.endswith(("ұлы", "вич"))
        assert woman.patronymic.endswith(("қызы", "вна"))
        assert woman.surname.endswith(("ова", "ева", "ина", "ына"))
        assert not man.surname.endswith("а")
        assert make_name(rng, "f", "ru").patronymic.endswith(("вна", "чна"))


def test_forms():
    assert surname_for("Ахметов", "f") == "Ахметова"
    assert surname_for("Ильинский", "f") == "Ильинская"
    assert russian_style_patronymic("Серік", "f") == "Серіковна"
    assert russian_style_patronymic("Абай", "m") == "Абаевич"


def test_syrdarya_has_its_own_places():
    territory = territory_for("Сырдария ауданы", "Қызылорда облысы")
    assert territory.kato == "434800000"
    assert territory == territory_for("Сырдарьинский район")
    assert territory.places[0].kk == "Тереңөзек"
    assert {p.kk for p in territory.places} >= {"Айдарлы", "Бесарық", "Шаған", "Шіркейлі"}


@pytest.mark.parametrize("district", ["Абай ауданы", "Шиелі ауданы", "Сайрам ауданы"])
def test_other_districts_are_made_from_their_name(district):
    territory = territory_for(district, "Түркістан облысы")
    assert territory == territory_for(district, "Түркістан облысы")
    assert territory != territory_for("Өзге ауданы", "Түркістан облысы")
    assert 8 <= len(territory.places) <= 14
    codes = [p.kato for p in territory.places]
    assert len(set(codes)) == len(codes)
    assert all(len(c) == 9 and c.startswith(territory.kato[:4]) for c in codes)
    assert territory.kato.startswith("61")
    assert not any(p.verified for p in territory.places)
