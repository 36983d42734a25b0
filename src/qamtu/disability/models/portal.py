"""The portal of supply: suppliers and how they were checked, what they offer, links."""

from django.db import models
from django.db.models import Q

from qamtu.accounts.links import LastingLink, LastingLinkQuerySet
from qamtu.ledger.models import Fact, FactQuerySet


class SupplierApplication(Fact):
    """An organisation asks to supply through the portal; `contact`: who answers there, by phone."""

    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="supplier_applications"
    )
    applied_on = models.DateField()
    offers = models.CharField(max_length=500)
    contact = models.CharField(max_length=120)
    phone = models.CharField(max_length=10)

    objects = FactQuerySet["SupplierApplication"].as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="supplier_application_says", condition=~Q(offers="") & ~Q(contact="")
            )
        ]


class SupplierPaper(Fact):
    """A paper of an application: a certificate, a licence, a declaration of conformity."""

    application = models.ForeignKey(
        SupplierApplication, on_delete=models.PROTECT, related_name="papers"
    )
    title = models.CharField(max_length=120)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")

    objects = FactQuerySet["SupplierPaper"].as_manager()

    class Meta:
        ordering = ["pk"]


class SupplierDecision(Fact):
    """The department admits the supplier to the catalogue or refuses, with the reason."""

    application = models.ForeignKey(
        SupplierApplication, on_delete=models.PROTECT, related_name="decisions"
    )
    decided_on = models.DateField()
    is_admitted = models.BooleanField()
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["SupplierDecision"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="supplier_decided_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="supplier_decided_with_reason", condition=~Q(reason="")),
        ]


class SupplierEnd(Fact):
    """From the day on the supplier is no longer in the catalogue, and why."""

    application = models.ForeignKey(
        SupplierApplication, on_delete=models.PROTECT, related_name="ends"
    )
    occurred_on = models.DateField()
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["SupplierEnd"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="supplier_ended_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="supplier_ended_with_reason", condition=~Q(reason="")),
        ]


class Offer(Fact):
    """A thing or a service of a supplier, for one heading (`code`) of the classifier."""

    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="offers"
    )
    code = models.CharField(max_length=40)
    name_kk = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    description_kk = models.TextField()
    description_ru = models.TextField()
    offered_on = models.DateField()

    objects = FactQuerySet["Offer"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="offer_in_both_languages",
                condition=~Q(name_kk="")
                & ~Q(name_ru="")
                & ~Q(description_kk="")
                & ~Q(description_ru=""),
            )
        ]

    def __str__(self) -> str:
        return self.name_kk

    def name(self, language: str) -> str:
        return self.name_ru if language == "ru" else self.name_kk

    def description(self, language: str) -> str:
        return self.description_ru if language == "ru" else self.description_kk


class OfferPrice(Fact):
    """The price of one unit from a day on, tiyn. That of the day of the choice binds."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="prices")
    valid_from = models.DateField()
    price = models.BigIntegerField()

    objects = FactQuerySet["OfferPrice"].as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "valid_from"],
                name="offer_price_of_a_day",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="offer_has_a_price", condition=Q(price__gt=0)),
        ]


class OfferPhoto(Fact):
    """A photo of an offer; the words say to a screen reader what is on it."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="photos")
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    words_kk = models.CharField(max_length=160)
    words_ru = models.CharField(max_length=160)

    objects = FactQuerySet["OfferPhoto"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="offer_photo_in_words", condition=~Q(words_kk="") & ~Q(words_ru="")
            )
        ]

    def name(self, language: str) -> str:
        """What is on it."""
        return self.words_ru if language == "ru" else self.words_kk


class OfferEnd(Fact):
    """From the day on nobody chooses the offer; orders that stand are carried out."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="ends")
    occurred_on = models.DateField()
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["OfferEnd"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer"], name="offer_ended_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="offer_ended_with_reason", condition=~Q(reason="")),
        ]


class SupplyLink(LastingLink):
    """A link of one side without an account: of a person (or who represents them), or a supplier.

    `token` is a secret. `representative`: who holds the person's link, and by which paper.
    """

    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="supply_links"
    )
    supplier = models.ForeignKey(
        "organizations.Organization",
        null=True,
        on_delete=models.PROTECT,
        related_name="supply_links",
    )
    representative = models.CharField(max_length=160, blank=True)

    objects = LastingLinkQuerySet["SupplyLink"].as_manager()

    class Meta(LastingLink.Meta):
        constraints = [
            models.CheckConstraint(
                name="supply_link_of_one_side",
                condition=Q(person=None, supplier__isnull=False)
                | Q(person__isnull=False, supplier=None),
            )
        ]
