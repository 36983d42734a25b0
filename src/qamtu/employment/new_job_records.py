"""New jobs as employers report them: each place once, by the paper that proves it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import retract_event
from qamtu.casework.enrolment import CaseEntry, Step, record_cases
from qamtu.finance.models import Target
from qamtu.language import search_key
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.places.models import Territory

from .economic_sectors import SECTORS
from .models import NewJob, NewJobReview
from .new_jobs import MEASURE

ONCE = {
    "new_job_evidence_once": "new-job-evidence",
    "new_job_person_once": "new-job-person",
    "new_job_order_once": "new-job-order",
}


class NewJobRefused(FactRefused):
    """«new-job-evidence», «new-job-person», «new-job-order» (each names the first record),
    «new-job-title», «new-job-sector», «new-job-paper», «new-job-days», «reason-missing».
    """


@dataclass
class Created:
    """A place as it is reported. `opened_on`, `checked_on`: when the report came and was read."""

    organization: Organization
    title: str
    sector: str
    is_permanent: bool
    created_on: date
    evidence: str
    evidence_on: date
    wage: int = 0
    occupation: str = ""
    territory: Territory | None = None
    order: str = ""
    person: Person | None = None
    project: str = ""
    opened_on: date | None = None
    checked_on: date | None = None
    approved_on: date | None = None

    def problem(self) -> str:
        """What is wrong with the report, or nothing."""
        if not self.title.strip():
            return "new-job-title"
        if self.sector not in SECTORS:
            return "new-job-sector"
        if not key_of_number(self.evidence):
            return "new-job-paper"
        return "new-job-days" if self.created_on.year < self.evidence_on.year - 1 else ""


def key_of_number(number: str) -> str:
    """A number of a paper, folded: «№ 012-Ж/К» and «12 ж/к» are one.

    >>> key_of_number("№ 012-Ж/К") == key_of_number("12 ж/к")
    True
    """
    parts = re.findall(r"\d+|[^\W\d_]+", number.casefold())
    return "-".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def key_of_paper(number: str, day: date) -> str:
    """Numbers begin anew each year, so that the year belongs to a paper's number."""
    key = key_of_number(number)
    return f"{day.year}:{key}" if key else ""


@transaction.atomic
def record_new_jobs(*, office: Office, created: Sequence[Created], by: User) -> list[NewJob]:
    """Record places that employers created: all or none.

    One that is recorded already, or stands twice on the list, is refused with the first record.
    Raises `NewJobRefused`, `ActRefused`.
    """
    for one in created:
        if problem := one.problem():
            raise NewJobRefused(problem)
    jobs = [_job(office, one, by) for one in created]
    _refuse_twins(jobs)
    for job in jobs:
        if (first := first_of(job)) is not None and len(jobs) == 1:
            _refuse(job, first)
    entries = [_entry(one) for one in created]
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    for job, entry in zip(jobs, entries, strict=True):
        job.case_id = entry.pk or 0
    try:
        with transaction.atomic():
            return NewJob.objects.bulk_create(jobs)
    except IntegrityError as error:
        if violated_constraint(error) not in ONCE:
            raise
        for job in jobs:
            if (first := first_of(job)) is not None:
                _refuse(job, first)
        raise


def _job(office: Office, one: Created, by: User) -> NewJob:
    return NewJob(
        office=office,
        organization=one.organization,
        title=one.title.strip(),
        occupation=one.occupation,
        sector=one.sector,
        is_permanent=one.is_permanent,
        wage=one.wage,
        territory=one.territory or one.organization.territory,
        created_on=one.created_on,
        evidence=one.evidence.strip(),
        evidence_on=one.evidence_on,
        order=one.order.strip(),
        person=one.person,
        project=one.project.strip(),
        evidence_key=key_of_paper(one.evidence, one.evidence_on),
        order_key=key_of_paper(one.order, one.created_on),
        title_key=(search_key(one.title) or one.title.casefold())[:200],
        recorded_by=by,
    )


def _entry(one: Created) -> CaseEntry:
    opened = one.opened_on or one.created_on
    entry = CaseEntry(
        opened_on=opened,
        subject_id=one.organization.pk,
        territory_id=(one.territory.pk if one.territory else one.organization.territory_id),
    )
    steps = [Step("open", opened)]
    if one.checked_on:
        steps.append(Step("check", one.checked_on))
    steps += [
        Step("approve", one.approved_on or one.checked_on or opened),
        Step("carry_out", max(one.created_on, one.approved_on or one.checked_on or opened)),
    ]
    entry.follow(MEASURE, steps)
    return entry


def _keys(job: NewJob) -> dict[str, tuple[object, ...]]:
    """By what the place may be known already, by the name of its constraint."""
    keys: dict[str, tuple[object, ...]] = {
        "new_job_evidence_once": (job.organization_id, job.evidence_key)
    }
    if job.person_id is not None:
        keys["new_job_person_once"] = (job.organization_id, job.person_id, job.title_key)
    if job.order_key:
        keys["new_job_order_once"] = (
            job.organization_id, job.order_key, job.title_key, job.person_id,
        )  # fmt: skip
    return keys


def _refuse_twins(jobs: Sequence[NewJob]) -> None:
    seen: dict[tuple[str, tuple[object, ...]], NewJob] = {}
    for job in jobs:
        for key in _keys(job).items():
            if key in seen:
                _refuse(job, seen[key])
            seen[key] = job


def first_of(job: NewJob) -> NewJob | None:
    """The live record of the same place, if there is one."""
    same = Q(evidence_key=job.evidence_key)
    if job.person_id is not None:
        same |= Q(person_id=job.person_id, title_key=job.title_key)
    if job.order_key:
        same |= Q(order_key=job.order_key, title_key=job.title_key, person_id=job.person_id)
    found = NewJob.objects.live().filter(same, organization_id=job.organization_id)
    return found.order_by("pk").first()


def _refuse(job: NewJob, first: NewJob) -> None:
    shared = _keys(job).items() & _keys(first).items()
    constraint = min(name for name, _key in shared)
    raise NewJobRefused(
        ONCE[constraint],
        employer=job.organization.name_kk,
        evidence=first.evidence,
        title=first.title,
        order=first.order,
        day=first.created_on,
        case=first.case_id or "–",
    )


@transaction.atomic
def take_back(*, job: NewJob, reason: str, by: User) -> None:
    """Retract a place that was recorded wrongly, with its steps: no figure counts it any more."""
    job.retract(reason=reason, by=by)
    for event in job.case.events.live().order_by("-pk"):
        retract_event(event=event, reason=reason, by=by)


def review(*, job: NewJob, note: str, by: User) -> NewJobReview:
    """Say that a place is another one than it resembles. Raises `NewJobRefused`."""
    if not note.strip():
        raise NewJobRefused("reason-missing")
    return NewJobReview.objects.create(
        office_id=job.office_id, job=job, note=note.strip(), recorded_by=by
    )


def suspicions(office: Office, year: int, most: int = 100) -> list[NewJob]:
    """Places like another of the same employer: one title, one day, another paper; not reviewed."""
    of_year = NewJob.objects.live().filter(office=office, created_on__year=year)
    like = of_year.filter(
        organization=OuterRef("organization"),
        title_key=OuterRef("title_key"),
        created_on=OuterRef("created_on"),
        pk__lt=OuterRef("pk"),
    )
    reviewed = NewJobReview.objects.live().filter(job=OuterRef("pk"))
    found = of_year.filter(Exists(like), ~Exists(reviewed))
    return list(
        found.select_related("organization").order_by("organization__name_kk", "created_on", "pk")[
            :most
        ]
    )


def planned(office: Office, year: int) -> int:
    """The year's plan of new jobs, of all live acts together."""
    targets = Target.objects.live().filter(
        office=office,
        indicator="new-jobs.created",
        territory=None,
        valid_from__lte=date(year, 12, 31),
        valid_to__gte=date(year, 1, 1),
    )
    return sum(targets.values_list("value", flat=True))


@dataclass(frozen=True)
class Counted:
    """Places of one employer or one sector: all, and those for good."""

    key: str | int
    name: str
    total: int
    permanent: int


def by_sector(office: Office, year: int) -> list[Counted]:
    """The year's places by section of ОКЭД."""
    return _counted(office, year, "sector", "sector")


def by_employer(office: Office, year: int, most: int = 200) -> list[Counted]:
    """The year's places by employer, the largest first."""
    return _counted(office, year, "organization_id", "organization__name_kk")[:most]


def _counted(office: Office, year: int, key: str, name: str) -> list[Counted]:
    of_year = NewJob.objects.live().filter(office=office, created_on__year=year)
    rows = (
        of_year.values(key, name)
        .annotate(total=Count("pk"), permanent=Count("pk", filter=Q(is_permanent=True)))
        .order_by("-total", name)
    )
    return [Counted(row[key], row[name], row["total"], row["permanent"]) for row in rows]
