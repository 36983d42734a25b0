"""What refused acts on microcredits say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_loans() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "loan-terms": _("Write the sum, the term and a grace that is shorter than the term."),
        "loan-decided": _("This application was decided already."),
        "loan-not-approved": _("Approve the loan first."),
        "loan-contract": _("Write the lender and the number of its contract."),
        "loan-first-due": _("The first payment is due after the loan is given, %(day)s."),
        "loan-issued-already": _("This loan is given already."),
        "loan-overpaid": _("In all %(left)s tenge is owed; write no more than that."),
        "loan-before-issue": _("The loan was given on %(day)s; choose a later day."),
        "loan-after": _("Choose an instalment from %(first)s to %(last)s."),
        "loan-early-sum": _("After that instalment %(left)s tenge is left; write no more."),
        "loan-act": _("Write the act by which the terms are changed."),
        "loan-months": _("Write the new term, longer than its grace."),
        "loan-line": _("Choose a budget line of microcredits."),
    }
