"""Contracts behind their office."""

from django.db import migrations

from qamtu.ledger.append_only import office_table


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_initial")]
    operations = [
        office_table("procurement_contract"),
    ]
