"""A payment has its purpose, its event and its recipient's name; neither is changed by anyone.

The functions of 0005 are replaced: they hold against the owner of the tables too, and what a run
has paid can't be retracted from under it, neither the money nor the step.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from qamtu.database import APP_ROLE

GUARDS = f"""
CREATE FUNCTION finance_new_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.state := 'prepared'; NEW.prepared_at := clock_timestamp(); NEW.cancel_reason := '';
  NEW.approved_by_id := NULL; NEW.approved_at := NULL; NEW.paid_on := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER a_new BEFORE INSERT ON finance_paymentrun
  FOR EACH ROW EXECUTE FUNCTION finance_new_run();

CREATE OR REPLACE FUNCTION finance_keep_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  open_columns text[] := '{{state,approved_by_id,approved_at,paid_on,cancel_reason}}';
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'payment runs are never removed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF qamtu_is_demolishing(OLD.office_id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'payment run % is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.state, NEW.state) NOT IN (
      ('prepared', 'approved'), ('prepared', 'cancelled'), ('approved', 'closed')) THEN
    RAISE EXCEPTION 'payment run % can not go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(OLD) - open_columns IS DISTINCT FROM to_jsonb(NEW) - open_columns THEN
    RAISE EXCEPTION 'payment run % is not edited', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'approved' THEN
    NEW.approved_at := clock_timestamp();
  ELSIF (OLD.approved_by_id, OLD.approved_at, OLD.paid_on)
        IS DISTINCT FROM (NEW.approved_by_id, NEW.approved_at, NEW.paid_on) THEN
    RAISE EXCEPTION 'payment run % is approved once', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_keep_all BEFORE TRUNCATE ON finance_paymentrun
  FOR EACH STATEMENT EXECUTE FUNCTION finance_keep_run();

-- A payment is of its run's office and measure, planned or held while the run is prepared.
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
  SELECT p.iin, concat_ws(' ', nullif(p.surname, ''), nullif(p.given_name, ''),
                          nullif(p.patronymic, ''))
    INTO NEW.recipient_iin, NEW.recipient_name
    FROM people_person p WHERE p.id = NEW.recipient_id AND p.office_id = NEW.office_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'recipient of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION finance_keep_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  open_columns text[] := '{{state,hold,hold_detail,line_id,event_id,answered_on,bank_reason}}';
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'payments are never removed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF qamtu_is_demolishing(OLD.office_id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'payment % is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.state, NEW.state) NOT IN (
      ('planned', 'paid'), ('planned', 'held'), ('planned', 'cancelled'), ('paid', 'returned'),
      ('paid', 'paid')) OR OLD.answered_on IS NOT NULL THEN
    RAISE EXCEPTION 'payment % can not go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(OLD) - open_columns IS DISTINCT FROM to_jsonb(NEW) - open_columns
     OR (NEW.line_id IS DISTINCT FROM OLD.line_id
         AND NOT (NEW.state = 'held' AND NEW.line_id IS NULL))
     OR (NEW.event_id IS DISTINCT FROM OLD.event_id AND OLD.state <> 'planned')
     OR ((NEW.event_id IS NOT NULL) <> (NEW.state = 'paid') AND OLD.state = 'planned') THEN
    RAISE EXCEPTION 'payment % is not edited', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'planned' AND NEW.state = 'paid' AND NOT EXISTS (
      SELECT FROM finance_paymentrun r, casework_caseevent e
       WHERE r.id = NEW.run_id AND r.state = 'approved'
         AND e.id = NEW.event_id AND e.case_id = NEW.case_id AND e.retracted_at IS NULL) THEN
    RAISE EXCEPTION 'payment % is paid by an approved run and a step of its case', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_keep_all BEFORE TRUNCATE ON finance_payment
  FOR EACH STATEMENT EXECUTE FUNCTION finance_keep_payment();

-- What a run has paid stands: else the ledger would say that a paid month was not paid.
CREATE FUNCTION finance_stand_by_run() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM finance_payment p
              WHERE p.event_id = CASE TG_TABLE_NAME WHEN 'finance_moneyentry'
                THEN (to_jsonb(OLD) ->> 'event_id')::bigint ELSE OLD.id END) THEN
    RAISE EXCEPTION 'fact % of % stands by a payment run', OLD.id, TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_by_a_run';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_of_a_run BEFORE UPDATE ON finance_moneyentry
  FOR EACH ROW EXECUTE FUNCTION finance_stand_by_run();
CREATE TRIGGER b_of_a_run BEFORE UPDATE ON casework_caseevent
  FOR EACH ROW EXECUTE FUNCTION finance_stand_by_run();

ALTER TABLE finance_payment DISABLE TRIGGER a_keep;
UPDATE finance_payment p
   SET recipient_iin = o.iin, recipient_name = concat_ws(
       ' ', nullif(o.surname, ''), nullif(o.given_name, ''), nullif(o.patronymic, ''))
  FROM people_person o WHERE o.id = p.recipient_id;
ALTER TABLE finance_payment ENABLE TRIGGER a_keep;
GRANT UPDATE (event_id, line_id) ON finance_payment TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0006_many_at_once"),
        ("finance", "0005_run_guards"),
        ("people", "0005_references_at_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_once",
        ),
        migrations.AddField(
            model_name="payment",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="casework.caseevent",
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="purpose",
            field=models.CharField(default="assistance", max_length=20),
        ),
        migrations.AddField(
            model_name="payment",
            name="recipient_iin",
            field=models.CharField(db_default="", editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name="payment",
            name="recipient_name",
            field=models.CharField(db_default="", editable=False, max_length=310),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["planned", "paid"])),
                fields=("case", "due_for", "purpose"),
                name="payment_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_for__day", 1), models.Q(("purpose", ""), _negated=True)),
                name="payment_for_a_whole_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="run_of_a_whole_month"
            ),
        ),
        migrations.RunSQL(GUARDS),
    ]
