"""The score and its reasons, component by component, from both sides of each threshold."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from qamtu.employment.matching.model import Place, Point, Seeker, UnknownWord, Vacancy, Worked
from qamtu.employment.matching.roads import AirLine
from qamtu.employment.matching.scoring import CAUSES, WEIGHTS, kato_digits, match
from qamtu.employment.matching.vocabulary import LEVELS, LIMITS

from .drawn import seekers, vacancies

HOME = Place(Point(44.85, 65.50))
SEEKER = Seeker("s", wishes=("8332",), place=HOME)
VACANCY = Vacancy("v", "8332", place=HOME)
THOUSAND = 100_000  # tiyn


def points(component: str, seeker: Seeker, vacancy: Vacancy) -> int:
    found = match(seeker, vacancy)
    return next(reason.points for reason in found.reasons if reason.component == component)


def causes(seeker: Seeker, vacancy: Vacancy) -> list[str]:
    return [exclusion.code for exclusion in match(seeker, vacancy).exclusions]


def test_the_weights_make_a_thousand_and_a_perfect_match_has_them_all() -> None:
    assert sum(WEIGHTS.values()) == 1000
    found = match(SEEKER, VACANCY)
    assert found.score == 1000
    assert found.is_possible
    assert found.reasons[0].sentence.kk == "Қалаған мамандығына дәл сәйкес"


@settings(deadline=None)
@given(seekers, vacancies())
def test_every_reason_is_within_its_weight_and_said_in_three_languages(
    seeker: Seeker, vacancy: Vacancy
) -> None:
    found = match(seeker, vacancy)
    assert [reason.component for reason in found.reasons] == list(WEIGHTS)
    for reason in found.reasons:
        assert 0 <= reason.points <= reason.most == WEIGHTS[reason.component]
    assert found.score == sum(reason.points for reason in found.reasons) <= 1000
    for said in (*found.reasons, *found.exclusions):
        for text in (said.sentence.kk, said.sentence.ru, said.sentence.en):
            assert text.strip()
            assert "{" not in text
    places = [CAUSES.index(exclusion.code) for exclusion in found.exclusions]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "expected"), [("8332", 300), ("8331", 225), ("8341", 135), ("8111", 45), ("5120", 0)]
)
def test_the_nearer_in_the_classifier_the_better(asked: str, expected: int) -> None:
    assert points("occupation", SEEKER, replace(VACANCY, occupation=asked)) == expected


def test_an_occupation_had_counts_less_than_one_wished_for_and_wholly_where_nothing_was() -> None:
    driver = (Worked("8332", 10),)
    assert points("occupation", replace(SEEKER, wishes=("5120",), worked=driver), VACANCY) == 240
    assert points("occupation", replace(SEEKER, wishes=(), worked=driver), VACANCY) == 300
    assert points("occupation", replace(SEEKER, wishes=()), VACANCY) == 0


def test_years_in_a_close_occupation_count_and_in_a_farther_one_half() -> None:
    asked = replace(VACANCY, years=4)
    for occupation, expected in (("8332", 75), ("8331", 75), ("8341", 37), ("8111", 0)):
        had = replace(SEEKER, worked=(Worked(occupation, 3),))
        assert points("experience", had, asked) == expected  # 3 of 4 years; 1.5 of 4
    assert points("experience", replace(SEEKER, worked=(Worked("8332", 9),)), asked) == 100


def test_skills_count_by_their_share_however_they_are_spelled() -> None:
    asked = replace(VACANCY, skills=frozenset({"Excel", "1С: Бухгалтерия", "тігін ісі"}))
    seeker = replace(SEEKER, skills=frozenset({"EXCEL", "Тигин иси", "гитара", " "}))
    assert points("skills", seeker, asked) == 66  # two of three
    assert points("skills", SEEKER, asked) == 0


def test_pay_is_full_from_the_wish_half_where_only_the_top_reaches_it() -> None:
    wish = replace(SEEKER, lowest_pay=200 * THOUSAND)

    def offered(first: int, top: int = 0) -> int:
        return points("pay", wish, replace(VACANCY, pay_from=first, pay_to=top))

    assert offered(200 * THOUSAND) == 150
    assert offered(200 * THOUSAND - 1, 200 * THOUSAND) == 75
    assert offered(150 * THOUSAND, 250 * THOUSAND) == 112  # halfway between: 750 thousandths
    assert offered(0, 200 * THOUSAND - 1) == 74
    assert offered(160 * THOUSAND) == 0  # a fifth below
    assert offered(160 * THOUSAND + 40 * THOUSAND // 2) == 37
    assert offered(0) == 75  # not stated
    assert points("pay", SEEKER, VACANCY) == 150


def test_the_way_counts_down_to_nothing_at_the_end_of_what_the_seeker_travels() -> None:
    ten_km_north = Place(Point(44.85 + 10 / 1.3 / 111.195, 65.50))
    far = replace(VACANCY, place=ten_km_north)
    assert points("distance", replace(SEEKER, travels=20), far) == 60
    assert points("distance", replace(SEEKER, travels=10), far) == 0
    assert points("distance", SEEKER, far) == 96  # 40 of the usual 50
    assert causes(replace(SEEKER, travels=10), far) == []
    assert causes(replace(SEEKER, travels=9), far) == ["distance"]
    assert causes(replace(SEEKER, travels=9), replace(far, offers_transport=True)) == []
    assert causes(replace(SEEKER, travels=9), replace(far, schedule="remote")) == []
    said = match(SEEKER, far).reasons[5].sentence
    assert (said.kk, said.ru) == ("Жұмысқа дейін шамамен 10 км", "До работы около 10 км")


def test_without_points_the_territory_units_say_how_near_it_is() -> None:
    home = replace(SEEKER, place=Place(kato="434630100"))
    for kato, digits, expected in (
        ("434630100", 9, 120),
        ("434630200", 6, 84),
        ("434640100", 4, 48),
        ("436000000", 2, 0),
        ("110000000", 0, 0),
    ):
        assert kato_digits("434630100", kato) == digits
        assert points("distance", home, replace(VACANCY, place=Place(kato=kato))) == expected
    assert points("distance", home, VACANCY) == 60  # nothing is known


def test_transport_is_on_foot_by_the_employer_or_by_car() -> None:
    three, four = (Place(Point(44.85 + km / 1.3 / 111.195, 65.50)) for km in (3, 4))
    assert points("transport", SEEKER, replace(VACANCY, place=three)) == 50
    away = replace(VACANCY, place=four)
    assert points("transport", SEEKER, away) == 0
    assert points("transport", replace(SEEKER, has_car=True), away) == 50
    assert points("transport", SEEKER, replace(away, offers_transport=True)) == 50
    no_walker = replace(SEEKER, limits=frozenset({"no_walking"}))
    assert points("transport", no_walker, replace(VACANCY, place=three)) == 0


@pytest.mark.parametrize("code", sorted(LIMITS))
def test_a_demand_that_health_forbids_excludes_and_another_does_not(code: str) -> None:
    seeker = replace(SEEKER, limits=frozenset({code}))
    accessible = replace(VACANCY, features=LIMITS[code].needs)
    assert causes(seeker, accessible) == []
    for demand in LIMITS[code].excludes:
        assert causes(seeker, replace(accessible, demands=frozenset({demand}))) == ["health"]
        assert causes(SEEKER, replace(accessible, demands=frozenset({demand}))) == []


def test_night_shifts_are_a_demand_of_the_schedule() -> None:
    nights = replace(VACANCY, schedule="nights")
    assert causes(replace(SEEKER, limits=frozenset({"no_night"})), nights) == ["health"]


def test_a_wheelchair_needs_an_entrance_but_not_to_work_at_home() -> None:
    seeker = replace(SEEKER, limits=frozenset({"wheelchair"}))
    assert causes(seeker, VACANCY) == ["workplace"]
    assert causes(seeker, replace(VACANCY, features=frozenset({"step_free_entrance"}))) == []
    assert causes(seeker, replace(VACANCY, schedule="remote")) == []
    said = match(seeker, VACANCY).exclusions[0].sentence
    assert said.kk.endswith("жұмыс орнында жоқ: кедергісіз кіреберіс немесе пандус")


def test_a_schedule_not_named_excludes_and_the_first_named_is_the_best() -> None:
    seeker = replace(SEEKER, schedules=("part_time", "full_day"))
    assert points("schedule", seeker, replace(VACANCY, schedule="part_time")) == 50
    assert points("schedule", seeker, VACANCY) == 25
    assert causes(seeker, replace(VACANCY, schedule="shifts")) == ["schedule"]


def test_an_education_asked_by_the_law_excludes_below_it_and_one_wished_for_does_not() -> None:
    teacher = replace(VACANCY, education="higher")
    for level, expected in (("postgraduate", 50), ("higher", 50), ("vocational", 25), ("basic", 0)):
        seeker = replace(SEEKER, education=level)
        assert points("education", seeker, teacher) == expected
        assert causes(seeker, teacher) == []
        is_below = LEVELS[level] < LEVELS["higher"]
        assert causes(seeker, replace(teacher, is_regulated=True)) == ["education"] * is_below


def test_what_helps_at_the_workplace_counts_by_its_share() -> None:
    seeker = replace(SEEKER, limits=frozenset({"low_hearing"}))
    assert points("accessibility", seeker, VACANCY) == 0
    written = replace(VACANCY, features=frozenset({"written_talk", "lift"}))
    assert points("accessibility", seeker, written) == 13  # a third of 40


@pytest.mark.parametrize(
    "wrong",
    [
        {"limits": frozenset({"tall"})},
        {"languages": frozenset({"xx"})},
        {"education": "some"},
        {"schedules": ("always",)},
        {"wishes": ("83321",)},
        {"wishes": ("driver",)},
        {"lowest_pay": -1},
        {"travels": -5},
    ],
)
def test_a_word_that_the_vocabulary_does_not_have_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UnknownWord):
        replace(SEEKER, **wrong)  # type: ignore[arg-type]


def test_a_pay_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UnknownWord):
        replace(VACANCY, pay_from=2, pay_to=1)


def test_the_air_line_is_symmetric_exact_and_knows_real_distances() -> None:
    roads = AirLine(100)
    kyzylorda, astana = Point(44.8488, 65.4823), Point(51.1694, 71.4491)
    assert roads.kilometres(kyzylorda, astana) == 831  # by the haversine: 830.6
    assert roads.kilometres(astana, kyzylorda) == roads.kilometres(kyzylorda, astana)
    assert roads.kilometres(astana, astana) == 0
    assert roads.kilometres(Point(0, 0), Point(0, 180)) == 20015  # half of the globe
    assert AirLine().kilometres(kyzylorda, astana) == 1080  # three tenths more: 1079.8
