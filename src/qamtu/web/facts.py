"""What a wrong fact says to the person who typed it, and what a missing figure of the law says."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qamtu.ledger.models import FactRefused
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.programme import Programme

from .typed import BadInput, sentence_beside


def sentence_of_rules(problem: Exception, programme: Programme) -> str:
    """What stands beside a form whose answer the rules of a programme give: whatever is wrong."""
    if isinstance(problem, FactsRefused):
        return sentence_of_fact(problem, programme)
    if isinstance(problem, ParameterMissing):
        return sentence_of_missing(problem)
    assert isinstance(problem, BadInput | FactRefused)
    return sentence_beside(problem)


def sentence_of_fact(refused: FactsRefused, programme: Programme) -> str:
    """The sentence of a refusal of `read_facts`, with the field and whose it is."""
    asked = programme.inputs.get(refused.field)
    values = {
        "field": asked.names[get_language() or "kk"] if asked else refused.field,
        "given": refused.given,
        "hint": refused.hint,
    }
    sentences = {
        "unknown-fact": _("«%(field)s» is not asked for."),
        "fact-missing": _("«%(field)s» is missing."),
        "not-a-number": _("«%(field)s»: «%(given)s» is not a sum; write 150000 or 150000,50."),
        "negative": _("«%(field)s»: a sum can't be below zero."),
        "absurd": _("«%(field)s»: the sum is larger than anyone receives in a quarter. Check it."),
        "unknown-choice": _("«%(field)s»: choose from the list."),
        "not-a-day": _("«%(field)s»: the day is not readable."),
        "future-day": _("«%(field)s»: the day is after the day of the application."),
        "not-yes-or-no": _("«%(field)s»: answer yes or no."),
        "above-staff": _("«%(field)s»: more than the whole staff (%(hint)s)."),
        "worked-above-norm": _("«%(field)s»: more than the working days of the month (%(hint)s)."),
        "period-order": _("A period ends before it begins."),
        "periods-overlap": _("The period overlaps one before it; nobody lives in two zones."),
        "no-members": _("The family has no members."),
        "nobody-counts": _("Nobody of the family lives with it."),
        "wrong-quarter": _("«%(given)s» is not in the quarter before the application (%(hint)s)."),
    }
    sentence = sentences.get(refused.code, _("This can't be taken.")) % values
    if refused.where:
        sentence = _("Member %(number)s. %(sentence)s") % {
            "number": refused.where[0] + 1,
            "sentence": sentence,
        }
    return sentence


def sentence_of_missing(missing: ParameterMissing) -> str:
    """Which figure of the law is not entered for the day, and where to enter it."""
    language = get_language() or "kk"
    return _(
        "The law has no «%(name)s» for %(day)s. Enter it with its act under «Figures of the law»."
    ) % {
        "name": missing.names[language] if missing.names else missing.code,
        "day": f"{missing.day:%d.%m.%Y}",
    }
