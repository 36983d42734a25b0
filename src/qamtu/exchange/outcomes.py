"""What becomes of a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from qamtu.exchange.workbook import Problem


class Landing(Enum):
    """A row that was taken. Completed: known, and the register got something that it lacked."""

    LANDED = "landed"
    KNOWN = "known"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Doubted:
    """A row that was taken, and what somebody should look at in it."""

    landing: Landing
    doubts: Sequence[Problem]


Outcome = Landing | Doubted | Sequence[Problem]
