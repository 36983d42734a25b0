"""Startup grants: by office, appended only; the awards of a round never exceed its money."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

OF_THE_ROUND = ("grantround", "grantcriterion", "grantmember")
OF_PERSONS = (
    "grantapplication",
    "grantitem",
    "grantsheet",
    "grantprotocol",
    "grantdecision",
    "grantcontract",
    "grantreceipt",
    "grantvisit",
    "grantphoto",
)
# Each row locks its round: whoever awards second sees what the first has awarded.
WITHIN_ROUND = """
CREATE FUNCTION employment_grant_within_round() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE
  there bigint;
  awarded bigint;
BEGIN
  SELECT money INTO there FROM employment_grantround
   WHERE id = NEW.round_id AND office_id = NEW.office_id AND retracted_at IS NULL FOR UPDATE;
  IF there IS NULL OR NOT EXISTS (
      SELECT FROM employment_grantapplication a
       WHERE a.id = NEW.application_id AND a.round_id = NEW.round_id
         AND a.office_id = NEW.office_id AND a.retracted_at IS NULL) THEN
    RAISE EXCEPTION 'decision on an application of another round or office'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.kind = 'awarded' THEN
    SELECT coalesce(sum(amount), 0) INTO awarded FROM employment_grantdecision
     WHERE round_id = NEW.round_id AND kind = 'awarded' AND retracted_at IS NULL;
    IF awarded + NEW.amount > there THEN
      RAISE EXCEPTION 'awards of round % would exceed its money', NEW.round_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_round_not_overspent';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_within_round BEFORE INSERT ON employment_grantdecision
  FOR EACH ROW EXECUTE FUNCTION employment_grant_within_round();
"""


class Migration(migrations.Migration):
    dependencies = [("employment", "0007_grants")]
    operations = [
        *(office_table(f"employment_{name}") for name in OF_THE_ROUND),
        *(office_table(f"employment_{name}", of_persons=True) for name in OF_PERSONS),
        *(fact_table(f"employment_{name}") for name in (*OF_THE_ROUND, *OF_PERSONS)),
        migrations.RunSQL(WITHIN_ROUND),
    ]
