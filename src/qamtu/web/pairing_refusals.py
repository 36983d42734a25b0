"""What refused acts on assistants and their visits say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_pairings() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "pair-not-lawful": _("The law of the day does not give this pair: %(grounds)s."),
        "pair-stands": _(
            "This person has an assistant on these days by the contract № %(contract)s; end it"
            " first or choose later days."
        ),
        "pair-same-person": _("Nobody is their own assistant; check the IIN of the helper."),
        "pair-contract": _("Write the number of the contract."),
        "pair-order": _("The contract's last day is before its first."),
        "pair-hours": _("Write how many hours a day the contract has."),
        "pair-rate": _("Write what an hour is paid."),
        "pair-case": _("The case is closed or refused; open a new one."),
        "pair-ended": _("This pair was ended already."),
        "pair-end-outside": _("The last day must lie between %(first)s and %(last)s."),
        "visit-outside-pair": _("The pair stands from %(first)s to %(last)s; choose such a day."),
        "visit-in-future": _("A visit is written when it has been; the day is in the future."),
        "visit-too-late": _(
            "A visit is written within %(days)s days; tell the department of an older one."
        ),
        "visit-overlaps": _("A visit at that time is written already; check the hours."),
        "visit-times": _("Write when the visit began and ended, within one day."),
        "visit-over-day": _("On %(day)s that would be more than the %(hours)s hours of the day."),
        "visit-month-accepted": _(
            "The month of %(day)s is accepted; its visits do not change any more."
        ),
        "visit-said": _("It was said already whether this visit was so."),
        "visit-retracted": _("This visit was taken back."),
        "paper-missing": _("Choose the file of the signed sheet."),
        "code-wrong": _("The code is wrong. Ask for it again; %(left)s attempts are left."),
        "codes-closed": _(
            "Too many wrong codes: codes are closed for this link. The department gives a new one."
        ),
        "month-accepted-already": _("This month is accepted already."),
        "month-nothing-confirmed": _("No visit of this month is confirmed by both sides yet."),
        "month-above-year": _("With this month the hours of the year would be exceeded."),
        "month-paid": _("The month is in a payment run; cancel the run first."),
        "no-phone": _("%(person)s has no phone in the register; record it first."),
        "message-passed-on": _("This message was passed on already."),
    }
