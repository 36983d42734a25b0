"""The sector that a facility belongs to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_guards")]
    operations = [
        migrations.AddField(
            model_name="facility",
            name="sector",
            field=models.CharField(blank=True, default="", max_length=12),
        )
    ]
