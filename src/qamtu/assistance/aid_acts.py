"""A maslikhat's decision on local social aid, entered as data: its categories and amounts."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.statuses import STATUS_KINDS
from qamtu.rules.exact import Exact, simplest
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.social_aid.formulas import PROGRAMME
from qamtu.trilingual import Names

from .models import AidAct, AidCategory

UNITS: dict[str, Names] = {
    AidCategory.Unit.TENGE: Names("теңге", "тенге", "tenge"),
    AidCategory.Unit.MRP: Names("АЕК", "МРП", "MRP"),
    AidCategory.Unit.SHARE: Names(
        "расталған шығыстың пайызы", "процент подтверждённых расходов", "per cent of proven costs"
    ),
}
RHYTHMS: dict[str, Names] = {
    AidCategory.Rhythm.HOLIDAY: Names(
        "мереке күніне, жылына бір рет", "к праздничной дате, раз в год", "for a feast day, once a"
        " year",
    ),
    AidCategory.Rhythm.YEARLY: Names("жыл ішінде", "в течение года", "within a year"),
    AidCategory.Rhythm.MONTHLY: Names("ай сайын", "ежемесячно", "every month"),
    AidCategory.Rhythm.ONCE: Names("біржолғы", "единовременно", "once only"),
}  # fmt: skip
CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,29}")
MOST_TIMES = 12
WHOLE = 100  # per cent


class AidActRefused(FactRefused):
    """«aid-act-number», «aid-act-order», «aid-act-known», «aid-code», «aid-code-known»,
    «aid-names», «aid-unit», «aid-amount», «aid-share», «aid-rhythm», «aid-feast», «aid-times»,
    «aid-limit», «aid-status», «aid-category-used», «aid-act-used».
    """


@dataclass(frozen=True)
class Written:
    """A category as a decision writes it; see `AidCategory`."""

    code: str
    name_kk: str
    name_ru: str
    measured_in: str
    amount: Decimal
    rhythm: str
    times_a_year: int = 1
    feast: tuple[int, int] | None = None
    most_in_mrp: Decimal | None = None
    income_limit: Decimal | None = None
    status: str = ""
    status_category: str = ""


@transaction.atomic
def enter_act(
    *,
    office: Office,
    number: str,
    adopted_on: date,
    valid_from: date,
    by: User,
    valid_to: date | None = None,
) -> AidAct:
    """A decision of the maslikhat. Raises `AidActRefused`."""
    if not number.strip():
        raise AidActRefused("aid-act-number")
    if valid_to is not None and valid_to < valid_from:
        raise AidActRefused("aid-act-order")
    try:
        with transaction.atomic():
            return AidAct.objects.create(
                office=office,
                number=number.strip(),
                adopted_on=adopted_on,
                valid_from=valid_from,
                valid_to=valid_to,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "aid_act_once":
            raise AidActRefused("aid-act-known") from error
        raise


@transaction.atomic
def enter_category(*, act: AidAct, written: Written, by: User) -> AidCategory:
    """A category of a decision. Raises `AidActRefused`."""
    _refuse_impossible(written)
    feast_month, feast_day = written.feast or (None, None)
    try:
        with transaction.atomic():
            return AidCategory.objects.create(
                office_id=act.office_id,
                act=act,
                code=written.code,
                name_kk=written.name_kk.strip(),
                name_ru=written.name_ru.strip(),
                measured_in=written.measured_in,
                amount=written.amount,
                most_in_mrp=written.most_in_mrp,
                rhythm=written.rhythm,
                times_a_year=written.times_a_year,
                feast_month=feast_month,
                feast_day=feast_day,
                income_limit=written.income_limit,
                status=written.status,
                status_category=written.status_category,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "aid_category_once":
            raise AidActRefused("aid-code-known", category=written.code) from error
        raise


def _refuse_impossible(written: Written) -> None:
    if not CODE.fullmatch(written.code):
        raise AidActRefused("aid-code")
    if not written.name_kk.strip() or not written.name_ru.strip():
        raise AidActRefused("aid-names")
    if written.measured_in not in UNITS:
        raise AidActRefused("aid-unit")
    if written.amount <= 0 or (written.most_in_mrp is not None and written.most_in_mrp <= 0):
        raise AidActRefused("aid-amount")
    if written.measured_in == AidCategory.Unit.SHARE and written.amount > WHOLE:
        raise AidActRefused("aid-share")
    if written.rhythm not in RHYTHMS:
        raise AidActRefused("aid-rhythm")
    if written.rhythm == AidCategory.Rhythm.HOLIDAY and not _is_a_day(written.feast):
        raise AidActRefused("aid-feast")
    most = MOST_TIMES if written.rhythm == AidCategory.Rhythm.YEARLY else 1
    if not 1 <= written.times_a_year <= most:
        raise AidActRefused("aid-times", most=MOST_TIMES)
    if written.income_limit is not None and written.income_limit <= 0:
        raise AidActRefused("aid-limit")
    if written.status:
        kind = STATUS_KINDS.get(written.status)
        known = {code for code, _ in kind.categories} if kind else set()
        if kind is None or (written.status_category and written.status_category not in known):
            raise AidActRefused("aid-status")


def _is_a_day(feast: tuple[int, int] | None) -> bool:
    """A day that every year has: 29 February is none."""
    try:
        return feast is not None and bool(date(2021, *feast))
    except ValueError:
        return False


@transaction.atomic
def retract_category(*, category: AidCategory, reason: str, by: User) -> None:
    """A category that was entered wrongly. Raises `AidActRefused` where aid was granted by it."""
    AidCategory.objects.select_for_update().get(pk=category.pk)
    if category.grants.filter(retracted_at=None).exists():
        raise AidActRefused("aid-category-used")
    category.retract(reason=reason, by=by)


@transaction.atomic
def retract_act(*, act: AidAct, reason: str, by: User) -> None:
    """A decision that was entered wrongly. Raises `AidActRefused` while categories stand on it."""
    AidAct.objects.select_for_update().get(pk=act.pk)
    if act.categories.filter(retracted_at=None).exists():
        raise AidActRefused("aid-act-used")
    act.retract(reason=reason, by=by)


def categories_on(office: Office, day: date) -> list[AidCategory]:
    """What is in force on a day: of one code, what the latest decision says."""
    found: dict[str, AidCategory] = {}
    for one in (
        AidCategory.objects.live()
        .filter(office=office, act__retracted_at=None, act__valid_from__lte=day)
        .select_related("act")
        .order_by("act__valid_from", "act__adopted_on", "pk")
    ):
        if one.act.valid_to is None or one.act.valid_to >= day:
            found[one.code] = one
    return sorted(found.values(), key=lambda one: one.pk)


def law_of(category: AidCategory, day: date) -> Law:
    """The figures of the decision for one category, as the rules ask for them."""
    amount = simplest(Fraction(category.amount))
    figures: dict[str, Exact] = {"times_a_year": category.times_a_year}
    if category.measured_in == AidCategory.Unit.TENGE:
        figures["amount_in_tenge"] = amount
    elif category.measured_in == AidCategory.Unit.MRP:
        figures["amount_in_mrp"] = amount
    else:
        figures["share_of_costs"] = simplest(Fraction(amount) / WHOLE)
        if category.most_in_mrp is not None:
            figures["most_in_mrp"] = simplest(Fraction(category.most_in_mrp))
    if category.income_limit is not None:
        limit = simplest(Fraction(category.income_limit))
        figures["income_limit_in_subsistence_minimums"] = limit
    act = category.act
    entered = {
        code: (
            ParameterValue(
                since=act.valid_from,
                until=act.valid_to,
                value=value,
                act=str(act),
                is_verified=True,
            ),
        )
        for code, value in figures.items()
    }
    return Law(PROGRAMME.folder, day, "", entered)
