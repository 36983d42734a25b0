"""What would change each ground of refusal of targeted assistance."""

from collections.abc import Mapping
from math import floor
from typing import Any

from qamtu.rules.quarters import MONTHS
from qamtu.rules.remedies import Figures, Remedy, first_day_after, top_value
from qamtu.trilingual import Names

FROM_DAY = Names(
    "Қайта өтініш беруге болатын күн: {day} және одан кейін.",
    "Обратиться повторно можно с {day}.",
    "One may apply again from {day} on.",
)


def _over_the_limit(trace: Mapping[str, Any]) -> Figures:
    """The limit in whole tiyn, down: one tiyn more is above the line."""
    income = top_value(trace, "income")
    limit = floor(top_value(trace, "line") * top_value(trace, "size") * MONTHS)
    return {
        "income": (income, "tenge"),
        "limit": (limit, "tenge"),
        "over": (income - limit, "tenge"),
    }


REMEDIES = {
    "ground_right": Remedy(
        Names(
            "Азаматтығын, қандас не босқын мәртебесін немесе Қазақстанда тұрақты тұратынын растаған"
            " соң қайта өтініш беруге болады.",
            "Обратиться повторно можно, подтвердив гражданство, статус кандаса или беженца либо"
            " постоянное проживание в Казахстане.",
            "One may apply again with a proof of citizenship, of the status of a kandas or a"
            " refugee, or of permanent residence in Kazakhstan.",
        )
    ),
    "ground_income": Remedy(
        Names(
            "Отбасының тоқсандық табысы – {income}; көмек ол {limit} сомасынан аспағанда"
            " тағайындалады (айырмасы – {over}).",
            "Доход семьи за квартал – {income}; помощь назначается, если он не превышает {limit}"
            " (разница – {over}).",
            "The family's income of the quarter is {income}; assistance is due where it is not"
            " above {limit} (the difference is {over}).",
        ),
        _over_the_limit,
    ),
    "ground_inspection": Remedy(
        Names(
            "Тұрмыс жағдайын тексеруге келіскен соң қайта өтініш беруге болады.",
            "Обратиться повторно можно, согласившись на обследование.",
            "One may apply again by agreeing to the inspection.",
        )
    ),
    "ground_commission": Remedy(
        Names(
            "Отбасының жағдайы өзгерсе, қайта өтініш беруге болады: комиссия жаңадан тексереді.",
            "Если обстоятельства семьи изменятся, можно обратиться повторно: комиссия проведёт"
            " новое обследование.",
            "When the family's circumstances change, one may apply again: the commission inspects"
            " anew.",
        )
    ),
    "ground_work": Remedy(
        FROM_DAY, first_day_after("has_refused_work", "refused_work_on", "refusal_term")
    ),
    "ground_contract": Remedy(
        FROM_DAY, first_day_after("ground_contract", "contract_broken_on", "refusal_term")
    ),
    "ground_false_data": Remedy(
        Names(
            "Көмек тек дұрыс мәліметтер бойынша тағайындалады.",
            "Помощь назначается только по достоверным сведениям.",
            "Assistance is assigned only on true data.",
        )
    ),
}
