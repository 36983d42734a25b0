"""References of a table that is written in thousands, checked once for a statement.

PostgreSQL asks for every reference of every new row by itself. `checked_at_once` keeps the foreign
keys, and with them all that guards a row that others refer to; only their question on INSERT is
replaced by one for all rows of the statement. It is the same question: the row referred to must be
there, and is held FOR KEY SHARE until the transaction ends.

Only a superuser may put PostgreSQL's own question to rest. Where the owner is none, both are asked.
"""

from typing import Any

from django.db.migrations import RunPython

_FOREIGN_KEYS = """
SELECT c.conname, a.attname, c.confrelid::regclass::text, t.tgname
  FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
  JOIN pg_trigger t ON t.tgconstraint = c.oid AND t.tgrelid = c.conrelid
   AND t.tgfoid = '"RI_FKey_check_ins"()'::regprocedure
 WHERE c.conrelid = %s::regclass AND c.contype = 'f' AND cardinality(c.conkey) = 1
 ORDER BY c.conname
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_refer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE
  there bigint;
  {declared}
BEGIN
  SELECT {gathered} INTO {variables} FROM came;
  {checks}
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER d_refer AFTER INSERT ON {table}
  REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION {table}_refer();
"""
_CHECK = """
  IF {variable} IS NOT NULL THEN
    PERFORM FROM {target} t WHERE t.id = ANY ({variable}) FOR KEY SHARE;
    GET DIAGNOSTICS there = ROW_COUNT;
    IF there < cardinality({variable}) THEN
      RAISE foreign_key_violation USING
        MESSAGE = 'insert on {table} violates foreign key constraint "{name}"',
        TABLE = '{table}', COLUMN = '{column}', CONSTRAINT = '{name}';
    END IF;
  END IF;"""


def checked_at_once(table: str) -> RunPython:
    """All foreign keys of the table, as they are now.

    One that is added or altered later is asked by row, until this is done again.
    """

    def check_at_once(_apps: Any, editor: Any) -> None:
        with editor.connection.cursor() as cursor:
            cursor.execute(_FOREIGN_KEYS, [table])
            keys = cursor.fetchall()
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cursor.fetchone()[0]:
                return
            columns = [column for _, column, _, _ in keys]
            cursor.execute(
                _FUNCTION.format(
                    table=table,
                    declared=" ".join(f"of_{column} bigint[];" for column in columns),
                    gathered=", ".join(
                        f"array_agg(DISTINCT {one}) FILTER (WHERE {one} IS NOT NULL)"
                        for one in columns
                    ),
                    variables=", ".join(f"of_{column}" for column in columns),
                    checks="".join(
                        _CHECK.format(
                            variable=f"of_{column}",
                            target=target,
                            table=table,
                            name=name,
                            column=column,
                        )
                        for name, column, target, _ in keys
                    ),
                )
            )
            for _, _, _, trigger in keys:
                cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')

    def check_by_row(_apps: Any, editor: Any) -> None:
        with editor.connection.cursor() as cursor:
            cursor.execute(f"DROP FUNCTION IF EXISTS {table}_refer CASCADE")
            cursor.execute(_FOREIGN_KEYS, [table])
            for _, _, _, trigger in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} ENABLE TRIGGER "{trigger}"')

    return RunPython(check_at_once, check_by_row)
