"""What refused acts of Инватакси say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_rides() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "rider-not-lawful": _("The rules of the day do not admit this rider: %(grounds)s."),
        "rider-order": _("The last day of the paper is before its first."),
        "rider-there": _("This person rides already by the paper %(paper)s."),
        "rider-deceased": _("The rider died on %(day)s; no ride is taken for later days."),
        "rider-moved-away": _("The rider moved away on %(day)s."),
        "rider-paper-over": _("The doctors' paper holds no more from %(day)s; record a new one."),
        "rider-sits-or-lies": _("Choose one: in a wheelchair or on a stretcher."),
        "ride-no-slot": _("There is no slot: %(why)s. %(nearest)s"),
        "ride-twice": _("This rider has a ride at that time already: case № %(case)s."),
        "ride-not-that-day": _("The rider's paper holds from %(day)s."),
        "ride-times": _("Write the time of the day, for example 09:30."),
        "ride-points": _("From and to are the same place; choose another or write the points."),
        "ride-ended": _("This ride has ended already."),
        "ride-standing": _(
            "Choose weekdays and a last day so that it is from one to %(most)s rides."
        ),
        "vehicle-there": _("The vehicle %(plate)s is recorded already."),
        "vehicle-shift": _("The shift ends before it begins."),
        "vehicle-none": _("Write the number of the vehicle and its places."),
        "breakdown-there": _("This vehicle is recorded as broken down on that day already."),
        "sheet-unknown": _("This link does not work any more; ask the centre for a new one."),
    }
