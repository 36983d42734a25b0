"""The planned register of disability and programmes, made by their verbs.

No money is planned for supply, and none is paid here. Some programmes are chosen of a catalogue at
its prices: they wait for an act, which would be paid if the office had a budget line.
"""

from collections.abc import Callable, Sequence
from random import Random

from qamtu.disability.examinations import CHILD, CHILD_UNTIL, Extract
from qamtu.disability.models import OrderStep, ProgrammeItem
from qamtu.disability.orders import Ordered, Stepped, order_all, step_orders
from qamtu.disability.programmes import Prescribed, fulfil_all, prescribe_all
from qamtu.disability.rehabilitation import MEASURE
from qamtu.people.models import Person
from qamtu.rules.rehabilitation.classifier import CLASSIFIER

from .flows import District
from .market import Market, is_on_register
from .plan import PlannedCase, PlannedStatus

STEPS = ("open", "check", "approve", "carry_out")
AT_ONCE = 100
CAUSES_OF_ADULTS = ("general_illness",) * 5 + ("from_childhood", "work_injury", "other")
CODES = tuple(code for code, entry in CLASSIFIER.items() if entry.part == "social")


def extract_of(person: Person, status: PlannedStatus, number: int, rng: Random) -> Extract | None:
    """What an examination says of a planned disability; none where its age does not fit."""
    is_child = person.age_on(status.valid_from) < CHILD_UNTIL
    if status.kind != "disability" or (status.category == CHILD) != is_child:
        return None
    return Extract(
        person=person,
        number=f"{status.valid_from.year}-{number:05}",
        examined_on=status.valid_from,
        category=status.category,
        cause="from_childhood" if is_child else rng.choice(CAUSES_OF_ADULTS),
        valid_from=status.valid_from,
        valid_to=status.valid_to,
    )


class ProgrammeFlow:
    """Programmes in an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.market = Market(district)

    def can_build(self, planned: PlannedCase) -> bool:
        """True for a fulfilled programme, without money, of one who is on the register then."""
        if (
            planned.measure != MEASURE.code
            or planned.is_retracted
            or planned.money
            or tuple(step.transition for step in planned.steps) != STEPS
            or not self.district.organizations
        ):
            return False
        person = self.district.persons[planned.subject]
        return all(is_on_register(person, planned.steps[at].day) for at in (0, 2))

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """A hundred programmes at a time; the check and the order share the day of the order."""
        if cases:
            self.market.open(min(one.steps[0].day for one in cases))
        for start in range(0, len(cases), AT_ONCE):
            part = cases[start : start + AT_ONCE]
            self._carry_out(start, part)
            advance(len(part))

    def _carry_out(self, start: int, cases: Sequence[PlannedCase]) -> None:
        by, rng = self.district.specialist, self.district.rng
        suppliers = self.district.organizations
        programmes = prescribe_all(
            office=self.office,
            prescribed=[
                Prescribed(
                    person=self.district.persons[one.subject],
                    number=f"{one.steps[0].day.year}-{start + number:05}",
                    drawn_on=one.steps[0].day,
                    items=[(code, 1) for code in rng.sample(CODES, rng.randint(1, 3))],
                )
                for number, one in enumerate(cases, start=1)
            ],
            by=by,
        )
        planned = dict(zip([one.pk for one in programmes], cases, strict=True))
        items = list(
            ProgrammeItem.objects.filter(programme__in=programmes).select_related(
                "programme", "office"
            )
        )
        orders = order_all(
            orders=[
                self.market.chosen(item, planned[item.programme_id].steps[2].day)
                or Ordered(
                    item=item,
                    supplier=suppliers[item.pk % len(suppliers)],
                    day=planned[item.programme_id].steps[2].day,
                )
                for item in items
            ],
            by=by,
        )
        days = {
            order.pk: planned[item.programme_id].steps[3].day
            for order, item in zip(orders, items, strict=True)
        }
        accepted = [one for one in orders if one.offer_id is not None]
        kinds = OrderStep.Kind
        step_orders(
            steps=[
                Stepped(one, kinds.ACCEPTED, one.ordered_on, promised_on=days[one.pk], way="link")
                for one in accepted
            ],
            by=by,
        )
        for kind in (kinds.DELIVERED, kinds.CONFIRMED):
            step_orders(
                steps=[Stepped(one, kind, days[one.pk], paper=f"№ {one.pk}") for one in orders],
                by=by,
            )
        fulfil_all(fulfilled=[(one, planned[one.pk].steps[3].day) for one in programmes], by=by)
        self.market.ask_for_more(accepted, days)
