"""The budget and the treasury's statements behind their office; acts of one piece."""

from django.db import migrations

from qamtu.database import APP_ROLE
from qamtu.ledger.append_only import append_only_table, fact_table, office_table

FACTS = ("budgetprogramme", "lineclassification", "budgetact", "financingplan", "statementmatch")
ROWS = ("treasurystatement", "statementrow")

# What the deferred triggers ask is asked once the whole act is there, at the latest when the
# transaction ends: a move that gives more than it takes is no move.
GUARDS = f"""
CREATE FUNCTION finance_hold_line(wanted bigint) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT id FROM finance_budgetline
   WHERE id = wanted AND office_id = ANY (qamtu_offices()) FOR NO KEY UPDATE;
$$;

-- The case before the line, as whoever pays holds them: else two clerks wait for each other.
CREATE OR REPLACE FUNCTION finance_enter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE l finance_budgetline;
BEGIN
  SELECT * INTO STRICT l FROM finance_budgetline
   WHERE id = NEW.line_id AND office_id = NEW.office_id;
  NEW.measure := l.measure; NEW.source := l.source;
  IF NEW.case_id IS NOT NULL THEN
    PERFORM FROM casework_case c
      WHERE c.id = NEW.case_id AND c.office_id = NEW.office_id FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'case of another office' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  PERFORM finance_move_line(NEW.line_id, NEW.kind, NEW.amount);
  RETURN NEW;
END $$;

CREATE FUNCTION finance_check_budget_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE act finance_budgetact; year int;
BEGIN
  SELECT * INTO act FROM finance_budgetact
   WHERE id = NEW.budget_act_id AND office_id = NEW.office_id AND retracted_at IS NULL;
  SELECT l.year INTO year FROM finance_budgetline l WHERE l.id = NEW.line_id;
  IF act.id IS NULL
     OR (NEW.kind = 'allocated' AND (act.kind = 'carried' OR act.year <> year))
     OR (NEW.kind = 'committed' AND (act.kind <> 'carried'
         OR NOT ((year = act.year AND NEW.amount > 0)
                 OR (year = act.year - 1 AND NEW.amount < 0)))) THEN
    RAISE EXCEPTION 'entry of another act' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_of_an_act BEFORE INSERT ON finance_moneyentry
  FOR EACH ROW WHEN (NEW.budget_act_id IS NOT NULL)
  EXECUTE FUNCTION finance_check_budget_act();

CREATE FUNCTION finance_stand_by_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM finance_budgetact
              WHERE id = OLD.budget_act_id AND retracted_at IS NULL) THEN
    RAISE EXCEPTION 'entry % stands by its act', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_of_an_act';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_stand_by_act BEFORE UPDATE ON finance_moneyentry
  FOR EACH ROW WHEN (OLD.budget_act_id IS NOT NULL) EXECUTE FUNCTION finance_stand_by_act();

CREATE FUNCTION finance_balance_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE
  act finance_budgetact; wrong bigint; live bigint;
  asked bigint := CASE TG_TABLE_NAME WHEN 'finance_budgetact' THEN NEW.id
    ELSE (to_jsonb(NEW) ->> 'budget_act_id')::bigint END;
BEGIN
  SELECT * INTO act FROM finance_budgetact WHERE id = asked;
  SELECT count(*) INTO live FROM finance_moneyentry
   WHERE budget_act_id = asked AND retracted_at IS NULL;
  SELECT count(*) INTO wrong FROM (
    SELECT FROM finance_moneyentry
     WHERE budget_act_id = asked AND retracted_at IS NULL
     GROUP BY case_id HAVING sum(amount) <> 0) unbalanced;
  IF (act.retracted_at IS NULL) = (live = 0)
     OR (act.kind IN ('moved', 'carried') AND wrong > 0) THEN
    RAISE EXCEPTION 'act % is not of one piece', asked
      USING ERRCODE = 'check_violation', CONSTRAINT = 'act_of_one_piece';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER d_of_one_piece AFTER INSERT OR UPDATE ON finance_budgetact
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_balance_act();
CREATE CONSTRAINT TRIGGER d_of_one_piece AFTER INSERT OR UPDATE ON finance_moneyentry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.budget_act_id IS NOT NULL)
  EXECUTE FUNCTION finance_balance_act();

CREATE FUNCTION finance_check_classification() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM finance_budgetline l, finance_budgetprogramme p
                  WHERE l.id = NEW.line_id AND l.office_id = NEW.office_id
                    AND p.id = NEW.programme_id AND p.office_id = NEW.office_id
                    AND p.retracted_at IS NULL) THEN
    RAISE EXCEPTION 'line or programme of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_lineclassification
  FOR EACH ROW EXECUTE FUNCTION finance_check_classification();

CREATE FUNCTION finance_check_financing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE planned bigint;
BEGIN
  PERFORM FROM finance_budgetline
    WHERE id = NEW.line_id AND office_id = NEW.office_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'line of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT coalesce(sum(f.amount), 0) INTO planned FROM finance_financingplan f
   WHERE f.line_id = NEW.line_id AND f.month = NEW.month AND f."column" = NEW."column"
     AND f.retracted_at IS NULL AND f.id <> NEW.id;
  IF NEW.retracted_at IS NULL THEN planned := planned + NEW.amount; END IF;
  IF planned < 0 THEN
    RAISE EXCEPTION 'month % would have % planned', NEW.month, planned
      USING ERRCODE = 'check_violation', CONSTRAINT = 'financing_not_negative';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT OR UPDATE ON finance_financingplan
  FOR EACH ROW EXECUTE FUNCTION finance_check_financing();

CREATE FUNCTION finance_check_statement_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM finance_treasurystatement s
                  WHERE s.id = NEW.statement_id AND s.office_id = NEW.office_id) THEN
    RAISE EXCEPTION 'statement of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_statementrow
  FOR EACH ROW EXECUTE FUNCTION finance_check_statement_row();

CREATE FUNCTION finance_check_match() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM finance_statementrow r, finance_moneyentry m
                  WHERE r.id = NEW.row_id AND r.office_id = NEW.office_id
                    AND m.id = NEW.entry_id AND m.office_id = NEW.office_id
                    AND m.retracted_at IS NULL
                    AND m.kind = CASE WHEN r.amount > 0 THEN 'paid' ELSE 'returned' END) THEN
    RAISE EXCEPTION 'entry % is not what row % says', NEW.entry_id, NEW.row_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_check BEFORE INSERT ON finance_statementmatch
  FOR EACH ROW EXECUTE FUNCTION finance_check_match();
REVOKE ALL ON FUNCTION finance_hold_line(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION finance_hold_line(bigint) TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("finance", "0010_budget")]
    operations = [
        *(office_table(f"finance_{name}") for name in (*FACTS, "treasurystatement")),
        office_table("finance_statementrow", of_persons=True),
        *(fact_table(f"finance_{name}") for name in FACTS),
        *(append_only_table(f"finance_{name}") for name in ROWS),
        migrations.RunSQL(GUARDS),
    ]
