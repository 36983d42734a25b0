"""Records of civil status, their actions, entries, parties, seals and certificates."""

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
        ("casework", "0009_phone_messages_guards"),
        ("people", "0005_references_at_once"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CivilRecord",
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
                            ("birth", "Birth"),
                            ("death", "Death"),
                            ("marriage", "Marriage"),
                            ("divorce", "Divorce"),
                            ("paternity", "Paternity"),
                            ("adoption", "Adoption"),
                            ("name_change", "Name Change"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("office", "Office"), ("outside", "Outside"), ("book", "Book")],
                        default="office",
                        max_length=7,
                    ),
                ),
                ("declared_on", models.DateField()),
                ("body", models.CharField(blank=True, max_length=200)),
                ("base_text", models.CharField(blank=True, max_length=120)),
                ("is_secret", models.BooleanField(default=False)),
                (
                    "base",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_of_it",
                        to="civil_registry.civilrecord",
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
                "ordering": ["-declared_on", "-pk"],
                "indexes": [
                    models.Index(fields=["office", "-declared_on", "-id"], name="civil_journal")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_secret", True), ("kind", "adoption")),
                            models.Q(
                                ("is_secret", False), models.Q(("kind", "adoption"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="civil_secret_is_adoption",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "office"),
                            models.Q(("body", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="civil_outside_has_body",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CivilAction",
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
                ("record_kind", models.CharField(max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("declared", "Declared"),
                            ("checked", "Checked"),
                            ("registered", "Registered"),
                            ("refused", "Refused"),
                            ("corrected", "Corrected"),
                            ("certificate", "Certificate"),
                            ("repeated", "Repeated"),
                            ("annulled", "Annulled"),
                        ],
                        max_length=11,
                    ),
                ),
                ("occurred_on", models.DateField()),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                ("given_number", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("fee", models.BigIntegerField(null=True)),
                ("trace", models.JSONField(null=True)),
                ("consequences", models.JSONField(default=list)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="civil_actions",
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="civil_registry.civilrecord",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "registered")),
                        fields=["office", "record_kind", "occurred_on"],
                        name="civil_registered",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False), ("retracted_at", None)),
                        fields=("office", "record_kind", "year", "number"),
                        name="civil_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["declared", "checked", "registered", "refused", "annulled"],
                            ),
                            ("retracted_at", None),
                        ),
                        fields=("record", "kind"),
                        name="civil_action_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", None), ("year", None)),
                            models.Q(
                                ("kind", "registered"), ("number__gt", 0), ("year__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="civil_number_of_registration",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["refused", "corrected", "repeated", "annulled"]),
                                _negated=True,
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="civil_reason_of_action",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CivilParty",
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
                ("role", models.CharField(max_length=10)),
                ("iin", models.CharField(blank=True, max_length=12)),
                ("surname", models.CharField(max_length=100)),
                ("given_name", models.CharField(blank=True, max_length=100)),
                ("patronymic", models.CharField(blank=True, max_length=100)),
                ("birth_date", models.DateField(null=True)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("search_key", models.TextField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="civil_registry.civilaction",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="civil_parts",
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="civil_registry.civilrecord",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            models.F("search_key"), models.Value(" "), function="string_to_array"
                        ),
                        name="civil_words",
                    ),
                    models.Index(
                        condition=models.Q(("iin", ""), _negated=True),
                        fields=["office", "iin"],
                        name="civil_iin",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("action", "role"), name="civil_party_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("iin", ""), ("iin__regex", "^[0-9]{12}$"), _connector="OR"
                        ),
                        name="civil_party_iin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CivilEntry",
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
                ("event_on", models.DateField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("content", models.JSONField(default=dict)),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="civil_registry.civilaction",
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
                    "territory",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.territory",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="civil_registry.civilrecord",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["office", "event_on"], name="civil_event_on")],
            },
        ),
        migrations.CreateModel(
            name="CivilCertificate",
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
                ("number", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=20)),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="civil_registry.civilaction",
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
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="civil_registry.civilentry",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="civil_registry.civilrecord",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "number"), name="civil_certificate_once"
                    ),
                    models.UniqueConstraint(fields=("office", "code"), name="civil_code_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CivilSeal",
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="civil_registry.civilaction",
                    ),
                ),
                (
                    "adoption",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="civil_registry.civilrecord",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="civil_registry.civilrecord",
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
            },
        ),
    ]
