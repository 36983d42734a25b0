import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("casework", "0009_phone_messages_guards"),
        ("finance", "0009_bound_payments"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetProgramme",
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
                ("functional_group", models.CharField(max_length=2)),
                ("functional_subgroup", models.CharField(blank=True, max_length=1)),
                ("administrator", models.CharField(max_length=3)),
                ("programme", models.CharField(max_length=3)),
                ("name_kk", models.CharField(max_length=250)),
                ("name_ru", models.CharField(max_length=250)),
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
                "ordering": [
                    "functional_group",
                    "functional_subgroup",
                    "administrator",
                    "programme",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=(
                            "office",
                            "functional_group",
                            "functional_subgroup",
                            "administrator",
                            "programme",
                        ),
                        name="budget_programme_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("functional_group__regex", "^[0-9]{1,2}$"),
                            ("functional_subgroup__regex", "^[0-9]?$"),
                            ("administrator__regex", "^[0-9]{3}$"),
                            ("programme__regex", "^[0-9]{3}$"),
                        ),
                        name="budget_programme_in_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_kk", ""), _negated=True),
                            models.Q(("name_ru", ""), _negated=True),
                        ),
                        name="budget_programme_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FinancingPlan",
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
                ("month", models.PositiveSmallIntegerField()),
                (
                    "column",
                    models.CharField(
                        choices=[("commitments", "Commitments"), ("payments", "Payments")],
                        max_length=11,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("occurred_on", models.DateField(help_text="the day of the act")),
                ("act", models.CharField(max_length=200)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="financing",
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
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                        name="financing_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", 0), _negated=True),
                            models.Q(("act", ""), _negated=True),
                        ),
                        name="financing_by_an_act",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineClassification",
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
                ("subprogramme", models.CharField(blank=True, max_length=3)),
                ("specific", models.CharField(blank=True, max_length=3)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classifications",
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classifications",
                        to="finance.budgetprogramme",
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
                        fields=("line",),
                        name="one_classification_of_a_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subprogramme__regex", "^([0-9]{3})?$"),
                            ("specific__regex", "^([0-9]{3})?$"),
                        ),
                        name="classification_in_digits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TreasuryStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=250)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
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
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="StatementRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occurred_on", models.DateField()),
                ("amount", models.BigIntegerField()),
                ("document", models.CharField(blank=True, max_length=60)),
                ("payee_number", models.CharField(blank=True, max_length=12)),
                ("payee", models.CharField(blank=True, max_length=250)),
                ("purpose", models.CharField(blank=True, max_length=500)),
                ("administrator", models.CharField(blank=True, max_length=3)),
                ("programme", models.CharField(blank=True, max_length=3)),
                ("subprogramme", models.CharField(blank=True, max_length=3)),
                ("specific", models.CharField(blank=True, max_length=3)),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="finance.treasurystatement",
                    ),
                ),
            ],
            options={
                "ordering": ["occurred_on", "pk"],
                "indexes": [
                    models.Index(fields=["office", "occurred_on"], name="statement_row_days")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "fingerprint"), name="statement_row_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="statement_row_not_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementMatch",
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
                ("is_by_hand", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=250)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_matches",
                        to="finance.moneyentry",
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
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="finance.statementrow",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("entry",),
                        name="entry_matched_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetAct",
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
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("clarified", "Clarified"),
                            ("moved", "Moved"),
                            ("carried", "Carried"),
                        ],
                        max_length=9,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("occurred_on", models.DateField()),
                ("title", models.CharField(blank=True, max_length=200)),
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
                "ordering": ["-occurred_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("office", "year", "kind", "number", "occurred_on"),
                        name="budget_act_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="budget_act_has_its_number",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="moneyentry",
            name="budget_act",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="finance.budgetact",
            ),
        ),
        migrations.AddConstraint(
            model_name="moneyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("budget_act", None), ("kind__in", ["allocated", "committed"]), _connector="OR"
                ),
                name="acts_allocate_or_carry",
            ),
        ),
    ]
