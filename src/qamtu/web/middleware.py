"""The language of the page, and whose rows this request may see."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from qamtu.accounts.access import clear_scope, scope_of, set_scope
from qamtu.accounts.models import User

Handler = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "qamtu-language"


class LanguageMiddleware:
    """`?lang=`, else the cookie, else Kazakh: the default does not follow the browser."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        asked = request.GET.get("lang", "")
        language = asked if asked in known else request.COOKIES.get(LANGUAGE_COOKIE, "")
        if language not in known:
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        if asked in known:
            response.set_cookie(
                LANGUAGE_COOKIE, asked, max_age=365 * 24 * 3600, samesite="Lax", httponly=True
            )
        return response


class OfficeMiddleware:
    """Opens the office's rows for the request and closes them after it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            offices, persons = scope_of(user)
            set_scope(offices, persons=persons)
        else:
            clear_scope()
        try:
            return self.get_response(request)
        finally:
            clear_scope()
