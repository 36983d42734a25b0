"""What a survey of the demo finds always leaves a work to be done."""

from itertools import product

from qamtu.demo.accessible_places import SHORTFALLS, SURE, AccessiblePlacesFlow
from qamtu.rules.accessibility.trials import JUDGED_ON
from qamtu.rules.accessibility.verdicts import judge


def test_every_facility_has_something_to_be_adapted() -> None:
    for sure, other in product(SHORTFALLS[:SURE], SHORTFALLS[SURE:]):
        answers = AccessiblePlacesFlow.answers_with([sure, other])
        reasons = [one for found in judge(answers, JUDGED_ON).values() for one in found.reasons]
        assert any(one.attribute == sure[1] for one in reasons), (sure, other)
