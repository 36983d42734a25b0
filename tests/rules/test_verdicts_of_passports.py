"""Who can enter: thresholds from both sides; what gets better never makes a verdict worse."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.accessibility.passport import (
    NO,
    NOT_PROVIDED,
    UNKNOWN,
    YES,
    PassportFormWrong,
    passport_form,
    read_form,
)
from qamtu.rules.accessibility.trials import JUDGED_ON, all_as_demanded, try_verdicts
from qamtu.rules.accessibility.verdicts import (
    FULL,
    NONE,
    RANK,
    VERDICTS,
    for_needs,
    judge,
    sentence_of_reason,
)
from qamtu.trilingual import LANGUAGES

FORM = passport_form()
BOUNDS = {
    one.attribute: one
    for demand in FORM.demands
    for one in (demand.condition, *demand.unless)
    if one.bound
}


@pytest.mark.parametrize(("name", "differences"), list(try_verdicts()), ids=lambda one: str(one))
def test_the_published_cases(name: str, differences: list[str]) -> None:
    assert differences == [], name


def answers_to(attribute: str) -> st.SearchStrategy[str | int]:
    words = st.sampled_from([YES, NO, UNKNOWN, NOT_PROVIDED])
    if attribute not in BOUNDS:
        return words
    near = BOUNDS[attribute].tenths
    return st.one_of(words, st.integers(max(near - 3, 0), near + 3))


FACILITIES = st.fixed_dictionaries(
    {
        zone: st.one_of(
            st.none(),
            st.fixed_dictionaries(
                {one.code: answers_to(one.code) for one in FORM.attributes_of(zone)}
            ),
        )
        for zone in FORM.zones
    }
)


def steps_up(attribute: str, answer: str | int) -> list[str | int]:
    """What is better than this answer."""
    if answer in (UNKNOWN, NO):
        return [YES]
    if isinstance(answer, int):
        bound = BOUNDS[attribute].bound
        return [answer - 1 if bound == "at_most" else answer + 1] if answer else []
    return []


@settings(max_examples=300, deadline=None)
@given(FACILITIES, st.data())
def test_a_better_attribute_never_makes_a_verdict_worse(
    facility: dict, data: st.DataObject
) -> None:  # type: ignore[type-arg]
    before = judge(facility, JUDGED_ON)
    places = [
        (zone, code, better)
        for zone, said in facility.items()
        if said is not None
        for code, answer in said.items()
        for better in steps_up(code, answer)
    ]
    if not places:
        return
    zone, code, better = data.draw(st.sampled_from(places))
    after = judge({**facility, zone: {**facility[zone], code: better}}, JUDGED_ON)
    for need, verdict in before.items():
        assert after[need].verdict in VERDICTS
        if verdict.verdict == NOT_PROVIDED:
            assert after[need].verdict == NOT_PROVIDED
        else:
            assert RANK[after[need].verdict] >= RANK[verdict.verdict], (need, zone, code, better)


@settings(max_examples=200, deadline=None)
@given(FACILITIES)
def test_a_closed_entrance_or_service_closes_the_place(facility: dict) -> None:  # type: ignore[type-arg]
    for need, found in judge(facility, JUDGED_ON).items():
        entrances = {
            verdict
            for zone, verdict in found.zones.items()
            if FORM.zones[zone].form == "entrance" and verdict != NOT_PROVIDED
        }
        service = found.zones.get("service_accessibility")
        if entrances == {NONE} or service == NONE:
            assert found.verdict == NONE, need
        if found.verdict == FULL:
            assert not [one for one in found.reasons if one.zone not in ("entrance_1",
                        "entrance_2", "entrance_3")]  # fmt: skip


def test_nothing_known_is_unknown_and_nothing_there_is_not_provided() -> None:
    assert {one.verdict for one in judge({}, JUDGED_ON).values()} == {UNKNOWN}
    nothing = judge(dict.fromkeys(FORM.zones), JUDGED_ON)
    assert {one.verdict for one in nothing.values()} == {NOT_PROVIDED}


def test_somebody_with_two_needs_has_the_worse_verdict() -> None:
    verdicts = {"wheelchair": "partial", "sight": "none", "hearing": "full", "children": "unknown"}
    assert for_needs(verdicts, ["wheelchair", "hearing"]) == "partial"
    assert for_needs(verdicts, ["wheelchair", "sight"]) == "none"
    assert for_needs(verdicts, ["hearing", "children"]) == "unknown"


def test_a_reason_says_what_is_and_what_is_needed() -> None:
    answers = all_as_demanded(FORM)
    entrance = answers["entrance_1"]
    assert entrance is not None
    entrance["door_width"] = 805
    (reason,) = judge(answers, JUDGED_ON)["wheelchair"].reasons
    assert reason.is_must
    assert sentence_of_reason(reason, "ru") == "ширина двери: сейчас 80,5 см, нужно: не менее 90 см"
    assert sentence_of_reason(reason, "kk") == "есіктің ені: қазір 80,5 см, қажет: кемінде 90 см"
    for language in LANGUAGES:
        assert all(
            sentence_of_reason(one, language) for one in judge({}, JUDGED_ON)["sight"].reasons
        )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("at_least: 120", "at_least: 120, at_most: 130"), "one bound"),
        (("attribute: ramp_kerb", "attribute: ramp_curb"), "no such attribute"),
        (("at_most: 1.4", "at_most: 1.45"), "one digit"),
        (("must: [wheelchair]", "must: [nobody]"), "for whom"),
        (('en: "parking"', 'en: ""'), "not named"),
        (("unit: cm", "unit: inch"), "no such unit"),
    ],
)
def test_a_file_that_is_wrong_is_named(
    tmp_path: Path, change: tuple[str, str], problem: str
) -> None:
    import qamtu.rules.accessibility.passport as module

    text = Path(module.__file__).with_name("passport.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "passport.yaml"
    wrong.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(PassportFormWrong, match=problem):
        read_form(wrong)
