"""Passports: a survey approved with its verdicts; the newest one says who can enter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import record_event
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import violated_constraint
from qamtu.organizations.models import Facility
from qamtu.rules.accessibility.passport import FOLDER, UNKNOWN
from qamtu.rules.accessibility.verdicts import Reason, for_needs, judge
from qamtu.rules.version import version_of

from .adaptation import MEASURE
from .inventory import case_of
from .models import Passport, Survey
from .refused import PassportRefused
from .surveys import is_clash_open, set_aside

SERIES = "accessibility-passport"


@transaction.atomic
def approve_passport(*, survey: Survey, day: date, by: User) -> Passport:
    """Approve a survey as the facility's passport, under the next number of its year.

    Judged by the demands of the day of approval. Raises `PassportRefused`, `ActRefused`.
    """
    facility = Facility.objects.select_for_update().select_related("office").get(
        pk=survey.facility_id
    )  # fmt: skip
    survey = Survey.objects.get(pk=survey.pk)
    if not survey.is_live or survey.pk in set_aside(facility):
        raise PassportRefused("survey-set-aside")
    if is_clash_open(survey):
        raise PassportRefused("survey-clash-open")
    if day < survey.surveyed_on:
        raise PassportRefused("passport-before-survey", day=survey.surveyed_on)
    newer = current_passport(facility)
    if newer is not None and newer.survey.surveyed_on > survey.surveyed_on:
        raise PassportRefused("survey-older", day=newer.survey.surveyed_on)
    try:
        with transaction.atomic():
            passport = Passport.objects.create(
                office=facility.office,
                facility=facility,
                survey=survey,
                number=next_number(office=facility.office, series=SERIES, year=day.year),
                year=day.year,
                approved_on=day,
                verdicts=verdicts_of(survey, day),
                rules_version=version_of(FOLDER),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "passport_of_survey":
            raise PassportRefused("survey-approved") from error
        raise
    case = case_of(facility)
    if case is not None and case.state in ("registered", "checked"):
        day = max(day, case.state_since)
        record_event(case=case, measure=MEASURE, transition="approve", day=day, by=by)
    return passport


def verdicts_of(survey: Survey, day: date) -> dict[str, Any]:
    """What a passport keeps of the verdicts."""
    return {
        need: {
            "verdict": found.verdict,
            "zones": dict(found.zones),
            "reasons": [
                [one.zone, one.attribute, one.bound, one.tenths, one.said, one.is_must]
                for one in found.reasons
            ],
        }
        for need, found in judge(survey.answers, day).items()
    }


def reasons_of(passport: Passport, need: str) -> list[Reason]:
    """What stands in the way of a need, by zone; what closes a zone first."""
    reasons = [Reason(*one) for one in passport.verdicts.get(need, {}).get("reasons", ())]
    return sorted(reasons, key=lambda one: (not one.is_must, one.is_open))


def standing_passports(office: Office) -> QuerySet[Passport]:
    """The passport in force of each facility: of its newest survey that was approved."""
    return (
        Passport.objects.live()
        .filter(office=office, survey__retracted_at=None)
        .order_by("facility_id", "-survey__surveyed_on", "-pk")
        .distinct("facility_id")
        .select_related("survey", "facility")
    )


def current_passport(facility: Facility) -> Passport | None:
    """The passport in force, or None."""
    return standing_passports(facility.office).filter(facility=facility).first()


def short_verdicts(passport: Passport | None) -> dict[str, str]:
    """The verdict of each need, nothing else."""
    if passport is None:
        return {}
    return {need: str(found["verdict"]) for need, found in passport.verdicts.items()}


def verdict_for(facility: Facility, needs: Sequence[str]) -> tuple[str, Passport | None]:
    """Can somebody with these needs enter? And the passport that says so."""
    passport = current_passport(facility)
    return verdict_by(passport, needs), passport


def verdict_by(passport: Passport | None, needs: Sequence[str]) -> str:
    return for_needs(short_verdicts(passport), list(needs)) if passport else UNKNOWN
