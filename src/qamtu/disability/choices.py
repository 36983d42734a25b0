"""What a person may choose for an item, and what each choice costs whom."""

from dataclasses import dataclass
from datetime import date

from qamtu.casework.local_law import law_on
from qamtu.rules.rehabilitation.classifier import CLASSIFIER

from .catalogue import offers_on, price_on
from .models import ItemOrder, Offer, ProgrammeItem
from .order_states import state_of
from .orders import FOLDER, OrderRefused, due_again, guaranteed_of


@dataclass(frozen=True)
class Choice:
    """An offer for an item, tiyn: `unit` of one, `price` of all, what the state pays of it.

    `guaranteed` None: the office has not entered the guaranteed sum; nothing can be promised.
    """

    offer: Offer
    unit: int
    price: int
    guaranteed: int | None

    @property
    def own_share(self) -> int:
        """What remains to the person."""
        return self.price - (self.guaranteed or 0)


def choices_for(item: ProgrammeItem, day: date) -> list[Choice]:
    """The offers of the item's heading on a day, the cheapest for the person first."""
    law = law_on(item.office, FOLDER, day)
    found = []
    for offer in offers_on(item.office, day, item.code):
        unit = price_on(offer, day)
        price = unit * item.quantity
        try:
            guaranteed = guaranteed_of(item, price, law)
        except OrderRefused:
            guaranteed = None
        found.append(Choice(offer, unit, price, guaranteed))
    return sorted(found, key=lambda one: (one.own_share, one.price, one.offer.pk))


def may_choose(item: ProgrammeItem, day: date) -> bool:
    """True where nothing stands of the item, or its term of replacement has passed."""
    state = state_of(item)
    if state == "open":
        return True
    if state != "confirmed" or not CLASSIFIER[item.code].is_thing:
        return False
    orders = [one for one in item.orders.all() if one.is_live]
    if any(not {"confirmed", "cancelled", "declined"} & _kinds(one) for one in orders):
        return False
    again = due_again(item, law_on(item.office, FOLDER, day))
    return again is not None and again <= day


def _kinds(order: ItemOrder) -> set[str]:
    return {step.kind for step in order.steps.all() if step.is_live}
