"""A new event costs less: one index finds a case's events and keeps a transition from recurring,
none is over places alone, and the cases and persons of a list are looked up once, not for each
event.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Case, Q, When

from qamtu.ledger.references import checked_at_once

# `ids` may hold several events of one case: cases and persons are gathered first, by their keys,
# and joined in memory. The planner does not know how many come, so it is told how to join.
RECORD = """
CREATE OR REPLACE FUNCTION casework_record(of_office bigint, recorded_by bigint, ids bigint[],
  case_ids bigint[], transitions text[], targets text[], once boolean[], days date[],
  quantities integer[], reasons text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_nestloop = off SET enable_mergejoin = off
  SET enable_seqscan = off AS $$
DECLARE recorded bigint;
BEGIN
  WITH c AS MATERIALIZED (
    SELECT id, measure, category, details, person_id, household_id, organization_id, facility_id,
      territory_id
    FROM casework_case WHERE id = ANY (case_ids) AND office_id = of_office
  ), p AS MATERIALIZED (
    SELECT id, sex, birth_date FROM people_person
    WHERE id = ANY (ARRAY(SELECT person_id FROM c WHERE person_id IS NOT NULL))
      AND office_id = of_office AND qamtu_sees_persons()
  )
  INSERT INTO casework_caseevent (office_id, recorded_by_id, id, case_id, transition, target_state,
    is_once, occurred_on, quantity, reason, measure, category, details, person_id, household_id,
    organization_id, facility_id, territory_id, sex, birth_date, recorded_at)
  SELECT of_office, recorded_by, came.*, c.measure, c.category, c.details, c.person_id,
    c.household_id, c.organization_id, c.facility_id, c.territory_id, coalesce(p.sex, ''),
    p.birth_date, clock_timestamp()
  FROM unnest(ids, case_ids, transitions, targets, once, days, quantities, reasons)
    AS came (id, case_id, transition, target_state, is_once, occurred_on, quantity, reason)
  JOIN c ON c.id = came.case_id
  LEFT JOIN p ON p.id = c.person_id
  WHERE of_office = ANY (qamtu_offices()) AND (c.person_id IS NULL OR p.id IS NOT NULL);
  GET DIAGNOSTICS recorded = ROW_COUNT;
  IF recorded <> cardinality(ids) THEN
    RAISE no_data_found USING MESSAGE = 'a case or its person is not of the office';
  END IF;
  RETURN recorded;
END $$;
"""
# A step belongs to few measures: without this, the planner multiplies how often each occurs.
STATISTICS = "CREATE STATISTICS event_steps (mcv) ON measure, transition FROM casework_caseevent"


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_phone_messages_guards"), ("places", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("caseevent", "transition_once_per_case"),
        migrations.AddConstraint(
            "caseevent",
            models.UniqueConstraint(
                "case",
                Case(When(Q(is_once=True, retracted_at=None), then="transition")),
                name="transition_once_per_case",
            ),
        ),
        migrations.AlterField(
            "caseevent",
            "case",
            models.ForeignKey(
                "casework.case",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
            ),
        ),
        migrations.AlterField(
            "caseevent",
            "territory",
            models.ForeignKey(
                "places.territory",
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
            ),
        ),
        checked_at_once("casework_caseevent"),
        # The new function serves the former indexes as well.
        migrations.RunSQL(RECORD, migrations.RunSQL.noop),
        migrations.RunSQL(STATISTICS, "DROP STATISTICS event_steps"),
    ]
