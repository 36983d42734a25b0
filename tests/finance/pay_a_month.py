"""Run by the test of interrupted runs: a month from its dues to the bank's answer, then once more.

python -m tests.finance.pay_a_month DATABASE OFFICE MONTH

What the bank has returned is paid by a second run of the month. Started again after it was killed,
it goes on from what the database has.
"""

import os
import sys
from datetime import date

AMOUNT = 20_000_00
RETURNED_OF = 10


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
    from qamtu.finance.bank import read_bank_answer, reference_of
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
    runs = PaymentRun.objects.filter(office_id=office_id, month=month)
    day = month.replace(day=25)

    def pay() -> None:
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
            run = runs.get(state="prepared")
        approve_run(run=run, measure=MEASURE, day=day, by=head, dues=dues)

    def answer() -> None:
        run = runs.earliest("number")
        rows = ["reference;status;reason"]
        for number, payment in enumerate(run.payments.order_by("pk")):
            said = "paid;" if number % RETURNED_OF else "returned;account closed"
            rows.append(f"{reference_of(payment, run)};{said}")
        read = read_bank_answer(run=run, content="\n".join(rows).encode(), day=day, by=accountant)
        assert not read.problems, read.problems

    print("started", flush=True)  # noqa: T201
    for act in (pay, answer, pay):
        act()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), date.fromisoformat(sys.argv[3]))
