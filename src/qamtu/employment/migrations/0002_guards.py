"""Vacancies by office."""

from django.db import migrations

from qamtu.ledger.append_only import office_table


class Migration(migrations.Migration):
    dependencies = [("employment", "0001_initial")]
    operations = [office_table("employment_vacancy")]
