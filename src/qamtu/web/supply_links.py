"""The door of pages that a link opens: of a person or a supplier of the portal of supply."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.disability.supply_links import SupplyLinkRefused, supply_link_by
from qamtu.web.guards import View, anyone


def by_supply_link(side: str) -> Callable[[View], View]:
    """The view gets the live link of the token, of this side alone; any other opens nothing."""

    def opened(view: View) -> View:
        @anyone
        @never_cache
        @wraps(view)
        def check(request: HttpRequest, code: str, token: str, **rest: Any) -> HttpResponseBase:
            is_closed = False
            office = Office.objects.filter(code=code).first()
            if office is not None:
                with office_scope(office):
                    try:
                        link = supply_link_by(token, date.today())
                    except SupplyLinkRefused as refused:
                        link, is_closed = None, refused.code == "link-closed"
                    if link is not None and getattr(link, side) is not None:
                        return view(request, link, **rest)
            said = {"is_closed": is_closed}
            return render(request, "web/link_ended.html", said, status=404)

        return check

    return opened
