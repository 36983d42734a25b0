"""The money ledger: bounds held by a lock on the line, against any number of clerks."""

from django.db import migrations

from qamtu.database import APP_ROLE
from qamtu.ledger.append_only import fact_table, office_table

# Every entry moves the sums of its budget line in the same statement. The UPDATE locks the line,
# so entries of one line queue up, and the line's own CHECK constraints refuse what overspends.
# The functions run as the owner: the application may not touch the sums by itself.
MONEY = f"""
CREATE FUNCTION finance_move_line(line bigint, kind text, amount bigint) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  UPDATE finance_budgetline l SET
    allocated = l.allocated + CASE WHEN kind = 'allocated' THEN amount ELSE 0 END,
    committed = l.committed + CASE WHEN kind = 'committed' THEN amount ELSE 0 END,
    paid = l.paid + CASE kind WHEN 'paid' THEN amount WHEN 'returned' THEN -amount ELSE 0 END
  WHERE l.id = line;
END $$;

CREATE FUNCTION finance_check_case(line bigint, of_case bigint) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE bound bigint; spent bigint;
BEGIN
  IF of_case IS NULL THEN RETURN; END IF;
  SELECT coalesce(sum(amount) FILTER (WHERE kind = 'committed'), 0),
         coalesce(sum(CASE kind WHEN 'paid' THEN amount WHEN 'returned' THEN -amount END), 0)
    INTO bound, spent
    FROM finance_moneyentry m
   WHERE m.line_id = line AND m.case_id = of_case AND m.retracted_at IS NULL;
  IF spent > bound OR spent < 0 OR bound < 0 THEN
    RAISE EXCEPTION 'case % would have % paid of % committed', of_case, spent, bound
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_not_overpaid';
  END IF;
END $$;

CREATE FUNCTION finance_enter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE l finance_budgetline;
BEGIN
  SELECT * INTO STRICT l FROM finance_budgetline
   WHERE id = NEW.line_id AND office_id = NEW.office_id;
  NEW.measure := l.measure; NEW.source := l.source;
  IF NEW.case_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM casework_case c WHERE c.id = NEW.case_id AND c.office_id = NEW.office_id) THEN
    RAISE EXCEPTION 'case of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM finance_move_line(NEW.line_id, NEW.kind, NEW.amount);
  RETURN NEW;
END $$;
CREATE TRIGGER b_enter BEFORE INSERT ON finance_moneyentry
  FOR EACH ROW EXECUTE FUNCTION finance_enter();

CREATE FUNCTION finance_retract() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM finance_move_line(OLD.line_id, OLD.kind, -OLD.amount);
  RETURN NEW;
END $$;
CREATE TRIGGER b_retract BEFORE UPDATE ON finance_moneyentry
  FOR EACH ROW EXECUTE FUNCTION finance_retract();

CREATE FUNCTION finance_after() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM finance_check_case(NEW.line_id, NEW.case_id);
  RETURN NULL;
END $$;
CREATE TRIGGER c_check_case AFTER INSERT OR UPDATE ON finance_moneyentry
  FOR EACH ROW EXECUTE FUNCTION finance_after();

-- A line's sums start at nothing and are moved by entries alone.
CREATE FUNCTION finance_new_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.allocated := 0; NEW.committed := 0; NEW.paid := 0;
  RETURN NEW;
END $$;
CREATE TRIGGER a_new_line BEFORE INSERT ON finance_budgetline
  FOR EACH ROW EXECUTE FUNCTION finance_new_line();
REVOKE UPDATE, DELETE, TRUNCATE ON finance_budgetline FROM {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_initial")]
    operations = [
        office_table("finance_budgetline"),
        office_table("finance_moneyentry"),
        fact_table("finance_moneyentry"),
        office_table("finance_target"),
        fact_table("finance_target"),
        migrations.RunSQL(MONEY),
    ]
