"""Microcredits: by office, appended only."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

FACTS = ("loanapplication", "loanissue", "loanrepayment", "loanchange")


class Migration(migrations.Migration):
    dependencies = [("employment", "0011_loans")]
    operations = [
        *(office_table(f"employment_{name}", of_persons=True) for name in FACTS),
        *(fact_table(f"employment_{name}") for name in FACTS),
    ]
