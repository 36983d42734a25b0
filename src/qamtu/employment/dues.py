"""What the employment measures owe for a month: asked anew whenever a run is prepared or paid."""

from functools import partial

from qamtu.finance.runs import Payable

from . import startup_grant
from .agreements import SUBSIDISED
from .grant_dues import grants_due
from .timesheets import dues_of

PAID_BY_RUNS: dict[str, Payable] = {
    code: Payable(measure, partial(dues_of, measure=code)) for code, measure in SUBSIDISED.items()
} | {startup_grant.MEASURE.code: Payable(startup_grant.MEASURE, grants_due)}
