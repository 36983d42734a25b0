"""Offices and the staff who work in them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models


class Office(models.Model):
    """A district department; every case, contract and ledger row belongs to one."""

    code = models.SlugField(max_length=60, unique=True)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    region = models.CharField(max_length=120, blank=True)
    territory = models.ForeignKey("places.Territory", on_delete=models.PROTECT)
    is_demo = models.BooleanField(
        default=False,
        help_text="A synthetic district: the only kind of office that can be demolished.",
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_kk

    def name(self, language: str) -> str:
        return str(getattr(self, f"name_{language}", self.name_kk))


class Role(models.TextChoices):
    CLERK = "clerk"
    SPECIALIST = "specialist"
    ACCOUNTANT = "accountant"
    HEAD = "head"
    AUDITOR = "auditor"
    REGIONAL_ANALYST = "regional_analyst"


class User(AbstractUser):
    """A member of staff. A regional analyst has no office: figures of all, persons of none."""

    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.CLERK)
    full_name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=2, default="kk")

    objects: ClassVar[UserManager["User"]] = UserManager()  # type: ignore[assignment]

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="user_has_an_office_unless_regional",
                condition=models.Q(office__isnull=False)
                | models.Q(role="regional_analyst")
                | models.Q(is_superuser=True),
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username
