"""Resolutions of the akimat on quotas, and what an employer's quota is on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.documents.models import Document
from qamtu.finance.targets import set_target
from qamtu.ledger.models import FactQuerySet, FactRefused, violated_constraint
from qamtu.organizations.models import Organization

from .models import EmployerQuota, QuotaHire, QuotaLeaving, QuotaResolution
from .quota import GROUPS


class QuotaRefused(FactRefused):
    """«quota-group», «quota-number», «quota-known», «quota-empty», «quota-twice», «quota-staff»,
    «quota-percent», «quota-year», «quota-hired», «quota-order», «quota-day», «quota-status»,
    «quota-age», «quota-full», «quota-held», «quota-left», «quota-before-hire», «reason-missing»,
    «quota-none», «quota-before-letter», «quota-answer», «quota-disabled-staff».
    """


@dataclass(frozen=True)
class Line:
    """An employer in the table of a resolution. `disabled_staff`: of the staff."""

    organization: Organization
    staff: int
    excluded: int
    percent: Decimal
    places: int
    disabled_staff: int = 0
    is_association: bool = False

    def problem(self) -> str:
        """What is wrong with the line, or nothing."""
        if self.places < 1 or self.excluded < 0 or self.places > self.staff - self.excluded:
            return "quota-staff"
        if not 0 <= self.disabled_staff <= self.staff:
            return "quota-disabled-staff"
        return "" if 0 < self.percent <= 100 else "quota-percent"


@transaction.atomic
def adopt(
    *,
    office: Office,
    group: str,
    number: str,
    signed_on: date,
    year: int,
    lines: Sequence[Line],
    by: User,
    document: Document | None = None,
) -> QuotaResolution:
    """Record a resolution with its table of employers, and its part of the year's plan.

    A second one of the year adds its places to those of the first. Raises `QuotaRefused`.
    """
    if group not in GROUPS:
        raise QuotaRefused("quota-group")
    if not number.strip():
        raise QuotaRefused("quota-number")
    if not signed_on.year <= year <= signed_on.year + 1:
        raise QuotaRefused("quota-year", year=year, signed=signed_on)
    if not lines:
        raise QuotaRefused("quota-empty")
    if len({line.organization.pk for line in lines}) < len(lines):
        raise QuotaRefused("quota-twice")
    for line in lines:
        if problem := line.problem():
            raise QuotaRefused(problem, employer=line.organization.name_kk)
    target = None
    if indicators := GROUPS[group].measure.indicators:
        target = set_target(
            office=office,
            indicator=indicators[0].code,
            value=sum(line.places for line in lines),
            act=f"№ {number.strip()}, {signed_on:%d.%m.%Y}",
            signed_on=signed_on,
            valid_from=date(year, 1, 1),
            valid_to=date(year, 12, 31),
            by=by,
        )
    try:
        with transaction.atomic():
            resolution = QuotaResolution.objects.create(
                office=office,
                group=group,
                number=number.strip(),
                signed_on=signed_on,
                year=year,
                document=document,
                target=target,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "quota_resolution_once":
            raise QuotaRefused("quota-known", number=number.strip()) from error
        raise
    EmployerQuota.objects.bulk_create(
        EmployerQuota(
            office=office,
            resolution=resolution,
            organization=line.organization,
            staff=line.staff,
            excluded=line.excluded,
            disabled_staff=line.disabled_staff,
            is_association=line.is_association,
            percent=line.percent,
            places=line.places,
            recorded_by=by,
        )
        for line in lines
    )
    return resolution


@transaction.atomic
def take_back(*, resolution: QuotaResolution, reason: str, by: User) -> None:
    """Retract a resolution that was recorded wrongly, with its table and its part of the plan.

    Raises `QuotaRefused` («quota-hired») while someone is hired by it.
    """
    lines = resolution.employers.select_for_update().filter(retracted_at=None)
    if QuotaHire.objects.live().filter(quota__in=list(lines)).exists():
        raise QuotaRefused("quota-hired")
    resolution.retract(reason=reason, by=by)
    for line in lines:
        line.retract(reason=reason, by=by)
    if resolution.target is not None and resolution.target.is_live:
        resolution.target.retract(reason=reason, by=by)


@dataclass
class Standing:
    """An employer's quota for a group on a day: places by all resolutions, people who hold them."""

    organization: Organization
    group: str
    quotas: list[EmployerQuota]
    hired: int = 0

    @property
    def places(self) -> int:
        return sum(quota.places for quota in self.quotas)

    @property
    def shortfall(self) -> int:
        return max(0, self.places - self.hired)


def standings(
    office: Office, day: date, group: str = "", organizations: Iterable[Organization] | None = None
) -> list[Standing]:
    """Who must keep how many places on the day, and how many are held.

    A resolution counts from its signing, for its year; whoever was hired by a quota of the
    employer and has not left holds a place, also of an earlier year.
    """
    quotas = EmployerQuota.objects.live().filter(
        office=office, resolution__year=day.year, resolution__signed_on__lte=day
    )
    hires = hires_on(office, day)
    if group:
        quotas = quotas.filter(resolution__group=group)
        hires = hires.filter(quota__resolution__group=group)
    if organizations is not None:
        chosen = list(organizations)
        quotas = quotas.filter(organization__in=chosen)
        hires = hires.filter(quota__organization__in=chosen)
    found: dict[tuple[int, str], Standing] = {}
    for quota in quotas.select_related("resolution", "organization").order_by(
        "organization__name_kk", "organization_id", "resolution__signed_on", "pk"
    ):
        key = (quota.organization_id, quota.resolution.group)
        standing = found.setdefault(key, Standing(quota.organization, key[1], []))
        standing.quotas.append(quota)
    for key in hires.values_list("quota__organization_id", "quota__resolution__group"):
        if key in found:
            found[key].hired += 1
    return list(found.values())


def hires_on(office: Office, day: date) -> FactQuerySet[QuotaHire]:
    """Live hires that hold a place on the day."""
    return held_from(office, day).filter(hired_on__lte=day)


def held_from(office: Office, day: date) -> FactQuerySet[QuotaHire]:
    """Live hires that hold a place on the day or begin to hold one later."""
    left = QuotaLeaving.objects.live().filter(occurred_on__lt=day)
    return QuotaHire.objects.live().filter(office=office).exclude(pk__in=left.values("hire_id"))
