"""Инватакси."""

from qamtu.casework.measures import Measure

from . import invataxi

MEASURES: tuple[Measure, ...] = (invataxi.TRIP, invataxi.CONTRACT)
