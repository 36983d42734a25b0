"""A subsidy is paid to an employer: a payment and an account are of a person or an organisation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CHECK = """
CREATE OR REPLACE FUNCTION finance_check_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r finance_paymentrun;
BEGIN
  SELECT * INTO r FROM finance_paymentrun
   WHERE id = NEW.run_id AND office_id = NEW.office_id;
  IF r.id IS NULL OR NOT EXISTS (
      SELECT FROM casework_case c
       WHERE c.id = NEW.case_id AND c.office_id = NEW.office_id AND c.measure = r.measure)
     OR (NEW.line_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM finance_budgetline l
       WHERE l.id = NEW.line_id AND l.office_id = NEW.office_id AND l.measure = r.measure)) THEN
    RAISE EXCEPTION 'payment of another office or measure' USING ERRCODE = 'restrict_violation';
  END IF;
  IF r.state <> 'prepared' OR NEW.state NOT IN ('planned', 'held')
     OR NEW.event_id IS NOT NULL OR NEW.answered_on IS NOT NULL THEN
    RAISE EXCEPTION 'a payment begins planned or held, in a prepared run'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.organization_id IS NOT NULL THEN
    SELECT o.bin, o.name_kk INTO NEW.recipient_iin, NEW.recipient_name
      FROM organizations_organization o
     WHERE o.id = NEW.organization_id AND o.office_id = NEW.office_id;
  ELSE
    SELECT p.iin, concat_ws(' ', nullif(p.surname, ''), nullif(p.given_name, ''),
                            nullif(p.patronymic, ''))
      INTO NEW.recipient_iin, NEW.recipient_name
      FROM people_person p WHERE p.id = NEW.recipient_id AND p.office_id = NEW.office_id;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'recipient of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0007_law_of_the_office"),
        ("finance", "0007_overpayments"),
        ("organizations", "0002_guards"),
        ("people", "0005_references_at_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bankaccount",
            name="organization",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bank_accounts",
                to="organizations.organization",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="organization",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
            ),
        ),
        migrations.AlterField(
            model_name="bankaccount",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bank_accounts",
                to="people.person",
            ),
        ),
        migrations.AlterField(
            model_name="payment",
            name="recipient",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organization", None), ("person__isnull", False)),
                    models.Q(("organization__isnull", False), ("person", None)),
                    _connector="OR",
                ),
                name="account_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organization", None), ("recipient__isnull", False)),
                    models.Q(("organization__isnull", False), ("recipient", None)),
                    _connector="OR",
                ),
                name="payment_has_one_recipient",
            ),
        ),
        migrations.RunSQL(CHECK),
    ]
