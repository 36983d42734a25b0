"""The measures that are paid by runs, of all the siblings that have such."""

from qamtu.assistance import dues as assistance
from qamtu.disability import dues as disability
from qamtu.employment import dues as employment
from qamtu.finance.runs import Payable
from qamtu.procurement import test_site

PAYABLES: dict[str, Payable] = (
    assistance.PAID_BY_RUNS
    | employment.PAID_BY_RUNS
    | disability.PAID_BY_RUNS
    | test_site.PAID_BY_RUNS
)
