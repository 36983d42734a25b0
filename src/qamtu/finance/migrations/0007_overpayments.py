"""Overpayments behind their office; never more than was paid, however many find them at once."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from qamtu.ledger.append_only import append_only_table, fact_table, office_table

GUARDS = """
CREATE FUNCTION finance_check_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE paid bigint; known bigint;
BEGIN
  SELECT p.amount INTO paid
    FROM finance_payment p JOIN finance_overpayment o ON o.case_id = p.case_id
   WHERE p.id = NEW.payment_id AND p.office_id = NEW.office_id AND p.state = 'paid'
     AND o.id = NEW.overpayment_id AND o.office_id = NEW.office_id
     FOR UPDATE OF p;
  SELECT coalesce(sum(e.amount), 0) INTO known
    FROM finance_overpaidpart e JOIN finance_overpayment o ON o.id = e.overpayment_id
   WHERE e.payment_id = NEW.payment_id AND o.retracted_at IS NULL;
  IF paid IS NULL OR known + NEW.amount > paid THEN
    RAISE EXCEPTION 'payment % of % would be overpaid by %', NEW.payment_id, paid,
      known + NEW.amount USING ERRCODE = 'check_violation', CONSTRAINT = 'overpaid_within_paid';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_overpaidpart
  FOR EACH ROW EXECUTE FUNCTION finance_check_part();

CREATE FUNCTION finance_check_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM finance_overpayment o JOIN finance_moneyentry m ON m.case_id = o.case_id
       WHERE o.id = NEW.overpayment_id AND o.office_id = NEW.office_id
         AND m.id = NEW.entry_id AND m.office_id = NEW.office_id AND m.kind = 'returned') THEN
    RAISE EXCEPTION 'entry % returns nothing of overpayment %', NEW.entry_id, NEW.overpayment_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_overpaymentreturn
  FOR EACH ROW EXECUTE FUNCTION finance_check_return();

CREATE FUNCTION finance_check_overpayment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework_case c
                  WHERE c.id = NEW.case_id AND c.office_id = NEW.office_id) THEN
    RAISE EXCEPTION 'case of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_overpayment
  FOR EACH ROW EXECUTE FUNCTION finance_check_overpayment();

CREATE FUNCTION finance_check_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM finance_overpayment o
                  WHERE o.id = NEW.overpayment_id AND o.office_id = NEW.office_id) THEN
    RAISE EXCEPTION 'overpayment of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_courtclaim
  FOR EACH ROW EXECUTE FUNCTION finance_check_claim();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0006_many_at_once"),
        ("finance", "0006_payments_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Overpayment",
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
                    "reason",
                    models.CharField(
                        choices=[
                            ("deceased", "Deceased"),
                            ("moved_away", "Moved Away"),
                            ("employed", "Employed"),
                            ("income", "Income"),
                            ("mistake", "Mistake"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("found_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overpayments",
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
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OverpaidPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accounts.office"
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overpaid",
                        to="finance.payment",
                    ),
                ),
                (
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="finance.overpayment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CourtClaim",
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
                ("act", models.CharField(max_length=200)),
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
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="finance.overpayment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OverpaymentReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "overpayment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="finance.overpayment",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="overpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="overpayment_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="overpaidpart",
            constraint=models.UniqueConstraint(
                fields=("overpayment", "payment"), name="overpaid_part_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="overpaidpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="overpaid_part_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="courtclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retracted_at", None)),
                fields=("overpayment",),
                name="one_claim_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="courtclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("act", ""), _negated=True), name="claim_has_its_act"
            ),
        ),
        office_table("finance_overpayment", of_persons=True),
        fact_table("finance_overpayment"),
        office_table("finance_overpaidpart", of_persons=True),
        append_only_table("finance_overpaidpart"),
        office_table("finance_overpaymentreturn", of_persons=True),
        append_only_table("finance_overpaymentreturn"),
        office_table("finance_courtclaim", of_persons=True),
        fact_table("finance_courtclaim"),
        migrations.RunSQL(GUARDS),
    ]
