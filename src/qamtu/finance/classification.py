"""The unified budget classification (ЕБК): programmes, and where a line stands in it."""

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused, violated_constraint

from .budget_acts import hold_lines
from .models import BudgetLine, BudgetProgramme, LineClassification

REPLACED = "→ {code}"


class ClassificationRefused(FactRefused):
    """«classification-code», «programme-name», «programme-known», «programme-used»,
    «classified-so».
    """


def record_programme(
    *,
    office: Office,
    functional_group: str,
    functional_subgroup: str,
    administrator: str,
    programme: str,
    name_kk: str,
    name_ru: str,
    by: User,
) -> BudgetProgramme:
    """A programme by its codes, as the budget of the office names it. Raises
    `ClassificationRefused`.
    """
    functional_group = functional_group.zfill(2) if functional_group else ""
    if not (
        _is_code(functional_group, 2)
        and (not functional_subgroup or _is_code(functional_subgroup, 1))
        and _is_code(administrator, 3)
        and _is_code(programme, 3)
    ):
        raise ClassificationRefused("classification-code")
    if not name_kk.strip() or not name_ru.strip():
        raise ClassificationRefused("programme-name")
    try:
        with transaction.atomic():
            return BudgetProgramme.objects.create(
                office=office,
                functional_group=functional_group,
                functional_subgroup=functional_subgroup,
                administrator=administrator,
                programme=programme,
                name_kk=name_kk.strip(),
                name_ru=name_ru.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "budget_programme_once":
            raise ClassificationRefused("programme-known") from error
        raise


def retract_programme(*, programme: BudgetProgramme, reason: str, by: User) -> None:
    """A programme entered by mistake; no line may stand under it."""
    if programme.classifications.live().exists():
        raise ClassificationRefused("programme-used")
    programme.retract(reason=reason, by=by)


@transaction.atomic
def classify_line(
    *, line: BudgetLine, programme: BudgetProgramme, subprogramme: str, specific: str, by: User
) -> LineClassification:
    """Put a line under a programme; where it stood before stays in its history.

    Raises `ClassificationRefused`.
    """
    for code in (subprogramme, specific):
        if code and not _is_code(code, 3):
            raise ClassificationRefused("classification-code")
    hold_lines({line.pk})
    before = line.classifications.live().select_related("programme").first()
    new = LineClassification(
        office_id=line.office_id,
        line=line,
        programme=programme,
        subprogramme=subprogramme,
        specific=specific,
        recorded_by=by,
    )
    if before is not None:
        if before.programme_id == programme.pk and before.code == new.code:
            raise ClassificationRefused("classified-so")
        before.retract(reason=REPLACED.format(code=new.code), by=by)
    new.save()
    return new


def _is_code(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
