"""Organisations and facilities behind their office."""

from django.db import migrations

from qamtu.ledger.append_only import office_table


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]
    operations = [
        office_table("organizations_organization"),
        office_table("organizations_facility"),
    ]
