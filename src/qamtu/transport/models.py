"""Инватакси: riders, vehicles, orders of rides, what was promised, what was driven."""

from django.db import models
from django.db.models import F, Q, functions

from qamtu.accounts.links import (
    LastingLink,
    LastingLinkQuerySet,
    TokenLink,
    TokenLinkQuerySet,
)
from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet

MINUTES_A_DAY = 24 * 60


class Rider(Fact):
    """A person who may ride, by a paper of doctors that holds until a day.

    `trace`: what the rules said on the first day. `escorts`: who usually comes along. What a
    vehicle has to have for the rider: a place for a wheelchair or a stretcher, a lift.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="riders")
    paper = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    in_wheelchair = models.BooleanField(default=False)
    needs_lift = models.BooleanField(default=False)
    on_stretcher = models.BooleanField(default=False)
    escorts = models.PositiveSmallIntegerField(default=0)
    trace = models.JSONField()

    objects = FactQuerySet["Rider"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="rider_in_order",
                condition=(Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))) & ~Q(paper=""),
            ),
            models.CheckConstraint(name="rider_few_escorts", condition=Q(escorts__lte=2)),
            models.CheckConstraint(
                name="rider_sits_or_lies",
                condition=Q(in_wheelchair=False) | Q(on_stretcher=False),
            ),
        ]


class TaxiVehicle(Fact):
    """A vehicle with its driver's usual shift, minutes since midnight; where it stands.

    `seats`: for people on foot; `chairs`, `stretchers`: places for those. `rest_from`: from when
    the driver may rest, for `rest` minutes, within two hours.
    """

    plate = models.CharField(max_length=20)
    driver = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField()
    chairs = models.PositiveSmallIntegerField(default=0)
    stretchers = models.PositiveSmallIntegerField(default=0)
    has_lift = models.BooleanField(default=False)
    begins = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    rest_from = models.PositiveSmallIntegerField(default=0)
    rest = models.PositiveSmallIntegerField(default=0)
    latitude = models.FloatField()
    longitude = models.FloatField()

    objects = FactQuerySet["TaxiVehicle"].as_manager()

    class Meta:
        ordering = ["plate", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "plate"],
                name="taxi_vehicle_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="taxi_vehicle_has_a_shift",
                condition=Q(ends__gt=F("begins"), ends__lte=MINUTES_A_DAY, seats__lte=50),
            ),
        ]

    def __str__(self) -> str:
        return self.plate


class TaxiShift(Fact):
    """Another shift of a vehicle on one day: its driver and hours, or a day off (`is_off`)."""

    vehicle = models.ForeignKey(TaxiVehicle, on_delete=models.PROTECT, related_name="shifts")
    occurred_on = models.DateField()
    driver = models.CharField(max_length=120, blank=True)
    begins = models.PositiveSmallIntegerField(default=0)
    ends = models.PositiveSmallIntegerField(default=0)
    is_off = models.BooleanField(default=False)

    objects = FactQuerySet["TaxiShift"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle", "occurred_on"],
                name="taxi_shift_once_a_day",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="taxi_shift_in_order",
                condition=Q(is_off=True) | Q(ends__gt=F("begins"), ends__lte=MINUTES_A_DAY),
            ),
        ]


class Breakdown(Fact):
    """A vehicle that drives no more on a day, from a minute on."""

    vehicle = models.ForeignKey(TaxiVehicle, on_delete=models.PROTECT, related_name="breakdowns")
    occurred_on = models.DateField()
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["Breakdown"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle", "occurred_on"],
                name="breakdown_once_a_day",
                condition=Q(retracted_at=None),
            )
        ]


class RideOrder(Fact):
    """A ride asked for: from a point to a point, to board at `wished_at` (minutes)."""

    class Purpose(models.TextChoices):
        MEDICAL = "medical"
        SCHOOL = "school"
        WORK = "work"
        OTHER = "other"

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="ride_orders")
    rider = models.ForeignKey(Rider, on_delete=models.PROTECT, related_name="orders")
    ride_on = models.DateField()
    wished_at = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    escorts = models.PositiveSmallIntegerField(default=0)
    origin = models.CharField(max_length=200)
    origin_latitude = models.FloatField()
    origin_longitude = models.FloatField()
    target = models.CharField(max_length=200)
    target_latitude = models.FloatField()
    target_longitude = models.FloatField()

    objects = FactQuerySet["RideOrder"].as_manager()

    class Meta:
        ordering = ["ride_on", "wished_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="ride_order_of_case", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="ride_within_a_day", condition=Q(wished_at__lt=MINUTES_A_DAY)
            ),
        ]


class RidePromise(Fact):
    """What the rider was told: the vehicle comes at `boards_at`, arrives by `alights_at`."""

    order = models.ForeignKey(RideOrder, on_delete=models.PROTECT, related_name="promises")
    boards_at = models.PositiveSmallIntegerField()
    alights_at = models.PositiveSmallIntegerField()

    objects = FactQuerySet["RidePromise"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], name="ride_promised_once", condition=Q(retracted_at=None)
            )
        ]


class RideRefusal(Fact):
    """A ride for which there was no slot: what was asked, why, and the nearest slot (minutes)."""

    rider = models.ForeignKey(Rider, on_delete=models.PROTECT, related_name="refusals")
    ride_on = models.DateField()
    wished_at = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=8, choices=RideOrder.Purpose.choices)
    target = models.CharField(max_length=200)
    reason = models.CharField(max_length=20)
    nearest = models.PositiveSmallIntegerField(null=True)

    objects = FactQuerySet["RideRefusal"].as_manager()

    class Meta:
        ordering = ["ride_on", "wished_at", "pk"]


class RideEnd(Fact):
    """How an order ended: driven, with its kilometres, or not, with the reason."""

    class Kind(models.TextChoices):
        DONE = "done"
        CANCELLED = "cancelled"
        NO_SHOW = "no_show"
        STOPPED = "stopped"  # the rider may not ride any more

    order = models.ForeignKey(RideOrder, on_delete=models.PROTECT, related_name="ends")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    vehicle = models.ForeignKey(TaxiVehicle, null=True, on_delete=models.PROTECT, related_name="+")
    metres = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["RideEnd"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], name="ride_ends_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="ride_not_driven_has_reason", condition=Q(kind="done") | ~Q(reason="")
            ),
        ]


class DayPlan(models.Model):
    """The routes of a day as they are planned now; promises bind it, it may be made anew.

    `routes`: {vehicle's key: [[order's key, "pickup" or "dropoff", minute], …]}.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    day = models.DateField()
    routes = models.JSONField(default=dict)
    kilometres = models.FloatField(default=0)
    unserved = models.JSONField(default=list)
    planned_at = models.DateTimeField(db_default=functions.Now())
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="one_plan_of_a_day")]


class SheetLink(TokenLink):
    """A link by which a driver without an account sees one day's sheet of one vehicle."""

    vehicle = models.ForeignKey(TaxiVehicle, on_delete=models.PROTECT, related_name="links")
    day = models.DateField()

    objects = TokenLinkQuerySet["SheetLink"].as_manager()


class RiderLink(LastingLink):
    """A link by which a rider without an account asks for rides and sees what was promised."""

    rider = models.ForeignKey(Rider, on_delete=models.PROTECT, related_name="links")

    objects = LastingLinkQuerySet["RiderLink"].as_manager()

    class Meta(LastingLink.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["rider"], name="rider_link_once", condition=Q(is_revoked=False)
            )
        ]
