"""Sets, outcomes, acts of the maslikhat and grants of aid are facts; all by office."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table


class Migration(migrations.Migration):
    dependencies = [("assistance", "0004_packages_and_local_aid")]
    operations = [
        office_table("assistance_packageact"),
        fact_table("assistance_packageact"),
        office_table("assistance_packageset", of_persons=True),
        fact_table("assistance_packageset"),
        office_table("assistance_packageoutcome", of_persons=True),
        fact_table("assistance_packageoutcome"),
        office_table("assistance_aidact"),
        fact_table("assistance_aidact"),
        office_table("assistance_aidcategory"),
        fact_table("assistance_aidcategory"),
        office_table("assistance_aidgrant", of_persons=True),
        fact_table("assistance_aidgrant"),
    ]
