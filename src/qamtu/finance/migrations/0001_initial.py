import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("casework", "0001_initial"),
        ("ledger", "0001_floor"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("measure", models.CharField(max_length=40)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("republican", "Republican"),
                            ("regional", "Regional"),
                            ("local", "Local"),
                            ("fund", "Fund"),
                        ],
                        max_length=12,
                    ),
                ),
                ("allocated", models.BigIntegerField(default=0, editable=False)),
                ("committed", models.BigIntegerField(default=0, editable=False)),
                ("paid", models.BigIntegerField(default=0, editable=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "measure", "source"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "measure", "source"), name="budget_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("committed__lte", models.F("allocated"))),
                        name="budget_line_not_overcommitted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid__lte", models.F("committed"))),
                        name="budget_line_not_overspent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allocated__gte", 0), ("committed__gte", 0), ("paid__gte", 0)
                        ),
                        name="budget_line_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MoneyEntry",
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
                            ("allocated", "Allocated"),
                            ("committed", "Committed"),
                            ("paid", "Paid"),
                            ("returned", "Returned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("occurred_on", models.DateField()),
                ("act", models.CharField(blank=True, max_length=200)),
                ("measure", models.CharField(editable=False, max_length=40)),
                ("source", models.CharField(editable=False, max_length=12)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money",
                        to="casework.case",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money",
                        to="casework.caseevent",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="finance.budgetline",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
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
                "indexes": [models.Index(fields=["line", "case"], name="money_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="money_not_zero"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["allocated", "committed"]),
                            ("amount__gt", 0),
                            _connector="OR",
                        ),
                        name="payments_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "allocated"), ("case__isnull", False), _connector="OR"
                        ),
                        name="spent_for_a_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
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
                ("indicator", models.CharField(max_length=80)),
                ("value", models.BigIntegerField()),
                ("occurred_on", models.DateField(help_text="the day of the act")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("act", models.CharField(max_length=250)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
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
                    "retracted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.territory",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                        name="target_period_in_order",
                    )
                ],
            },
        ),
    ]
