"""The course «Бастау Бизнес»: by office, appended only."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

OF_GROUPS = ("coursegroup", "coursesession")
OF_PERSONS = (
    "courseapplication",
    "courseplace",
    "courseattendance",
    "coursedefence",
    "coursecertificate",
    "coursedropout",
)


class Migration(migrations.Migration):
    dependencies = [("employment", "0009_courses")]
    operations = [
        *(office_table(f"employment_{name}") for name in OF_GROUPS),
        *(office_table(f"employment_{name}", of_persons=True) for name in OF_PERSONS),
        *(fact_table(f"employment_{name}") for name in (*OF_GROUPS, *OF_PERSONS)),
    ]
