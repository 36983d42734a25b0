"""Taking back what was given to people harmed by the test site by mistake, with the reason.

The last given goes first: the yearly aid, then the certificate, then the compensation. What is in
a payment run stays: the run is cancelled, or the bank returns the money.
"""

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import retract_event
from qamtu.casework.models import Case
from qamtu.finance.runs import be_in_no_run
from qamtu.people.models import Person

from .models import SiteAid, SiteCertificate, SiteClaim, SiteCompensation
from .test_site import SiteRefused


@transaction.atomic
def take_compensation_back(*, claim: SiteClaim, reason: str, by: User) -> None:
    """The application waits for its decision again.

    Raises `SiteRefused`, `RunRefused`, `ReasonMissing`.
    """
    _hold(claim.person_id, claim.case)
    decided = SiteCompensation.objects.live().filter(claim=claim).first()
    if decided is None:
        raise SiteRefused("site-nothing-stands")
    certified = SiteCertificate.objects.live().filter(claim=claim).first()
    if certified is not None:
        raise SiteRefused("site-certificate-stands", number=str(certified))
    be_in_no_run(claim.case)
    decided.retract(reason=reason, by=by)
    _retract_steps(claim.case, "approve", reason=reason, by=by)


@transaction.atomic
def take_certificate_back(*, claim: SiteClaim, reason: str, by: User) -> None:
    """Its number is not given again. Raises `SiteRefused`, `ReasonMissing`."""
    _hold(claim.person_id, claim.case)
    certified = SiteCertificate.objects.live().filter(claim=claim).first()
    if certified is None:
        raise SiteRefused("site-nothing-stands")
    aid = SiteAid.objects.live().filter(person=claim.person_id).first()
    if aid is not None:
        raise SiteRefused("site-aid-stands", year=aid.year)
    certified.retract(reason=reason, by=by)
    _retract_steps(claim.case, "carry_out", reason=reason, by=by)


@transaction.atomic
def take_yearly_aid_back(*, aid: SiteAid, reason: str, by: User) -> None:
    """The aid of a year and its case, which was opened for it alone; it may be given anew.

    Raises `RunRefused`, `ReasonMissing`, `AlreadyRetracted`.
    """
    _hold(aid.person_id, aid.case)
    be_in_no_run(aid.case)
    aid.retract(reason=reason, by=by)
    _retract_steps(aid.case, "approve", "open", reason=reason, by=by)


def _hold(person: int, case: Case) -> None:
    """The case as the run that pays it holds it, then the person as whoever gives does."""
    case.lock()
    Person.objects.select_for_update().get(pk=person)


def _retract_steps(case: Case, *steps: str, reason: str, by: User) -> None:
    for event in case.events.live().filter(transition__in=steps).order_by("-pk"):
        retract_event(event=event, reason=reason, by=by)
