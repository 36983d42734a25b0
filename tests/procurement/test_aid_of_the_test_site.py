"""People harmed by the test site: judged, compensated once, certified, aided yearly."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.casework.local_law import enter_value
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.bank import read_bank_answer, reference_of
from qamtu.finance.models import Payment, PaymentRun
from qamtu.finance.money import allocate_for
from qamtu.finance.runs import cancel_run
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from qamtu.procurement.models import SiteAid, SiteCertificate, SiteClaim, SiteCompensation
from qamtu.procurement.test_site import (
    PAID_BY_RUNS,
    Stay,
    apply_for_compensation,
    assign_compensation,
    give_certificate,
    give_yearly_aid,
    refuse_compensation,
)
from qamtu.procurement.test_site_retractions import (
    take_certificate_back,
    take_compensation_back,
    take_yearly_aid_back,
)
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing

from .conftest import Buyer, make_buyer
from .test_contracts_are_never_overpaid import at_once

DAY = date(2021, 5, 12)
TEN_YEARS = Stay("extraordinary", date(1950, 1, 1), date(1959, 12, 31), "Саржал", "№ 7")


@pytest.fixture
def by_months(buyer: Buyer) -> Buyer:
    enter(buyer, "incomplete_year_by_months", 1)
    return buyer


def enter(buyer: Buyer, code: str, value: int | str) -> None:
    enter_value(
        office=buyer.office, parameter=f"test_site.{code}", value=Decimal(value),
        valid_from=date(2020, 1, 1), act="шешім № 4", by=buyer.head,
    )  # fmt: skip


def claim_of(buyer: Buyer, person: Person | None = None, *stays: Stay, **more: Any) -> SiteClaim:
    return apply_for_compensation(
        person=person or buyer.person(), category="lived", stays=stays or (TEN_YEARS,),
        day=more.pop("day", DAY), by=buyer.specialist, **more,
    )  # fmt: skip


def refused(code: str) -> pytest.RaisesExc[FactRefused]:
    return pytest.raises(FactRefused, match=f"'{code}'")


def test_the_rules_give_the_sum_and_the_case_keeps_why(by_months: Buyer) -> None:
    claim = claim_of(by_months)
    assert claim.assessment.basic == 152_559_10  # 10 × 5.23 × 2917
    assert claim.assessment.trace["reasons"]
    assert claim.residences.get().place == "Саржал"
    decided = assign_compensation(claim=claim, day=DAY, by=by_months.head)
    assert decided.amount == 152_559_10


def test_the_office_has_8_working_days_and_20_where_a_paper_lacks(by_months: Buyer) -> None:
    assert claim_of(by_months).answer_by == date(2021, 5, 24)
    waiting = claim_of(by_months, lacking="мұрағат анықтамасы")
    assert waiting.answer_by == date(2021, 6, 9)
    assert waiting.case.state == "checked"


def test_what_is_not_entered_is_not_guessed(buyer: Buyer) -> None:
    with pytest.raises(ParameterMissing):
        claim_of(buyer)
    enter(buyer, "incomplete_year_by_months", 0)
    minimal = Stay("minimal", date(1950, 1, 1), date(1959, 12, 31), "Үржар", "№ 8")
    with pytest.raises(ParameterMissing):
        claim_of(buyer, None, minimal)
    enter(buyer, "rate_early_minimal", "0.5")
    enter(buyer, "rate_late_minimal", "0.2")
    assert claim_of(buyer, None, minimal).assessment.basic == 14_585_00  # 10 × 0.5 × 2917


def test_it_is_paid_once_for_ever(by_months: Buyer) -> None:
    person = by_months.person()
    claim = claim_of(by_months, person)
    with refused("site-waiting"):
        claim_of(by_months, person)
    assign_compensation(claim=claim, day=DAY, by=by_months.head)
    with refused("site-compensated"):
        claim_of(by_months, person, day=date(2025, 1, 8))
    with refused("site-decided"):
        assign_compensation(claim=claim, day=DAY, by=by_months.head)


def test_one_who_never_lived_in_a_zone_then_is_refused_by_the_ground(by_months: Buyer) -> None:
    late = Stay("maximum", date(1991, 1, 1), date(1999, 12, 31), "Абай", "№ 9")
    claim = claim_of(by_months, None, late)
    with refused("site-not-entitled"):
        assign_compensation(claim=claim, day=DAY, by=by_months.head)
    refuse_compensation(claim=claim, day=DAY, by=by_months.head)
    assert "1787-XII" in claim.case.events.get(transition="refuse").reason
    unproved = claim_of(by_months, None, Stay("maximum", TEN_YEARS.lived_from, DAY, "Абай"))
    assert unproved.assessment.grounds == ["ground_proof"]
    with refused("site-entitled"):
        refuse_compensation(claim=claim_of(by_months), day=DAY, by=by_months.head)


def test_stays_that_overlap_are_said(by_months: Buyer) -> None:
    same_day = Stay("maximum", date(1959, 12, 31), date(1970, 1, 1), "Абай", "№ 9")
    with pytest.raises(FactsRefused, match="periods-overlap"):
        claim_of(by_months, None, TEN_YEARS, same_day)
    next_day = Stay("maximum", date(1960, 1, 1), date(1970, 1, 1), "Абай", "№ 9")
    assert claim_of(by_months, None, TEN_YEARS, next_day).assessment.is_entitled


def test_the_certificate_follows_the_compensation_and_the_aid_the_certificate(
    by_months: Buyer,
) -> None:
    person = by_months.person()
    claim = claim_of(by_months, person)
    with refused("site-not-assigned"):
        give_certificate(claim=claim, day=DAY, by=by_months.head)
    assign_compensation(claim=claim, day=DAY, by=by_months.head)
    with refused("site-no-certificate"):
        give_yearly_aid(person=person, day=DAY, by=by_months.head)
    certificate = give_certificate(claim=claim, day=DAY, by=by_months.head)
    assert (str(certificate), certificate.zone) == ("1/2021", "extraordinary")
    with refused("site-certified"):
        give_certificate(claim=claim, day=DAY, by=by_months.head)
    with pytest.raises(ParameterMissing):
        give_yearly_aid(person=person, day=DAY, by=by_months.head)
    enter(by_months, "yearly_aid_in_mrp", 3)
    aid = give_yearly_aid(person=person, day=DAY, by=by_months.head)
    assert (aid.amount, aid.act) == (8_751_00, "шешім № 4")
    with refused("site-aid-given"):
        give_yearly_aid(person=person, day=date(2021, 12, 31), by=by_months.head)
    assert give_yearly_aid(person=person, day=date(2022, 1, 5), by=by_months.head).year == 2022


def prepared(buyer: Buyer, claim: SiteClaim) -> PaymentRun:
    """The compensation is assigned, and stands in a run that waits for its approval."""
    assign_compensation(claim=claim, day=DAY, by=buyer.head)
    record_account(
        owner=claim.person, iban=make_iban(601, f"{claim.person_id:013}"), since=DAY, by=buyer.head
    )
    allocate_for(
        office=buyer.office, year=2021, measure="test_site_compensation", source="republican",
        amount=1_000_000_00, day=DAY, act="№ 1", by=buyer.head,
    )  # fmt: skip
    payable = PAID_BY_RUNS["test_site_compensation"]
    return payable.prepare(office=buyer.office, month=DAY, by=buyer.specialist)


def test_a_run_pays_it_to_the_account_once(by_months: Buyer) -> None:
    run = prepared(by_months, claim_of(by_months))
    payable = PAID_BY_RUNS["test_site_compensation"]
    payable.approve(run=run, day=date(2021, 5, 28), by=by_months.accountant)
    paid = Payment.objects.get(run=run)
    assert (paid.state, paid.amount) == ("paid", 152_559_10)
    with refused("nothing-due"):
        payable.prepare(office=by_months.office, month=date(2021, 6, 1), by=by_months.specialist)


def test_what_was_given_by_mistake_is_taken_back_the_last_first(by_months: Buyer) -> None:
    person, why = by_months.person(), {"reason": "басқа адам еді", "by": by_months.head}
    claim = claim_of(by_months, person)
    with refused("site-nothing-stands"):
        take_compensation_back(claim=claim, **why)
    assign_compensation(claim=claim, day=DAY, by=by_months.head)
    give_certificate(claim=claim, day=DAY, by=by_months.head)
    enter(by_months, "yearly_aid_in_mrp", 3)
    aid = give_yearly_aid(person=person, day=DAY, by=by_months.head)
    with refused("site-certificate-stands"):
        take_compensation_back(claim=claim, **why)
    with refused("site-aid-stands"):
        take_certificate_back(claim=claim, **why)
    with refused("reason-missing"):
        take_yearly_aid_back(aid=aid, reason=" ", by=by_months.head)
    take_yearly_aid_back(aid=aid, **why)
    with refused("already-retracted"):
        take_yearly_aid_back(aid=SiteAid.objects.get(pk=aid.pk), **why)
    assert not aid.case.events.live().exists(), "its case was opened for it alone"
    give_yearly_aid(person=person, day=DAY, by=by_months.head)
    take_yearly_aid_back(aid=SiteAid.objects.live().get(person=person), **why)
    take_certificate_back(claim=claim, **why)
    take_compensation_back(claim=claim, **why)
    claim.case.refresh_from_db()
    assert claim.case.state == "registered", "it waits for its decision again"
    kept = SiteCompensation.objects.get(claim=claim)
    assert (kept.is_live, kept.retraction_reason) == (False, "басқа адам еді")
    assign_compensation(claim=claim, day=DAY, by=by_months.head)
    again = give_certificate(claim=claim, day=DAY, by=by_months.head)
    assert str(again) == "2/2021", "a number is not given twice"


def test_what_a_run_has_paid_is_not_taken_back_before_the_bank_returns_it(
    by_months: Buyer,
) -> None:
    claim, payable = claim_of(by_months), PAID_BY_RUNS["test_site_compensation"]
    why = {"reason": "қате", "by": by_months.head}
    run = prepared(by_months, claim)
    with refused("stands-planned"):
        take_compensation_back(claim=claim, **why)
    cancel_run(run=run, reason="қате")
    run = payable.prepare(office=by_months.office, month=DAY, by=by_months.specialist)
    payable.approve(run=run, day=date(2021, 5, 28), by=by_months.accountant)
    with refused("stands-paid"):
        take_compensation_back(claim=claim, **why)
    row = f"{reference_of(run.payments.get(), run)};returned;account closed"
    read_bank_answer(
        run=run, content=f"reference;status;reason\n{row}".encode(), day=date(2021, 5, 31),
        by=by_months.accountant,
    )  # fmt: skip
    take_compensation_back(claim=claim, **why)
    with refused("nothing-due"):
        payable.prepare(office=by_months.office, month=date(2021, 6, 1), by=by_months.specialist)


def test_the_dead_are_given_nothing(by_months: Buyer) -> None:
    person = by_months.person()
    claim = claim_of(by_months, person)
    record_status(
        person=person, kind="deceased", valid_from=date(2021, 5, 13), paper="№ 1",
        by=by_months.head,
    )  # fmt: skip
    with refused("site-deceased"):
        assign_compensation(claim=claim, day=date(2021, 5, 13), by=by_months.head)
    with refused("site-deceased"):
        claim_of(by_months, person, day=date(2021, 5, 14))


def test_at_many_counters_at_once_one_compensation_one_certificate_one_aid(
    committed: None,
) -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        enter(buyer, "incomplete_year_by_months", 1)
        enter(buyer, "yearly_aid_in_mrp", 3)
        person = buyer.person()
        claim = claim_of(buyer, person)

    def work(number: int) -> None:
        fresh = SiteClaim.objects.get(pk=claim.pk)
        if number % 3 == 0:
            assign_compensation(claim=fresh, day=DAY, by=buyer.head)
        elif number % 3 == 1:
            give_certificate(claim=fresh, day=DAY, by=buyer.head)
        else:
            give_yearly_aid(person=fresh.person, day=DAY, by=buyer.head)

    at_once(buyer, work)
    at_once(buyer, work)
    with office_scope(buyer.office):
        for model in (SiteCompensation, SiteCertificate, SiteAid):
            assert model.objects.live().filter(person=person).count() == 1


def test_a_compensation_is_either_paid_by_its_run_or_taken_back(committed: None) -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        enter(buyer, "incomplete_year_by_months", 1)
        claim = claim_of(buyer)
        run = prepared(buyer, claim)

    def work(number: int) -> None:
        if number % 2:
            fresh = SiteClaim.objects.get(pk=claim.pk)
            take_compensation_back(claim=fresh, reason="қате", by=buyer.head)
        else:
            payable = PAID_BY_RUNS["test_site_compensation"]
            payable.approve(run=run, day=date(2021, 5, 28), by=buyer.accountant)

    said = at_once(buyer, work)
    assert said.count("done") == 1, "a run that waits is cancelled first"
    with office_scope(buyer.office):
        assert Payment.objects.get(run=run).state == "paid"
        assert SiteCompensation.objects.live().filter(claim=claim).exists()


def test_no_certificate_outlives_its_compensation(committed: None) -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        enter(buyer, "incomplete_year_by_months", 1)
        claim = claim_of(buyer)
        assign_compensation(claim=claim, day=DAY, by=buyer.head)

    def work(number: int) -> None:
        fresh = SiteClaim.objects.get(pk=claim.pk)
        if number % 2:
            take_compensation_back(claim=fresh, reason="қате", by=buyer.head)
        else:
            give_certificate(claim=fresh, day=DAY, by=buyer.head)

    said = at_once(buyer, work)
    assert said.count("done") == 1
    with office_scope(buyer.office):
        compensated = SiteCompensation.objects.live().filter(claim=claim).exists()
        certified = SiteCertificate.objects.live().filter(claim=claim).exists()
        assert compensated == certified
