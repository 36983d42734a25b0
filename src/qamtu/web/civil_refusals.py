"""Why an act of civil status was refused, in sentences."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qamtu.civil_registry.words import ROLES


def role_words(values: dict[str, Any]) -> dict[str, Any]:
    """The role of a person in words."""
    role = values.get("role")
    if role in ROLES:
        return values | {"role": ROLES[str(role)][get_language() or "kk"]}
    return values


def sentences_of_civil_registry() -> dict[str, str]:
    """The sentence of each code of the civil registry, with its values unfilled."""
    return {
        "civil-kind": _("There is no such kind of act."),
        "civil-body": _("Name the body that registered the act."),
        "civil-number": _("Write the number of the record."),
        "civil-number-known": _("The record № %(number)s of that year is kept already."),
        "civil-future": _("The day %(day)s has not come at the time of the application."),
        "civil-party-missing": _("Write who it is: %(role)s."),
        "civil-name-missing": _(
            "%(role)s: write the name, or the IIN of a person in the register."
        ),
        "civil-subject-iin": _("%(role)s: the IIN is needed to keep the act."),
        "civil-iin": _("%(role)s: the IIN %(iin)s is wrong. Check it digit by digit."),
        "civil-iin-day": _("%(role)s: by the IIN %(iin)s the birth date is %(day)s."),
        "civil-field-missing": _("Fill in «%(field)s»."),
        "civil-field": _("Choose «%(field)s» from the list."),
        "civil-same-iin": _("Two persons of the act have one IIN: %(iin)s."),
        "civil-court-paper": _("Write the day and number of the court's decision."),
        "registers-elsewhere": _(
            "On %(day)s acts are registered by the State Corporation, not by this office. Keep the"
            " act as a message from outside; who registers is set under «Figures of the law»."
        ),
        "registers-here": _(
            "On %(day)s the office registered acts itself: take the act in as an application or"
            " import it from the book."
        ),
        "parent-after-child": _(
            "%(person)s was born on %(born)s, not before the child. Check the IIN and the days."
        ),
        "parent-too-young": _(
            "%(person)s was %(age)s years old when the child was born. Check the IIN."
        ),
        "parent-dead": _("%(person)s died on %(day)s, before that day. Check the IIN and the day."),
        "child-known": _("The birth of %(person)s is recorded already: № %(number)s."),
        "birth-late": _(
            "More than two months have passed since the birth: write the ground of the late"
            " registration."
        ),
        "birth-iin": _(
            "By the IIN the child was born on %(day)s, not on the day that is declared."
        ),
        "birth-iin-sex": _("By the IIN the child is of the other sex than is declared."),
        "birth-iin-missing": _("Write the IIN that the child was given."),
        "birth-still-iin": _("A stillborn child is given no IIN. Leave it blank."),
        "death-known": _("The death of %(person)s on %(day)s is recorded already. %(number)s"),
        "death-before-birth": _("The death on %(day)s is before the birth on %(born)s."),
        "death-day-by-annulment": _(
            "The day of a death is not corrected: annul the record and register the death anew."
        ),
        "marriage-of-the-dead": _("%(person)s died on %(day)s and can't marry."),
        "marriage-under-age": _(
            "%(person)s is %(age)s years old on the day of the marriage. Wait for the age, or write"
            " the decision that lowers it (by two years at most)."
        ),
        "marriage-standing": _(
            "%(person)s is married: record № %(number)s of %(day)s. Register the divorce first."
        ),
        "marriage-too-early": _(
            "The marriage may be registered from %(day)s. Choose that day, or write the ground to"
            " marry before the term."
        ),
        "marriage-before-application": _("The marriage is before its application of %(day)s."),
        "marriage-same-sex": _(
            "By the IIN %(person)s is of the other sex than the field says. Check who is who."
        ),
        "divorce-without-marriage": _(
            "No standing marriage of these two is recorded here. Check both IINs, or name the"
            " record of the office that has it."
        ),
        "divorced-already": _("This marriage is dissolved already: record № %(number)s."),
        "divorce-of-the-dead": _("%(person)s died on %(day)s: the marriage ended by the death."),
        "divorce-too-early": _("A divorce by consent may be registered from %(day)s."),
        "divorce-before-marriage": _("The divorce is before the marriage of %(day)s."),
        "base-missing": _(
            "The record of the child's birth is not found here. Check the child's IIN, or name the"
            " record of the office that has it."
        ),
        "base-annulled": _("The record № %(number)s that would be changed is annulled."),
        "civil-before-child": _("The day is before the child's birth on %(born)s."),
        "paternity-known": _("The birth record names a father already: %(person)s."),
        "adoption-secret": _("Adoptions are registered and seen by the head alone."),
        "adoption-of-adult": _("%(person)s is of full age and can't be adopted."),
        "adopter-too-young": _(
            "%(person)s is less than %(years)s years older than the child. Check the IIN."
        ),
        "name-minor": _("%(person)s is %(age)s years old; a name is changed from sixteen."),
        "name-same": _("The new name of %(person)s is the same as the present one."),
        "name-of-the-dead": _("%(person)s died on %(day)s; the name can't be changed."),
        "civil-state": _("The record has moved on meanwhile; look at its actions."),
        "civil-before-last": _("The day is before the record's last action of %(day)s."),
        "civil-reason": _("Write the reason or the ground."),
        "civil-other-person": _(
            "%(role)s: a correction keeps the IIN. Another person is another act: annul this one."
        ),
        "certificate-reason": _("A repeated certificate needs a reason: lost, damaged, changed."),
        "certificate-of-stillbirth": _("For a stillbirth an extract is given, no certificate."),
        "annulled-by-stands": _("The record № %(number)s stands on this one. Annul it first."),
        "family-none": _("%(person)s is in no family yet. Record the family on their page first."),
        "code-unknown": _(
            "There is no such code in this office. Check it sign by sign; a certificate of adoption"
            " is verified at the office alone."
        ),
    }
