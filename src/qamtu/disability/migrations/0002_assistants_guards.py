"""Pairs, their visits and months: by office, and appended only. A link is the office's own row."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

FACTS = ("pairing", "pairingend", "assistancevisit", "visitword", "assistancemonth")


class Migration(migrations.Migration):
    dependencies = [("disability", "0001_assistants")]
    operations = [
        office_table("disability_pairinglink", of_persons=True),
        *(office_table(f"disability_{name}", of_persons=True) for name in FACTS),
        *(fact_table(f"disability_{name}") for name in FACTS),
    ]
