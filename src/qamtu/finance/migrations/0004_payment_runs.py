import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("casework", "0005_fewer_indexes"),
        ("finance", "0003_fewer_indexes"),
        ("people", "0004_fewer_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measure", models.CharField(max_length=40)),
                ("month", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("approved", "Approved"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                (
                    "prepared_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("approved_at", models.DateTimeField(null=True)),
                ("paid_on", models.DateField(null=True)),
                ("cancel_reason", models.TextField(blank=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
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
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "number"), name="run_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "prepared")),
                        fields=("office", "measure", "month"),
                        name="one_open_run_of_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="run_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["prepared", "cancelled"]),
                            models.Q(("approved_by__isnull", False), ("paid_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_approved_with_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_for", models.DateField()),
                ("amount", models.BigIntegerField()),
                ("members", models.JSONField(default=list)),
                ("iban", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("paid", "Paid"),
                            ("returned", "Returned"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("hold", models.CharField(blank=True, max_length=40)),
                ("hold_detail", models.JSONField(default=dict)),
                ("answered_on", models.DateField(null=True)),
                ("bank_reason", models.CharField(blank=True, max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="casework.case",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="finance.paymentrun",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["planned", "paid"])),
                        fields=("case", "due_for"),
                        name="payment_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="payment_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "held"), _negated=True),
                            models.Q(("hold", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="held_with_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["planned", "paid"]), _negated=True),
                            models.Q(
                                ("line__isnull", False), models.Q(("iban", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="paid_from_a_line_to_an_account",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
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
                ("iban", models.CharField(max_length=20)),
                ("valid_from", models.DateField()),
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
                        related_name="bank_accounts",
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
                "ordering": ["-valid_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("iban__regex", "^KZ[0-9]{5}[0-9A-Z]{13}$")),
                        name="iban_of_kazakhstan",
                    )
                ],
            },
        ),
    ]
