"""Themes of the state social order: proposed, discussed, approved or refused.

Law 36-III of 12.04.2005; order 18 of 15.08.2018 (forming of themes, monitoring, assessment).
"""

from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused, violated_constraint

from .models import OrderTheme, ThemeStep

LONGEST = 3  # years: Law 36-III


class ThemeRefused(FactRefused):
    """«theme-title», «theme-proposer», «theme-sum», «theme-years», «theme-protocol»,
    «theme-decided», «theme-not-discussed», «theme-before».
    """


def propose_theme(
    *,
    office: Office,
    title: str,
    measure: str,
    proposed_by: str,
    day: date,
    year: int,
    amount: int,
    by: User,
    years: int = 1,
    purpose: str = "",
    recipients_measure: str = "",
) -> OrderTheme:
    """A theme that somebody proposes for a year, with its sum (tiyn). Raises `ThemeRefused`."""
    if not title.strip():
        raise ThemeRefused("theme-title")
    if not proposed_by.strip():
        raise ThemeRefused("theme-proposer")
    if amount <= 0:
        raise ThemeRefused("theme-sum")
    if not 1 <= years <= LONGEST:
        raise ThemeRefused("theme-years", most=LONGEST)
    return OrderTheme.objects.create(
        office=office,
        title=title.strip(),
        measure=measure,
        recipients_measure=recipients_measure,
        purpose=purpose.strip(),
        proposed_by=proposed_by.strip(),
        proposed_on=day,
        year=year,
        years=years,
        amount=amount,
        recorded_by=by,
    )


@transaction.atomic
def step_theme(
    *, theme: OrderTheme, kind: str, day: date, protocol: str, by: User, note: str = ""
) -> ThemeStep:
    """The theme is discussed (as often as it is), then approved or refused once.

    Raises `ThemeRefused`.
    """
    OrderTheme.objects.select_for_update().get(pk=theme.pk)
    if not protocol.strip():
        raise ThemeRefused("theme-protocol")
    steps = list(theme.steps.filter(retracted_at=None).order_by("occurred_on", "pk"))
    if any(step.kind != ThemeStep.Kind.DISCUSSED for step in steps):
        raise ThemeRefused("theme-decided")
    if kind != ThemeStep.Kind.DISCUSSED and not steps:
        raise ThemeRefused("theme-not-discussed")
    last = steps[-1].occurred_on if steps else theme.proposed_on
    if day < last:
        raise ThemeRefused("theme-before", day=last)
    try:
        with transaction.atomic():
            return ThemeStep.objects.create(
                office_id=theme.office_id,
                theme=theme,
                kind=ThemeStep.Kind(kind),
                occurred_on=day,
                protocol=protocol.strip(),
                note=note.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "theme_decided_once":
            raise ThemeRefused("theme-decided") from error
        raise


def state_of(theme: OrderTheme) -> str:
    """«proposed», «discussed», «approved» or «refused»; its steps may be prefetched."""
    kinds = [step.kind for step in theme.steps.all() if step.is_live]
    for kind in (ThemeStep.Kind.REFUSED, ThemeStep.Kind.APPROVED, ThemeStep.Kind.DISCUSSED):
        if kind in kinds:
            return str(kind)
    return "proposed"
