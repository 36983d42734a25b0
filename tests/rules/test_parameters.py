"""A figure of the law has its day and its act; what is missing or malformed is named."""

import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from qamtu.rules import parameters as module
from qamtu.rules.accessibility.passport import passport_form
from qamtu.rules.acts import act_in
from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.exact import read_number, whole
from qamtu.rules.parameters import Law, ParameterMissing, ParameterValue, parameters


@pytest.mark.parametrize(
    ("day", "tenge"),
    [
        (date(2020, 3, 31), 2651), (date(2020, 4, 1), 2778), (date(2020, 12, 31), 2778),
        (date(2021, 1, 1), 2917), (date(2022, 3, 31), 3063), (date(2022, 4, 1), 3180),
        (date(2026, 12, 31), 4325),
    ],
)  # fmt: skip
def test_the_index_of_the_day(day: date, tenge: int) -> None:
    assert Law("macro", day).figure("mrp").value == tenge * 100


def test_a_unit_can_be_a_parameter() -> None:
    assert Law("targeted_assistance", date(2026, 1, 1)).figure("extra_per_child").value == 648750


def test_a_day_without_a_value_names_the_parameter() -> None:
    with pytest.raises(ParameterMissing, match=r"mrp has no value on 31\.12\.2018"):
        Law("macro", date(2018, 12, 31)).figure("mrp")


def test_what_is_entered_stands_before_what_is_published_and_what_if_before_both() -> None:
    day = date(2026, 2, 1)
    entered = {"poverty_line": (ParameterValue(date(2026, 1, 1), 40000, "here", True),)}
    assert Law("targeted_assistance", day, "aktobe").figure("poverty_line").value == 37060_00
    law = Law("targeted_assistance", day, "aktobe", entered)
    assert law.figure("poverty_line").value == 40000_00
    what_if = Law(
        "targeted_assistance", day, "aktobe", entered,
        {"poverty_line": ParameterValue(date(2026, 1, 1), 50000, "what if", False)},
    )  # fmt: skip
    assert what_if.figure("poverty_line").value == 50000_00


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: {unit: tenge, values: []}", "has no value"),
        ("a: {unit: tenge, values: [{from: 2021-01-01, value: 1, verified: true}]}", "no act"),
        ("a: {unit: tenge, values: [{from: soon, value: 1, act: x, verified: true}]}", "date"),
        ("a: {unit: tenge, values: [{from: 2021-01-01, value: many, act: x, verified: true}]}",
         "no exact number"),
        ("a: {unit: flag, values: [{from: 2021-01-01, value: 1, act: x, verified: true}]}", "flag"),
        ("a: {unit: tenge, of: x, values: []}", "unknown key"),
        ("a: {unit: tenge, values: [{from: 2021-01-01, value: 1, act: x, verified: true},"
         " {from: 2020-01-01, value: 1, act: x, verified: true}]}", "order"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_with_the_parameter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, problem: str
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "parameters.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=problem) as refused:
        parameters.__wrapped__("broken")
    assert str(refused.value).startswith("a:")


def test_numbers_are_read_exactly_and_floats_never() -> None:
    assert read_number("70 %") == Fraction(7, 10)
    assert read_number("26906,83") == Fraction(2690683, 100)
    assert read_number("1/3") == Fraction(1, 3)
    with pytest.raises(ValueError, match="no exact number"):
        read_number(0.1)


@pytest.mark.parametrize(
    ("number", "found"),
    [("1/2", 1), ("49/100", 0), ("3/2", 2), ("-1/2", -1), ("-49/100", 0), ("7", 7)],
)
def test_a_half_goes_away_from_nought(number: str, found: int) -> None:
    assert whole(Fraction(number)) == found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_act_is_named_half_in_english(language: str) -> None:
    acts = {
        text
        for modelled in PROGRAMMES.values()
        for versions in modelled.programme.steps.values()
        for step in versions
        for _since, text in step.articles
    }
    for path in module.FOLDER.glob("*/parameters.yaml"):
        for parameter in parameters(path.parent.name).values():
            acts |= {value.act for value in parameter.values}
            acts |= {value.article for value in parameter.values}
    acts |= {one.source for one in passport_form().demands}
    for act in acts:
        said = act_in(act, language)
        assert not re.search(r"(?!(?:I|V|II|IV|VI|XII|[A-Z]\d\w+)\b)\b[A-Za-z]\w*", said), said


def test_what_an_operator_enters_is_left_as_it_is() -> None:
    for act in (
        "Сырдария аудандық мәслихатының 12.03.2021 № 25 шешімі",
        "приказ № 5 от 01.02.2026",
    ):
        assert act_in(act, "kk") == act_in(act, "ru") == act


def test_the_articles_of_an_act() -> None:
    assert act_in("Law 105-V of 21.06.2013, art. 11 (63)", "kk") == (
        "21.06.2013 ж. № 105-V Заң, 11-бап (63)"
    )
    assert act_in("Code art. 120, 128(3)–130", "ru") == "Кодекс ст. 120, 128(3)–130"
    assert act_in("Law on the republican budget 2026–2028", "kk") == (
        "2026–2028 жылдарға арналған республикалық бюджет туралы Заң"
    )


def test_a_value_that_has_ended_does_not_bring_an_older_one_back() -> None:
    def value(since: str, until: str | None, number: int, place: str = "") -> ParameterValue:
        last = date.fromisoformat(until) if until else None
        return ParameterValue(date.fromisoformat(since), number, "x", True, until=last, place=place)

    values = (
        value("2020-01-01", None, 1),
        value("2021-01-01", "2021-12-31", 2),
        value("2021-03-01", "2021-06-30", 3, "here"),
    )
    parameter = module.Parameter("x", "people", values)
    assert parameter.on(date(2020, 6, 1)).value == 1
    assert parameter.on(date(2021, 6, 1)).value == 2
    assert parameter.on(date(2021, 6, 1), "here").value == 3
    assert parameter.on(date(2021, 7, 1), "here").value == 2
    assert parameter.on(date(2021, 6, 1), "there").value == 2
    with pytest.raises(ParameterMissing, match=r"x has no value on 01\.01\.2022"):
        parameter.on(date(2022, 1, 1))


@pytest.mark.parametrize(
    ("since", "last"),
    [
        (date(2021, 1, 1), date(2021, 3, 31)), (date(2021, 5, 12), date(2021, 6, 30)),
        (date(2021, 9, 30), date(2021, 9, 30)), (date(2021, 12, 31), date(2021, 12, 31)),
        (date(2024, 1, 1), date(2024, 3, 31)), (date(2021, 10, 1), date(2021, 12, 31)),
    ],
)  # fmt: skip
def test_the_line_of_a_quarter_ends_with_it(since: date, last: date) -> None:
    entered = {"poverty_line": (ParameterValue(since, 40000, "here", True),)}
    assert Law("targeted_assistance", last, "", entered).figure("poverty_line").value == 40000_00
    with pytest.raises(ParameterMissing, match="poverty_line has no value on"):
        Law("targeted_assistance", last + timedelta(1), "", entered).figure("poverty_line")
