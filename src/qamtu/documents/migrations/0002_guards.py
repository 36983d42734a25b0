"""Documents behind their office, only added."""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, office_table


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        office_table("documents_document", of_persons=True),
        append_only_table("documents_document"),
    ]
