"""Vacancies."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("organizations", "0002_guards"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Vacancy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occupation", models.CharField(max_length=4)),
                ("title", models.CharField(max_length=200)),
                ("duties", models.TextField(blank=True)),
                ("places", models.PositiveSmallIntegerField(default=1)),
                ("pay_from", models.BigIntegerField()),
                ("pay_to", models.BigIntegerField(blank=True, null=True)),
                (
                    "schedule",
                    models.CharField(default="full_day", max_length=12),
                ),
                (
                    "education",
                    models.CharField(default="none", max_length=12),
                ),
                ("years", models.PositiveSmallIntegerField(default=0)),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "demands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "features",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("has_transport", models.BooleanField(default=False)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("close_reason", models.CharField(blank=True, max_length=250)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancies",
                        to="organizations.organization",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.territory",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on", None)),
                        fields=["office", "-opened_on"],
                        name="vacancy_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("places__gt", 0)), name="vacancy_has_places"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pay_from__gte", 0),
                            models.Q(
                                ("pay_to", None),
                                ("pay_to__gte", models.F("pay_from")),
                                _connector="OR",
                            ),
                        ),
                        name="vacancy_pay_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            models.Q(
                                ("closed_on__gte", models.F("opened_on")),
                                models.Q(("close_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="vacancy_closed_with_its_reason",
                    ),
                ],
            },
        ),
    ]
