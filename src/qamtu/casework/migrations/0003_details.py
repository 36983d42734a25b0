"""What a measure asks of its cases is data: a new field, a new group needs no migration.

Participants carry their own sex and birth date, so that figures over them can be broken down.
"""

from django.db import migrations, models

# The text of one field of a case, for conditions of indicators; DuckDB has a macro of this name.
DETAIL = """
CREATE FUNCTION qamtu_detail(details jsonb, code text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT details ->> code $$;

CREATE OR REPLACE FUNCTION casework_copy_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c casework_case;
BEGIN
  SELECT * INTO STRICT c FROM casework_case
   WHERE id = NEW.case_id AND office_id = NEW.office_id;
  NEW.measure := c.measure; NEW.category := c.category; NEW.details := c.details;
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

CREATE OR REPLACE FUNCTION casework_same_office() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM casework_caseevent e
                  WHERE e.id = NEW.event_id AND e.office_id = NEW.office_id) THEN
    RAISE EXCEPTION 'participant of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT p.sex, p.birth_date INTO NEW.sex, NEW.birth_date
    FROM people_person p WHERE p.id = NEW.person_id AND p.office_id = NEW.office_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'participant of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

ALTER TABLE casework_eventparticipant DISABLE TRIGGER a_keep;
UPDATE casework_eventparticipant e SET sex = p.sex, birth_date = p.birth_date
  FROM people_person p WHERE p.id = e.person_id;
ALTER TABLE casework_eventparticipant ENABLE TRIGGER a_keep;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_guards")]
    operations = [
        migrations.AddField("case", "details", models.JSONField(blank=True, default=dict)),
        migrations.AddField("caseevent", "details", models.JSONField(default=dict, editable=False)),
        migrations.AddField(
            "eventparticipant",
            "sex",
            models.CharField(db_default="", editable=False, max_length=1),
        ),
        migrations.AddField(
            "eventparticipant", "birth_date", models.DateField(editable=False, null=True)
        ),
        migrations.RunSQL(DETAIL),
    ]
