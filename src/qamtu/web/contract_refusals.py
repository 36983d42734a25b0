"""What refused acts on contracts, the social order and the test site say, and what to do."""

from django.utils.translation import gettext as _


def sentences_of_contracts() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "bound-by-contract": _("A contract stands on this; change it on the contract's page."),
        "contract-method": _("Choose the method of procurement from the list."),
        "contract-term": _("The term of the contract ends before it is signed (%(day)s)."),
        "contract-penalty": _(
            "Write both the rate of the penalty and its cap, the cap at most 100 %."
        ),
        "contract-stages-sum": _(
            "The stages add up to %(left)s tenge, the contract to %(amount)s: they must agree."
        ),
        "stage-before-contract": _(
            "The term of the stage «%(stage)s» lies outside of the term of the contract."
        ),
        "stage-name": _("Write what each stage is about."),
        "stage-sum": _("The sum of each stage must be more than zero."),
        "contract-lot": _(
            "The lot %(lot)s was not awarded to this supplier by the day of signing."
        ),
        "contract-above-lot": _("The lot was awarded for %(amount)s tenge; sign for no more."),
        "contract-ended": _("The contract is over; nothing more is recorded in it."),
        "contract-before": _("The day is before the signing of the contract (%(day)s)."),
        "contract-acts-stand": _(
            "Something was delivered, changed or listed under this contract already; terminate it"
            " instead."
        ),
        "act-number": _("Write the number of the act."),
        "act-known": _("The contract has an act № %(number)s already."),
        "act-sum": _("The sum of the act must be more than zero."),
        "act-beyond-stage": _(
            "The stage «%(stage)s» has %(left)s tenge left; make the act for no more, or change the"
            " contract by an agreement."
        ),
        "act-line-item": _("Write what was delivered."),
        "act-line-quantity": _("Write how many of «%(item)s» were delivered."),
        "act-line-after-act": _("Somebody received after the day of the act (%(day)s)."),
        "act-line-before": _("Somebody received before the contract was signed (%(day)s)."),
        "act-line-twice": _("%(person)s stands twice with «%(item)s» of one day."),
        "act-line-deceased": _("%(person)s died on %(day)s; take them out of the list."),
        "act-decided": _("This act was decided already."),
        "act-before-delivery": _("The day is before the delivery (%(day)s)."),
        "act-not-accepted": _("The act %(act)s is not accepted; only an accepted act is paid."),
        "act-overpaid": _("The act has %(left)s tenge left to pay."),
        "payment-before-act": _("The act was accepted on %(day)s; pay on that day or later."),
        "payment-sum": _("The sum of the payment must be more than zero."),
        "change-number": _("Write the number of the agreement."),
        "change-known": _("The contract has an agreement № %(number)s already."),
        "change-nothing": _("Say what the agreement changes: a sum, a term or a new stage."),
        "change-stage": _("Choose the stage of this contract, once."),
        "change-below-acts": _(
            "Acts claim %(left)s tenge of the stage «%(stage)s»; its sum can't fall below that."
        ),
        "change-term": _("The new term is before %(day)s."),
        "change-before-last": _(
            "The agreement before was signed on %(day)s; this one comes later."
        ),
        "penalty-no-terms": _("The contract sets no penalty for lateness."),
        "penalty-not-late": _("The stage is not late on this day."),
        "penalty-charged": _(
            "The lateness up to this day is charged already, or its cap is reached."
        ),
        "penalty-acts-wait": _("Decide on the acts of the stage first: they say how late it was."),
        "penalty-paper": _("Name the claim or the paper: its number and day."),
        "penalty-settled": _("Nothing is left of this penalty."),
        "penalty-step-sum": _("Write a sum of at most %(left)s tenge."),
        "penalty-step-before": _("The penalty was charged on %(day)s; choose a later day."),
        "end-acts-wait": _("Acts wait for a decision: %(acts)s. Accept them or send them back."),
        "end-acts-unpaid": _("Accepted acts are not paid: %(acts)s. Pay them first."),
        "end-other-measure": _("The contract is of another measure."),
        "end-none": _("The contract has not ended; there is no end to take back."),
        "need-what": _("Write what is needed."),
        "need-sum": _("The sum of the need must be more than zero."),
        "lot-subject": _("Write what the lot is about."),
        "lot-sum": _("The sum of the lot must be more than zero."),
        "lot-method": _("Choose the method of procurement from the list."),
        "lot-no-law": _("On %(day)s no law of this method was in force; check the day."),
        "lot-beyond-need": _("The need has %(left)s tenge left for lots."),
        "lot-before-need": _("The need was recorded on %(day)s; the lot comes later."),
        "lot-decided": _("This lot was decided already."),
        "lot-protocol": _("Name the protocol: its number and day."),
        "lot-before": _("The lot was announced on %(day)s; the day comes later."),
        "lot-price": _("Write the price of the supplier."),
        "lot-above": _("The lot was announced for %(left)s tenge; the price can't be higher."),
    } | _sentences_of_orders()


def _sentences_of_orders() -> dict[str, str]:
    return {
        "theme-title": _("Write the theme."),
        "theme-proposer": _("Write who proposes the theme."),
        "theme-sum": _("The sum of the theme must be more than zero."),
        "theme-years": _("A social order lasts from 1 to %(most)s years."),
        "theme-protocol": _("Name the protocol: its number and day."),
        "theme-decided": _("The theme was approved or refused already."),
        "theme-not-discussed": _("The theme has not been discussed; record the discussion first."),
        "theme-before": _("The day is before the last step of the theme (%(day)s)."),
        "competition-theme": _("The theme is not approved; a competition is announced after that."),
        "competition-order": _("The last day for bids is before the announcement."),
        "competition-criteria": _("Write each criterion with the most points that it gives."),
        "competition-members": _("Write the members of the commission, each once."),
        "competition-least": _("The least share of points lies between 0 and 100 %."),
        "competition-before": _(
            "The day comes too early: %(day)s is the first that can stand here."
        ),
        "competition-decided": _("The competition has its protocol already."),
        "competition-open": _("A competition of this theme is open already."),
        "competition-protocol": _("Name the protocol: its number and day."),
        "bid-late": _("Bids were received until %(day)s."),
        "bid-early": _("The competition was announced on %(day)s; bids come later."),
        "bid-price": _("The price must be more than zero and at most %(left)s tenge."),
        "bid-there": _("%(organization)s has a bid already."),
        "bid-member": _("Choose a member of this competition's commission."),
        "bid-points": _("«%(criterion)s»: from 0 to %(most)s points."),
        "bid-points-missing": _("«%(criterion)s»: write the points."),
        "bid-scored": _(
            "%(member)s has given points already; other points need a reason for the correction."
        ),
        "bid-conflict": _("%(member)s has a conflict of interest: %(reason)s."),
        "bid-unscored": _(
            "%(count)s members have neither scored %(organization)s nor declared an interest."
        ),
        "recipient-there": _("%(person)s is on the list already."),
        "recipient-deceased": _("%(person)s has died; take them out of the list."),
        "visit-before": _("The contract was signed on %(day)s; the visit comes later."),
        "visit-says": _("Write who visited and what was found."),
        "visit-set-right": _(
            "What is to be set right needs its last day, not before the visit; and the other way"
            " round."
        ),
        "assessment-before": _("The contract was signed on %(day)s; the assessment comes later."),
        "assessment-says": _("Write the conclusion and name the protocol."),
        "assessment-mark": _("Choose the mark from the list."),
        "assessment-nobody": _("Write how many people the order was to serve."),
        "site-category": _("Choose how the person stayed in the zone."),
        "site-zone": _("Choose the zone of each period."),
        "site-place": _("Write the place of each period."),
        "site-deceased": _("%(person)s died on %(day)s."),
        "site-waiting": _("An application of this person waits for its decision: case № %(case)s."),
        "site-compensated": _(
            "The compensation was assigned on %(day)s (case № %(case)s); it is given once."
        ),
        "site-not-entitled": _("The rules give no compensation; refuse with the grounds."),
        "site-entitled": _("The rules give the compensation: there is no ground to refuse it."),
        "site-decided": _("This application was decided already."),
        "site-before": _("The day is before %(day)s."),
        "site-not-assigned": _("The compensation is not assigned; the certificate follows it."),
        "site-certified": _("This person has the certificate № %(number)s already."),
        "site-no-certificate": _(
            "The person has no certificate; the yearly aid is for those who do."
        ),
        "site-aid-given": _("The aid of %(year)s is given already: case № %(case)s."),
        "site-nothing-stands": _("This was taken back already, or was never given."),
        "site-certificate-stands": _(
            "The certificate № %(number)s stands on the compensation; take the certificate back"
            " first."
        ),
        "site-aid-stands": _(
            "The aid of %(year)s stands on the certificate; take the aid back first."
        ),
    }
