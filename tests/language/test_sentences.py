"""The small language of sentences."""

from decimal import Decimal

import pytest

from qamtu.language import MissingValue, TemplateError, Value, check_template, plain, render


def say(template: str, language: str = "kk", **values: int | str | None) -> str:
    said = {key: None if value is None else Value(key, value) for key, value in values.items()}
    return plain(render(template, said, language)).replace("\u00a0", " ")


def test_a_number_and_its_ending() -> None:
    assert say("оның {youth:poss} – жастар", youth=63) == "Оның 63-і – жастар"


def test_a_section_vanishes_when_its_value_is_missing() -> None:
    template = "{fact} адам[ ({plan} жоспар[, {percent} %])]."
    assert say(template, fact=5, plan=10, percent=50) == "5 адам (10 жоспар, 50 %)."
    assert say(template, fact=5, plan=10) == "5 адам (10 жоспар)."
    assert say(template, fact=5, percent=50) == "5 адам."


def test_what_there_is_not_is_said_as_a_dash_outside_a_section() -> None:
    """A share of nothing and a plan that nobody set stop no report."""
    segments = render("Доля {share} %[, рост {share} %].", {"share": None}, "ru")
    assert plain(segments) == "Доля – %."


def test_counts_in_thousands_and_money_in_milliards() -> None:
    values = {"fact": Value("fact", 2417), "money": Value("money", 215_000_000_000, "money")}
    said = plain(render("{fact:thousand} адам, {money:billion}", values, "kk"))
    assert said.replace("\u00a0", " ") == "2,4 мың адам, 2,2 млрд теңге"


def test_a_value_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(MissingValue, match="fact"):
        say("{fact} адам")


@pytest.mark.parametrize("template", ["[{a}", "{a}]", "{a", "a}", "[[{a}]"])
def test_a_malformed_template_is_an_error(template: str) -> None:
    with pytest.raises(TemplateError):
        render(template, {"a": Value("a", 1)}, "kk")


def test_braces_and_brackets_can_be_said() -> None:
    assert say(r"\{a\} \[b\]") == "{a} [b]"


def test_words_agree_with_the_number() -> None:
    template = "{n:form:Принят|Приняты|Принято} {n:человек|человека|человек}"
    assert say(template, "ru", n=1) == "Принят 1 человек"
    assert say(template, "ru", n=3) == "Приняты 3 человека"
    assert say(template, "ru", n=19) == "Принято 19 человек"


def test_each_figure_is_a_segment_of_its_own() -> None:
    segments = render(
        "{money:thousand} бөлінді", {"money": Value("money", 13_709_900_000, "money")}, "kk"
    )
    assert [(s.text.replace("\u00a0", " "), s.key) for s in segments] == [
        ("137 099,0 мың теңге", "money"),
        (" бөлінді", None),
    ]


def test_percents_have_one_decimal() -> None:
    values = {"p": Value("p", Decimal("172.7"), "decimal")}
    assert plain(render("{p} %", values, "ru")) == "172,7 %"


def test_the_names_of_a_template() -> None:
    assert check_template(r"{a:poss}[ {b.c} [{d}]] \{e\}") == {"a", "b.c", "d"}
