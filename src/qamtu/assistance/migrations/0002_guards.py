"""Local values, incomes and decisions are facts; assessments are only added; all by office."""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, fact_table, office_table


class Migration(migrations.Migration):
    dependencies = [("assistance", "0001_initial")]
    operations = [
        office_table("assistance_localvalue"),
        fact_table("assistance_localvalue"),
        office_table("assistance_income", of_persons=True),
        fact_table("assistance_income"),
        office_table("assistance_assessment", of_persons=True),
        append_only_table("assistance_assessment"),
        office_table("assistance_decision", of_persons=True),
        fact_table("assistance_decision"),
    ]
