"""Contracts from need to closing, the social order, aid to people harmed by the test site."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# A contract is a fact now: who recorded it and when is what its case says.
RECORDED_WITH_THE_CASE = """
UPDATE procurement_contract c SET recorded_by_id = e.recorded_by_id, recorded_at = e.recorded_at
  FROM (SELECT DISTINCT ON (case_id) * FROM casework_caseevent ORDER BY case_id, id) e
 WHERE e.case_id = c.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0009_phone_messages_guards"),
        ("finance", "0009_bound_payments"),
        ("organizations", "0002_guards"),
        ("people", "0005_references_at_once"),
        ("procurement", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AcceptanceAct",
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
                ("number", models.CharField(max_length=60)),
                ("delivered_on", models.DateField()),
                ("amount", models.BigIntegerField()),
                ("note", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["delivered_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ActDecision",
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
                        choices=[("accepted", "Accepted"), ("rejected", "Rejected")], max_length=8
                    ),
                ),
                ("decided_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ActLine",
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
                ("item", models.CharField(max_length=200)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("received_on", models.DateField()),
                ("paper", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["act", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BidSheet",
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
                ("points", models.JSONField(default=dict)),
                ("conflict", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Competition",
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
                ("announced_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("portal_number", models.CharField(blank=True, max_length=60)),
                ("least", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["-announced_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CompetitionOutcome",
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
                ("decided_on", models.DateField()),
                ("protocol", models.CharField(max_length=120)),
                ("ranking", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ContractChange",
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
                ("number", models.CharField(max_length=60)),
                ("signed_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("reason", models.CharField(max_length=250)),
            ],
            options={
                "ordering": ["signed_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ContractEnd",
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
                        choices=[("closed", "Closed"), ("terminated", "Terminated")], max_length=10
                    ),
                ),
                ("ended_on", models.DateField()),
                ("released", models.BigIntegerField(default=0)),
                ("reason", models.CharField(blank=True, max_length=250)),
                ("paper", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ContractStage",
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
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "ordering": ["contract", "number"],
            },
        ),
        migrations.CreateModel(
            name="Lot",
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
                ("subject", models.CharField(max_length=250)),
                ("method", models.CharField(max_length=20)),
                ("announced_on", models.DateField()),
                ("portal_number", models.CharField(blank=True, max_length=60)),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "ordering": ["-year", "-number"],
            },
        ),
        migrations.CreateModel(
            name="LotOutcome",
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
                            ("awarded", "Awarded"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=9,
                    ),
                ),
                ("decided_on", models.DateField()),
                ("protocol", models.CharField(max_length=120)),
                ("price", models.BigIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MonitoringVisit",
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
                ("visitors", models.CharField(max_length=200)),
                ("found", models.CharField(max_length=500)),
                ("to_set_right", models.CharField(blank=True, max_length=500)),
                ("set_right_by", models.DateField(null=True)),
            ],
            options={
                "ordering": ["visited_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Need",
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
                ("measure", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=250)),
                ("amount", models.BigIntegerField()),
                ("needed_by", models.DateField(null=True)),
                ("recorded_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["-year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderAssessment",
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
                ("assessed_on", models.DateField()),
                ("planned", models.PositiveIntegerField()),
                ("served", models.PositiveIntegerField()),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("effective", "Effective"),
                            ("partly", "Partly"),
                            ("ineffective", "Ineffective"),
                        ],
                        max_length=11,
                    ),
                ),
                ("conclusion", models.CharField(max_length=500)),
                ("protocol", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["assessed_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderBid",
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
                ("price", models.BigIntegerField()),
                ("received_on", models.DateField()),
            ],
            options={
                "ordering": ["received_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderCriterion",
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
                ("name", models.CharField(max_length=200)),
                ("most", models.PositiveSmallIntegerField()),
                ("weight", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderMember",
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
                ("post", models.CharField(blank=True, max_length=160)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderRecipient",
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
                ("since", models.DateField()),
                ("paper", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderTheme",
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
                ("title", models.CharField(max_length=250)),
                ("measure", models.CharField(max_length=40)),
                ("recipients_measure", models.CharField(blank=True, max_length=40)),
                ("purpose", models.CharField(blank=True, max_length=500)),
                ("proposed_by", models.CharField(max_length=200)),
                ("proposed_on", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                ("years", models.PositiveSmallIntegerField(default=1)),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "ordering": ["-year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Penalty",
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
                ("late_from", models.DateField()),
                ("late_to", models.DateField()),
                ("days", models.PositiveIntegerField()),
                ("base", models.BigIntegerField()),
                ("rate", models.PositiveIntegerField()),
                ("cap", models.PositiveIntegerField()),
                ("amount", models.BigIntegerField()),
                ("charged_on", models.DateField()),
                ("paper", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["charged_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PenaltyStep",
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
                        choices=[("paid", "Paid"), ("waived", "Waived"), ("court", "Court")],
                        max_length=6,
                    ),
                ),
                ("amount", models.BigIntegerField(default=0)),
                ("occurred_on", models.DateField()),
                ("paper", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["occurred_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SiteAid",
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
                ("amount", models.BigIntegerField()),
                ("act", models.CharField(max_length=250)),
                ("decided_on", models.DateField()),
            ],
            options={
                "ordering": ["-year", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SiteCertificate",
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
                ("category", models.CharField(max_length=16)),
                ("zone", models.CharField(max_length=14)),
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("issued_on", models.DateField()),
            ],
            options={
                "ordering": ["-issued_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SiteClaim",
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
                ("category", models.CharField(max_length=16)),
                ("applied_on", models.DateField()),
                ("lacking", models.CharField(blank=True, max_length=250)),
                ("answer_by", models.DateField()),
            ],
            options={
                "ordering": ["-applied_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SiteCompensation",
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
                ("amount", models.BigIntegerField()),
                ("decided_on", models.DateField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SiteResidence",
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
                ("zone", models.CharField(max_length=14)),
                ("lived_from", models.DateField()),
                ("lived_to", models.DateField()),
                ("place", models.CharField(max_length=160)),
                ("paper", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["lived_from", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StageChange",
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
                ("amount", models.BigIntegerField(default=0)),
                ("due_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StagePayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ThemeStep",
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
                            ("discussed", "Discussed"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                        ],
                        max_length=9,
                    ),
                ),
                ("occurred_on", models.DateField()),
                ("protocol", models.CharField(max_length=120)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["occurred_on", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="contract",
            name="contract_number_once",
        ),
        migrations.AddField(
            model_name="contract",
            name="ends_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="contract",
            name="late_cap",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="contract",
            name="late_rate",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="contract",
            name="method",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="contract",
            name="portal_number",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="contract",
            name="portal_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="contract",
            name="recorded_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="retracted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="contract",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="retraction_reason",
            field=models.TextField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="acceptanceact",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="acceptanceact",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="acceptanceact",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="actdecision",
            name="act",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="procurement.acceptanceact",
            ),
        ),
        migrations.AddField(
            model_name="actdecision",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="actdecision",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="actdecision",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="actline",
            name="act",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="procurement.acceptanceact",
            ),
        ),
        migrations.AddField(
            model_name="actline",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="actline",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delivered",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="actline",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="actline",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bidsheet",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="bidsheet",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bidsheet",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="competition",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="competition",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="competition",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="competitionoutcome",
            name="competition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcomes",
                to="procurement.competition",
            ),
        ),
        migrations.AddField(
            model_name="competitionoutcome",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="competitionoutcome",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="competitionoutcome",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contractchange",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="procurement.contract",
            ),
        ),
        migrations.AddField(
            model_name="contractchange",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="contractchange",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contractchange",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contractend",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ends",
                to="procurement.contract",
            ),
        ),
        migrations.AddField(
            model_name="contractend",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="contractend",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contractend",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contractstage",
            name="change",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="added",
                to="procurement.contractchange",
            ),
        ),
        migrations.AddField(
            model_name="contractstage",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stages",
                to="procurement.contract",
            ),
        ),
        migrations.AddField(
            model_name="contractstage",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="finance.budgetline",
            ),
        ),
        migrations.AddField(
            model_name="contractstage",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="contractstage",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contractstage",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="acceptanceact",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acts",
                to="procurement.contractstage",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="lot",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contracts",
                to="procurement.lot",
            ),
        ),
        migrations.AddField(
            model_name="lotoutcome",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcomes",
                to="procurement.lot",
            ),
        ),
        migrations.AddField(
            model_name="lotoutcome",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="lotoutcome",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lotoutcome",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lotoutcome",
            name="supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
            ),
        ),
        migrations.AddField(
            model_name="monitoringvisit",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="procurement.contract",
            ),
        ),
        migrations.AddField(
            model_name="monitoringvisit",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="monitoringvisit",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="monitoringvisit",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="need",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lots",
                to="procurement.need",
            ),
        ),
        migrations.AddField(
            model_name="orderassessment",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessments",
                to="procurement.contract",
            ),
        ),
        migrations.AddField(
            model_name="orderassessment",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="orderassessment",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderassessment",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderbid",
            name="competition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bids",
                to="procurement.competition",
            ),
        ),
        migrations.AddField(
            model_name="orderbid",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="orderbid",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="order_bids",
                to="organizations.organization",
            ),
        ),
        migrations.AddField(
            model_name="orderbid",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderbid",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="competitionoutcome",
            name="winner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcomes",
                to="procurement.orderbid",
            ),
        ),
        migrations.AddField(
            model_name="bidsheet",
            name="bid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="procurement.orderbid",
            ),
        ),
        migrations.AddField(
            model_name="ordercriterion",
            name="competition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="procurement.competition",
            ),
        ),
        migrations.AddField(
            model_name="ordercriterion",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="ordercriterion",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ordercriterion",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ordermember",
            name="competition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="procurement.competition",
            ),
        ),
        migrations.AddField(
            model_name="ordermember",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="ordermember",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ordermember",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bidsheet",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="procurement.ordermember",
            ),
        ),
        migrations.AddField(
            model_name="orderrecipient",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="order_recipients",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="orderrecipient",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recipients",
                to="procurement.contract",
            ),
        ),
        migrations.AddField(
            model_name="orderrecipient",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="orderrecipient",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="social_orders",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="orderrecipient",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="orderrecipient",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ordertheme",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="ordertheme",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ordertheme",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="competition",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="competitions",
                to="procurement.ordertheme",
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="theme",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contracts",
                to="procurement.ordertheme",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("office", "number"),
                name="contract_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("signed_on")), _connector="OR"
                ),
                name="contract_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(("late_cap__lte", 1000000), ("late_rate__lte", 1000000)),
                name="contract_penalty_terms",
            ),
        ),
        migrations.AddField(
            model_name="penalty",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="penalty",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="penalty",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="penalty",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="penalties",
                to="procurement.contractstage",
            ),
        ),
        migrations.AddField(
            model_name="penaltystep",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="penaltystep",
            name="penalty",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="procurement.penalty",
            ),
        ),
        migrations.AddField(
            model_name="penaltystep",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="penaltystep",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="siteaid",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="site_aid",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="siteaid",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="siteaid",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="site_aids",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="siteaid",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="siteaid",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sitecertificate",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="sitecertificate",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="site_certificates",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="sitecertificate",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sitecertificate",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="siteclaim",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.assessment",
            ),
        ),
        migrations.AddField(
            model_name="siteclaim",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="site_claim",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="siteclaim",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="siteclaim",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="site_claims",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="siteclaim",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="siteclaim",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sitecertificate",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="procurement.siteclaim",
            ),
        ),
        migrations.AddField(
            model_name="sitecompensation",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="compensations",
                to="procurement.siteclaim",
            ),
        ),
        migrations.AddField(
            model_name="sitecompensation",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="sitecompensation",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="sitecompensation",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sitecompensation",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="siteresidence",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="residences",
                to="procurement.siteclaim",
            ),
        ),
        migrations.AddField(
            model_name="siteresidence",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="siteresidence",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="siteresidence",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stagechange",
            name="change",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stages",
                to="procurement.contractchange",
            ),
        ),
        migrations.AddField(
            model_name="stagechange",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="stagechange",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stagechange",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="stagechange",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="procurement.contractstage",
            ),
        ),
        migrations.AddField(
            model_name="stagepayment",
            name="act",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="procurement.acceptanceact",
            ),
        ),
        migrations.AddField(
            model_name="stagepayment",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stage_payment",
                to="finance.moneyentry",
            ),
        ),
        migrations.AddField(
            model_name="stagepayment",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="themestep",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
            ),
        ),
        migrations.AddField(
            model_name="themestep",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="themestep",
            name="retracted_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="themestep",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="procurement.ordertheme",
            ),
        ),
        migrations.AddConstraint(
            model_name="actdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)), fields=("act",), name="act_decided_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="actdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "accepted"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="act_rejected_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="actline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0), models.Q(("item", ""), _negated=True)),
                name="act_line_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="actline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False), ("retracted_at", None)),
                fields=("act", "person", "item", "received_on"),
                name="act_line_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("contract", "number"),
                name="change_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True), models.Q(("number", ""), _negated=True)
                ),
                name="change_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractend",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("contract",),
                name="contract_ends_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "closed"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="termination_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractstage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("contract", "number"),
                name="stage_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractstage",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="stage_sum"
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptanceact",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("number", ""), _negated=True)),
                name="acceptance_act_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="lotoutcome",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)), fields=("lot",), name="lot_decided_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("protocol", ""), _negated=True),
                    models.Q(
                        models.Q(
                            ("kind", "awarded"), ("price__gt", 0), ("supplier__isnull", False)
                        ),
                        models.Q(
                            models.Q(("kind", "awarded"), _negated=True),
                            ("price", 0),
                            ("supplier", None),
                        ),
                        _connector="OR",
                    ),
                ),
                name="lot_outcome_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoringvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("visitors", ""), _negated=True),
                    models.Q(("found", ""), _negated=True),
                ),
                name="visit_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("what", ""), _negated=True)),
                name="need_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(
                fields=("office", "year", "number"), name="lot_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("subject", ""), _negated=True)),
                name="lot_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conclusion", ""), _negated=True),
                    models.Q(("protocol", ""), _negated=True),
                ),
                name="assessment_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderbid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("competition", "organization"),
                name="bid_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderbid",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gt", 0)), name="bid_has_price"
            ),
        ),
        migrations.AddConstraint(
            model_name="competitionoutcome",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("competition",),
                name="competition_decided_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="competitionoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("protocol", ""), _negated=True), name="competition_has_protocol"
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercriterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most__gt", 0), ("weight__gt", 0), models.Q(("name", ""), _negated=True)
                ),
                name="order_criterion_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordermember",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="order_member_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="bidsheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("bid", "member"),
                name="bid_sheet_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bidsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conflict", ""), models.Q(("points", {}), _negated=True)),
                    models.Q(models.Q(("conflict", ""), _negated=True), ("points", {})),
                    _connector="OR",
                ),
                name="bid_points_or_conflict",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderrecipient",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("contract", "person"),
                name="order_recipient_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordertheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    ("years__gte", 1),
                    ("years__lte", 3),
                    models.Q(("title", ""), _negated=True),
                    models.Q(("proposed_by", ""), _negated=True),
                ),
                name="theme_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="competition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_on__gte", models.F("announced_on")), ("least__lte", 100)
                ),
                name="competition_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    ("base__gt", 0),
                    ("days__gt", 0),
                    models.Q(("paper", ""), _negated=True),
                ),
                name="penalty_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="penaltystep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paper", ""), _negated=True),
                    models.Q(("kind", "court"), ("amount__gt", 0), _connector="OR"),
                ),
                name="penalty_step_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="siteaid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("person", "year"),
                name="site_aid_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="siteaid",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="site_aid_sum"
            ),
        ),
        migrations.AddConstraint(
            model_name="sitecertificate",
            constraint=models.UniqueConstraint(
                fields=("office", "year", "number"), name="site_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sitecertificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("person",),
                name="site_certified_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitecompensation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("person",),
                name="compensated_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitecompensation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="compensation_sum"
            ),
        ),
        migrations.AddConstraint(
            model_name="siteresidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("lived_to__gte", models.F("lived_from"))),
                name="residence_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("change", "stage"),
                name="stage_changed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount", 0), _negated=True),
                    ("due_on__isnull", False),
                    _connector="OR",
                ),
                name="stage_change_changes",
            ),
        ),
        migrations.AddConstraint(
            model_name="themestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("protocol", ""), _negated=True), name="theme_step_has_protocol"
            ),
        ),
        migrations.AddConstraint(
            model_name="themestep",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("retracted_at", None), models.Q(("kind", "discussed"), _negated=True)
                ),
                fields=("theme",),
                name="theme_decided_once",
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(RECORDED_WITH_THE_CASE),
        migrations.AlterField(
            model_name="contract",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
