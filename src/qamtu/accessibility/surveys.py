"""Surveys: sent once or several times, by one or by two at once, nothing is lost.

A survey is a fact; where something changed at the facility since its form was loaded, both are
kept and a person chooses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.documents.models import keep_document
from qamtu.ledger.models import violated_constraint
from qamtu.organizations.models import Facility
from qamtu.rules.accessibility.passport import (
    ANSWERS,
    NOT_PROVIDED,
    UNKNOWN,
    YES,
    passport_form,
)
from qamtu.rules.accessibility.verdicts import Answers

from .adaptation import MEASURE
from .inventory import case_of, task_of
from .models import Survey, SurveyChoice, SurveyPhoto, SurveyTask
from .refused import PassportRefused

MOST_TENTHS = 100_000  # a hundred metres
LARGEST_PHOTO = 8 * 1024 * 1024
# What a photo's file begins with: its name and its header are the sender's, and may say anything.
PHOTOS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"RIFF": "image/webp"}


@dataclass(frozen=True)
class Surveyed:
    """A form as it was filled. `seen_survey`, `seen_task`: keys of the newest of each when it was
    loaded, 0 for none; None: the form was not loaded before, nothing is compared.
    """

    facility: Facility
    day: date
    inspector: str
    answers: Answers
    note: str = ""
    upload: UUID | None = None
    seen_survey: int | None = None
    seen_task: int | None = None


def read_answers(given: object) -> dict[str, dict[str, str | int] | None]:
    """Answers as a phone or a page sends them, looked through. Raises `PassportRefused`."""
    form = passport_form()
    if not isinstance(given, Mapping):
        raise PassportRefused("survey-empty")
    kept: dict[str, dict[str, str | int] | None] = {}
    for zone, said in given.items():
        if zone not in form.zones:
            raise PassportRefused("survey-zone")
        if said is None:
            kept[zone] = None
            continue
        if not isinstance(said, Mapping):
            raise PassportRefused("survey-zone")
        known = {one.code: one for one in form.attributes_of(zone)}
        kept[zone] = answers = {}
        for code, answer in said.items():
            if code not in known:
                raise PassportRefused("survey-attribute")
            is_measure = isinstance(answer, int) and not isinstance(answer, bool)
            is_word = isinstance(answer, str) and answer in ANSWERS
            if not is_word and not (
                is_measure and known[code].is_measured and 0 <= answer <= MOST_TENTHS
            ):
                raise PassportRefused("survey-answer", attribute=known[code].names)
            answers[code] = answer
    return kept


@transaction.atomic
def record_survey(*, surveyed: Surveyed, by: User) -> Survey:
    """Keep a survey; the same upload sent again gives the one that is kept.

    The facility's row is held: of two sent at once, the second sees the first and clashes with it.
    Raises `PassportRefused`, «survey-differs» for another form under a known upload.
    """
    facility = Facility.objects.select_for_update().select_related("office").get(
        pk=surveyed.facility.pk
    )  # fmt: skip
    answers = read_answers(surveyed.answers)
    if not surveyed.inspector.strip():
        raise PassportRefused("survey-inspector")
    if not any(answers.values()):
        raise PassportRefused("survey-empty")
    if surveyed.day > date.today():
        raise PassportRefused("survey-future")
    upload = surveyed.upload or uuid4()
    known = Survey.objects.filter(office=facility.office, upload=upload).first()
    if known is not None:
        return _the_same(known, surveyed, answers)
    newest = standing_survey(facility)
    clash, other = Survey.Clash.NONE, None
    if surveyed.seen_survey is not None and (newest.pk if newest else 0) != surveyed.seen_survey:
        clash, other = (Survey.Clash.SURVEY, newest) if newest else (Survey.Clash.TASK, None)
    elif surveyed.seen_task is not None:
        task = task_of(facility)
        if (task.pk if task else 0) != surveyed.seen_task:
            clash = Survey.Clash.TASK
    try:
        with transaction.atomic():
            survey = Survey.objects.create(
                office=facility.office,
                facility=facility,
                upload=upload,
                surveyed_on=surveyed.day,
                inspector=surveyed.inspector.strip(),
                answers=answers,
                note=surveyed.note.strip(),
                clash=clash,
                clashes_with=other,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) != "survey_uploaded_once":
            raise
        known = Survey.objects.get(office=facility.office, upload=upload)  # of another facility
        return _the_same(known, surveyed, answers)
    _move_case(facility, survey.surveyed_on, by)
    return survey


def _the_same(known: Survey, surveyed: Surveyed, answers: Answers) -> Survey:
    sent = (surveyed.facility.pk, surveyed.day, answers, surveyed.note.strip())
    if sent != (known.facility_id, known.surveyed_on, known.answers, known.note):
        raise PassportRefused("survey-differs")
    return known


def _move_case(facility: Facility, day: date, by: User) -> None:
    """The first survey of a facility is a step of its case; one without a case gets it."""
    case = case_of(facility)
    if case is None and not facility.cases.filter(measure=MEASURE.code).exists():
        case = open_case(measure=MEASURE, office=facility.office, subject=facility, day=day, by=by)
    if case is not None and case.state == "registered":
        day = max(day, case.state_since)
        record_event(case=case, measure=MEASURE, transition="check", day=day, by=by)


def set_aside(facility: Facility) -> set[int]:
    """Keys of the surveys that lost where two clashed."""
    lost: set[int] = set()
    choices = SurveyChoice.objects.live().filter(survey__facility=facility)
    for survey, other, kept in choices.values_list("survey", "survey__clashes_with", "kept"):
        lost |= {key for key in (survey, other) if key is not None and key != kept}
    return lost


def standing_survey(facility: Facility) -> Survey | None:
    """The last survey of a facility that stands: not retracted, not set aside."""
    found = Survey.objects.live().filter(facility=facility).exclude(pk__in=set_aside(facility))
    return found.order_by("-pk").first()


def open_clashes(office: Office) -> list[Survey]:
    """Surveys that clashed with something, of which nobody has chosen yet."""
    chosen = SurveyChoice.objects.live().filter(office=office)
    return list(
        Survey.objects.live()
        .filter(office=office)
        .exclude(clash="")
        .exclude(pk__in=chosen.values("survey"))
        .select_related("facility", "clashes_with", "recorded_by")
        .order_by("pk")
    )


def is_clash_open(survey: Survey) -> bool:
    return bool(survey.clash) and not survey.choices.filter(retracted_at=None).exists()


Difference = tuple[str, str, str | int, str | int]


def differences(one: Survey, other: Survey) -> list[Difference]:
    """(zone, attribute, answer of the one, of the other) where they differ; a zone that is there
    in one of them only has the attribute «».
    """
    form = passport_form()
    found: list[Difference] = []
    for zone in form.zones:
        mine, theirs = (_said(survey, zone) for survey in (one, other))
        if (mine is None) != (theirs is None):
            found.append((zone, "", _is_there(mine), _is_there(theirs)))
        elif mine is not None and theirs is not None:
            for attribute in form.attributes_of(zone):
                answers = mine.get(attribute.code, UNKNOWN), theirs.get(attribute.code, UNKNOWN)
                if answers[0] != answers[1]:
                    found.append((zone, attribute.code, *answers))
    return found


def _said(survey: Survey, zone: str) -> dict[str, str | int] | None:
    is_further = passport_form().zones[zone].is_further
    said: dict[str, str | int] | None = survey.answers.get(zone, None if is_further else {})
    return said


def _is_there(said: object) -> str:
    return NOT_PROVIDED if said is None else YES


@transaction.atomic
def choose_survey(
    *, survey: Survey, takes_other: Iterable[tuple[str, str]], reason: str, by: User
) -> SurveyChoice:
    """Settle a clash: of each difference, this survey's answer or that of the other.

    All of one: that one is kept. Some of each: a third is recorded, and both stay to be read.
    Raises `PassportRefused`.
    """
    facility = Facility.objects.select_for_update().get(pk=survey.facility_id)
    if not reason.strip():
        raise PassportRefused("reason-missing")
    if not survey.clash or not survey.is_live:
        raise PassportRefused("survey-no-clash")
    if not is_clash_open(survey):
        raise PassportRefused("survey-chosen")
    kept, other = survey, survey.clashes_with
    if other is not None:
        differing = {(zone, code) for zone, code, *_ in differences(survey, other)}
        taken = differing & set(takes_other)
        if differing and taken == differing:
            kept = other
        elif taken:
            kept = _made_of_both(facility, survey, other, taken, by)
    return SurveyChoice.objects.create(
        office_id=survey.office_id,
        survey=survey,
        kept=kept,
        reason=reason.strip(),
        recorded_by=by,
    )


def _made_of_both(
    facility: Facility, survey: Survey, other: Survey, taken: set[tuple[str, str]], by: User
) -> Survey:
    answers = {zone: dict(said) if said else said for zone, said in survey.answers.items()}
    for zone, code in taken:
        theirs = other.answers.get(zone, {})
        if not code:
            answers[zone] = dict(theirs) if theirs else theirs
        else:
            answers[zone] = {
                **(answers.get(zone) or {}),
                code: (theirs or {}).get(code, UNKNOWN),
            }
    return Survey.objects.create(
        office_id=facility.office_id,
        facility=facility,
        upload=uuid4(),
        surveyed_on=max(survey.surveyed_on, other.surveyed_on),
        inspector=f"{survey.inspector}; {other.inspector}"[:160],
        answers=answers,
        recorded_by=by,
    )


@dataclass(frozen=True)
class Photo:
    """A photo of a zone as it was sent."""

    zone: str
    content: bytes
    caption: str = ""
    upload: UUID | None = None


@transaction.atomic
def attach_photo(*, survey: Survey, photo: Photo, by: User) -> SurveyPhoto:
    """Keep a photo of a survey; the same one sent again is kept once. Raises `PassportRefused`."""
    if photo.zone not in passport_form().zones:
        raise PassportRefused("photo-zone")
    kind = next((kind for head, kind in PHOTOS.items() if photo.content.startswith(head)), "")
    if not kind:
        raise PassportRefused("photo-kind")
    if len(photo.content) > LARGEST_PHOTO:
        raise PassportRefused("photo-large", most=LARGEST_PHOTO // 1024 // 1024)
    Facility.objects.select_for_update().get(pk=survey.facility_id)
    upload = photo.upload or uuid4()
    known = SurveyPhoto.objects.filter(office_id=survey.office_id, upload=upload).first()
    if known is not None:
        if known.survey_id != survey.pk:
            raise PassportRefused("photo-survey")
        return known
    return SurveyPhoto.objects.create(
        office_id=survey.office_id,
        survey=survey,
        upload=upload,
        zone=photo.zone,
        caption=photo.caption.strip(),
        document=keep_document(
            office_id=survey.office_id,
            title=f"{survey.facility.name[:200]}: {photo.zone}",
            content=photo.content,
            media_type=kind,
            by=by,
        ),
        recorded_by=by,
    )


def take_back_task(*, task: SurveyTask, reason: str, by: User) -> None:
    """A task that is not needed any more. Raises `FactRefused`."""
    task.retract(reason=reason, by=by)
