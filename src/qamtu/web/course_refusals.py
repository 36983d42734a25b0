"""What refused acts of the course «Бастау Бизнес» say: what is wrong and what to do."""

from django.utils.translation import gettext as _


def sentences_of_courses() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "course-group-order": _("The last day of the group is before its first."),
        "course-capacity": _("Write how many listeners the group takes."),
        "course-trainer": _("Write who teaches the group."),
        "course-asked-already": _("%(person)s waits or studies already: case № %(case)s."),
        "course-deceased": _("%(person)s has died; check the IIN."),
        "course-full": _("The group is full: %(taken)s of %(capacity)s places are held."),
        "course-decided": _("This application was decided already."),
        "course-before-application": _("The day is before the application of %(day)s."),
        "course-after-group": _("The group ends on %(last)s; choose another group or day."),
        "course-left-already": _("This listener has left the course already."),
        "course-finished": _("This listener has a certificate already."),
        "course-session-outside": _("The group studies from %(first)s to %(last)s."),
        "course-session-there": _("A session of %(day)s is recorded already."),
        "course-hours": _("Write the hours of the session, from 1 to %(most)s."),
        "course-not-held-then": _("Somebody chosen was not of the group on %(day)s."),
        "course-scores": _(
            "Write the title of the plan and the members with their points, from 0 to %(most)s."
        ),
        "course-no-certificate": _("The rules give no certificate: %(grounds)s."),
        "course-certificate-there": _("The certificate was given already."),
    }
