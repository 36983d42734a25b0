"""What becomes of a row."""

from collections.abc import Sequence
from enum import Enum

from qamtu.exchange.workbook import Problem


class Landing(Enum):
    """A row that was taken. Completed: known, and the register got something that it lacked."""

    LANDED = "landed"
    KNOWN = "known"
    COMPLETED = "completed"


Outcome = Landing | Sequence[Problem]
