"""What the employment measures owe for a month: asked anew whenever a run is prepared or paid."""

from qamtu.finance.runs import Payable

PAID_BY_RUNS: dict[str, Payable] = {}
