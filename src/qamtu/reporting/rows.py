"""The rows of a breakdown: in which order they stand and what each is called."""

from collections.abc import Iterable, Mapping

from qamtu.accounts.models import Office
from qamtu.casework.indicators import Indicator
from qamtu.casework.workflow import STATE_NAMES
from qamtu.finance.models import Source
from qamtu.language import kazakh_sort_key, month_name
from qamtu.people.statuses import STATUS_KINDS
from qamtu.places.models import Territory
from qamtu.trilingual import Names

from .catalogue import MEASURE_OF, MEASURES

Row = str | int | None
NOT_STATED = Names("көрсетілмеген", "не указано", "not stated")
BY_NAMES: dict[str, Names] = {
    "okrug": Names("Ауылдық округ", "Сельский округ", "Rural okrug"),
    "territory": Names("Елді мекен", "Населённый пункт", "Settlement"),
    "month": Names("Ай", "Месяц", "Month"),
    "year": Names("Жыл", "Год", "Year"),
    "category": Names("Санат", "Категория", "Category"),
    "source": Names("Қаржы көзі", "Источник", "Source"),
    "sex": Names("Жынысы", "Пол", "Sex"),
    "measure": Names("Шара", "Мера", "Measure"),
    "state": Names("Күйі", "Состояние", "State"),
    "kind": Names("Мәртебе", "Статус", "Status"),
    "role": Names("Рөлі", "Роль", "Role"),
}
SEXES = {"f": Names("әйелдер", "женщины", "women"), "m": Names("ерлер", "мужчины", "men")}
SOURCES = {
    Source.REPUBLICAN.value: Names(
        "республикалық бюджет", "республиканский бюджет", "republican budget"
    ),
    Source.REGIONAL.value: Names("облыстық бюджет", "областной бюджет", "regional budget"),
    Source.LOCAL.value: Names("жергілікті бюджет", "местный бюджет", "local budget"),
    Source.FUND.value: Names("қор қаражаты", "средства фонда", "fund"),
}


def rows_in_order(
    of: Indicator, by: str, office: Office, splits: Iterable[Mapping[Row, int]]
) -> list[Row]:
    """The rows that there are; for okrugs all of the district, also those with nothing."""
    found = {row for split in splits for row in split}
    if by == "okrug":
        found |= set(
            Territory.objects.within(office.territory)
            .filter(kind="okrug")
            .values_list("pk", flat=True)
        )
    declared = _declared_names(of, by)
    places = _places(found) if by in ("okrug", "territory") else {}

    def place(row: Row) -> tuple[object, ...]:
        if row is None or row == "":
            return (2,)
        if isinstance(row, int):
            return (0, places[row].kato if row in places else f"{row:012d}")
        if row in declared:
            return (0, f"{list(declared).index(row):04d}")
        return (1, kazakh_sort_key(row))

    return sorted(found, key=place)


def row_names(of: Indicator, by: str, rows: Iterable[Row], language: str) -> dict[Row, str]:
    """What each row is called."""
    rows = list(rows)
    declared = _declared_names(of, by)
    places = _places(set(rows)) if by in ("okrug", "territory") else {}

    def name(row: Row) -> str:
        if row is None or row == "":
            return NOT_STATED[language]
        if isinstance(row, int) and row in places:
            return places[row].name(language)
        if by == "month":
            return f"{month_name(int(row) % 100, language)} {int(row) // 100}"
        return declared[str(row)][language] if str(row) in declared else str(row)

    return {row: name(row) for row in rows}


def row_codes(by: str, rows: Iterable[Row]) -> dict[Row, Row]:
    """What each row is called by machines: a place by its KATO code."""
    rows = list(rows)
    places = _places(set(rows)) if by in ("okrug", "territory") else {}
    return {
        row: places[row].kato if isinstance(row, int) and row in places else row for row in rows
    }


def row_of_code(by: str, code: str) -> Row:
    """The row that a code means. Raises LookupError for an unknown place."""
    if by in ("okrug", "territory") and code:
        found = Territory.objects.filter(kato=code).first()
        if found is None:
            raise LookupError(code)
        return found.pk
    if by in ("month", "year") and code.isdigit():
        return int(code)
    return code or None


def by_name(of: Indicator, by: str, language: str) -> str:
    """What a breakdown is by: the heading of its first column."""
    if by.startswith("detail:"):
        code = by.removeprefix("detail:")
        fields = MEASURE_OF[of.code].fields if of.code in MEASURE_OF else ()
        return next((field.names[language] for field in fields if field.code == code), code)
    return BY_NAMES[by][language] if by in BY_NAMES else by


def _declared_names(of: Indicator, by: str) -> Mapping[str, Names]:
    measure = MEASURE_OF.get(of.code)
    if by == "category" and measure is not None:
        return measure.categories
    if by.startswith("detail:") and measure is not None:
        code = by.removeprefix("detail:")
        return next((field.choices for field in measure.fields if field.code == code), {})
    if by == "measure":
        return {code: m.names for code, m in MEASURES.items()}
    if by == "kind":
        return {code: kind.names for code, kind in STATUS_KINDS.items()}
    return {"sex": SEXES, "source": SOURCES, "state": STATE_NAMES}.get(by, {})


def _places(rows: set[Row]) -> dict[int, Territory]:
    return Territory.objects.in_bulk([row for row in rows if isinstance(row, int)])
