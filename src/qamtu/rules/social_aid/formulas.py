"""Local social aid: the amount, the income limit and the frequency of a maslikhat's decision.

Decree 504 of 21.05.2013, since 01.07.2023 decree 523 of 30.06.2023 (model rules). The law that is
given holds the decision's figures for one category.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import Input, Level, Programme, choose, is_not, whole_tiyn
from qamtu.trilingual import Names

ARTICLE = {date.min: "Decree 504 of 21.05.2013", date(2023, 7, 1): "Decree 523 of 30.06.2023"}

PROGRAMME = Programme(
    "social_aid",
    Names("Жергілікті әлеуметтік көмек", "Местная социальная помощь", "Local social aid"),
    (Level("applicant", "applicants", None, Names("өтініш беруші", "заявитель", "applicant")),),
)
PROGRAMME.asks(
    Input(
        "is_of_category", "applicant", "flag",
        Names("Санатқа жатады", "Относится к категории", "Belongs to the category"),
    ),
    Input(
        "per_capita_income", "applicant", "tenge",
        Names("Жан басына шаққандағы табыс", "Среднедушевой доход", "Per-capita income"),
        default=0, most=1_000_000_000_00,
    ),
    Input(
        "paid_this_year", "applicant", "times",
        Names("Биыл неше рет төленді", "Выплачено раз в этом году", "Times paid this year"),
        default=0, most=366,
    ),
    Input(
        "costs", "applicant", "tenge",
        Names("Расталған шығыстар", "Подтверждённые расходы", "Proven costs"),
        default=0, most=1_000_000_000_00,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "applicant",
    unit="flag",
    names=Names("Санатқа жатпайды", "Не относится к категории", "Not of the category"),
    rule=Names(
        "Көмек мәслихат шешімінде аталған санаттарға беріледі.",
        "Помощь – категориям, названным в решении маслихата.",
        "The aid is for the categories that the maslikhat's decision names.",
    ),
    article=ARTICLE,
)
def ground_category(applicant: Any, law: Any) -> Any:
    return is_not(applicant.is_of_category)


@PROGRAMME.step(
    "applicant",
    unit="flag",
    names=Names("Табысы шектен жоғары", "Доход выше порога", "Income above the limit"),
    rule=Names(
        "Шешім табыс шегін белгілесе, жан басына шаққандағы табыс одан аспауға тиіс.",
        "Если решение устанавливает порог, среднедушевой доход не должен его превышать.",
        "Where the decision sets a limit, the per-capita income may not exceed it.",
    ),
    article=ARTICLE,
)
def ground_income(applicant: Any, law: Any) -> Any:
    if not law.knows("income_limit_in_subsistence_minimums"):
        return applicant.per_capita_income < 0
    return applicant.per_capita_income > law.income_limit_in_subsistence_minimums


@PROGRAMME.step(
    "applicant",
    unit="flag",
    names=Names("Төленіп қойған", "Уже выплачено", "Paid as often as it is due"),
    rule=Names(
        "Шешімде белгіленген реттен артық төленбейді.",
        "Не чаще, чем установлено решением.",
        "Not more often than the decision sets.",
    ),
    article=ARTICLE,
)
def ground_times(applicant: Any, law: Any) -> Any:
    return applicant.paid_this_year >= law.times_a_year


@PROGRAMME.step(
    "applicant",
    unit="flag",
    names=Names("Шығыстар расталмаған", "Расходы не подтверждены", "No costs are proven"),
    rule=Names(
        "Шешім шығыстың үлесін өтесе, шығыстар құжатпен расталады.",
        "Если решение возмещает долю расходов, они подтверждаются документом.",
        "Where the decision pays a share of costs, they are proven by a paper.",
    ),
    article=ARTICLE,
)
def ground_costs(applicant: Any, law: Any) -> Any:
    if not law.knows("share_of_costs"):
        return applicant.costs < 0
    return applicant.costs <= 0


GROUNDS = ("ground_category", "ground_income", "ground_times", "ground_costs")


@PROGRAMME.step(
    "applicant",
    unit="flag",
    names=Names("Тағайындалады", "Назначается", "Entitled"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
)
def is_entitled(applicant: Any, law: Any) -> Any:
    return is_not(
        applicant.ground_category
        | applicant.ground_income
        | applicant.ground_times
        | applicant.ground_costs
    )


@PROGRAMME.step(
    "applicant",
    unit="tenge",
    names=Names("Сомасы", "Сумма", "Amount"),
    rule=Names(
        "Шешімдегі теңге не АЕК мөлшері немесе расталған шығыстың үлесі, шешімдегі шектен аспай.",
        "Размер по решению в тенге или в МРП либо доля подтверждённых расходов, не больше"
        " установленного решением.",
        "The amount of the decision in tenge or in MRP, or a share of the proven costs, not above"
        " what the decision sets.",
    ),
    article=ARTICLE,
)
def amount(applicant: Any, law: Any) -> Any:
    if law.knows("share_of_costs"):
        due = applicant.costs * law.share_of_costs
        if law.knows("most_in_mrp"):
            due = choose(due > law.most_in_mrp, law.most_in_mrp, due)
    else:
        due = law.amount_in_tenge if law.knows("amount_in_tenge") else law.amount_in_mrp
    return whole_tiyn(choose(applicant.is_entitled, due, 0))


def read_applicant(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """An applicant as the steps ask for them. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
