"""What would change a refusal of a microcredit."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from typing import Any

from qamtu.rules.remedies import Figures, Remedy, top_value
from qamtu.trilingual import Names


def _top(step: str, unit: str) -> Callable[[Mapping[str, Any]], Figures]:
    return lambda trace: {step: (top_value(trace, step), unit)}


def _longest_grace(trace: Mapping[str, Any]) -> Figures:
    """Whole months, down: a month more is above the share of the term."""
    reason = next(one for one in trace["reasons"] if one["step"] == "ground_grace")
    read = {operand["name"]: Fraction(operand["value"]) for operand in reason["from"]}
    return {"grace": (floor(read["term"] * read["grace_share"]), "months")}


REMEDIES = {
    "ground_programme": Remedy(
        Names(
            "Осы күні қолданыстағы басқа бағдарламаны таңдаңыз.",
            "Выберите программу, действующую на этот день.",
            "Choose a programme that is in force on this day.",
        )
    ),
    "ground_sum": Remedy(
        Names(
            "{largest} сомасынан аспайтын несие сұраңыз.",
            "Запросите не больше {largest}.",
            "Ask for {largest} or less.",
        ),
        _top("largest", "tenge"),
    ),
    "ground_rate": Remedy(
        Names(
            "Жылдық мөлшерлеме {highest_rate} деңгейінен аспауға тиіс.",
            "Ставка должна быть не выше {highest_rate} годовых.",
            "The rate has to be {highest_rate} a year or less.",
        ),
        _top("highest_rate", "share"),
    ),
    "ground_term": Remedy(
        Names(
            "Мерзімін қысқартыңыз, ең ұзағы – {longest}.",
            "Сократите срок, наибольший – {longest}",
            "Shorten the term, the longest is {longest}.",
        ),
        _top("longest", "months"),
    ),
    "ground_grace": Remedy(
        Names(
            "Жеңілдік кезеңін қысқартыңыз, осы мерзімге ең ұзағы – {grace}.",
            "Сократите льготный период, наибольший при этом сроке – {grace}",
            "Shorten the grace, the longest for this term is {grace}.",
        ),
        _longest_grace,
    ),
}
