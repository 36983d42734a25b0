"""Personal assistants: pairs, visits, what both sides say of them, accepted months."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("casework", "0008_phone_messages"),
        ("documents", "0003_number_series"),
        ("people", "0005_references_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pairing",
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
                        choices=[("assistant", "Assistant"), ("interpreter", "Interpreter")],
                        default="assistant",
                        max_length=11,
                    ),
                ),
                ("contract", models.CharField(max_length=60)),
                ("signed_on", models.DateField()),
                ("last_day", models.DateField()),
                ("minutes_a_day", models.PositiveSmallIntegerField()),
                ("rate", models.BigIntegerField()),
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
                        related_name="pairings",
                        to="casework.case",
                    ),
                ),
                (
                    "helper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings_as_helper",
                        to="people.person",
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
                        related_name="pairings",
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
                        condition=models.Q(("person", models.F("helper")), _negated=True),
                        name="pairing_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("signed_on"))),
                        name="pairing_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("contract", ""), _negated=True),
                        name="pairing_by_a_contract",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes_a_day__gt", 0), ("minutes_a_day__lte", 1440), ("rate__gt", 0)
                        ),
                        name="pairing_has_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssistanceVisit",
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
                ("begins", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=250)),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="disability.pairing",
                    ),
                ),
            ],
            options={
                "ordering": ["occurred_on", "begins", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins__lt", 1440),
                            ("minutes__gt", 0),
                            (
                                "minutes__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(1440), "-", models.F("begins")
                                ),
                            ),
                        ),
                        name="visit_within_a_day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("retracted_at", None)),
                        expressions=[
                            ("pairing", "="),
                            ("occurred_on", "="),
                            (
                                models.Func(
                                    models.F("begins"),
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("begins"), "+", models.F("minutes")
                                    ),
                                    function="int4range",
                                    output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="visits_of_a_pair_do_not_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssistanceMonth",
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
                ("month", models.DateField()),
                ("visits", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveIntegerField()),
                ("amount", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("accepted_on", models.DateField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.assessment",
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="disability.pairing",
                    ),
                ),
            ],
            options={
                "ordering": ["month", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("pairing", "month"),
                        name="assistance_month_once",
                    ),
                    models.UniqueConstraint(
                        fields=("office", "year", "number"), name="assistance_act_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), ("month__day", 1)),
                        name="assistance_month_of_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairingEnd",
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
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("person_asked", "Person Asked"),
                            ("helper_left", "Helper Left"),
                            ("benefit", "Benefit"),
                            ("programme", "Programme"),
                            ("broken", "Broken"),
                            ("deceased", "Deceased"),
                            ("moved_away", "Moved Away"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=250)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="disability.pairing",
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
                        fields=("pairing",),
                        name="pairing_ends_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PairingLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("helper", "Helper"), ("person", "Person")], max_length=6
                    ),
                ),
                ("token", models.CharField(max_length=60, unique=True)),
                ("ends_on", models.DateField()),
                ("is_revoked", models.BooleanField(default=False)),
                ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="disability.pairing",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="VisitWord",
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
                    "side",
                    models.CharField(
                        choices=[("helper", "Helper"), ("person", "Person")], max_length=6
                    ),
                ),
                ("is_confirmed", models.BooleanField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("link", "Link"),
                            ("code", "Code"),
                            ("paper", "Paper"),
                            ("desk", "Desk"),
                        ],
                        max_length=5,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=250)),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        related_name="words",
                        to="disability.assistancevisit",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retracted_at", None)),
                        fields=("visit", "side"),
                        name="visit_word_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_confirmed", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="visit_denied_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "paper"), _negated=True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="visit_paper_is_kept",
                    ),
                ],
            },
        ),
    ]
