"""Records of civil status: by office, of persons, appended only, adoptions behind a door of their own.

`qamtu.secrets` is set for one transaction by `civil_registry.secrecy` alone; nothing set means that
no adoption is seen, nor what a birth record said before one.
"""

from django.db import migrations

from qamtu.database import APP_ROLE
from qamtu.ledger.append_only import fact_table

TABLES = ("record", "action", "entry", "party", "seal", "certificate")
OF_OFFICE = "office_id = ANY ((SELECT qamtu_offices())::bigint[]) AND (SELECT qamtu_sees_persons())"
SECRETS = "(SELECT qamtu_sees_secrets())"
RECORD_SEEN = "EXISTS (SELECT FROM civil_registry_civilrecord r WHERE r.id = record_id)"
UNSEALED = f"({SECRETS} OR NOT civil_registry_is_sealed(record_id, action_id))"
RULES = {
    "record": f"(NOT is_secret OR {SECRETS})",
    "action": RECORD_SEEN,
    "entry": f"{RECORD_SEEN} AND {UNSEALED}",
    "party": f"{RECORD_SEEN} AND {UNSEALED}",
    "seal": SECRETS,
    "certificate": RECORD_SEEN,
}

FUNCTIONS = """
CREATE FUNCTION qamtu_sees_secrets() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('qamtu.secrets', true), '') = 'yes'
$$;

-- As the owner: that there is a seal is itself a secret, and still what it covers stays hidden.
CREATE FUNCTION civil_registry_is_sealed(of_record bigint, of_action bigint) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM civil_registry_civilseal s
                  WHERE s.record_id = of_record AND of_action < s.action_id
                    AND s.retracted_at IS NULL)
$$;

-- Numbers alone: how many adoptions were registered, by month.
CREATE FUNCTION civil_registry_adoptions(first date, last date)
  RETURNS TABLE (month date, count bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT date_trunc('month', a.occurred_on)::date, count(*)
    FROM civil_registry_civilaction a
   WHERE a.office_id = ANY (qamtu_offices()) AND a.record_kind = 'adoption'
     AND a.kind = 'registered' AND a.retracted_at IS NULL
     AND a.occurred_on BETWEEN first AND last
   GROUP BY 1 ORDER BY 1
$$;

-- See people.0003_search: an index may not serve a condition behind row-level security.
CREATE FUNCTION civil_registry_named(asked text[], at_most integer) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  alike text := '';
  word text;
BEGIN
  IF NOT qamtu_sees_persons() OR cardinality(asked) = 0 THEN RETURN; END IF;
  FOREACH word IN ARRAY asked LOOP
    alike := alike
      || format(' AND string_to_array(p.search_key, '' '') && %L::text[]', people_words_like(word));
  END LOOP;
  RETURN QUERY EXECUTE
    'SELECT DISTINCT p.record_id FROM civil_registry_civilparty p'
    ' JOIN civil_registry_civilrecord r ON r.id = p.record_id'
    ' WHERE p.office_id = ANY ($1) AND p.retracted_at IS NULL'
    ' AND ($3 OR NOT (r.is_secret OR civil_registry_is_sealed(p.record_id, p.action_id)))'
    || alike || ' LIMIT $2'
    USING qamtu_offices(), at_most, qamtu_sees_secrets();
END $$;

CREATE TRIGGER c_learn_words AFTER INSERT ON civil_registry_civilparty
  REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION people_learn_words();

-- The order of actions, for whoever passes the verbs by. The record's row is held.
CREATE FUNCTION civil_registry_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  done text[];
BEGIN
  SELECT r.kind INTO STRICT NEW.record_kind FROM civil_registry_civilrecord r
   WHERE r.id = NEW.record_id AND r.office_id = NEW.office_id FOR UPDATE;
  SELECT coalesce(array_agg(a.kind::text), '{}') INTO done FROM civil_registry_civilaction a
   WHERE a.record_id = NEW.record_id AND a.retracted_at IS NULL;
  IF done && ARRAY['refused', 'annulled']
     OR (NEW.kind IN ('checked', 'refused') AND 'registered' = ANY (done))
     OR (NEW.kind <> 'declared' AND NOT 'declared' = ANY (done))
     OR (NEW.kind IN ('certificate', 'repeated', 'annulled') AND NOT 'registered' = ANY (done)) THEN
    RAISE EXCEPTION 'record %: % can not follow %', NEW.record_id, NEW.kind, done
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_in_order BEFORE INSERT ON civil_registry_civilaction
  FOR EACH ROW EXECUTE FUNCTION civil_registry_in_order();
"""


def _policy(name: str) -> migrations.RunSQL:
    table, rule = f"civil_registry_civil{name}", f"{OF_OFFICE} AND {RULES[name]}"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY office_rows ON {table} TO {APP_ROLE} USING ({rule}) WITH CHECK ({rule});"
    )


class Migration(migrations.Migration):
    dependencies = [("civil_registry", "0001_registry"), ("people", "0005_references_at_once")]
    operations = [
        migrations.RunSQL(FUNCTIONS),
        *(_policy(name) for name in TABLES),
        *(fact_table(f"civil_registry_civil{name}") for name in TABLES),
    ]
