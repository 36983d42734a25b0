"""References of persons and of the log of looks are checked once for a statement."""

from django.db import migrations

from qamtu.ledger.references import checked_at_once


class Migration(migrations.Migration):
    dependencies = [("people", "0004_fewer_indexes")]
    operations = [checked_at_once("people_person"), checked_at_once("people_accessentry")]
