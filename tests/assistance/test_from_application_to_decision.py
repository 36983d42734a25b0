"""A family applies, is judged by the rules of the day, and gets a decision with its reasons."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qamtu.accounts.access import set_scope
from qamtu.assistance.aid_papers import print_decision
from qamtu.assistance.applications import (
    ApplicationRefused,
    apply_for_assistance,
    judge_family,
    last_assessment,
    reassess,
)
from qamtu.assistance.decisions import DecisionRefused, assign, end, refuse, take_back
from qamtu.assistance.families import draw_family, incomes_of
from qamtu.assistance.models import Decision
from qamtu.assistance.papers import paper_of
from qamtu.assistance.targeted_assistance import MEASURE
from qamtu.casework.acts import ActRefused, record_event
from qamtu.casework.local_law import LocalValueRefused, enter_value
from qamtu.casework.models import Case, CaseEvent
from qamtu.ledger.models import AlreadyRetracted, ReasonMissing
from qamtu.people.statuses import record_status
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.version import version_of

from .conftest import DAY, District


def family_with(district: District, wage: str = "150000", **facts: Any) -> dict[str, Any]:
    family = draw_family(district.household, DAY) | facts
    family["members"][0]["incomes"] = [{"kind": "wage", "amount": wage}]
    return family


def applied(district: District, **facts: Any) -> Case:
    return apply_for_assistance(
        office=district.office,
        household=district.household,
        family=family_with(district, **facts),
        day=DAY,
        by=district.clerk,
    )


def test_the_family_is_drawn_from_the_registers(district: District) -> None:
    record_status(
        person=district.parents[1],
        kind="disability",
        category="group_2",
        valid_from=date(2020, 1, 1),
        paper="extract",
        by=district.head,
    )
    family = draw_family(district.household, DAY)
    assert [one["person"] for one in family["members"]] == [p.pk for p in district.members]
    assert family["members"][1]["disability"] == "group_2"
    assert family["applicant"] == district.parents[0].pk


def test_an_application_keeps_its_facts_its_answer_and_every_step(district: District) -> None:
    case = applied(district)
    assessment = last_assessment(case)
    # (24 011.40 − 150 000 / 3 / 4) × 4 = 46 045.60 a month
    assert assessment.is_entitled
    assert (assessment.monthly, assessment.months) == (46_045_60, 2)
    assert assessment.is_conditional
    assert assessment.rules_version == version_of("targeted_assistance")
    steps = [reason["step"] for reason in assessment.trace["reasons"]]
    assert steps.index("per_capita_income") < steps.index("basic_amount")
    assert incomes_of(district.parents, date(2021, 1, 1)) == {
        district.parents[0].pk: {"wage": 150_000_00}
    }


def test_an_assignment_runs_to_the_quarters_end_and_names_its_contract(district: District) -> None:
    case = applied(district)
    with pytest.raises(DecisionRefused) as refused:
        assign(case=case, day=DAY, by=district.head)
    assert refused.value.code == "contract-missing"
    decision = assign(case=case, day=DAY, by=district.head, contract="№ 14, 12.05.2021")
    assert (decision.number, decision.year) == (1, 2021)
    assert (decision.first_month, decision.last_month) == (date(2021, 5, 1), date(2021, 6, 1))
    assert decision.monthly == 46_045_60
    case.refresh_from_db()
    assert case.state == "approved"


def test_a_family_above_the_line_is_refused_with_the_article_and_what_would_change_it(
    district: District,
) -> None:
    case = applied(district, wage="288136.81")  # a tiyn over the limit: 24 011.40 × 4 × 3
    with pytest.raises(DecisionRefused) as refused:
        assign(case=case, day=DAY, by=district.head)
    assert refused.value.code == "not-entitled"
    decision = refuse(case=case, day=DAY, by=district.head)
    assert decision.assessment.grounds == ["ground_income"]
    text = "\n".join(getattr(block, "text", "") for block in paper_of(decision, "ru").blocks)
    assert "Закон № 246-II от 17.07.2001" in text
    assert "разница – 0,01 тенге" in text.replace("\u00a0", " ")


def test_at_exactly_the_line_the_family_is_entitled_to_nothing_more(district: District) -> None:
    judged = judge_family(
        office=district.office, family=family_with(district, wage="288136.80"), day=DAY
    )
    assert judged.answers.is_entitled
    assert judged.answers.monthly == 0


def test_the_commission_can_find_no_need(district: District) -> None:
    case = applied(district)
    assessment = reassess(case=case, by=district.clerk, commission_denies=True)
    assert assessment.grounds == ["ground_commission"]
    with pytest.raises(DecisionRefused):
        assign(case=case, day=DAY, by=district.head, contract="№ 1")
    assert refuse(case=case, day=DAY, by=district.head).kind == Decision.Kind.REFUSED


def test_numbers_run_without_a_gap_over_both_kinds(district: District) -> None:
    first = refuse(case=applied(district, false_data=True), day=DAY, by=district.head)
    second = assign(case=applied(district), day=DAY, by=district.head, contract="№ 1")
    assert [first.number, second.number] == [1, 2]


def test_a_failed_decision_gives_its_number_back(district: District) -> None:
    case = applied(district)
    with pytest.raises(ActRefused):
        assign(case=case, day=date(2021, 5, 1), by=district.head, contract="№ 1")
    assert assign(case=case, day=DAY, by=district.head, contract="№ 1").number == 1


def test_one_household_is_not_assigned_twice_for_a_month(district: District) -> None:
    case = applied(district)
    with pytest.raises(ApplicationRefused) as refused:
        applied(district)
    assert refused.value.code == "already-applied"
    assign(case=case, day=DAY, by=district.head, contract="№ 1")
    with pytest.raises(ApplicationRefused) as refused:
        applied(district)
    assert refused.value.code == "already-assigned"


def test_after_an_end_the_family_may_apply_again(district: District) -> None:
    case = applied(district)
    assign(case=case, day=DAY, by=district.head, contract="№ 1")
    end(case=case, last_month=date(2021, 4, 1), reason="moved away", day=DAY, by=district.head)
    assert applied(district).pk != case.pk


def test_a_mistaken_decision_is_taken_back_the_last_one_first(district: District) -> None:
    case, by = applied(district), district.head
    assigned = assign(case=case, day=DAY, by=by, contract="№ 1")
    ended = end(case=case, last_month=date(2021, 5, 1), reason="moved away", day=DAY, by=by)
    with pytest.raises(DecisionRefused, match="decision-later"):
        take_back(decision=assigned, reason="wrong", by=by)
    with pytest.raises(ReasonMissing):
        take_back(decision=ended, reason=" ", by=by)
    take_back(decision=ended, reason="of another family", by=by)
    case.refresh_from_db()
    assert case.state == "approved"
    take_back(decision=assigned, reason="of another family", by=by)
    case.refresh_from_db()
    assert (case.state, case.decisions.live().count()) == ("registered", 0)
    with pytest.raises(AlreadyRetracted):
        take_back(decision=assigned, reason="again", by=by)
    assert assign(case=case, day=DAY, by=by, contract="№ 2").number == 3


def test_the_head_takes_a_decision_back_on_the_page_of_the_case(district: District) -> None:
    case = applied(district)
    decision = assign(case=case, day=DAY, by=district.head, contract="№ 1")
    step = case.events.get(transition="approve")
    opened = case.events.get(transition="open")
    client, page = Client(), reverse("case", args=[case.pk])
    client.force_login(district.head)

    def ask_back(event: CaseEvent, reason: str) -> set[str]:
        client.post(reverse("retract", args=[case.pk, event.pk]), {"reason": reason})
        set_scope([district.office.pk], persons=True)
        return {*case.events.live().values_list("transition", flat=True)}

    assert client.get(page).context["retractable"] == [step.pk]
    assert ask_back(step, " ") == {"open", "approve"}
    assert ask_back(step, "of another family") == {"open"}
    decision.refresh_from_db()
    assert decision.retraction_reason == "of another family"
    assign(case=case, day=DAY, by=district.head, contract="№ 2")
    assert ask_back(step, "a struck step takes nothing with it") == {"open", "approve"}
    assert case.decisions.live().count() == 1
    assert ask_back(case.events.live().get(transition="approve"), "again") == {"open"}
    assert ask_back(opened, "what the rules opened is not undone here") == {"open"}


def test_what_a_family_applied_for_since_is_not_doubled(district: District) -> None:
    first = applied(district, false_data=True)
    refused = refuse(case=first, day=DAY, by=district.head)
    second = applied(district)
    with pytest.raises(DecisionRefused, match="decision-newer"):
        take_back(decision=refused, reason="wrong", by=district.head)
    withdrawn = {"transition": "withdraw", "reason": "of one's own will"}
    record_event(case=second, measure=MEASURE, day=DAY, by=district.head, **withdrawn)
    take_back(decision=refused, reason="wrong", by=district.head)
    assert first.decisions.live().count() == 0


@pytest.mark.parametrize("month", [date(2021, 3, 1), date(2021, 6, 1)])
def test_an_end_lies_within_the_assignment(district: District, month: date) -> None:
    case = applied(district)
    assign(case=case, day=DAY, by=district.head, contract="№ 1")
    with pytest.raises(DecisionRefused) as refused:
        end(case=case, last_month=month, reason="moved away", day=DAY, by=district.head)
    assert refused.value.code == "month-outside"


def test_the_dead_do_not_apply(district: District) -> None:
    record_status(
        person=district.parents[1],
        kind="deceased",
        valid_from=date(2021, 5, 1),
        paper="death record 15",
        by=district.head,
    )
    with pytest.raises(ApplicationRefused) as refused:
        applied(district)
    assert refused.value.code == "member-deceased"


@pytest.mark.parametrize(
    ("income", "code"),
    [
        ({"kind": "wage", "amount": "-1"}, "negative"),
        ({"kind": "wage", "amount": "9" * 15}, "absurd"),
        ({"kind": "treasure", "amount": "1"}, "unknown-choice"),
        ({"kind": "wage", "amount": "many"}, "not-a-number"),
        ({"kind": "wage", "amount": "0.001"}, "not-a-number"),
        ({"kind": "wage", "amount": "1", "month": "2021-04-01"}, "wrong-quarter"),
    ],
)
def test_an_impossible_income_is_refused_and_nothing_is_kept(
    district: District, income: dict[str, Any], code: str
) -> None:
    family = family_with(district)
    family["members"][2]["incomes"] = [income]
    with pytest.raises(FactsRefused) as refused:
        apply_for_assistance(
            office=district.office,
            household=district.household,
            family=family,
            day=DAY,
            by=district.clerk,
        )
    assert (refused.value.code, refused.value.where[:1]) == (code, (2,))
    assert not Case.objects.exists()


def test_a_quarter_without_a_line_is_an_error_that_names_it(district: District) -> None:
    with pytest.raises(ParameterMissing) as missing:
        judge_family(office=district.office, family=family_with(district), day=date(2021, 12, 1))
    assert missing.value.code == "poverty_line"


def test_two_lines_of_one_quarter_are_refused(district: District) -> None:
    with pytest.raises(LocalValueRefused) as refused:
        enter_value(
            office=district.office,
            parameter="targeted_assistance.poverty_line",
            value=Decimal(1),
            valid_from=date(2021, 6, 30),
            act="another",
            by=district.head,
        )
    assert refused.value.code == "value-overlaps"


def test_the_paper_says_the_sum_in_words_in_both_languages(district: District) -> None:
    decision = assign(case=applied(district), day=DAY, by=district.head, contract="№ 1")
    kazakh = "\n".join(getattr(block, "text", "") for block in paper_of(decision, "kk").blocks)
    assert "қырық алты мың қырық бес теңге 60 тиын" in kazakh
    assert print_decision(decision, "kk", "pdf").startswith(b"%PDF")
    assert print_decision(decision, "ru", "docx").startswith(b"PK")
