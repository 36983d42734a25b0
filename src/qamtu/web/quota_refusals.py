"""What refused acts on quotas, new jobs and resocialisation say: what is wrong, what to do."""

from django.utils.translation import gettext as _


def sentences_of_quotas() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "quota-group": _("Choose for whom the quota is set."),
        "quota-number": _("Write the number of the resolution."),
        "quota-known": _("The resolution № %(number)s of this day is recorded already."),
        "quota-year": _("A resolution of %(signed)s can't set a quota for %(year)s."),
        "quota-empty": _("Write at least one employer into the table."),
        "quota-twice": _("An employer stands twice in the table."),
        "quota-staff": _(
            "%(employer)s: at least one place, and not more than the staff less the excluded posts."
        ),
        "quota-disabled-staff": _(
            "%(employer)s: those with disabilities can't be more than the staff."
        ),
        "quota-percent": _("%(employer)s: the percent is more than 0 and at most 100."),
        "quota-hired": _("People are hired by this resolution; retract their hiring first."),
        "quota-order": _("Write the number of the hiring order."),
        "quota-day": _(
            "The resolution holds for %(year)s from its signing on %(signed)s; choose a day of it."
        ),
        "quota-status": _(
            "%(person)s is not recorded on that day as one of: %(group)s. Record the status with"
            " its paper first."
        ),
        "quota-age": _("%(person)s is %(age)s on that day and does not belong to the youth."),
        "quota-full": _(
            "All places of the quota are held: %(taken)s of %(places)s. Record who has left, or"
            " say that it is over the quota."
        ),
        "quota-held": _("%(person)s holds a quota place already: %(employer)s."),
        "quota-left": _("The last day of this person is recorded already."),
        "quota-before-hire": _("The last day is before the hiring on %(hired)s."),
        "quota-none": _("The employer has no quota for this group on that day."),
        "quota-before-letter": _("The answer is before the letter of %(sent)s."),
        "quota-answer": _("Choose what the employer answered."),
        "new-job-evidence": _(
            "This paper of %(employer)s proves a place already: «%(evidence)s», %(title)s,"
            " %(day)s, case № %(case)s. One place is counted once."
        ),
        "new-job-person": _(
            "This person is recorded in this post of %(employer)s already: «%(evidence)s»,"
            " %(day)s, case № %(case)s."
        ),
        "new-job-order": _(
            "The order %(order)s of %(employer)s for «%(title)s» is recorded already: %(day)s,"
            " case № %(case)s. If it names several people, write who they are."
        ),
        "new-job-title": _("Write the post."),
        "new-job-sector": _("Choose the sector from the list."),
        "new-job-paper": _("Write the number of the paper that proves the place."),
        "new-job-days": _("The paper is more than a year later than the place; check the days."),
        "support-status": _(
            "%(person)s is not recorded on that day as on probation or released from prison."
            " Record the status with its paper first."
        ),
        "support-open": _("The person is supported already: case № %(case)s."),
        "support-needs": _("Tick at least one need."),
        "support-paper": _("Name the referral of the probation service or the application."),
        "support-kind": _("Choose the service from the list."),
        "support-not-open": _("The support is completed; nothing more is recorded in it."),
        "support-before": _("The day is before the support began on %(opened)s."),
        "support-contract": _("The contract was not signed yet on that day."),
        "support-once": _("This service is recorded on %(day)s already."),
        "support-outcome": _("Choose the outcome from the list."),
        "support-outcome-once": _("This outcome is recorded already."),
    }
