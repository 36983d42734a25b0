"""Инватакси by the month: rides, kilometres, refusals, and the money of the contract."""

from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from qamtu.accounts.permissions import can_see_persons
from qamtu.procurement.models import Contract
from qamtu.rules.quarters import next_month
from qamtu.transport.invataxi import CONTRACT
from qamtu.transport.months import rides_between
from qamtu.transport.words import REASONS
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.views.assistants import month_of


@staff(can_see_persons)
@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """One month by day and by vehicle, beside what the contracts of its year have."""
    office = office_of(cast(StaffRequest, request))
    first = month_of(request.GET.get("month", ""))
    last = next_month(first) - timedelta(days=1)
    rides = rides_between(office, first, last)
    most = max((count.asked for count in rides.days.values()), default=0)
    context = {
        "office": office,
        "month": first,
        "previous": (first - timedelta(days=1)).replace(day=1),
        "next": next_month(first),
        "rides": rides,
        "year": rides_between(office, date(first.year, 1, 1), date(first.year, 12, 31)),
        "bars": [
            (day, count, round(100 * count.driven / most, 1), round(100 * count.asked / most, 1))
            for day, count in rides.days.items()
        ],
        "reasons": [(REASONS[code], count) for code, count in rides.reasons.items()],
        "contracts": Contract.objects.filter(
            office=office, case__measure=CONTRACT.code, signed_on__year=first.year
        )
        .select_related("supplier")
        .with_sums(),
    }
    return render(request, "web/taxi_month.html", context)
