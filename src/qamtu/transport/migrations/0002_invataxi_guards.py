"""Инватакси: by office; what was asked, promised and driven is appended only."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

OF_VEHICLES = ("taxivehicle", "breakdown")
OF_PERSONS = ("rider", "rideorder", "ridepromise", "rideend")


class Migration(migrations.Migration):
    dependencies = [("transport", "0001_invataxi")]
    operations = [
        *(office_table(f"transport_{name}") for name in OF_VEHICLES),
        *(office_table(f"transport_{name}", of_persons=True) for name in OF_PERSONS),
        *(fact_table(f"transport_{name}") for name in (*OF_VEHICLES, *OF_PERSONS)),
        office_table("transport_dayplan", of_persons=True),
        office_table("transport_sheetlink", of_persons=True),
    ]
