"""What would change each ground of refusal of local social aid."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from qamtu.rules.remedies import Figures, Remedy
from qamtu.trilingual import Names


def _read_by(trace: Mapping[str, Any], step: str) -> dict[str, Fraction]:
    reason = next(one for one in trace["reasons"] if one["step"] == step)
    return {operand["name"]: Fraction(operand["value"]) for operand in reason["from"]}


def _over_the_limit(trace: Mapping[str, Any]) -> Figures:
    read = _read_by(trace, "ground_income")
    limit, income = read["income_limit_in_subsistence_minimums"], read["per_capita_income"]
    return {
        "income": (income, "tenge"),
        "limit": (limit, "tenge"),
        "over": (income - limit, "tenge"),
    }


REMEDIES = {
    "ground_category": Remedy(
        Names(
            "Санатқа жататынын растайтын құжатпен қайта өтініш беруге болады.",
            "Обратиться повторно можно с документом, подтверждающим категорию.",
            "One may apply again with a paper that proves the category.",
        )
    ),
    "ground_income": Remedy(
        Names(
            "Жан басына шаққандағы табыс – {income}; көмек ол {limit} сомасынан аспағанда"
            " тағайындалады (айырмасы – {over}).",
            "Среднедушевой доход – {income}; помощь назначается, если он не превышает {limit}"
            " (разница – {over}).",
            "The per-capita income is {income}; the aid is due where it is not above {limit}"
            " (the difference is {over}).",
        ),
        _over_the_limit,
    ),
    "ground_times": Remedy(
        Names(
            "Келесі кезеңде (келесі мереке не келесі жыл) қайта өтініш беруге болады.",
            "Обратиться повторно можно в следующий период (к следующему празднику или в следующем"
            " году).",
            "One may apply again for the next occasion (the next feast day or the next year).",
        )
    ),
    "ground_costs": Remedy(
        Names(
            "Шығыстарды растайтын құжаттармен қайта өтініш беруге болады.",
            "Обратиться повторно можно с документами о расходах.",
            "One may apply again with papers that prove the costs.",
        )
    ),
}
