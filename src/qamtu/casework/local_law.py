"""The law of a day in an office's district: the published one with what is entered here."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.rules.exact import simplest
from qamtu.rules.parameters import Law, Parameter, ParameterValue, in_order, parameters

from .models import LocalValue

# The first two digits of a KATO code: the region, as the published tables name it.
REGIONS = {
    "10": "abai", "11": "akmola", "15": "aktobe", "19": "almaty-region", "23": "atyrau",
    "27": "west-kazakhstan", "31": "zhambyl", "33": "zhetisu", "35": "karaganda",
    "39": "kostanay", "43": "kyzylorda", "47": "mangystau", "55": "pavlodar",
    "59": "north-kazakhstan", "61": "turkistan", "62": "ulytau", "63": "east-kazakhstan",
    "71": "astana", "75": "almaty", "79": "shymkent",
}  # fmt: skip
SET_HERE = (
    "targeted_assistance",
    "fuel_aid",
    "subsidised_jobs",
    "startup_grant",
    "job_quota",
    "microcredit",
    "personal_assistant",
    "bastau",
    "rehabilitation",
    "invataxi",
    "civil_registry",
    "accessibility",
    "test_site",
)


class LocalValueRefused(FactRefused):
    """«value-unknown», «value-order», «value-overlaps», «act-missing», «value-negative»,
    «value-no-flag».
    """


def parameters_set_here() -> dict[str, Parameter]:
    """The parameters that an operator enters, by «folder.code»."""
    found: dict[str, Parameter] = {}
    for folder in SET_HERE:
        try:
            declared = parameters(folder)
        except FileNotFoundError:
            continue
        found |= {f"{folder}.{code}": one for code, one in declared.items() if one.per}
    return found


def enter_value(
    *,
    office: Office,
    parameter: str,
    value: Decimal,
    valid_from: date,
    act: str,
    by: User,
    valid_to: date | None = None,
) -> LocalValue:
    """Enter what an act sets for this district, a flag as 1 or 0. Raises `LocalValueRefused`."""
    declared = parameters_set_here().get(parameter)
    if declared is None:
        raise LocalValueRefused("value-unknown")
    if valid_to is not None and valid_to < valid_from:
        raise LocalValueRefused("value-order")
    if not act.strip():
        raise LocalValueRefused("act-missing")
    if value < 0:
        raise LocalValueRefused("value-negative")
    if declared.unit == "flag" and value not in (0, 1):
        raise LocalValueRefused("value-no-flag")
    try:
        with transaction.atomic():
            return LocalValue.objects.create(
                office=office,
                parameter=parameter,
                value=value,
                valid_from=valid_from,
                valid_to=valid_to,
                act=act.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "one_local_value_at_a_time":
            raise LocalValueRefused("value-overlaps") from error
        raise


def law_on(office: Office, folder: str, day: date) -> Law:
    """The law of a programme on a day, as this office applies it."""
    entered: dict[str, list[ParameterValue]] = {}
    declared = parameters(folder)
    values = LocalValue.objects.filter(office=office, parameter__startswith=f"{folder}.").live()
    for one in values:
        code = one.parameter.removeprefix(f"{folder}.")
        is_flag = code in declared and declared[code].unit == "flag"
        entered.setdefault(code, []).append(
            ParameterValue(
                since=one.valid_from,
                until=one.valid_to,
                value=bool(one.value) if is_flag else simplest(Fraction(one.value)),
                act=one.act,
                is_verified=True,
            )
        )
    region = REGIONS.get(office.territory.kato[:2], "")
    return Law(folder, day, region, {code: in_order(found) for code, found in entered.items()})
