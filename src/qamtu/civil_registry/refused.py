"""Why an act of civil status is refused."""

from qamtu.ledger.models import FactRefused


class CivilRefused(FactRefused):
    """What stands in the way; the sentence of each code is in `web.civil_refusals`.

    «civil-kind», «civil-body», «civil-number», «civil-future», «civil-party-missing»,
    «civil-name-missing», «civil-iin», «civil-iin-day», «civil-field-missing», «civil-field»,
    «civil-same-person», «civil-same-iin», «registers-elsewhere», «registers-here»,
    «parent-after-child», «parent-too-young», «parent-dead», «child-known», «birth-late»,
    «birth-iin», «birth-iin-other», «death-known», «death-before-birth», «dead-after-declared»,
    «marriage-of-the-dead», «marriage-under-age», «marriage-standing», «marriage-too-early»,
    «marriage-same-pair», «divorce-without-marriage», «divorce-of-the-dead», «divorce-too-early»,
    «divorce-before-marriage», «base-missing», «base-annulled», «paternity-known»,
    «paternity-none», «adoption-secret», «adoption-of-adult», «adopter-too-young», «name-minor»,
    «name-same», «name-of-the-dead», «civil-state», «civil-before-last», «civil-reason»,
    «certificate-first», «certificate-there», «annulled-by-stands».
    """
