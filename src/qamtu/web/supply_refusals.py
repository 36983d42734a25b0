"""What refused acts of the portal of supply say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_supply() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "supplier-says-nothing": _("Write what is offered, and who answers for it."),
        "supplier-phone": _("Write a phone of ten digits after +7."),
        "supplier-applied": _("An application of this organisation waits or stands already."),
        "supplier-no-papers": _("Nobody is admitted without papers; attach at least one first."),
        "supplier-decided": _("This application is decided already."),
        "supplier-day": _("The day can't be before %(first)s."),
        "supplier-not-admitted": _("The supplier is not admitted to the catalogue on that day."),
        "supplier-paper-title": _("Say what the paper is."),
        "offer-code": _("Choose the kind from the list of the classifier."),
        "offer-words": _("Write the name and the description in Kazakh and in Russian."),
        "offer-price": _("Write the price in tenge, more than zero."),
        "offer-price-day": _("A new price begins on %(first)s at the earliest; choose that day."),
        "offer-ended": _("This is no longer offered; choose another."),
        "offer-photos": _("An offer has at most %(most)s photos."),
        "photo-words": _("Write in Kazakh and in Russian what is on the photo."),
        "photo-unreadable": _("The file is no photo that can be read: choose a JPEG or PNG."),
        "photo-large": _("The photo is too large: at most %(most)s MB."),
        "offer-other-item": _("This offer is for another item; choose one from the list."),
        "offer-price-changed": _(
            "The price is %(amount)s tenge today; look at it and choose again."
        ),
        "item-given": _(
            "The person has this already. It is replaced after its term, or earlier by an act."
        ),
        "early-act": _("Write the number and the day of the act of unfitness."),
        "programme-over": _("The programme ended on %(day)s; a new one is drawn up first."),
        "programme-closed": _("The programme is closed; nothing is ordered by it any more."),
        "programme-orders-stand": _(
            "Orders that are not carried out or not paid yet: %(count)s. Cancel or pay them first."
        ),
        "person-gone": _("The person has died or moved away; nothing is ordered any more."),
        "link-deceased": _("%(person)s died on %(day)s; no link is given any more."),
        "person-not-disabled": _("The person is not on the disability register on %(day)s."),
        "order-not-accepted": _("The supplier has to accept the order first."),
        "order-accepted": _(
            "The supplier has accepted the order already. To cancel it, tell the department."
        ),
        "order-declined": _("The supplier has declined this order; choose another offer."),
        "order-delivered": _("It is delivered already."),
        "order-promise": _("Write by which day it will be delivered, not before today."),
        "order-paper": _("Write the number of the paper of delivery."),
        "request-open": _("An exchange was asked for; the supplier answers it first."),
        "request-kind": _("Choose from the list."),
        "request-text": _("Write what is wrong."),
        "request-order": _(
            "An exchange is asked for after the delivery, a repair after the confirmation."
        ),
        "request-waits": _("A repair or an exchange of this order waits for its answer already."),
        "request-answered": _("It was answered already."),
        "request-answer": _("Write the answer."),
        "request-day": _("The day can't be before %(first)s."),
        "request-paper": _("Write the number of the paper of the repair or exchange."),
        "supply-act-empty": _(
            "Nothing of this month waits for an act: what people confirmed stands in one."
        ),
        "supply-act-early": _("The day is before the month of the act."),
        "supply-act-paid": _("The act is in a payment run; cancel the run first."),
        "order-in-act": _("Another clerk has drawn this act at the same moment."),
    }
