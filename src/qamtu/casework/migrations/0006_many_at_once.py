"""Cases and events that come in thousands: references checked once for a statement, fewer indexes,
and a function that records events as their cases are.

An index over a column that is nearly always empty holds the few rows that fill it.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from qamtu.database import APP_ROLE
from qamtu.ledger.references import checked_at_once

# The trigger b_copy_case asks for the case and the person of every event. `casework_record` joins
# them all at once and writes the clock; only inside it the triggers rest. It runs as the owner, so
# it puts the policies of cases, events and persons into the query itself.
INSIDE = f"session_user = '{APP_ROLE}' AND current_user <> '{APP_ROLE}'"
RECORD = f"""
CREATE FUNCTION casework_record(of_office bigint, recorded_by bigint, ids bigint[],
  case_ids bigint[], transitions text[], targets text[], once boolean[], days date[],
  quantities integer[], reasons text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE recorded bigint;
BEGIN
  INSERT INTO casework_caseevent (office_id, recorded_by_id, id, case_id, transition, target_state,
    is_once, occurred_on, quantity, reason, measure, category, details, person_id, household_id,
    organization_id, facility_id, territory_id, sex, birth_date, recorded_at)
  SELECT of_office, recorded_by, came.*, c.measure, c.category, c.details, c.person_id,
    c.household_id, c.organization_id, c.facility_id, c.territory_id, coalesce(p.sex, ''),
    p.birth_date, clock_timestamp()
  FROM unnest(ids, case_ids, transitions, targets, once, days, quantities, reasons)
    AS came (id, case_id, transition, target_state, is_once, occurred_on, quantity, reason)
  JOIN casework_case c ON c.id = came.case_id AND c.office_id = of_office
  LEFT JOIN people_person p ON p.id = c.person_id AND p.office_id = of_office
    AND qamtu_sees_persons()
  WHERE of_office = ANY (qamtu_offices()) AND (c.person_id IS NULL OR p.id IS NOT NULL);
  GET DIAGNOSTICS recorded = ROW_COUNT;
  IF recorded <> cardinality(ids) THEN
    RAISE no_data_found USING MESSAGE = 'a case or its person is not of the office';
  END IF;
  RETURN recorded;
END $$;
REVOKE ALL ON FUNCTION casework_record FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_record TO {APP_ROLE};
DROP TRIGGER a_record ON casework_caseevent;
DROP TRIGGER b_copy_case ON casework_caseevent;
CREATE TRIGGER a_record BEFORE INSERT ON casework_caseevent FOR EACH ROW
  WHEN (NOT ({INSIDE})) EXECUTE FUNCTION qamtu_record_fact();
CREATE TRIGGER b_copy_case BEFORE INSERT ON casework_caseevent FOR EACH ROW
  WHEN (NOT ({INSIDE})) EXECUTE FUNCTION casework_copy_case();
"""
BEFORE = """
DROP FUNCTION casework_record;
DROP TRIGGER a_record ON casework_caseevent;
DROP TRIGGER b_copy_case ON casework_caseevent;
CREATE TRIGGER a_record BEFORE INSERT ON casework_caseevent
  FOR EACH ROW EXECUTE FUNCTION qamtu_record_fact();
CREATE TRIGGER b_copy_case BEFORE INSERT ON casework_caseevent
  FOR EACH ROW EXECUTE FUNCTION casework_copy_case();
"""
RARE = (
    ("case", "household", "people.household", "cases", True),
    ("case", "organization", "organizations.organization", "cases", True),
    ("case", "facility", "organizations.facility", "cases", True),
    ("caseevent", "household", "people.household", "+", False),
    ("caseevent", "organization", "organizations.organization", "+", False),
    ("caseevent", "facility", "organizations.facility", "+", False),
)


def _without_index(
    model: str, field: str, to: str, name: str, editable: bool
) -> migrations.AlterField:
    return migrations.AlterField(
        model,
        field,
        models.ForeignKey(
            to,
            blank=editable,
            db_index=False,
            editable=editable,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name=name,
        ),
    )


def _where_there_is_one(model: str, field: str) -> migrations.AddIndex:
    prefix = "event" if model == "caseevent" else "case"
    return migrations.AddIndex(
        model,
        models.Index(
            fields=[field],
            condition=Q(**{f"{field}__isnull": False}),
            name=f"{prefix}_of_{field}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0005_fewer_indexes"),
        ("documents", "0001_initial"),
        ("organizations", "0001_initial"),
        ("people", "0005_references_at_once"),
    ]
    operations = [
        *(_without_index(*one) for one in RARE),
        *(_where_there_is_one(model, field) for model, field, *_ in RARE),
        migrations.AlterField(
            "caseevent",
            "document",
            models.ForeignKey(
                "documents.document",
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
            ),
        ),
        _where_there_is_one("caseevent", "document"),
        migrations.AlterField(
            "caseevent",
            "office",
            models.ForeignKey(
                "accounts.office", db_index=False, on_delete=django.db.models.deletion.PROTECT
            ),
        ),
        checked_at_once("casework_case"),
        checked_at_once("casework_caseevent"),
        migrations.RunSQL(RECORD, BEFORE),
    ]
