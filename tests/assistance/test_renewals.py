"""Who has to apply anew for the next quarter stands in a list until they do."""

from datetime import date

from qamtu.assistance.applications import apply_for_assistance
from qamtu.assistance.decisions import assign, end
from qamtu.assistance.families import draw_family
from qamtu.assistance.renewals import due_for_renewal
from qamtu.casework.models import Case

from .conftest import DAY, District

AFTER = date(2021, 7, 5)


def applied(district: District, day: date) -> Case:
    family = draw_family(district.household, day)
    family["members"][0]["incomes"] = [{"kind": "wage", "amount": "150000"}]
    return apply_for_assistance(
        office=district.office, household=district.household, family=family, day=day,
        by=district.clerk,
    )  # fmt: skip


def assigned(district: District) -> Case:
    case = applied(district, DAY)
    assign(case=case, day=DAY, by=district.head, contract="№ 1")
    return case


def test_an_assignment_is_listed_in_its_quarter_and_in_the_next_one(district: District) -> None:
    case = assigned(district)
    for day in (DAY, date(2021, 6, 30), AFTER, date(2021, 9, 30)):
        assert [one.case_id for one in due_for_renewal(district.office, day)] == [case.pk]
    for day in (date(2021, 3, 31), date(2021, 10, 1)):
        assert not due_for_renewal(district.office, day).exists()


def test_who_applied_again_is_not_listed(district: District) -> None:
    assigned(district)
    applied(district, AFTER)
    assert not due_for_renewal(district.office, AFTER).exists()


def test_an_ended_assignment_is_not_asked_for_anew(district: District) -> None:
    case = assigned(district)
    end(case=case, last_month=date(2021, 5, 1), reason="көшті", day=date(2021, 5, 20),
        by=district.head)  # fmt: skip
    assert not due_for_renewal(district.office, AFTER).exists()
