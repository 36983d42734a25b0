"""The import log behind its office, only added."""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, office_table


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]
    operations = [
        office_table("exchange_importrun"),
        append_only_table("exchange_importrun"),
    ]
