"""Forms and signed reports behind their office; a signed report is only added."""

from django.db import migrations

from qamtu.ledger.append_only import append_only_table, office_table


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [
        office_table("reporting_reportform"),
        office_table("reporting_signedreport"),
        append_only_table("reporting_signedreport"),
    ]
