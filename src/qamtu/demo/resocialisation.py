"""People whom the contract on resocialisation serves, recorded by the verbs of support."""

from datetime import date, timedelta
from random import Random

from qamtu.accounts.models import User
from qamtu.employment.resocialisation_support import (
    ENDING,
    KINDS,
    OUTCOMES,
    STATUSES,
    give_service,
    record_outcome,
    take_in,
)
from qamtu.people.models import Person, StatusPeriod
from qamtu.procurement.models import Contract

MOST_PEOPLE = 15
BETWEEN_SERVICES = 14  # days
GOOD_OUTCOMES = [code for code in OUTCOMES if code not in ENDING]


def support_people(*, contract: Contract, until: date, by: User, rng: Random) -> None:
    """Take in those on probation or released when the contract begins, and serve them."""
    day = contract.signed_on
    held = StatusPeriod.objects.filter(office=contract.office, kind__in=STATUSES).on(day).live()
    people = Person.objects.filter(pk__in=held.values("person")).order_by("pk")[:MOST_PEOPLE]
    for number, person in enumerate(people, start=1):
        needs = rng.sample(list(KINDS), rng.randint(1, 3))
        case = take_in(person=person, needs=needs, paper=f"жолдама № {number}", day=day, by=by)
        on = day
        for kind in needs:
            on += timedelta(days=rng.randint(1, BETWEEN_SERVICES))
            if on <= until:
                give_service(case=case, kind=kind, day=on, by=by, contract=contract)
        if on <= until and rng.random() < 0.6:
            outcome = "employed" if "work" in needs else rng.choice(GOOD_OUTCOMES)
            record_outcome(case=case, outcome=outcome, day=on, by=by)
