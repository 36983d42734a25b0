"""A scenario that contradicts itself is refused with a sentence that names the figures."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from qamtu.demo.checking import check_scenario
from qamtu.demo.complaints import ScenarioError
from qamtu.demo.names import read_data
from qamtu.demo.planning import plan_district
from qamtu.demo.scenario import load_scenario, parse_scenario

from .counting import REFERENCE_CATALOGUE

HEAD = 'district = "Шиелі ауданы"\nregion = "Қызылорда облысы"\nfrom = 2022-01-01\nas_of = {}\n'


def scenario_of(*figures: str, as_of: str = "2022-10-01", lang: str = "en"):
    text = HEAD.format(as_of) + "".join(f"[[figure]]\n{f}\n" for f in figures)
    return parse_scenario(text, lang)


def refusal(*figures: str, lang: str = "en", **more: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        check_scenario(scenario_of(*figures, lang=lang, **more), REFERENCE_CATALOGUE, lang)
    return str(caught.value)


def test_the_reference_is_possible():
    path = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"
    scenario = load_scenario(path)
    check_scenario(scenario, REFERENCE_CATALOGUE)
    assert scenario.figures[0].id == "centre.applicants"
    assert scenario.tiyn("asp.paid") == 7_553_720_000
    figure = scenario.get("startup-grant.allocated")
    assert figure is not None
    assert figure.money == Decimal("137099.0")


@pytest.mark.parametrize(
    ("figures", "named"),
    [
        (['id="bastau.refered"\nfact=3'], ["bastau.refered", "did you mean bastau.referred"]),
        (['id="bastau.planned"\nfact=3'], ["bastau.planned", "«fact»", "plan"]),
        (['id="bastau.planned"'], ["bastau.planned", "states nothing"]),
        (['id="quota.disabled"\nfact=-3'], ["quota.disabled", "-3"]),
        (['id="quota.disabled"\nfact=3.5'], ["quota.disabled", "whole number", "3.5"]),
        (['id="quota.disabled"\nfact=true'], ["quota.disabled", "whole number"]),
        (['id="quota.disabled"\nfact=nan'], ["quota.disabled", "whole number"]),
        (['id="invataxi.paid"\nmoney=inf'], ["invataxi.paid", "number"]),
        (['id="invataxi.paid"\nmoney=1.000001'], ["invataxi.paid", "tiyn"]),
        (
            ['id="startup-grant.awarded"\nfact=9\nslices={youth=4,disabled=4}\nexclusive=true'],
            ["startup-grant.awarded", "8", "9"],
        ),
        (
            ['id="startup-grant.awarded"\nfact=9\nslices={youth=6,disabled=4}'],
            ["startup-grant.awarded", "10", "9"],
        ),
        (
            ['id="bastau.referred"\nfact=9\nslices={youth=10}'],
            ["bastau.referred", "youth", "10", "9"],
        ),
        (
            ['id="bastau.referred"\nfact=9\nslices={martians=1}'],
            ["bastau.referred", "martians", "youth"],
        ),
        (
            ['id="bastau.referred"\nfact=9\nslices={women=3,large_family_mother=4}'],
            ["large_family_mother", "women"],
        ),
        (
            ['id="bastau.registered"\nfact=5', 'id="bastau.referred"\nfact=6'],
            ["bastau.referred (6)", "bastau.registered (5)"],
        ),
        (
            ['id="bastau.registered"\nfact=5', 'id="bastau.completed"\nfact=6'],
            ["bastau.completed (6)", "bastau.registered (5)"],
        ),
        (
            [
                'id="bastau.referred"\nfact=6\nslices={youth=2}',
                'id="bastau.completed"\nfact=4\nslices={youth=3}',
            ],
            ["bastau.completed", "youth (3)", "bastau.referred (2)"],
        ),
        (
            [
                'id="asp.allocated"\nmoney_by_source={local=1,republican=2}',
                'id="asp.paid"\nmoney=3.1',
            ],
            ["asp.paid", "3.1", "asp.allocated", "3"],
        ),
        (
            ['id="asp.allocated"\nmoney=4\nmoney_by_source={local=1,republican=2}'],
            ["asp.allocated", "3", "4"],
        ),
        (['id="asp.allocated"\nmoney_by_source={moon=1}'], ["moon", "republican"]),
        (
            [
                'id="personal-assistants.allocated"\npeople=2\nmoney=10',
                'id="personal-assistants.paid"\nmoney=11',
            ],
            ["personal-assistants.paid", "11", "personal-assistants.allocated", "10"],
        ),
        (
            ['id="invataxi.contracted"\nmoney=10', 'id="invataxi.paid"\nmoney=10.01'],
            ["invataxi.paid", "10.01", "invataxi.contracted", "10"],
        ),
        (['id="microcredit.issued"\nfact=0\nmoney=10'], ["microcredit.issued", "fact is 0"]),
        (['id="asp.paid"\nhouseholds=5\npeople=4'], ["asp.paid", "4", "5"]),
        (['id="asp.paid"\nhouseholds=0\npeople=4'], ["asp.paid", "4", "0"]),
        (['id="invataxi.trips"\nfact=5\npeople=6'], ["invataxi.trips", "6", "5"]),
        (
            [
                'id="active-measures.participants"\nfact=9',
                *(
                    f'id="{code}"\nfact=1'
                    for code in REFERENCE_CATALOGUE
                    if REFERENCE_CATALOGUE[code].component_of
                ),
            ],
            ["active-measures.participants (9)", "bastau.referred 1", "= 7"],
        ),
        (
            ['id="active-measures.participants"\nfact=9', 'id="public-works.placed"\nfact=10'],
            ["active-measures.participants (9)", "public-works.placed (10)"],
        ),
        (['id="quota.disabled"\nfact=1', 'id="quota.disabled"\nfact=1'], ["stated twice"]),
        (['id="quota.disabled"\nfact=9999999999999999'], ["quota.disabled", "1000000"]),
        (['id="quota.disabled"\nfact=1e999999999'], ["quota.disabled", "whole number"]),
        (['id="quota.disabled"\nplan=99999999999999999999'], ["quota.disabled", "plan"]),
        (['id="invataxi.paid"\nmoney=1e30'], ["invataxi.paid", "at most"]),
        (
            ['id="resocialisation.contracted"\nmoney=0\nsupplier="«Б»"'],
            ["resocialisation.contracted", "supplier", "0"],
        ),
        (
            [f'id="resocialisation.contracted"\nmoney=1\nsupplier="{"Б" * 251}"'],
            ["resocialisation.contracted", "supplier", "250"],
        ),
    ],
)
def test_contradictions_are_named(figures, named):
    sentence = refusal(*figures)
    for words in named:
        assert words in sentence


def test_days_in_order():
    assert "2022-01-01" in refusal('id="quota.disabled"\nfact=1', as_of="2021-12-31")


def test_days_of_our_time():
    assert "9999-01-01" in refusal('id="quota.disabled"\nfact=1', as_of="9999-01-01")


def test_groups_of_births_that_do_not_add_up_are_named():
    scenario = scenario_of('id="civil.births"\nfact=10\nslices={boys=4,girls=5}')
    with pytest.raises(ScenarioError, match=r"civil\.births.* 9.* 10"):
        plan_district(scenario, Random(1))


def test_all_clashes_are_said_at_once():
    said = refusal('id="invataxi.trips"\nfact=5\npeople=6', 'id="asp.pad"\npeople=4').splitlines()
    assert len(said) == 2


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_other_languages(lang):
    sentence = refusal('id="invataxi.trips"\nfact=5\npeople=6', lang=lang)
    assert "invataxi.trips" in sentence
    expected = read_data("complaints.toml")["people-exceed"][lang]
    assert sentence == expected.format(id="invataxi.trips", people=6, number=5)


def test_every_sentence_stands_in_three_languages():
    for code, sentences in read_data("complaints.toml").items():
        assert set(sentences) == {"kk", "ru", "en"}, code


def test_broken_toml_says_the_line(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text('district = "A"\nfrom = = 2\n', encoding="utf-8")
    with pytest.raises(ScenarioError, match="Line 2"):
        load_scenario(path)


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read"):
        load_scenario(tmp_path / "none.toml")
