"""Shifts and refusals are appended only; they and the riders' links stand behind the office."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table


class Migration(migrations.Migration):
    dependencies = [("transport", "0003_needs_shifts_refusals")]
    operations = [
        office_table("transport_taxishift"),
        office_table("transport_riderefusal", of_persons=True),
        office_table("transport_riderlink", of_persons=True),
        fact_table("transport_taxishift"),
        fact_table("transport_riderefusal"),
    ]
