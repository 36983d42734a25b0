"""Messages to phones: by office, of persons."""

from django.db import migrations

from qamtu.ledger.append_only import office_table


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_phone_messages")]
    operations = [office_table("casework_phonemessage", of_persons=True)]
