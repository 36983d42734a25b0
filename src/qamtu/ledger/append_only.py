"""Migration operations that make a table a ledger, and put it behind row-level security."""

from django.db.migrations import RunSQL

from qamtu.database import APP_ROLE

# An UPDATE passes only when it is the retraction of a live fact and touches nothing else.
# A DELETE passes only while the owner demolishes a demo office (qamtu.demo), row by row.
FUNCTIONS = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
    CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};

CREATE FUNCTION qamtu_offices() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_to_array(nullif(current_setting('qamtu.offices', true), ''), ',')::bigint[],
                  '{{}}'::bigint[])
$$;
CREATE FUNCTION qamtu_sees_persons() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('qamtu.persons', true), '') = 'yes'
$$;

CREATE FUNCTION qamtu_is_demolishing(office bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN current_user <> '{APP_ROLE}'
     AND coalesce(current_setting('qamtu.demolish_office', true), '') = office::text
     AND EXISTS (SELECT FROM accounts_office WHERE id = office AND is_demo);
END $$;

CREATE FUNCTION qamtu_record_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  NEW.retracted_at := NULL; NEW.retracted_by_id := NULL; NEW.retraction_reason := NULL;
  RETURN NEW;
END $$;

CREATE FUNCTION qamtu_keep_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'facts of % are never removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF qamtu_is_demolishing(OLD.office_id) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'fact % of % is never deleted; retract it with a reason', OLD.id, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(OLD) - '{{retracted_at,retracted_by_id,retraction_reason}}'::text[]
     IS DISTINCT FROM to_jsonb(NEW) - '{{retracted_at,retracted_by_id,retraction_reason}}'::text[] THEN
    RAISE EXCEPTION 'fact % of % is never edited; retract it with a reason and record the right one',
      OLD.id, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.retracted_at IS NOT NULL THEN
    RAISE EXCEPTION 'fact % of % is already retracted', OLD.id, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.retracted_by_id IS NULL OR coalesce(btrim(NEW.retraction_reason), '') = '' THEN
    RAISE EXCEPTION 'a retraction of fact % of % needs a reason and a name', OLD.id, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.retracted_at := clock_timestamp();
  RETURN NEW;
END $$;

CREATE FUNCTION qamtu_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND qamtu_is_demolishing(OLD.office_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def _statement_triggers(table: str, function: str) -> str:
    return (
        f"CREATE TRIGGER a_keep BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}();"
        f"CREATE TRIGGER a_keep_all BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}();"
    )


def fact_table(table: str) -> RunSQL:
    """The table's rows are facts: recorded by the database's clock, retracted once, never else."""
    return RunSQL(
        f"CREATE TRIGGER a_record BEFORE INSERT ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION qamtu_record_fact();"
        + _statement_triggers(table, "qamtu_keep_fact")
        + f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE};"
        f"GRANT UPDATE (retracted_at, retracted_by_id, retraction_reason) ON {table} TO {APP_ROLE};"
    )


def append_only_table(table: str) -> RunSQL:
    """The table's rows are only ever added (logs, signed reports)."""
    return RunSQL(
        _statement_triggers(table, "qamtu_keep_row")
        + f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE};"
    )


def office_table(table: str, *, of_persons: bool = False) -> RunSQL:
    """Row-level security: only rows of the offices in scope; persons only where allowed."""
    persons = " AND (SELECT qamtu_sees_persons())" if of_persons else ""
    rule = f"office_id = ANY ((SELECT qamtu_offices())::bigint[]){persons}"
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY office_rows ON {table} TO {APP_ROLE} USING ({rule}) WITH CHECK ({rule});"
    )
