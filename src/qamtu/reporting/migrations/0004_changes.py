"""Which transactions have touched what a report is counted from: see `reporting.remembered`."""

from django.db import migrations

from qamtu.database import APP_ROLE
from qamtu.ledger.append_only import office_table

COUNTED = (
    "casework_caseevent",
    "casework_eventparticipant",
    "finance_moneyentry",
    "people_statusperiod",
    "finance_target",
    "procurement_contract",
    "organizations_organization",
)
# Office 0 stands for all: a territory belongs to none.
CHANGES = f"""
CREATE TABLE reporting_change (
  office_id bigint NOT NULL,
  xid xid8 NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (office_id, xid)
);
REVOKE ALL ON reporting_change FROM {APP_ROLE};
GRANT SELECT ON reporting_change TO {APP_ROLE};

CREATE FUNCTION reporting_note_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO reporting_change (office_id, xid)
    SELECT DISTINCT office_id, pg_current_xact_id() FROM changed ON CONFLICT DO NOTHING;
  IF random() < 0.01 THEN
    DELETE FROM reporting_change WHERE at < now() - interval '1 hour';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION reporting_note_change_for_all() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO reporting_change (office_id, xid) VALUES (0, pg_current_xact_id())
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER z_note_change AFTER INSERT OR UPDATE OR DELETE ON places_territory
  FOR EACH STATEMENT EXECUTE FUNCTION reporting_note_change_for_all();
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER z_note_new AFTER INSERT ON {table} REFERENCING NEW TABLE AS changed"
    " FOR EACH STATEMENT EXECUTE FUNCTION reporting_note_change();"
    f"CREATE TRIGGER z_note_changed AFTER UPDATE ON {table} REFERENCING NEW TABLE AS changed"
    " FOR EACH STATEMENT EXECUTE FUNCTION reporting_note_change();"
    f"CREATE TRIGGER z_note_gone AFTER DELETE ON {table} REFERENCING OLD TABLE AS changed"
    " FOR EACH STATEMENT EXECUTE FUNCTION reporting_note_change();"
    for table in COUNTED
)
FOR_ALL = f"""
CREATE POLICY for_all ON reporting_change FOR SELECT TO {APP_ROLE} USING (office_id = 0);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0003_hold_ledgers"),
        ("casework", "0005_fewer_indexes"),
        ("finance", "0003_fewer_indexes"),
        ("people", "0004_fewer_indexes"),
        ("procurement", "0002_guards"),
        ("organizations", "0002_guards"),
        ("places", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(CHANGES + TRIGGERS),
        office_table("reporting_change"),
        migrations.RunSQL(FOR_ALL),
    ]
