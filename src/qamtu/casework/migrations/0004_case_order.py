"""The list of all cases, newest first, without sorting them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_details")]
    operations = [
        migrations.AddIndex(
            "case", models.Index(fields=["office", "-opened_on", "-id"], name="case_order")
        ),
    ]
