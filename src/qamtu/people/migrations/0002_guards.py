"""Persons behind their office; memberships, statuses and the access log only added."""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, fact_table, office_table

# A status carries the person's sex, birth date and place as they were when it was recorded:
# a report reads the ledger alone, and a later correction of the register does not change it.
COPY_PERSON = """
CREATE FUNCTION people_copy_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT p.sex, p.birth_date, p.territory_id INTO STRICT NEW.sex, NEW.birth_date, NEW.territory_id
    FROM people_person p WHERE p.id = NEW.person_id AND p.office_id = NEW.office_id;
  RETURN NEW;
END $$;
CREATE TRIGGER b_copy_person BEFORE INSERT ON people_statusperiod
  FOR EACH ROW EXECUTE FUNCTION people_copy_person();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        office_table("people_person", of_persons=True),
        office_table("people_household", of_persons=True),
        office_table("people_householdmember", of_persons=True),
        fact_table("people_householdmember"),
        office_table("people_statusperiod"),
        fact_table("people_statusperiod"),
        office_table("people_accessentry", of_persons=True),
        append_only_table("people_accessentry"),
        migrations.RunSQL(COPY_PERSON),
    ]
