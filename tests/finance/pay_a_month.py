"""Run by the test of interrupted runs: prepare a month's run and approve it, then say so.

python -m tests.finance.pay_a_month DATABASE OFFICE MONTH
"""

import os
import sys
from datetime import date

AMOUNT = 20_000_00


def main(database: str, office_id: int, month: date) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "qamtu.settings"
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = database
    from qamtu.accounts.access import set_scope
    from qamtu.accounts.models import User
    from qamtu.assistance.targeted_assistance import MEASURE
    from qamtu.casework.models import Case
    from qamtu.finance.models import PaymentRun
    from qamtu.finance.runs import Due, RunRefused, approve_run, prepare_run

    set_scope([office_id], persons=True)
    accountant = User.objects.get(office_id=office_id, role="accountant")
    head = User.objects.get(office_id=office_id, role="head")
    cases = Case.objects.filter(office_id=office_id).prefetch_related("household__members")
    dues = [
        Due(case.pk, member.person_id, month, AMOUNT, [(member.person_id, "member")])
        for case in cases
        if case.household is not None
        for member in case.household.members.all()
    ]
    print("started", flush=True)  # noqa: T201
    try:
        run = prepare_run(
            office=accountant.office,  # type: ignore[arg-type]
            measure=MEASURE,
            month=month,
            dues=dues,
            by=accountant,
        )
    except RunRefused as refused:
        if refused.code == "nothing-due":
            return
        run = PaymentRun.objects.get(office_id=office_id, month=month, state="prepared")
    approve_run(run=run, measure=MEASURE, day=month.replace(day=25), by=head)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), date.fromisoformat(sys.argv[3]))
