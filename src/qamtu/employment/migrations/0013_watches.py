"""A watch tells a business from a job: of all measures, not of permanent jobs alone."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("employment", "0012_loans_guards")]
    operations = [
        migrations.AddField(
            model_name="jobwatch",
            name="has_business",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddConstraint(
            model_name="jobwatch",
            constraint=models.CheckConstraint(
                name="watched_as_one_thing",
                condition=~Q(("has_business", True), ("is_employed", True)),
            ),
        ),
    ]
