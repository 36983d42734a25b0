"""People harmed by the test site: judged, compensated once, certified, aided yearly."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.casework.local_law import enter_value
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.models import Payment
from qamtu.finance.money import allocate_for
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


def test_a_run_pays_it_to_the_account_once(by_months: Buyer) -> None:
    person = by_months.person()
    claim = claim_of(by_months, person)
    assign_compensation(claim=claim, day=DAY, by=by_months.head)
    record_account(
        owner=person, iban=make_iban(601, f"{person.pk:013}"), since=DAY, by=by_months.head
    )
    allocate_for(
        office=by_months.office, year=2021, measure="test_site_compensation", source="republican",
        amount=1_000_000_00, day=DAY, act="№ 1", by=by_months.head,
    )  # fmt: skip
    payable = PAID_BY_RUNS["test_site_compensation"]
    run = payable.prepare(office=by_months.office, month=DAY, by=by_months.specialist)
    payable.approve(run=run, day=date(2021, 5, 28), by=by_months.accountant)
    paid = Payment.objects.get(run=run)
    assert (paid.state, paid.amount) == ("paid", 152_559_10)
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
