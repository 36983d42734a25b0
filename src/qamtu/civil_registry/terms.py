"""Terms of a declared act by the law of its day: by when it is registered, what came late."""

from datetime import date, timedelta

from qamtu.casework.deadlines import add_working_days
from qamtu.rules.civil_registry.terms import earliest_divorce

from .drafts import draft_of_standing
from .standing import Standing
from .words import COURT, Kind


def due_on(standing: Standing) -> date | None:
    """The day by which the office registers (a marriage, a divorce: on which it may); or none."""
    draft = draft_of_standing(standing)
    match draft.service:
        case "death":
            days = int(draft.law.figure("death_days").value)
            return add_working_days(draft.declared_on, days)
        case "stillbirth":
            return draft.event_on + timedelta(int(draft.law.figure("stillbirth_days").value))
        case "marriage":
            return draft.event_on
        case "divorce" if draft.content.get("ground") != COURT:
            return earliest_divorce(draft.declared_on, draft.law)
    return None


def apply_by(standing: Standing) -> date | None:
    """The last day to apply for a birth, where the application came after it."""
    draft = draft_of_standing(standing)
    if draft.kind != Kind.BIRTH:
        return None
    code = "birth_application_days" if draft.service == "birth" else "stillbirth_report_days"
    last = add_working_days(draft.event_on, int(draft.law.figure(code).value))
    return last if draft.declared_on > last else None
