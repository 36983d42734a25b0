"""Examinations and programmes: by office, appended only."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

FACTS = (
    "examination",
    "programme",
    "programmeitem",
    "itemorder",
    "orderstep",
    "itemrefusal",
)


class Migration(migrations.Migration):
    dependencies = [("disability", "0003_register")]
    operations = [
        *(office_table(f"disability_{name}", of_persons=True) for name in FACTS),
        *(fact_table(f"disability_{name}") for name in FACTS),
    ]
