"""Territory units by the state classifier of administrative-territorial objects (KATO)."""

from django.db import models


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def within(self, unit: "Territory") -> "TerritoryQuerySet":
        """The unit and everything below it, by the positions of the code.

        KATO is positional: 2 digits of region, 2 of district, 2 of okrug, 3 of settlement.
        """
        width = {"region": 2, "district": 4, "okrug": 6}.get(unit.kind, 9)
        return self.filter(kato__startswith=unit.kato[:width])


class Territory(models.Model):
    """A region, district, rural okrug or settlement."""

    class Kind(models.TextChoices):
        REGION = "region"
        DISTRICT = "district"
        OKRUG = "okrug"
        TOWN = "town"
        VILLAGE = "village"

    kato = models.CharField(max_length=9, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_verified = models.BooleanField(
        default=False, help_text="The code was checked against the official classifier."
    )

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["kato"]

    def __str__(self) -> str:
        return self.name_kk

    def name(self, language: str) -> str:
        return str(getattr(self, f"name_{language}", self.name_kk))

    @property
    def is_rural(self) -> bool:
        return self.kind in (self.Kind.OKRUG, self.Kind.VILLAGE)
