"""What a refused act says to the person at the counter: what is wrong and what to do."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qamtu.finance.models import SOURCE_TITLES
from qamtu.ledger.models import FactRefused
from qamtu.reporting.catalogue import MEASURES
from qamtu.trilingual import Names

from .aid_refusals import sentences_of_aid
from .budget_refusals import sentences_of_budget
from .civil_refusals import role_words, sentences_of_civil_registry
from .contract_refusals import sentences_of_contracts
from .course_refusals import sentences_of_courses
from .disability_refusals import sentences_of_disability
from .grant_refusals import sentences_of_grants
from .loan_refusals import sentences_of_loans
from .pairing_refusals import sentences_of_pairings
from .place_refusals import sentences_of_places
from .quota_refusals import sentences_of_quotas
from .ride_refusals import sentences_of_rides
from .supply_refusals import sentences_of_supply
from .work_refusals import sentences_of_work

PARTS = (
    sentences_of_aid,
    sentences_of_budget,
    sentences_of_civil_registry,
    sentences_of_contracts,
    sentences_of_courses,
    sentences_of_disability,
    sentences_of_grants,
    sentences_of_loans,
    sentences_of_pairings,
    sentences_of_places,
    sentences_of_quotas,
    sentences_of_rides,
    sentences_of_supply,
    sentences_of_work,
)


def sentence_of(refused: FactRefused) -> str:
    """The sentence of a refusal, in the page's language."""
    values = {**refused.values}
    for key in ("amount", "allocated", "committed", "paid", "left"):
        if isinstance(values.get(key), int):
            values[key] = f"{values[key] / 100:,.2f}".replace(",", " ").replace(".", ",")
    if "measure" in values and "source" in values:
        values |= _line_names(values)
    sentences = {
        "unknown-field": _("This act does not ask for «%(field)s»."),
        "field-missing": _("Fill in «%(field)s»."),
        "field-choice": _("Choose «%(field)s» from the list."),
        "field-number": _("Write «%(field)s» as a whole number."),
        "field-money": _("Write «%(field)s» in tenge, for example 11 668,00."),
        "field-date": _("The date in «%(field)s» is not readable."),
        "reason-missing": _("Say why: this act needs a reason."),
        "already-retracted": _("This record was already retracted."),
        "wrong-subject": _("This measure is for another kind of subject."),
        "measure-not-open": _("On that day this measure was not in force. Check the date."),
        "unknown-category": _("This measure has no such category."),
        "wrong-state": _("The case has moved on meanwhile; look at its state and try again."),
        "unknown-act": _("This measure has no such act."),
        "before-last-event": _("The day is before the case's last event. Choose a later day."),
        "done-already": _("This act was already done in this case."),
        "later-events-stand": _("Later acts stand on this one. Retract them first, newest first."),
        "line-overcommitted": _(
            "The budget line has no such free money: allocated %(allocated)s, already committed"
            " %(committed)s tenge."
        ),
        "line-overspent": _(
            "The payment is larger than what is committed on the line: committed %(committed)s,"
            " paid %(paid)s tenge."
        ),
        "line-negative": _("The line's sum would fall below zero."),
        "case-overpaid": _("The payment is larger than what was assigned to this case."),
        "status-unknown": _("There is no such status."),
        "status-category": _("Choose the category of this status."),
        "status-order": _("The last day is before the first day."),
        "status-paper": _("Name the paper that proves the status."),
        "iin-length": _("The IIN must have twelve digits."),
        "iin-century": _("The seventh digit of the IIN must be from 1 to 6."),
        "iin-date": _("The IIN carries an impossible birth date."),
        "iin-control": _(
            "The IIN has a mistake: its control digit does not match. Check it digit by digit."
        ),
        "person-known": _("This person is already in the register under this IIN."),
        "name-missing": _("Write the surname and the given name."),
        "act-missing": _("Name the act: its kind, number and day."),
        "target-order": _("The last day of the plan is before its first day."),
        "contract-number": _("Write the number of the contract."),
        "contract-subject": _("Write what the contract is about."),
        "contract-known": _("A contract of this number is already recorded."),
        "bin-length": _("The BIN must have twelve digits."),
        "bin-structure": _(
            "This is no BIN: after the year and the month stands 4, 5 or 6, then 0, 1, 2 or 3."
        ),
        "bin-control": _(
            "The BIN has a mistake: its control digit does not match. Check it digit by digit."
        ),
        "organization-known": _("This organisation is already in the register under this BIN."),
        "organization-name": _("Write the name of the organisation."),
        "facility-known": _("A facility of this name is already at this place."),
        "facility-name": _("Write the name of the facility."),
        "consent-order": _("The consent can't be withdrawn before it was given."),
        "relation-unknown": _("Choose who the member is in the family."),
        "membership-order": _("The last day is before the day of joining the family."),
        "in-this-household": _("The person is in this family already on that day."),
        "in-another-household": _("The person already belongs to another household."),
        "status-overlaps": _("The person already has this status on these days."),
        "value-unknown": _("There is no such figure of the law."),
        "value-order": _("The last day of the value is before its first day."),
        "value-overlaps": _("For these days a value is entered already. Retract it first."),
        "value-negative": _("The value can't be below zero."),
        "value-no-flag": _("This figure is a yes or no: write 1 for yes, 0 for no."),
        "income-kind": _("Choose the kind of the income from the list."),
        "income-negative": _("An income can't be below zero."),
        "income-absurd": _("The income is larger than anyone receives in a quarter. Check it."),
        "family-empty": _("The family has no members on this day."),
        "applicant-not-member": _("Choose the applicant among the members of the family."),
        "applicant-deceased": _(
            "%(person)s has died; another member applies, and the dead is taken out of the family."
        ),
        "member-deceased": _("%(person)s has died; take them out of the family first."),
        "already-assigned": _(
            "The family is assigned assistance for this month already: case № %(case)s."
        ),
        "already-applied": _(
            "An application of this family waits for its decision: case № %(case)s."
        ),
        "members-differ": _(
            "The family has changed in the register meanwhile; look at it and compute again."
        ),
        "not-entitled": _(
            "The rules do not assign the assistance; refuse with the grounds, or have the family"
            " judged again."
        ),
        "entitled": _("The rules assign the assistance: there is no ground to refuse it."),
        "contract-missing": _(
            "The assistance is conditional: write the number and the day of the social contract."
        ),
        "no-assessment": _("The family has not been judged by the rules."),
        "not-assigned": _("Nothing is assigned in this case."),
        "stands-planned": _("It stands in the payment run № %(run)s; cancel the run first."),
        "stands-paid": _(
            "It was paid by the run № %(run)s and can't be taken back; first the bank has to return"
            " the money."
        ),
        "decision-later": _("A later decision stands on this one; take that one back first."),
        "decision-newer": _("The family has applied anew since; this decision stays as it is."),
        "decision-aid-ended": _(
            "The end of local aid is not taken back: decide on a new application for the months"
            " that follow."
        ),
        "ended-already": _("The payment was ended already."),
        "month-outside": _("The month lies outside of the assignment."),
        "run-open-already": _(
            "A run of this month waits for approval (№ %(run)s). Approve or cancel it first."
        ),
        "nothing-due": _("Nothing is due for this month that has not been paid or planned."),
        "due-twice": _("The case № %(case)s is owed the same month twice; look at its decisions."),
        "taken-meanwhile": _(
            "Another run took some of these payments at the same moment. Prepare again."
        ),
        "run-approved-already": _("The run № %(run)s was approved already by %(by)s."),
        "run-cancelled": _("The run was cancelled."),
        "run-same-person": _(
            "Who prepared the run does not approve it; ask another accountant or the head."
        ),
        "run-before-month": _("The day of payment is before the month of the run."),
        "run-empty": _("Nothing of this run can be paid now; look why each payment is held."),
        "run-not-prepared": _("The run is not waiting for approval any more."),
        "run-unanswered": _("The bank has not answered for %(count)s payments yet."),
        "run-not-approved": _("The run is not approved."),
        "answer-before-payment": _("The bank's answer can't be from before the day of payment."),
        "paid-by-a-run": _(
            "A payment run stands on this record. Money that came back is entered from the bank's"
            " answer, or as a return."
        ),
        "overpayment-reason": _("Choose why the payment was not owed."),
        "overpayment-empty": _("Write how much of which payment was not owed."),
        "overpayment-beyond": _("More can't be overpaid than was paid, each payment once."),
        "return-beyond": _("More comes back than is left of the overpayment: %(left)s tenge."),
        "claimed-already": _("The overpayment is claimed in court already."),
        "nothing-left": _("The overpayment has come back whole."),
        "answer-unreadable": _("The file can't be read; save it as CSV or xlsx."),
        "answer-heads": _("The file has no row with the columns %(heads)s."),
        "iban-country": _("The account must begin with KZ."),
        "iban-length": _("The account has %(length)s signs; there must be twenty."),
        "iban-signs": _("The account has a sign that can't stand there."),
        "iban-control": _(
            "The account has a mistake: its control digits do not match. Check it sign by sign."
        ),
    }
    for said in PARTS:
        sentences |= said()
    values = role_words(values)
    for key, value in values.items():
        if isinstance(value, date):
            values[key] = f"{value:%d.%m.%Y}"
        elif isinstance(value, Names):
            values[key] = value[get_language() or "kk"]
    template = sentences.get(refused.code, _("The act was refused."))
    return template % values if "%(" in template else template


def _line_names(values: dict[str, object]) -> dict[str, str]:
    """What the measure and the source of a budget line are called."""
    language = get_language() or "kk"
    measure, source = str(values["measure"]), str(values["source"])
    return {
        "measure_name": MEASURES[measure].names[language] if measure in MEASURES else measure,
        "source_name": SOURCE_TITLES[source][language] if source in SOURCE_TITLES else source,
    }
