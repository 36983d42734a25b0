"""Surveys, passports, works and complaints: by office, appended only.

A complaint carries a citizen's name and contact: it is seen where persons are.
"""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, fact_table, office_table

FACTS = (
    "surveytask",
    "survey",
    "surveyphoto",
    "surveychoice",
    "passport",
    "plannedwork",
    "workacceptance",
    "complaintanswer",
)


class Migration(migrations.Migration):
    dependencies = [("accessibility", "0001_passports")]
    operations = [
        *(office_table(f"accessibility_{name}") for name in FACTS[:-1]),
        office_table("accessibility_complaintanswer", of_persons=True),
        office_table("accessibility_facilitycomplaint", of_persons=True),
        *(fact_table(f"accessibility_{name}") for name in FACTS),
        append_only_table("accessibility_facilitycomplaint"),
    ]
