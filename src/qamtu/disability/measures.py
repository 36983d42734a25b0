"""Living with a disability: one module each."""

from qamtu.casework.measures import Measure

from . import personal_assistant, register, rehabilitation

MEASURES: tuple[Measure, ...] = (
    register.MEASURE,
    rehabilitation.MEASURE,
    personal_assistant.MEASURE,
)
