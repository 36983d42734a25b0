"""Ten clerks award the last of a round's money at once: the sum awarded never exceeds it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import DatabaseError, connections, transaction

from qamtu.accounts.access import office_scope, set_scope
from qamtu.casework.acts import ActRefused
from qamtu.casework.models import CaseEvent
from qamtu.employment.grant_awards import award, draw_protocol, withdraw
from qamtu.employment.grant_rounds import GrantRefused, awarded_in
from qamtu.employment.models import GrantApplication, GrantDecision
from qamtu.ledger.models import violated_constraint

from .a_grant_round import GRANT, HELD, Department, make_department

CLERKS = 10


def press_all(made: Department, applications: list[GrantApplication]) -> Counter[str]:
    """Each application by a clerk of its own, on a connection of its own, at once."""

    def press(application: GrantApplication) -> str:
        set_scope([made.office.pk], persons=True)
        try:
            award(application=application, day=HELD, by=made.head)
        except (GrantRefused, ActRefused) as refused:
            return refused.code
        finally:
            connections.close_all()
        return "awarded"

    with ThreadPoolExecutor(CLERKS) as pool:
        return Counter(pool.map(press, applications))


def test_ten_clerks_and_the_money_of_three(committed: None) -> None:
    made = make_department(3 * GRANT)
    with office_scope(made.office):
        applications = [made.admitted(8) for _ in range(CLERKS)]
        draw_protocol(round=made.round, day=HELD, by=made.head)
        said = press_all(made, applications)
        assert said["awarded"] == 3
        assert set(said) <= {"awarded", "grant-not-in-money", "grant-money"}
        line = made.round.line
        line.refresh_from_db()
        assert awarded_in(made.round) == line.committed == 3 * GRANT
        assert CaseEvent.objects.filter(office=made.office, transition="approve").count() == 3


def test_ten_clerks_and_the_place_of_one_who_went(committed: None) -> None:
    made = make_department(GRANT)
    with office_scope(made.office):
        first, *others = (made.admitted(8) for _ in range(CLERKS + 1))
        draw_protocol(round=made.round, day=HELD, by=made.head)
        award(application=first, day=HELD, by=made.head)
        withdraw(application=first, day=HELD, reason="moves", by=made.head)
        said = press_all(made, others)
        assert said["awarded"] == 1
        made.round.line.refresh_from_db()
        assert awarded_in(made.round) == made.round.line.committed == GRANT


def test_ten_clerks_and_one_applicant(committed: None) -> None:
    made = make_department(3 * GRANT)
    with office_scope(made.office):
        application = made.admitted(8)
        draw_protocol(round=made.round, day=HELD, by=made.head)
        said = press_all(made, [application] * CLERKS)
        assert said == {"awarded": 1, "wrong-state": CLERKS - 1}
        assert awarded_in(made.round) == GRANT


def test_one_person_in_two_rounds_pressed_at_once(committed: None) -> None:
    made = make_department(GRANT)
    other = make_department(GRANT, office=made.office)
    with office_scope(made.office):
        first = made.admitted(8)
        second = other.admitted(8, person=first.person)
        for department in (made, other):
            draw_protocol(round=department.round, day=HELD, by=made.head)
        said = press_all(made, [first, second])
        assert said == {"awarded": 1, "grant-awarded-elsewhere": 1}


def test_ten_programs_that_pass_the_verb_by_are_held_by_the_database(committed: None) -> None:
    made = make_department(3 * GRANT)
    with office_scope(made.office):
        applications = [made.admitted(8) for _ in range(CLERKS)]
        kept = draw_protocol(round=made.round, day=HELD, by=made.head)

        def write(position: int) -> str:
            set_scope([made.office.pk], persons=True)
            try:
                with transaction.atomic():
                    GrantDecision.objects.create(
                        office=made.office, application=applications[position],
                        round=made.round, protocol=kept, kind="awarded", year=2021,
                        number=position + 1, decided_on=HELD, category="self_employed",
                        amount=GRANT, recorded_by=made.head,
                    )  # fmt: skip
            except DatabaseError as error:
                return violated_constraint(error)  # type: ignore[arg-type]
            finally:
                connections.close_all()
            return "written"

        with ThreadPoolExecutor(CLERKS) as pool:
            said = Counter(pool.map(write, range(CLERKS)))
        assert said == {"written": 3, "grant_round_not_overspent": CLERKS - 3}
        assert awarded_in(made.round) == 3 * GRANT
