"""Signing waits for the facts that are being recorded, and holds new ones for that moment."""

from django.db import migrations

# The application may not lock what it may not change; the function does this one thing for it.
HOLD_LEDGERS = """
CREATE FUNCTION reporting_hold_ledgers() RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  LOCK TABLE casework_caseevent, casework_eventparticipant, finance_moneyentry,
    people_statusperiod, finance_target IN SHARE MODE;
  RETURN clock_timestamp();
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0002_guards"),
        ("casework", "0002_guards"),
        ("finance", "0002_guards"),
        ("people", "0002_guards"),
    ]
    operations = [migrations.RunSQL(HOLD_LEDGERS)]
