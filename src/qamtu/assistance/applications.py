"""An application for targeted assistance: the family, its incomes, what the rules say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment, Case
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Household, Person, StatusPeriod
from qamtu.rules.exact import TIYN, read_number
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.quarters import quarter_before
from qamtu.rules.targeted_assistance.facts import PROGRAMME, read_family
from qamtu.rules.targeted_assistance.formulas import Answers, answers
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from .families import draw_family, for_rules, members_on, set_incomes
from .models import Decision
from .targeted_assistance import MEASURE


class ApplicationRefused(FactRefused):
    """«family-empty», «applicant-not-member», «applicant-deceased», «member-deceased»,
    «already-assigned», «already-applied», «members-differ».
    """


@dataclass(frozen=True)
class Judged:
    """A family on a day with its judgement."""

    family: Mapping[str, Any]
    judgement: Judgement
    answers: Answers


def judge_family(*, office: Office, family: Mapping[str, Any], day: date) -> Judged:
    """What the rules say; nothing is kept. Raises `FactsRefused` and `ParameterMissing`."""
    facts = read_family(for_rules(family), day)
    judgement = judge(PROGRAMME, facts, law_on(office, PROGRAMME.folder, day))
    return Judged(family, judgement, answers(judgement))


def keep_assessment(*, case: Case, judged: Judged, day: date, by: User) -> Assessment:
    """Keep what was given, what came out and why."""
    found = judged.answers
    return Assessment.objects.create(
        office_id=case.office_id,
        case=case,
        programme=PROGRAMME.folder,
        day=day,
        given=dict(judged.family),
        is_entitled=found.is_entitled,
        is_conditional=found.is_conditional,
        basic=judged.judgement["basic_amount"],
        extra=judged.judgement["extra_amount"],
        months=found.months,
        grounds=list(found.grounds),
        trace=trace_of(judged.judgement),
        rules_version=version_of(PROGRAMME.folder),
        made_by=by,
    )


@transaction.atomic
def apply_for_assistance(
    *, office: Office, household: Household, family: Mapping[str, Any], day: date, by: User
) -> Case:
    """Register an application: the case, the incomes as facts, and the first assessment.

    Raises `ApplicationRefused`, `FactsRefused`, `ParameterMissing`, `ActRefused`.
    """
    members = {member.person_id: member.person for member in members_on(household, day)}
    if not members:
        raise ApplicationRefused("family-empty")
    if {one["person"] for one in family["members"]} != set(members):
        raise ApplicationRefused("members-differ")
    applicant = members.get(family.get("applicant") or 0)
    if applicant is None:
        raise ApplicationRefused("applicant-not-member")
    _refuse_the_dead(members.values(), applicant, day)
    _refuse_a_second_one(household, day)
    judged = judge_family(office=office, family=family, day=day)
    set_incomes(
        office=office,
        quarter=quarter_before(day)[0],
        amounts={one["person"]: _by_kind(one.get("incomes", ())) for one in family["members"]},
        by=by,
    )
    case = open_case(measure=MEASURE, office=office, subject=household, day=day, by=by)
    keep_assessment(case=case, judged=judged, day=day, by=by)
    return case


def _by_kind(incomes: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in incomes:
        tiyn = int(read_number(one["amount"]) * TIYN)
        found[one["kind"]] = found.get(one["kind"], 0) + tiyn
    return found


def _refuse_the_dead(members: Any, applicant: Person, day: date) -> None:
    dead = (
        StatusPeriod.objects.filter(person__in=list(members), kind="deceased")
        .on(day)
        .live()
        .select_related("person")
        .first()
    )
    if dead is not None:
        code = "applicant-deceased" if dead.person_id == applicant.pk else "member-deceased"
        raise ApplicationRefused(code, person=dead.person.full_name)


def _refuse_a_second_one(household: Household, day: date) -> None:
    """One household has one application in the works, and one assignment for a month."""
    Household.objects.select_for_update().get(pk=household.pk)
    cases = household.cases.filter(measure=MEASURE.code)
    waiting = cases.filter(state__in=["registered", "checked"]).first()
    if waiting is not None:
        raise ApplicationRefused("already-applied", case=waiting.pk)
    month = day.replace(day=1)
    assigned = Decision.objects.filter(
        case__in=cases, kind=Decision.Kind.ASSIGNED, first_month__lte=month, last_month__gte=month
    ).live()
    ended = Decision.objects.filter(
        case__in=cases, kind=Decision.Kind.ENDED, last_month__lt=month
    ).live()
    standing = assigned.exclude(case__in=ended.values("case")).first()
    if standing is not None:
        raise ApplicationRefused("already-assigned", case=standing.case_id)


@transaction.atomic
def reassess(*, case: Case, by: User, **changed: object) -> Assessment:
    """Judge a waiting case again, on its own day: by the registers and what the commission found.

    `changed` are facts of the family: `commission_denies`, `refused_inspection`, `false_data` …
    """
    last = last_assessment(case)
    household = case.household
    assert household is not None, "targeted assistance is a household's"
    family = draw_family(household, last.day, last.given) | changed
    judged = judge_family(office=case.office, family=family, day=last.day)
    return keep_assessment(case=case, judged=judged, day=last.day, by=by)


def last_assessment(case: Case) -> Assessment:
    """The newest word of the rules on a case. Raises `Assessment.DoesNotExist`."""
    return case.assessments.latest("pk")
