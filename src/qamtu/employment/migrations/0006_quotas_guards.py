"""Quotas, new jobs and support: by office, and appended only; who is hired or supported, closer."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

OF_EMPLOYERS = (
    "quotaresolution",
    "employerquota",
    "quotaletter",
    "quotaanswer",
    "newjob",
    "newjobreview",
)
OF_PERSONS = (
    "quotahire",
    "quotaleaving",
    "supportneeds",
    "supportservice",
    "supportoutcome",
)


class Migration(migrations.Migration):
    dependencies = [("employment", "0005_quotas")]
    operations = [
        *(office_table(f"employment_{name}") for name in OF_EMPLOYERS),
        *(office_table(f"employment_{name}", of_persons=True) for name in OF_PERSONS),
        *(fact_table(f"employment_{name}") for name in (*OF_EMPLOYERS, *OF_PERSONS)),
    ]
