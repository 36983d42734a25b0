"""Families whose assistance runs out: it is assigned to the end of a quarter and asked for anew.

Order 320 of 05.05.2015, from 01.07.2023 order 227 of 21.06.2023.
"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from qamtu.accounts.models import Office
from qamtu.casework.models import Case
from qamtu.rules.quarters import last_month_of_quarter, quarter_before

from .models import Decision
from .targeted_assistance import MEASURE


def due_for_renewal(office: Office, day: date) -> QuerySet[Decision]:
    """The assignments that run out in the quarter of the day or ran out in the one before.

    Without those that were ended, and those after which the family has applied anew.
    """
    decisions = Decision.objects.live().filter(office=office)
    ended = decisions.filter(case=OuterRef("case"), kind=Decision.Kind.ENDED)
    applied = (
        Case.objects.filter(office=office, household=OuterRef("case__household"))
        .of_measure(MEASURE.code)
        .filter(pk__gt=OuterRef("case"))
        .exclude(state="withdrawn")
    )
    return (
        decisions.filter(
            ~Exists(ended),
            ~Exists(applied),
            kind=Decision.Kind.ASSIGNED,
            case__measure=MEASURE.code,
            last_month__gte=quarter_before(day)[1],
            last_month__lte=last_month_of_quarter(day),
        )
        .select_related("case__household", "recipient")
        .order_by("last_month", "recipient__sort_key", "pk")
    )
