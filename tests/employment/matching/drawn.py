"""Seekers and vacancies drawn by hypothesis, close enough to each other to meet often."""

from hypothesis import strategies as st

from qamtu.employment.matching.model import Place, Point, Seeker, Vacancy, Worked
from qamtu.employment.matching.vocabulary import DEMANDS, FEATURES, LEVELS, LIMITS, SCHEDULES

OCCUPATIONS = ("8332", "8331", "8322", "8341", "833", "7231", "5120", "5131", "2341", "9")
KATO = ("434630100", "434630200", "434640100", "436000000", "110000000", "")
SKILLS = ("welding", "1c", "excel", "tractor")


def some(words: object) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(words)), max_size=3)  # type: ignore[call-overload]


points = st.builds(
    Point,
    st.sampled_from((44.85, 44.86, 44.9, 45.0, 45.6, 51.1)),
    st.sampled_from((65.50, 65.52, 65.6, 66.0, 71.4)),
)
places = st.builds(Place, st.none() | points, st.sampled_from(KATO))
money = st.integers(0, 12).map(lambda n: n * 4_000_001)
seekers = st.builds(
    Seeker,
    key=st.just("s"),
    wishes=st.lists(st.sampled_from(OCCUPATIONS), max_size=2).map(tuple),
    worked=st.lists(
        st.builds(Worked, st.sampled_from(OCCUPATIONS), st.integers(0, 12)), max_size=3
    ).map(tuple),
    education=st.sampled_from(sorted(LEVELS)),
    skills=some(SKILLS),
    lowest_pay=money,
    schedules=st.lists(st.sampled_from(sorted(SCHEDULES)), max_size=4, unique=True).map(tuple),
    place=places,
    travels=st.none() | st.integers(0, 60),
    has_car=st.booleans(),
    limits=some(LIMITS),
    languages=some(("kk", "ru", "en")),
)


@st.composite
def vacancies(draw: st.DrawFn) -> Vacancy:
    pay = sorted((draw(money), draw(money)))
    return Vacancy(
        key="v",
        occupation=draw(st.sampled_from(OCCUPATIONS)),
        years=draw(st.integers(0, 7)),
        education=draw(st.sampled_from(sorted(LEVELS))),
        is_regulated=draw(st.booleans()),
        skills=draw(some(SKILLS)),
        pay_from=pay[0],
        pay_to=draw(st.sampled_from((0, pay[1]))),
        schedule=draw(st.sampled_from(sorted(SCHEDULES))),
        place=draw(places),
        places=draw(st.integers(0, 3)),
        demands=draw(some(DEMANDS)),
        features=draw(some(FEATURES)),
        offers_transport=draw(st.booleans()),
        languages=draw(some(("kk", "ru", "en"))),
    )
