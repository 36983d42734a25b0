"""Employers, suppliers, NGOs; and the facilities that they own."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Collate

from qamtu.language import kazakh_sort_key

_LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_QUOTES = "«»\"“”„'"  # «Шапағат» stands under Ш


def _in_kazakh_order(column: str) -> Collate:
    """The column as a key that the database sorts in Kazakh alphabetical order on any server."""
    ranks = "".join(map(kazakh_sort_key, _LETTERS))
    key = Func(
        F(column),
        Value(_LETTERS + _LETTERS.upper() + _QUOTES),
        Value(ranks * 2),
        function="translate",
        output_field=models.TextField(),
    )
    return Collate(key, "C")


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def search(self, text: str) -> "OrganizationQuerySet":
        """By the beginning of the БИН, or by every word in either name."""
        digits = "".join(text.split())
        if digits.isascii() and digits.isdigit():
            return self.filter(bin__startswith=digits)
        found = self
        for word in text.split():
            found = found.filter(Q(name_kk__icontains=word) | Q(name_ru__icontains=word))
        return found

    def in_name_order(self) -> "OrganizationQuerySet":
        return self.order_by(_in_kazakh_order("name_kk"), "pk")


class FacilityQuerySet(models.QuerySet["Facility"]):
    def search(self, text: str) -> "FacilityQuerySet":
        """By every word in the name or the address."""
        found = self
        for word in text.split():
            found = found.filter(Q(name__icontains=word) | Q(address__icontains=word))
        return found

    def in_name_order(self) -> "FacilityQuerySet":
        return self.order_by(_in_kazakh_order("name"), "pk")


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

    objects = OrganizationQuerySet.as_manager()

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
    sector = models.CharField(max_length=12, blank=True, default="")

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
