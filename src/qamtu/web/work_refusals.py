"""What refused acts of the employment centre say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_work() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "already-registered": _("This person is on the register already: case № %(case)s."),
        "barred-until": _("This person was removed and may register again from %(day)s."),
        "person-deceased": _("%(person)s has died; nothing can be offered."),
        "person-employed": _("%(person)s works: %(paper)s. End that status first if it is over."),
        "age-not-working": _("At %(age)s years one is not recognised as unemployed."),
        "not-on-the-register": _("This person is not on the register any more."),
        "visit-recorded": _("A visit of %(day)s is recorded already."),
        "plan-order": _("The last day of the step is before today."),
        "too-early-to-watch": _("%(person)s: %(months)s months are over on %(since)s."),
        "not-finished": _("%(person)s has not finished the measure yet."),
        "watched-already": _("This was looked at already: %(person)s, %(months)s months."),
        "watch-months": _("A watch is after 3, 6 or 12 months."),
        "watch-order": _("%(person)s: another watch is of %(last)s; watches go in their order."),
        "evidence-missing": _("Name the evidence: contributions, a certificate of the employer."),
        "measure-not-subsidised": _("Choose the kind of subsidised job."),
        "agreement-order": _("The last day is before the first day."),
        "agreement-empty": _("Fill in the post, the number of places and the wage."),
        "agreement-decided": _("This application was decided already."),
        "agreement-not-signed": _("The agreement is not in force; sign it first."),
        "link-ended": _("This link does not work any more; ask the centre for a new one."),
        "vacancy-closed": _("The vacancy is closed: %(reason)s."),
        "vacancy-empty": _("The vacancy has no title or no places."),
        "vacancy-pay-order": _("The highest pay is below the lowest."),
        "vacancy-closed-before": _("The day is before the vacancy was opened, %(opened)s."),
        "outside-agreement": _("The agreement ended on %(last)s."),
        "places-taken": _("All places are taken: %(taken)s of %(places)s."),
        "referred-already": _("A referral to this place waits for its answer: № %(number)s."),
        "placed-already": _("%(person)s is placed already by the agreement %(agreement)s."),
        "answered-already": _("The referral № %(number)s was answered already."),
        "not-lawful": _("%(person)s can't be placed by the law of the day: %(grounds)s."),
        "order-missing": _("Write the number of the order or of the contract."),
        "before-referral": _("The day is before the referral of %(issued)s."),
        "twice-in-list": _("One person stands twice in the list."),
        "month-outside-placement": _("The person was not placed in that month."),
        "month-not-over": _("That month has not begun yet."),
        "worked-above-possible": _(
            "%(worked)s days can't be worked: the person could work %(possible)s in that month."
        ),
        "absence-unknown": _("Choose the kind of absence from the list."),
        "absences-differ": _(
            "Days worked (%(worked)s) and missed (%(missed)s) have to make up %(possible)s."
        ),
        "timesheet-there": _("That month has its timesheet already; retract it to write another."),
        "month-accepted": _("That month is accepted already."),
        "not-subsidised": _("The law does not subsidise this month: %(grounds)s."),
        "placement-ended-already": _("This placement has ended already."),
        "end-outside-placement": _("The day must lie between %(first)s and %(last)s."),
        "ended-below-timesheet": _("There is a timesheet of a later month; retract it first."),
    }
