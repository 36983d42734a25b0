"""Assistance in money and in kind: one module each."""

from qamtu.casework.measures import Measure

from . import fuel_aid, social_aid, social_package, targeted_assistance

MEASURES: tuple[Measure, ...] = (
    targeted_assistance.MEASURE,
    social_package.MEASURE,
    fuel_aid.MEASURE,
    social_aid.MEASURE,
)
