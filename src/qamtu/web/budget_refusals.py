"""What refused acts on the budget say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_budget() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "budget-act-number": _("Write the number of the act, at most sixty signs."),
        "budget-act-empty": _("Write at least one line and its sum."),
        "budget-act-known": _("The act № %(number)s of this day is entered already."),
        "move-unbalanced": _("A move gives as much as it takes; the difference is %(left)s tenge."),
        "same-line": _("Choose two different lines."),
        "line-unknown": _("Both lines must be of one year."),
        "entry-of-an-act": _("The entry is part of an act; retract the whole act."),
        "act-line-overcommitted": _(
            "«%(measure_name)s», %(source_name)s: there is no such free money: allocated"
            " %(allocated)s, already committed %(committed)s tenge."
        ),
        "act-line-negative": _(
            "«%(measure_name)s», %(source_name)s: the line's sum would fall below zero."
        ),
        "classification-code": _(
            "Write the codes in digits: the group one or two, the subgroup one, the others three."
        ),
        "programme-name": _("Write the programme's name in Kazakh and in Russian."),
        "programme-known": _("A programme with these codes is entered already."),
        "programme-used": _("Lines stand under this programme; classify them otherwise first."),
        "classified-so": _("The line stands there already."),
        "financing-negative": _("A month's plan can't be below zero."),
        "financing-same": _("The plan says this already; nothing is changed."),
        "release-beyond": _("Of this case only %(left)s tenge is committed and not paid."),
        "release-empty": _("The sum must be more than zero."),
        "nothing-to-carry": _("The line owes nothing that could be carried over."),
        "carry-beyond": _("Some of these cases are owed nothing on the line; look at the list."),
        "carry-year": _("The day of the act is before the year of the line."),
        "match-sums": _(
            "The entries sum to %(amount)s tenge and the row says %(left)s. Choose others, or write"
            " why they belong together all the same."
        ),
        "match-empty": _("Choose at least one entry."),
        "match-taken": _("Some of these entries are matched with another row already."),
        "match-kind": _("The row and the entry are not of one kind: paid or returned."),
    }
