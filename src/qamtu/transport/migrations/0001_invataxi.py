"""Инватакси: riders, vehicles, orders, promises, plans of days."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("casework", "0009_phone_messages_guards"),
        ("people", "0005_references_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retraction_reason", models.TextField(editable=False, null=True)),
                ("paper", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("in_wheelchair", models.BooleanField(default=False)),
                ("escorts", models.PositiveSmallIntegerField(default=0)),
                ("trace", models.JSONField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="riders",
                        to="people.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("valid_to", None),
                                ("valid_to__gte", models.F("valid_from")),
                                _connector="OR",
                            ),
                            models.Q(("paper", ""), _negated=True),
                        ),
                        name="rider_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("escorts__lte", 2)), name="rider_few_escorts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RideOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retraction_reason", models.TextField(editable=False, null=True)),
                ("ride_on", models.DateField()),
                ("wished_at", models.PositiveSmallIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("medical", "Medical"),
                            ("school", "School"),
                            ("work", "Work"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("escorts", models.PositiveSmallIntegerField(default=0)),
                ("origin", models.CharField(max_length=200)),
                ("origin_latitude", models.FloatField()),
                ("origin_longitude", models.FloatField()),
                ("target", models.CharField(max_length=200)),
                ("target_latitude", models.FloatField()),
                ("target_longitude", models.FloatField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ride_orders",
                        to="casework.case",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="transport.rider",
                    ),
                ),
            ],
            options={
                "ordering": ["ride_on", "wished_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("case",),
                        name="ride_order_of_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wished_at__lt", 1440)), name="ride_within_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxiVehicle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retraction_reason", models.TextField(editable=False, null=True)),
                ("plate", models.CharField(max_length=20)),
                ("driver", models.CharField(max_length=120)),
                ("seats", models.PositiveSmallIntegerField()),
                ("chairs", models.PositiveSmallIntegerField(default=0)),
                ("begins", models.PositiveSmallIntegerField()),
                ("ends", models.PositiveSmallIntegerField()),
                ("rest_from", models.PositiveSmallIntegerField(default=0)),
                ("rest", models.PositiveSmallIntegerField(default=0)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["plate", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("office", "plate"),
                        name="taxi_vehicle_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__gt", models.F("begins")),
                            ("ends__lte", 1440),
                            ("seats__lte", 50),
                        ),
                        name="taxi_vehicle_has_a_shift",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("token", models.CharField(max_length=60, unique=True)),
                (
                    "given_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="transport.taxivehicle",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="RideEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retraction_reason", models.TextField(editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                            ("no_show", "No Show"),
                            ("stopped", "Stopped"),
                        ],
                        max_length=9,
                    ),
                ),
                ("metres", models.PositiveIntegerField(default=0)),
                ("reason", models.CharField(blank=True, max_length=250)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="transport.rideorder",
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="transport.taxivehicle",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("order",),
                        name="ride_ends_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "done"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ride_not_driven_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Breakdown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retraction_reason", models.TextField(editable=False, null=True)),
                ("occurred_on", models.DateField()),
                ("reason", models.CharField(max_length=250)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breakdowns",
                        to="transport.taxivehicle",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("vehicle", "occurred_on"),
                        name="breakdown_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("routes", models.JSONField(default=dict)),
                ("kilometres", models.FloatField(default=0)),
                ("unserved", models.JSONField(default=list)),
                (
                    "planned_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-day"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "day"), name="one_plan_of_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="RidePromise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retraction_reason", models.TextField(editable=False, null=True)),
                ("boards_at", models.PositiveSmallIntegerField()),
                ("alights_at", models.PositiveSmallIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="transport.rideorder",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("order",),
                        name="ride_promised_once",
                    )
                ],
            },
        ),
    ]
