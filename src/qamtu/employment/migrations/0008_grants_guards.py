"""Rounds of grants by office; applications, scores and awards are facts."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

FACTS = ("grantapplication", "grantscore", "grantaward")


class Migration(migrations.Migration):
    dependencies = [("employment", "0007_grants")]
    operations = [
        office_table("employment_grantround"),
        office_table("employment_commissionmember"),
        *(office_table(f"employment_{name}", of_persons=True) for name in FACTS),
        *(fact_table(f"employment_{name}") for name in FACTS),
    ]
