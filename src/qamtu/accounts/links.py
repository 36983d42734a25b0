"""Links for those without an account: a secret in the address opens what it was given for."""

import secrets
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import functions

from .models import Office, User

SECRET_BYTES = 24

LinkT = TypeVar("LinkT", bound="TokenLink")
LastingT = TypeVar("LastingT", bound="LastingLink")


class TokenLinkQuerySet(models.QuerySet[LinkT]):
    def give(self, **given: Any) -> LinkT:
        """A new link with a secret of its own."""
        return self.create(token=secrets.token_urlsafe(SECRET_BYTES), **given)


class TokenLink(models.Model):
    """A link that a member of staff gave; what is said through it is recorded by them."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    token = models.CharField(max_length=60, unique=True)
    given_at = models.DateTimeField(db_default=functions.Now(), editable=False)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-pk"]


class LastingLinkQuerySet(TokenLinkQuerySet[LastingT]):
    def standing_on(self, day: date) -> "LastingLinkQuerySet[LastingT]":
        """Links that open something on the day."""
        return self.filter(is_revoked=False, ends_on__gte=day)

    def revoke(self) -> None:
        """From now on they open nothing."""
        self.filter(is_revoked=False).update(is_revoked=True)


class LastingLink(TokenLink):
    """A link that stands until its last day, or until it is revoked."""

    ends_on = models.DateField()
    is_revoked = models.BooleanField(default=False)

    class Meta(TokenLink.Meta):
        abstract = True
