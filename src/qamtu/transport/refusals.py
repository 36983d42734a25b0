"""What is refused of rides, in one exception for all that takes, plans and ends them."""

from qamtu.ledger.models import FactRefused


class RideRefused(FactRefused):
    """«ride-no-slot», «ride-twice», «ride-not-that-day», «ride-times», «ride-points»,
    «ride-ended», «ride-not-promised», «vehicle-there», «vehicle-shift», «vehicle-none»,
    «breakdown-there», «reason-missing», «sheet-unknown», «link-closed»,
    «ride-standing», and why a rider may not ride (see `riders`).

    «ride-no-slot» carries `reason` of the planner and `nearest`, a minute or None.
    """
