"""What refused acts of accessible places say: what is wrong, what to do."""

from django.utils.translation import gettext as _


def sentences_of_places() -> dict[str, str]:
    """The sentence of each code, in the page's language."""
    return {
        "inventory-empty": _("There is no facility on the list; enter the facilities first."),
        "inventory-known": _("This facility is on the inventory already."),
        "task-past": _("The day of the survey lies in the past; choose a later one."),
        "survey-zone": _("The form names a zone that is not known; open the form again."),
        "survey-attribute": _("The form asks for what is not known; open the form again."),
        "survey-answer": _("«%(attribute)s»: choose an answer or write centimetres."),
        "survey-inspector": _("Write who surveyed the facility."),
        "survey-empty": _("The form is empty: answer at least in one zone."),
        "survey-future": _("The day of the survey lies in the future."),
        "survey-differs": _("Another form is kept under this number already."),
        "survey-no-clash": _("Nothing is to be chosen here."),
        "survey-chosen": _("Somebody has chosen meanwhile."),
        "survey-clash-open": _("Two surveys differ: choose first which one counts."),
        "survey-set-aside": _("This survey does not count any more; approve the one that does."),
        "survey-approved": _("This survey is approved already."),
        "survey-older": _("A passport by a later survey, of %(day)s, is in force."),
        "passport-before-survey": _("The day is before that of the survey, %(day)s."),
        "photo-zone": _("Choose the zone of the photo from the list."),
        "photo-kind": _("This file is no photo: JPEG, PNG and WebP are taken."),
        "photo-large": _("The photo is too large: at most %(most)s MB."),
        "photo-survey": _("This photo belongs to another survey."),
        "work-what": _("Write what is to be done."),
        "work-year": _("The last day is before the plan, %(day)s."),
        "work-cost": _("The cost can't be below zero."),
        "work-no-passport": _("The facility has no passport yet: survey it and approve it first."),
        "work-accepted": _("This work is taken over already."),
        "work-act": _("Write the number of the act."),
        "work-before-plan": _("The day is before the passport, %(day)s."),
        "works-none": _("No work is planned; plan the works first."),
        "complaint-text": _("Write what stands in the way."),
        "complaint-contact": _("Write your name and how to answer you: a phone or an e-mail."),
        "complaint-often": _("Too many complaints came within the hour; try again later."),
        "complaint-answered": _("This complaint is answered already."),
        "complaint-answer": _("Write the answer."),
        "complaint-before": _("The day is before the complaint, %(day)s."),
        "sector-unknown": _("Choose the sector from the list."),
    }
