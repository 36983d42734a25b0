import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("casework", "0007_law_of_the_office"),
        ("documents", "0003_number_series"),
        ("employment", "0006_quotas_guards"),
        ("finance", "0009_bound_payments"),
        ("people", "0005_references_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="GrantRound",
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
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("act", models.CharField(max_length=250)),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("money", models.BigIntegerField()),
                ("quorum", models.PositiveSmallIntegerField(default=1)),
                ("least", models.PositiveSmallIntegerField(default=0)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant_rounds",
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
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "number"), name="grant_round_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__gte", models.F("opens_on")),
                            ("least__lte", 100),
                            ("money__gt", 0),
                            ("quorum__gt", 0),
                            models.Q(("act", ""), _negated=True),
                        ),
                        name="grant_round_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantApplication",
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
                ("applied_on", models.DateField()),
                ("title", models.CharField(max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("activity", models.CharField(blank=True, max_length=200)),
                ("category", models.CharField(max_length=40)),
                ("category_paper", models.CharField(blank=True, max_length=200)),
                ("certificate", models.CharField(blank=True, max_length=60)),
                ("certified_on", models.DateField(null=True)),
                ("jobs", models.PositiveSmallIntegerField(default=0)),
                ("asked", models.BigIntegerField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.assessment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant_applications",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant_applications",
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="employment.grantround",
                    ),
                ),
            ],
            options={
                "ordering": ["applied_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("round", "person"),
                        name="grant_application_once_per_round",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("case",),
                        name="grant_application_of_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked__gt", 0), models.Q(("title", ""), _negated=True)
                        ),
                        name="grant_application_asks",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantItem",
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
                ("what", models.CharField(max_length=200)),
                ("quantity", models.PositiveIntegerField()),
                ("price", models.BigIntegerField()),
                ("own", models.BigIntegerField(default=0)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="employment.grantapplication",
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
                        condition=models.Q(
                            ("own__gte", 0),
                            (
                                "own__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("quantity"), "*", models.F("price")
                                ),
                            ),
                            ("price__gt", 0),
                            ("quantity__gt", 0),
                            models.Q(("what", ""), _negated=True),
                        ),
                        name="grant_item_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantReceipt",
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
                ("reported_on", models.DateField()),
                ("spent_on", models.DateField()),
                ("what", models.CharField(max_length=200)),
                ("amount", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="employment.grantapplication",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant_receipts",
                        to="documents.document",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="employment.grantitem",
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
                "ordering": ["spent_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("office", "sha256"),
                        name="grant_receipt_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("spent_on__lte", models.F("reported_on")),
                            models.Q(("what", ""), _negated=True),
                        ),
                        name="grant_receipt_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantProtocol",
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
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("held_on", models.DateField()),
                ("money", models.BigIntegerField()),
                ("members", models.JSONField()),
                ("rows", models.JSONField()),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protocols",
                        to="employment.grantround",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "number"), name="grant_protocol_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("round",),
                        name="grant_protocol_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantMember",
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
                ("name", models.CharField(max_length=160)),
                ("post", models.CharField(max_length=200)),
                ("is_external", models.BooleanField(default=False)),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="employment.grantround",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("round", "name"),
                        name="grant_member_once_per_round",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantDecision",
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
                        choices=[("awarded", "Awarded"), ("refused", "Refused")], max_length=10
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("decided_on", models.DateField()),
                ("category", models.CharField(max_length=40)),
                ("amount", models.BigIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="employment.grantapplication",
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
                    "protocol",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="employment.grantprotocol",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="employment.grantround",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "number"), name="grant_decision_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("application",),
                        name="grant_decision_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gt", 0), ("kind", "awarded"), ("protocol__isnull", False)
                            ),
                            models.Q(
                                ("amount", 0),
                                ("kind", "refused"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grant_award_by_a_protocol",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantCriterion",
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
                ("position", models.PositiveSmallIntegerField()),
                ("name_kk", models.CharField(max_length=160)),
                ("name_ru", models.CharField(max_length=160)),
                ("name_en", models.CharField(max_length=160)),
                ("most", models.PositiveSmallIntegerField()),
                ("weight", models.PositiveSmallIntegerField(default=1)),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="employment.grantround",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("most__gt", 0), ("weight__gt", 0)),
                        name="grant_criterion_counts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantSheet",
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
                ("points", models.JSONField(blank=True, default=dict)),
                ("conflict", models.CharField(blank=True, max_length=250)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="employment.grantapplication",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="employment.grantmember",
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
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("application", "member"),
                        name="grant_sheet_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("conflict", ""), models.Q(("points", {}), _negated=True)),
                            models.Q(models.Q(("conflict", ""), _negated=True), ("points", {})),
                            _connector="OR",
                        ),
                        name="grant_points_or_conflict",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrantVisit",
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
                ("visited_on", models.DateField()),
                ("visitor", models.CharField(max_length=200)),
                ("findings", models.TextField()),
                ("is_running", models.BooleanField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="employment.grantapplication",
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
                "ordering": ["visited_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GrantPhoto",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant_photos",
                        to="documents.document",
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
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="employment.grantvisit",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="GrantContract",
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
                ("number", models.CharField(max_length=40)),
                ("signed_on", models.DateField()),
                ("spend_by", models.DateField()),
                ("business", models.CharField(blank=True, max_length=200)),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                        to="employment.grantdecision",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("decision",),
                        name="grant_contract_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("spend_by__gte", models.F("signed_on")),
                            models.Q(("number", ""), _negated=True),
                        ),
                        name="grant_contract_in_order",
                    ),
                ],
            },
        ),
    ]
