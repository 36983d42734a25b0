"""What refused acts of the social package and of local aid say: what is wrong, what to do."""

from django.utils.translation import gettext as _


def sentences_of_aid() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "package-not-yet": _("The social package is handed over from %(day)s on; check the day."),
        "package-ended": _(
            "The social package was handed over until %(last)s. Since 01.01.2023 a family on"
            " targeted assistance is paid 1.5 MRP a month for each child from 1 to 6 instead:"
            " %(amount)s tenge on that day, within the assistance itself."
        ),
        "package-kind": _("Choose the kind of the set from the list."),
        "package-price": _("Write the price of a set, more than zero."),
        "package-nobody-due": _(
            "No child of a family on assistance is due this set on that day, or all have it"
            " already."
        ),
        "package-child-not-due": _(
            "A chosen child is not due this set on that day any more; show the list again."
        ),
        "package-set-there": _(
            "A chosen child has this set for the period already; show the list again."
        ),
        "package-no-money": _(
            "The sets cost %(amount)s tenge, and the allocation of the package has %(left)s free:"
            " allocate more, or choose fewer children."
        ),
        "package-settled": _("%(child)s: the outcome of this set is recorded already, of %(day)s."),
        "package-too-early": _("The day is before the act was drawn up, %(day)s."),
        "package-paid": _(
            "The supplier is being paid for this set, or was; the outcome can't be taken back."
        ),
        "aid-act-number": _("Write the number of the decision."),
        "aid-act-order": _("The last day of the decision is before its first."),
        "aid-act-known": _("A decision of this number and day is entered already."),
        "aid-act-used": _("Retract the categories of the decision first."),
        "aid-code": _("Write the code in Latin letters, figures and dashes, for example veterans."),
        "aid-code-known": _("The decision has a category «%(category)s» already."),
        "aid-names": _("Write the name of the category in Kazakh and in Russian."),
        "aid-unit": _("Choose in what the amount is set."),
        "aid-amount": _("Write the amount, more than zero."),
        "aid-share": _("A share of the costs is at most 100 per cent."),
        "aid-rhythm": _("Choose how often the aid is paid."),
        "aid-feast": _("Write the feast day that every year has, for example 9 and 5."),
        "aid-times": _(
            "So many times a year is for an aid within a year only: from 1 to %(most)s."
        ),
        "aid-limit": _("Write the income limit in subsistence minimums, more than zero."),
        "aid-status": _("Choose the status from the list."),
        "aid-category-used": _(
            "Aid was granted by this category; enter the new amount with the new decision."
        ),
        "aid-deceased": _("%(person)s died on %(day)s; check the IIN and the day."),
        "aid-moved-away": _("%(person)s moved out of the district on %(day)s."),
        "aid-not-in-force": _("The decision %(act)s does not apply on %(day)s; choose another."),
        "aid-retracted": _("This category was retracted; choose another."),
        "aid-income-missing": _(
            "%(person)s: the decision sets an income limit; write the per-capita income."
        ),
        "aid-last-month": _("The last month lies outside of %(first)s – %(last)s."),
        "aid-waiting": _("An application for this aid waits for its decision already: № %(case)s."),
        "aid-no-case": _("The application has nothing to decide on."),
        "aid-decided": _("This application is decided already."),
        "aid-given-meanwhile": _("The aid was granted for this occasion meanwhile; look again."),
        "aid-before-application": _("The decision is before the application, %(day)s."),
    }
