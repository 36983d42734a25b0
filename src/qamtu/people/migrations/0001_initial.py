import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("ledger", "0001_floor"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
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
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("iin", models.CharField(max_length=12)),
                ("surname", models.CharField(max_length=100)),
                ("given_name", models.CharField(max_length=100)),
                ("patronymic", models.CharField(blank=True, max_length=100)),
                (
                    "former_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("search_key", models.TextField(editable=False)),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=320)),
                ("sex", models.CharField(choices=[("m", "Male"), ("f", "Female")], max_length=1)),
                ("birth_date", models.DateField()),
                ("address", models.CharField(blank=True, max_length=200)),
                (
                    "phones",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True)),
                ("consent_withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
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
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search_key"), name="gin_trgm_ops"
                        ),
                        name="person_search_key",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["phones"], name="person_phones"
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("iin"), name="varchar_pattern_ops"
                        ),
                        name="person_iin_prefix",
                    ),
                    models.Index(fields=["office", "sort_key", "id"], name="person_name_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "iin"), name="person_once_per_office"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("iin__regex", "^[0-9]{12}$")), name="person_iin_digits"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
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
                    "relation",
                    models.CharField(
                        choices=[
                            ("head", "Head"),
                            ("spouse", "Spouse"),
                            ("child", "Child"),
                            ("parent", "Parent"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="people.household",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("retracted_at", None)),
                        expressions=[
                            ("person", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_household_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("added", "Added"),
                            ("changed", "Changed"),
                            ("exported", "Exported"),
                        ],
                        max_length=10,
                    ),
                ),
                ("detail", models.JSONField(blank=True, default=dict)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["person", "-at"], name="access_of_person")],
            },
        ),
        migrations.CreateModel(
            name="StatusPeriod",
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
                ("kind", models.CharField(max_length=40)),
                ("category", models.CharField(blank=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("paper", models.CharField(max_length=200)),
                ("sex", models.CharField(editable=False, max_length=1)),
                ("birth_date", models.DateField(editable=False, null=True)),
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
                        related_name="statuses",
                        to="people.person",
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
                        editable=False,
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
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="status_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paper", ""), _negated=True),
                        name="status_period_has_paper",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("retracted_at", None)),
                        expressions=[
                            ("person", "="),
                            ("kind", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_status_of_a_kind_at_a_time",
                    ),
                ],
            },
        ),
    ]
