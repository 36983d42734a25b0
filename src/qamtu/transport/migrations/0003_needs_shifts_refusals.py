import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("people", "0005_references_at_once"),
        ("transport", "0002_invataxi_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="RideRefusal",
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
                ("target", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=20)),
                ("nearest", models.PositiveSmallIntegerField(null=True)),
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
                        related_name="refusals",
                        to="transport.rider",
                    ),
                ),
            ],
            options={
                "ordering": ["ride_on", "wished_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RiderLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=60, unique=True)),
                ("ends_on", models.DateField()),
                ("is_revoked", models.BooleanField(default=False)),
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
                    "rider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="transport.rider",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_revoked", False)),
                        fields=("rider",),
                        name="rider_link_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaxiShift",
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
                ("driver", models.CharField(blank=True, max_length=120)),
                ("begins", models.PositiveSmallIntegerField(default=0)),
                ("ends", models.PositiveSmallIntegerField(default=0)),
                ("is_off", models.BooleanField(default=False)),
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
                        related_name="shifts",
                        to="transport.taxivehicle",
                    ),
                ),
            ],
            options={
                "ordering": ["occurred_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("vehicle", "occurred_on"),
                        name="taxi_shift_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_off", True),
                            models.Q(("ends__gt", models.F("begins")), ("ends__lte", 1440)),
                            _connector="OR",
                        ),
                        name="taxi_shift_in_order",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="rider",
            name="needs_lift",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="rider",
            name="on_stretcher",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="taxivehicle",
            name="has_lift",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="taxivehicle",
            name="stretchers",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="rider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_wheelchair", False), ("on_stretcher", False), _connector="OR"
                ),
                name="rider_sits_or_lies",
            ),
        ),
    ]
