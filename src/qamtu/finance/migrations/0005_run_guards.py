"""Runs and payments behind their office; they move forward only, and their sums never change."""

from django.db import migrations

from qamtu.database import APP_ROLE
from qamtu.ledger.append_only import fact_table, office_table

GUARDS = f"""
CREATE FUNCTION finance_keep_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF qamtu_is_demolishing(OLD.office_id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'payment run % is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.state, NEW.state) NOT IN (
      ('prepared', 'approved'), ('prepared', 'cancelled'), ('approved', 'closed')) THEN
    RAISE EXCEPTION 'payment run % can not go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'approved' THEN
    NEW.approved_at := clock_timestamp();
  ELSIF OLD.approved_by_id IS DISTINCT FROM NEW.approved_by_id
     OR OLD.paid_on IS DISTINCT FROM NEW.paid_on THEN
    RAISE EXCEPTION 'payment run % is approved once', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_keep BEFORE UPDATE OR DELETE ON finance_paymentrun
  FOR EACH ROW EXECUTE FUNCTION finance_keep_run();

CREATE FUNCTION finance_keep_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF qamtu_is_demolishing(OLD.office_id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'payment % is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.state, NEW.state) NOT IN (
      ('planned', 'paid'), ('planned', 'held'), ('planned', 'cancelled'), ('paid', 'returned'),
      ('paid', 'paid')) OR (OLD.state = NEW.state AND OLD.answered_on IS NOT NULL) THEN
    RAISE EXCEPTION 'payment % can not go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_keep BEFORE UPDATE OR DELETE ON finance_payment
  FOR EACH ROW EXECUTE FUNCTION finance_keep_payment();

-- A payment is of its run's office and its line's; its case and its recipient too.
CREATE FUNCTION finance_check_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM finance_paymentrun r
                  WHERE r.id = NEW.run_id AND r.office_id = NEW.office_id)
     OR NOT EXISTS (SELECT FROM casework_case c
                     WHERE c.id = NEW.case_id AND c.office_id = NEW.office_id)
     OR NOT EXISTS (SELECT FROM people_person p
                     WHERE p.id = NEW.recipient_id AND p.office_id = NEW.office_id)
     OR (NEW.line_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM finance_budgetline l
           WHERE l.id = NEW.line_id AND l.office_id = NEW.office_id)) THEN
    RAISE EXCEPTION 'payment of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_payment
  FOR EACH ROW EXECUTE FUNCTION finance_check_payment();

REVOKE UPDATE, DELETE, TRUNCATE ON finance_paymentrun, finance_payment FROM {APP_ROLE};
GRANT UPDATE (state, approved_by_id, paid_on, cancel_reason) ON finance_paymentrun TO {APP_ROLE};
GRANT UPDATE (state, hold, hold_detail, answered_on, bank_reason) ON finance_payment TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("finance", "0004_payment_runs")]
    operations = [
        office_table("finance_bankaccount", of_persons=True),
        fact_table("finance_bankaccount"),
        office_table("finance_paymentrun"),
        office_table("finance_payment", of_persons=True),
        migrations.RunSQL(GUARDS),
    ]
