"""The door of pages that a link opens, without an account."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from qamtu.accounts.access import office_scope
from qamtu.accounts.links import TokenLink
from qamtu.accounts.models import Office
from qamtu.ledger.models import FactRefused
from qamtu.web.guards import View, anyone

CLOSED = "link-closed"  # for ever: nobody is sent for a new one


def by_link(link_by: Callable[[str, date], TokenLink]) -> Callable[[View], View]:
    """The view gets the link that `link_by` finds by the token; any other opens nothing.

    `link_by` refuses with a code; the page says no more of it than whether a new link is given.
    """

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
                        link = link_by(token, date.today())
                    except FactRefused as refused:
                        is_closed = refused.code == CLOSED
                    else:
                        return view(request, link, **rest)
            said = {"is_closed": is_closed}
            return render(request, "web/link_ended.html", said, status=404)

        return check

    return opened
