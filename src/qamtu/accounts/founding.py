"""Founding an office and giving its people their sign-ins."""

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from qamtu.places.models import Territory

from .models import Office, Role, User


class FoundingRefused(ValueError):
    """An office or a sign-in that can not be made; says why."""


@transaction.atomic
def found_office(*, code: str, names: tuple[str, str, str], kato: str, region: str = "") -> Office:
    """A new office over a district. Raises `FoundingRefused`."""
    if not re.fullmatch(r"[a-z0-9-]{2,40}", code):
        raise FoundingRefused("the code is written in small latin letters, digits and hyphens")
    if not re.fullmatch(r"\d{9}", kato):
        raise FoundingRefused("a KATO code has nine digits")
    if Office.objects.filter(code=code).exists():
        raise FoundingRefused(f"the office «{code}» exists")
    kk, ru, en = names
    territory, _ = Territory.objects.get_or_create(
        kato=kato,
        defaults={"kind": "district", "name_kk": kk, "name_ru": ru, "name_en": en},
    )
    return Office.objects.create(
        code=code, name_kk=kk, name_ru=ru, name_en=en, region=region, territory=territory
    )


@transaction.atomic
def add_staff(
    *, username: str, office: Office | None, role: str, full_name: str, password: str
) -> User:
    """A sign-in. Everyone but a regional analyst works in an office. Raises `FoundingRefused`."""
    if (role == Role.REGIONAL_ANALYST) == (office is not None):
        raise FoundingRefused("a regional analyst has no office, everyone else has one")
    if User.objects.filter(username=username).exists():
        raise FoundingRefused(f"«{username}» is taken")
    user = User(username=username, office=office, role=role, full_name=full_name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise FoundingRefused(" ".join(error.messages)) from None
    user.set_password(password)
    user.save()
    return user
