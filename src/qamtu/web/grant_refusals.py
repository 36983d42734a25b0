"""What refused acts on startup grants say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_grants() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "grant-act": _("Name the act that announces the round."),
        "grant-window-order": _("The last day for applications is before the first."),
        "grant-before-law": _("There were no such grants before %(first)s."),
        "grant-line": _("Choose a budget line of startup grants."),
        "grant-money-short": _(
            "The line has less than that: %(left)s tenge are set for no round yet."
        ),
        "grant-criteria": _(
            "Each criterion has from 1 to %(most)s points and a weight of 1 or more."
        ),
        "grant-quorum": _("At least one member has to score an application."),
        "grant-least": _("The least points are from 0 to 100 in a hundred."),
        "grant-member": _("Write the name and the post of a member of this round's commission."),
        "grant-member-twice": _("%(name)s is on the commission already."),
        "grant-member-scored": _("%(name)s has scored already and can't be taken off."),
        "grant-applications-stand": _("Applications stand in this round."),
        "grant-window": _(
            "The round takes applications from %(opens)s to %(closes)s; this day is outside."
        ),
        "grant-title": _("Write the name of the project."),
        "grant-estimate": _("Fill in the estimate: what is asked of the grant must be above zero."),
        "grant-estimate-row": _(
            "Row %(row)s of the estimate: write what, how many, the price, and own money that is"
            " not above the sum."
        ),
        "grant-applied-already": _("This person has an application in this round already."),
        "grant-category-unknown": _("Choose the category from the list."),
        "grant-category-paper": _(
            "The register does not hold «%(category)s»: name the paper that proves it."
        ),
        "grant-category-not-held": _(
            "%(person)s does not stand in «%(category)s» on this day by the law and the register;"
            " choose: %(possible)s."
        ),
        "grant-certificate": _("Write the number of the certificate as well."),
        "grant-not-admitted": _("The rules do not admit this application; refuse it with grounds."),
        "grant-admitted": _("The rules admit this application: there is no ground to refuse it."),
        "grant-protocol-held": _(
            "The commission's protocol is drawn up; nothing changes after it."
        ),
        "grant-no-protocol": _("There is no protocol of the commission yet."),
        "grant-window-open": _(
            "Applications are taken until %(closes)s; the protocol comes after."
        ),
        "grant-unchecked": _(
            "Applications wait for their papers to be checked: %(count)s. Admit or refuse them."
        ),
        "grant-not-checked": _("Only an application that was admitted and waits is scored."),
        "grant-points": _("«%(criterion)s»: from 0 to %(most)s points."),
        "grant-points-missing": _("«%(criterion)s»: write the points."),
        "grant-conflict": _(
            "%(member)s declared a conflict of interest (%(reason)s) and does not score here."
        ),
        "grant-scored-already": _(
            "%(member)s gave other points before; say why they are corrected."
        ),
        "grant-unscored": _(
            "«%(title)s» has points of %(counted)s members; the quorum is %(quorum)s."
        ),
        "grant-nothing-ranked": _("No application is admitted, there is nothing to rank."),
        "grant-not-passed": _("The application did not reach the least points of the ranking."),
        "grant-not-in-money": _(
            "The money does not reach this place of the ranking; decide on those before it first."
        ),
        "grant-money": _("Less is left of the round's money: %(left)s tenge."),
        "grant-awarded-elsewhere": _(
            "%(person)s was awarded another grant after this application: case № %(case)s."
        ),
        "grant-fits": _("The protocol recommends this application; say why it is turned down."),
        "grant-awards-stand": _("Decisions stand on the protocol."),
        "grant-before-protocol": _("The day is before the protocol of %(held)s."),
        "grant-not-awarded": _("No grant is awarded here."),
        "grant-contract": _("Write the number of the contract."),
        "grant-contract-order": _(
            "The contract is signed on or after the award of %(decided)s, and the money is spent"
            " after it."
        ),
        "grant-contract-known": _("The contract of this award is recorded already."),
        "grant-no-contract": _("Record the contract first."),
        "grant-not-paid": _("The grant is not paid yet."),
        "grant-receipt": _("Write what was bought and for how much."),
        "grant-receipt-day": _("A receipt is of the term of the contract: %(signed)s – %(last)s."),
        "grant-receipt-twice": _("This very file was shown before; each receipt counts once."),
        "grant-visit": _("Write who visited and what was found."),
        "grant-visit-before": _("The visit is before the contract of %(signed)s."),
        "grant-paid-already": _("The grant is planned or paid: it is not withdrawn but returned."),
        "grant-unspent": _("%(left)s tenge are neither shown by receipts nor returned."),
        "grant-return": _("Not more than %(left)s tenge can be demanded back."),
    }
