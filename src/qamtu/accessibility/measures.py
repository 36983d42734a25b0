"""Accessible places."""

from qamtu.casework.measures import Measure

from . import adaptation

MEASURES: tuple[Measure, ...] = (adaptation.MEASURE,)
