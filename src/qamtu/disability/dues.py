"""What the side of disability owes by runs: asked anew whenever a run is prepared or paid."""

from qamtu.finance.runs import Payable

from . import personal_assistant, rehabilitation
from .assistant_months import PAYABLE as ASSISTANTS
from .supply_acts import PAYABLE as ITEMS

PAID_BY_RUNS: dict[str, Payable] = {
    personal_assistant.MEASURE.code: ASSISTANTS,
    rehabilitation.MEASURE.code: ITEMS,
}
