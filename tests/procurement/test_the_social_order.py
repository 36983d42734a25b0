"""The state social order: a theme, a competition of NGOs, the contract, whom it served."""

from collections.abc import Sequence
from datetime import date

import pytest

from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.statuses import record_status
from qamtu.procurement.acceptance import Delivered, accept_act, present_act
from qamtu.procurement.competitions import (
    Criterion,
    announce_competition,
    decide_competition,
    declare_interest,
    ranking_of,
    receive_bid,
    score_bid,
)
from qamtu.procurement.contracts import Stage, Terms, sign_contract
from qamtu.procurement.models import Competition, Contract, OrderBid, OrderTheme
from qamtu.procurement.needs import announce_lot, award_lot, drop_lot, left_of, record_need
from qamtu.procurement.order_recipients import Recipient, add_recipients
from qamtu.procurement.order_reviews import (
    assess_order,
    people_served,
    recipients_of,
    visit_order,
)
from qamtu.procurement.social_order import CONTRACT, VETERANS
from qamtu.procurement.themes import propose_theme, state_of, step_theme
from tests.factories import make_organization

from .conftest import SIGNED, Buyer

FEBRUARY = date(2021, 2, 1)
CLOSES = date(2021, 2, 20)
SUM = 180_000_00


def refused(code: str) -> pytest.RaisesExc[FactRefused]:
    return pytest.raises(FactRefused, match=f"'{code}'")


def theme_of(buyer: Buyer, years: int = 1, approved: bool = True) -> OrderTheme:
    theme = propose_theme(
        office=buyer.office, title="Полигоннан зардап шеккендерге қолдау", measure=CONTRACT.code,
        recipients_measure=VETERANS.code, proposed_by="ардагерлер кеңесі", day=date(2021, 1, 11),
        year=2021, years=years, amount=SUM, by=buyer.specialist,
    )  # fmt: skip
    if approved:
        for kind, day in (("discussed", 18), ("approved", 25)):
            step_theme(
                theme=theme, kind=kind, day=date(2021, 1, day), protocol="№ 1", by=buyer.head
            )
    return theme


def competition_of(buyer: Buyer, theme: OrderTheme, least: int = 50) -> Competition:
    return announce_competition(
        theme=theme, day=FEBRUARY, closes_on=CLOSES, least=least, by=buyer.specialist,
        criteria=[Criterion("Тәжірибе", 10, 2), Criterion("Жоспар", 10)],
        members=["А. Ахметова", "Б. Бекенов"],
    )  # fmt: skip


def bid(buyer: Buyer, competition: Competition, price: int, who: Organization) -> OrderBid:
    return receive_bid(
        competition=competition, organization=who, price=price, day=CLOSES, by=buyer.specialist
    )


def score(buyer: Buyer, bid: OrderBid, sheets: Sequence[tuple[int, int]]) -> None:
    criteria = list(bid.competition.criteria.all())
    for member, points in zip(bid.competition.members.all(), sheets, strict=False):
        score_bid(
            bid=bid, member=member, by=buyer.head,
            points={one.pk: value for one, value in zip(criteria, points, strict=True)},
        )  # fmt: skip


def test_a_theme_is_discussed_before_it_is_decided_once(buyer: Buyer) -> None:
    theme = theme_of(buyer, approved=False)
    step = {"theme": theme, "protocol": "№ 1", "by": buyer.head}
    with refused("theme-not-discussed"):
        step_theme(kind="approved", day=date(2021, 1, 18), **step)
    with refused("theme-before"):
        step_theme(kind="discussed", day=date(2021, 1, 10), **step)
    step_theme(kind="discussed", day=date(2021, 1, 18), **step)
    with refused("competition-theme"):
        competition_of(buyer, theme)
    step_theme(kind="approved", day=date(2021, 1, 18), **step)
    with refused("theme-decided"):
        step_theme(kind="refused", day=date(2021, 1, 19), **step)
    assert state_of(theme) == "approved"


@pytest.mark.parametrize("years", [0, 4])
def test_a_project_lasts_from_one_to_three_years(buyer: Buyer, years: int) -> None:
    with refused("theme-years"):
        theme_of(buyer, years)
    assert theme_of(buyer, 1).years == 1
    assert theme_of(buyer, 3).years == 3


def test_bids_are_ranked_by_exact_means_without_the_conflicted(buyer: Buyer) -> None:
    competition = competition_of(buyer, theme_of(buyer))
    first, second, third = (
        bid(buyer, competition, SUM - at, make_organization(buyer.office)) for at in range(3)
    )
    score(buyer, first, [(10, 9), (9, 10)])  # (29 + 28) / 2
    score(buyer, second, [(10, 8)])  # 28 by one member, the other has an interest
    score(buyer, third, [(1, 1), (1, 1)])  # 3 of 30: below half
    conflicted = competition.members.all()[1]
    with refused("bid-unscored"):
        decide_competition(competition=competition, day=CLOSES, protocol="№ 2", by=buyer.head)
    declare_interest(bid=second, member=conflicted, reason="туысы", by=buyer.head)
    with refused("bid-conflict"):
        declare_interest(bid=second, member=conflicted, reason="туысы", by=buyer.head)
    ranked = ranking_of(competition)
    assert [(one.bid.pk, str(one.points), one.is_passed) for one in ranked] == [
        (first.pk, "57/2", True), (second.pk, "28", True), (third.pk, "3", False),
    ]  # fmt: skip
    outcome = decide_competition(competition=competition, day=CLOSES, protocol="№ 2", by=buyer.head)
    assert outcome.winner == first
    with refused("competition-decided"):
        bid(buyer, competition, SUM, make_organization(buyer.office))


def test_equal_points_go_to_the_lower_price_and_nobody_wins_below_the_least(buyer: Buyer) -> None:
    competition = competition_of(buyer, theme_of(buyer), least=100)
    dear, cheap = (
        bid(buyer, competition, price, make_organization(buyer.office)) for price in (SUM, SUM - 1)
    )
    for one in (dear, cheap):
        score(buyer, one, [(10, 9), (10, 9)])
    assert [one.bid for one in ranking_of(competition)] == [cheap, dear]
    outcome = decide_competition(competition=competition, day=CLOSES, protocol="№ 2", by=buyer.head)
    assert outcome.winner is None
    again = competition_of(buyer, competition.theme)  # a theme may be announced anew
    assert again.pk


def test_bids_come_in_time_within_the_sum_and_once(buyer: Buyer) -> None:
    competition = competition_of(buyer, theme_of(buyer, 3))
    who = make_organization(buyer.office)
    for day, price, code in (
        (date(2021, 1, 31), SUM, "bid-early"),
        (date(2021, 2, 21), SUM, "bid-late"),
        (CLOSES, 3 * SUM + 1, "bid-price"),
    ):
        with refused(code):
            receive_bid(
                competition=competition, organization=who, price=price, day=day, by=buyer.head
            )
    bid(buyer, competition, 3 * SUM, who)
    with refused("bid-there"):
        bid(buyer, competition, SUM, who)


def test_other_points_need_a_reason(buyer: Buyer) -> None:
    competition = competition_of(buyer, theme_of(buyer))
    offered = bid(buyer, competition, SUM, make_organization(buyer.office))
    score(buyer, offered, [(5, 5)])
    with refused("bid-scored"):
        score(buyer, offered, [(6, 5)])
    with refused("bid-points"):
        score(buyer, offered, [(11, 5)])


def order_of(buyer: Buyer, theme: OrderTheme) -> Contract:
    return sign_contract(
        measure=CONTRACT, office=buyer.office, supplier=buyer.supplier, number="2021/007",
        subject=theme.title, day=SIGNED, line=buyer.line, amount=SUM, by=buyer.head,
        stages=[Stage("Жиынтықтар", date(2021, 6, 1), SUM)],
        terms=Terms(method="social_order", theme=theme),
    )  # fmt: skip


def test_32_food_sets_to_32_named_people(buyer: Buyer) -> None:
    contract = order_of(buyer, theme_of(buyer))
    people = [buyer.person() for _ in range(32)]
    add_recipients(
        contract=contract, recipients=[Recipient(one, SIGNED) for one in people], by=buyer.head
    )
    with refused("recipient-there"):
        add_recipients(contract=contract, recipients=[Recipient(people[0], SIGNED)], by=buyer.head)
    act = present_act(
        stage=contract.stages.get(), number="А-1", delivered_on=date(2021, 5, 9), amount=SUM,
        lines=[Delivered("жиынтық", date(2021, 5, 6), one, paper="қолы бар") for one in people],
        by=buyer.specialist,
    )  # fmt: skip
    assert people_served(contract) == 0, "an act counts once it is accepted"
    accept_act(act=act, day=date(2021, 5, 10), by=buyer.head)
    assert people_served(contract) == 32
    rows = recipients_of(contract)
    assert all(len(lines) == 1 for _recipient, lines in rows)
    assert {one.case.state for one, _lines in rows if one.case} == {"carried_out"}
    assessed = assess_order(
        contract=contract, day=date(2021, 12, 20), planned=32, mark="effective",
        conclusion="толық орындалды", protocol="№ 9", by=buyer.head,
    )  # fmt: skip
    assert assessed.served == 32


def test_the_dead_are_not_listed(buyer: Buyer) -> None:
    contract, person = order_of(buyer, theme_of(buyer)), buyer.person()
    record_status(person=person, kind="deceased", valid_from=SIGNED, paper="№ 1", by=buyer.head)
    with refused("recipient-deceased"):
        add_recipients(contract=contract, recipients=[Recipient(person, SIGNED)], by=buyer.head)


def test_a_visit_says_what_to_set_right_and_until_when(buyer: Buyer) -> None:
    contract = order_of(buyer, theme_of(buyer))
    visit = {"contract": contract, "day": date(2021, 5, 1), "by": buyer.head}
    visit_order(visitors="А. А.", found="бәрі жақсы", **visit)
    with refused("visit-set-right"):
        visit_order(visitors="А. А.", found="тізім жоқ", to_set_right="тізім", **visit)
    with refused("visit-set-right"):
        visit_order(
            visitors="А. А.", found="тізім жоқ", to_set_right="тізім",
            set_right_by=date(2021, 4, 30), **visit,
        )  # fmt: skip


def test_a_contract_of_three_years_binds_each_year_on_its_line(buyer: Buyer) -> None:
    theme = theme_of(buyer, 3)
    contract = sign_contract(
        measure=CONTRACT, office=buyer.office, supplier=buyer.supplier, number="2021/008",
        subject=theme.title, day=SIGNED, line=buyer.line, amount=2 * SUM, by=buyer.head,
        stages=[
            Stage("2021", date(2021, 12, 1), SUM),
            Stage("2022", date(2022, 12, 1), SUM, buyer.next_line),
        ],
        terms=Terms(method="social_order", theme=theme),
    )  # fmt: skip
    buyer.line.refresh_from_db()
    buyer.next_line.refresh_from_db()
    assert (buyer.line.committed, buyer.next_line.committed) == (SUM, SUM)
    assert contract.stages.count() == 2


# --- needs and lots ---


def test_lots_fit_into_the_need_and_a_failed_one_frees_its_sum(buyer: Buyer) -> None:
    need = record_need(
        office=buyer.office, measure=CONTRACT.code, year=2021, what="Жиынтықтар", amount=SUM,
        day=FEBRUARY, by=buyer.specialist,
    )  # fmt: skip
    lot = {"need": need, "method": "open_tender", "by": buyer.specialist}
    first = announce_lot(subject="Бірінші", day=FEBRUARY, amount=100_000_00, **lot)
    with refused("lot-beyond-need"):
        announce_lot(subject="Екінші", day=FEBRUARY, amount=80_000_01, **lot)
    second = announce_lot(subject="Екінші", day=FEBRUARY, amount=80_000_00, **lot)
    assert (str(first), str(second)) == ("№ 1/2021", "№ 2/2021")
    drop_lot(lot=first, day=CLOSES, protocol="№ 1", by=buyer.head)
    assert left_of(need) == 100_000_00
    with refused("lot-above"):
        award_lot(
            lot=second, supplier=buyer.supplier, price=80_000_01, day=CLOSES, protocol="№ 2",
            by=buyer.head,
        )  # fmt: skip
    award_lot(
        lot=second, supplier=buyer.supplier, price=75_000_00, day=CLOSES, protocol="№ 2",
        by=buyer.head,
    )  # fmt: skip
    with refused("lot-decided"):
        drop_lot(lot=second, day=CLOSES, protocol="№ 3", by=buyer.head)
    with refused("contract-above-lot"):
        buyer.sign([(date(2021, 6, 1), 75_000_01)], lot=second)
    with refused("contract-lot"):
        buyer.sign([(date(2021, 6, 1), 1_00)], lot=first)
    assert buyer.sign([(date(2021, 6, 1), 75_000_00)], lot=second, method="open_tender").lot


def test_a_method_needs_a_law_of_its_day(buyer: Buyer) -> None:
    need = record_need(
        office=buyer.office, measure=CONTRACT.code, year=2015, what="x", amount=SUM,
        day=date(2015, 1, 1), by=buyer.head,
    )  # fmt: skip
    lot = {"need": need, "subject": "x", "method": "open_tender", "amount": 1, "by": buyer.head}
    with refused("lot-no-law"):
        announce_lot(day=date(2015, 12, 31), **lot)
    assert announce_lot(day=date(2016, 1, 1), **lot).pk
