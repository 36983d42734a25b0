"""Seekers, referrals, placements and their months: by office, and appended only.

An agreement and a link are the office's own rows: they move forward, see `employment.agreements`.
"""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

FACTS = (
    "seekerprofile",
    "visit",
    "planstep",
    "referral",
    "referralanswer",
    "jobwatch",
    "removal",
    "placement",
    "placementend",
    "timesheet",
    "paidmonth",
)


class Migration(migrations.Migration):
    dependencies = [("employment", "0003_centre")]
    operations = [
        office_table("employment_employerlink"),
        office_table("employment_agreement"),
        *(office_table(f"employment_{name}", of_persons=True) for name in FACTS),
        *(fact_table(f"employment_{name}") for name in FACTS),
    ]
