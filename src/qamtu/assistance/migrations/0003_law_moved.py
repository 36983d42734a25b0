"""Assessments and local values stand in casework now; the tables were renamed there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assistance", "0002_guards"), ("casework", "0007_law_of_the_office")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="decision",
                    name="assessment",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="casework.assessment",
                    ),
                ),
                migrations.DeleteModel(name="Assessment"),
                migrations.DeleteModel(name="LocalValue"),
            ]
        )
    ]
