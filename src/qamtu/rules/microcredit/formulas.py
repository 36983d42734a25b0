"""Microcredits: how much, at what rate, for how long and with which grace a loan may be given.

Order 477 of 27.11.2018 for villages, the Damu programme for cities, «Auyl amanaty» by order 53 of
16.06.2025. The schedule of a loan is in `schedule`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from qamtu.rules.exact import read_number
from qamtu.rules.facts import FactsRefused, read_facts
from qamtu.rules.programme import Input, Level, Programme, Rule, choose, is_not, whole_tiyn
from qamtu.trilingual import Names

ARTICLE = {
    date(2018, 11, 27): "Order 477 of 27.11.2018",
    date(2025, 6, 16): "Order 53 of 16.06.2025",
}
FIRST_DAY = date(2018, 11, 27)
AUYL_AMANATY = date(2025, 6, 16)
RATE_PARTS = 1_000_000  # a rate is held as millionths

PROGRAMME = Programme(
    "microcredit",
    Names("Шағын несие", "Микрокредит", "Microcredit"),
    (Level("loan", "loans", None, Names("несие", "кредит", "loan")),),
)
LENDING = {
    "village": Names("ауыл және шағын қала", "село и малый город", "village and small town"),
    "city": Names("қала", "город", "city"),
    "auyl_amanaty": Names("«Ауыл аманаты»", "«Ауыл аманаты»", "«Auyl amanaty»"),
}
PURPOSES = {
    "general": Names("жалпы", "общая", "general"),
    "livestock": Names(
        "мал шаруашылығы, кооператив", "животноводство, кооператив", "livestock, co-operative"
    ),
    "processing": Names("өңдеу", "переработка", "processing"),
    "working_capital": Names("айналым қаражаты", "оборотные средства", "working capital"),
}
PROGRAMME.asks(
    Input("lending", "loan", "choice", Names("Бағдарлама", "Программа", "Programme"),
          choices=LENDING),
    Input("purpose", "loan", "choice", Names("Мақсаты", "Цель", "Purpose"), default="general",
          choices=PURPOSES),
    Input("sum", "loan", "tenge", Names("Сомасы", "Сумма", "Sum"), most=10_000_000_000_00),
    Input("rate_millionths", "loan", "times",
          Names("Жылдық мөлшерлеме, миллионнан", "Ставка в год, миллионных", "Yearly rate"),
          most=10 * RATE_PARTS),
    Input("term", "loan", "months", Names("Мерзімі, ай", "Срок, месяцев", "Term"), most=600),
    Input("grace", "loan", "months",
          Names("Жеңілдік кезеңі, ай", "Льготный период, месяцев", "Grace"), default=0, most=600),
)  # fmt: skip


def _step(unit: str, names: Names, rule: Names) -> Callable[[Rule], Rule]:
    return PROGRAMME.step(
        "loan", unit=unit, names=names, rule=rule, article=ARTICLE, since=FIRST_DAY
    )


@_step(
    "share",
    Names("Жылдық мөлшерлеме", "Ставка в год", "Yearly rate"),
    Names("Шарттағы мөлшерлеме.", "Ставка договора.", "The rate of the contract."),
)
def rate(loan: Any, law: Any) -> Any:
    return loan.rate_millionths / RATE_PARTS


@_step(
    "flag",
    Names("Бағдарлама жоқ", "Программы нет", "Not offered"),
    Names(
        "«Ауыл аманаты» осы бұйрықтан бастап қолданылады.",
        "«Ауыл аманаты» действует с этого приказа.",
        "«Auyl amanaty» is there from this order on.",
    ),
)
def ground_programme(loan: Any, law: Any) -> Any:
    return loan.lending.among("auyl_amanaty") & (law.day < AUYL_AMANATY)


@_step(
    "tenge",
    Names("Ең көп сома", "Наибольшая сумма", "Largest sum"),
    Names("Белгіленген АЕК саны.", "Установленное число МРП.", "The MRP that are set."),
)
def largest(loan: Any, law: Any) -> Any:
    if law.day < AUYL_AMANATY:
        by_programme = law.figure_or("limit_", loan.lending, "auyl_amanaty", 0)
    else:
        by_programme = law.figure_for("limit_", loan.lending)
    return whole_tiyn(
        choose(loan.purpose.among("processing"), law.limit_of_processing, by_programme)
    )


@_step(
    "flag",
    Names("Сома шектен асады", "Сумма выше предела", "Above the limit"),
    Names(
        "Сома ең көп сомадан аспауға тиіс.",
        "Сумма не выше наибольшей.",
        "The sum is not above the largest.",
    ),
)
def ground_sum(loan: Any, law: Any) -> Any:
    return loan.sum > loan.largest


@_step(
    "share",
    Names("Ең жоғары мөлшерлеме", "Наибольшая ставка", "Highest rate"),
    Names("Бағдарламада белгіленген.", "Установлена программой.", "Set by the programme."),
)
def highest_rate(loan: Any, law: Any) -> Any:
    if law.day < AUYL_AMANATY:
        return law.figure_or("highest_rate_", loan.lending, "auyl_amanaty", 0)
    return law.figure_for("highest_rate_", loan.lending)


@_step(
    "flag",
    Names("Мөлшерлеме жоғары", "Ставка выше предела", "Rate too high"),
    Names(
        "Мөлшерлеме белгіленгеннен аспауға тиіс.",
        "Ставка не выше установленной.",
        "The rate is not above the one that is set.",
    ),
)
def ground_rate(loan: Any, law: Any) -> Any:
    return loan.rate > loan.highest_rate


@_step(
    "months",
    Names("Ең ұзақ мерзім", "Наибольший срок", "Longest term"),
    Names("Мақсатына қарай.", "По цели.", "By the purpose."),
)
def longest(loan: Any, law: Any) -> Any:
    return law.figure_for("longest_", loan.purpose)


@_step(
    "flag",
    Names("Мерзімі ұзақ", "Срок дольше предела", "Term too long"),
    Names(
        "Мерзім белгіленгеннен аспауға тиіс.",
        "Срок не дольше установленного.",
        "The term is not longer than is set.",
    ),
)
def ground_term(loan: Any, law: Any) -> Any:
    return loan.term > loan.longest


@_step(
    "flag",
    Names("Жеңілдік кезеңі ұзақ", "Льготный период дольше предела", "Grace too long"),
    Names(
        "Жеңілдік кезеңі мерзімнің белгіленген үлесінен аспауға тиіс.",
        "Льготный период не дольше установленной доли срока.",
        "The grace is not longer than its share of the term.",
    ),
)
def ground_grace(loan: Any, law: Any) -> Any:
    return loan.grace > loan.term * law.grace_share


GROUNDS = ("ground_programme", "ground_sum", "ground_rate", "ground_term", "ground_grace")


@_step(
    "flag",
    Names("Сәйкес келеді", "Соответствует", "May be given"),
    Names("Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."),
)
def is_entitled(loan: Any, law: Any) -> Any:
    return is_not(
        loan.ground_programme
        | loan.ground_sum
        | loan.ground_rate
        | loan.ground_term
        | loan.ground_grace
    )


def read_loan(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A loan as the steps ask for it; `rate` is written as «6 %» or 0.06. Raises `FactsRefused`."""
    if not isinstance(given, Mapping):
        return read_facts(PROGRAMME, given, day)
    said = {name: value for name, value in given.items() if name != "rate"}
    if given.get("rate") is not None:
        try:
            millionths = Fraction(read_number(given["rate"])) * RATE_PARTS
        except ValueError:
            raise FactsRefused("not-a-number", "rate", (), given["rate"]) from None
        if millionths.denominator != 1:
            raise FactsRefused("not-a-number", "rate", (), given["rate"], "6 decimals at most")
        said["rate_millionths"] = int(millionths)
    facts = read_facts(PROGRAMME, said, day)
    if facts["term"] < 1:
        raise FactsRefused("absurd", "term", (), facts["term"])
    return facts
