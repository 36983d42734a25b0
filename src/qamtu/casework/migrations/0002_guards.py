"""Cases behind their office; the ledger of events."""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, fact_table, office_table

# An event carries what its case was when it was recorded: see CaseEvent.
COPY_CASE = """
CREATE FUNCTION casework_copy_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c casework_case;
BEGIN
  SELECT * INTO STRICT c FROM casework_case
   WHERE id = NEW.case_id AND office_id = NEW.office_id;
  NEW.measure := c.measure; NEW.category := c.category;
  NEW.person_id := c.person_id; NEW.household_id := c.household_id;
  NEW.organization_id := c.organization_id; NEW.facility_id := c.facility_id;
  NEW.territory_id := c.territory_id;
  NEW.sex := ''; NEW.birth_date := NULL;
  IF c.person_id IS NOT NULL THEN
    SELECT p.sex, p.birth_date INTO STRICT NEW.sex, NEW.birth_date
      FROM people_person p WHERE p.id = c.person_id AND p.office_id = NEW.office_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_copy_case BEFORE INSERT ON casework_caseevent
  FOR EACH ROW EXECUTE FUNCTION casework_copy_case();

CREATE FUNCTION casework_same_office() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework_caseevent e
                  WHERE e.id = NEW.event_id AND e.office_id = NEW.office_id)
     OR NOT EXISTS (SELECT FROM people_person p
                     WHERE p.id = NEW.person_id AND p.office_id = NEW.office_id) THEN
    RAISE EXCEPTION 'participant of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_same_office BEFORE INSERT ON casework_eventparticipant
  FOR EACH ROW EXECUTE FUNCTION casework_same_office();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [
        office_table("casework_case"),
        office_table("casework_caseevent"),
        fact_table("casework_caseevent"),
        office_table("casework_eventparticipant"),
        append_only_table("casework_eventparticipant"),
        migrations.RunSQL(COPY_CASE),
    ]
