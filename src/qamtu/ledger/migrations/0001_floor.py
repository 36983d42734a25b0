"""Extensions, roles, and the functions that every ledger's triggers call."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

from qamtu.ledger.append_only import FUNCTIONS


class Migration(migrations.Migration):
    initial = True
    dependencies = [("accounts", "0001_initial")]
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(FUNCTIONS),
    ]
