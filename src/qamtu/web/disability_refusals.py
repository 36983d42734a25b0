"""What refused acts of the disability register and of programmes say: what is wrong, what to do."""

from django.utils.translation import gettext as _


def sentences_of_disability() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "examination-number": _("Write the number of the extract."),
        "examination-known": _("An extract № %(number)s is recorded already."),
        "examination-category": _("Choose the group from the list."),
        "examination-cause": _("Choose the cause from the list."),
        "examination-order": _("The last day of the term is before its first."),
        "examination-before-birth": _("The day is before the person was born, %(born)s."),
        "examination-age": _(
            "The person is %(age)s years old then: below %(years)s years one is registered as a"
            " child, from then on by a group."
        ),
        "examination-deceased": _("%(person)s died on %(day)s; check the IIN and the day."),
        "examination-earlier": _(
            "A period from %(day)s is recorded; retract it first or correct the first day."
        ),
        "examination-loss": _("Write the loss of capacity in percent, from 0 to 100."),
        "programme-number": _("Write the number of the programme."),
        "programme-empty": _("Choose at least one measure of the programme."),
        "programme-item": _("Choose the measures from the list, at least one of each."),
        "programme-order": _("The last day of the programme is before its first."),
        "programme-not-disabled": _(
            "%(person)s is not on the disability register on that day; record the extract first."
        ),
        "item-settled": _("The person has refused this item."),
        "item-ordered": _("This item is ordered already; cancel that order first."),
        "item-too-early": _(
            "It may be replaced from %(day)s; earlier only with a reason, by an act of breakage."
        ),
        "item-no-sum": _(
            "The guaranteed sum of «%(item)s» is not entered; enter it under «Figures of the law»."
        ),
        "order-not-delivered": _("Record the delivery first."),
        "order-step-there": _("That is recorded already."),
        "order-step-order": _("The day is before an earlier step of this order."),
        "order-cancelled": _("The order was cancelled."),
        "programme-open-items": _(
            "Items that are neither confirmed nor refused by the person: %(count)s."
        ),
        "programme-nothing-confirmed": _(
            "Nothing of the programme was confirmed; end it with its reason instead."
        ),
    }
