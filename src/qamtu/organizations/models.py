"""Employers, suppliers, NGOs; and the facilities that they own."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q


class Organization(models.Model):
    """A legal person or a sole trader, by its БИН (an ИИН for a sole trader)."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    bin = models.CharField(max_length=12)
    name_kk = models.CharField(max_length=250)
    name_ru = models.CharField(max_length=250, blank=True)
    territory = models.ForeignKey(
        "places.Territory", null=True, blank=True, on_delete=models.PROTECT
    )
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "bin"], name="organization_once_per_office"),
            models.CheckConstraint(
                name="organization_bin_digits", condition=Q(bin__regex=r"^[0-9]{12}$")
            ),
        ]
        indexes = [GinIndex(OpClass(F("name_kk"), name="gin_trgm_ops"), name="organization_name")]

    def __str__(self) -> str:
        return self.name_kk

    def name(self, language: str) -> str:
        return (self.name_ru if language == "ru" else "") or self.name_kk


class Facility(models.Model):
    """A building or place that people enter: school, clinic, shop, bus stop."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    owner = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=250)
    territory = models.ForeignKey(
        "places.Territory", null=True, blank=True, on_delete=models.PROTECT
    )
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
