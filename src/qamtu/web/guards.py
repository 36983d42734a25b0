"""The door of every page: who is asked for, and what an unasked one is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from qamtu.accounts.models import Office, User

View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request of a signed-in member of staff (for types; nothing makes one)."""

    user: User


def staff(permission: Callable[[User], bool]) -> Callable[[View], View]:
    """Signed in, and allowed by `permission`; the test of routes reads `guard`."""

    def guarded(view: View) -> View:
        @wraps(view)
        def check(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not permission(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        check.guard = permission.__name__  # type: ignore[attr-defined]
        return check

    return guarded


def anyone(view: View) -> View:
    """A page open to everyone, said aloud."""
    view.guard = "anyone"  # type: ignore[attr-defined]
    return view


def office_of(request: StaffRequest) -> Office:
    """The office whose records the page shows.

    The member of staff's own; for a regional analyst the one named by `?office=`, else the first.
    """
    if request.user.office is not None:
        return request.user.office
    asked = request.GET.get("office", "")
    found = Office.objects.filter(code=asked).first() or Office.objects.first()
    if found is None:
        raise PermissionDenied
    return found
