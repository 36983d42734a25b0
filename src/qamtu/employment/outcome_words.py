"""Outcomes in words, and as tables of numbers: for the page, the workbook and the command."""

from collections.abc import Mapping
from typing import Any

from qamtu.trilingual import Names

from .outcomes import Outcome, Tally, Verdict
from .sightings import State

STATES: dict[State, Names] = {
    State.WORKS: Names("жұмыс істейді", "работают", "work"),
    State.BUSINESS: Names("кәсіп жүргізеді", "ведут дело", "run a business"),
    State.CAME_BACK: Names("орталыққа қайта келді", "вернулись в центр", "came back to the centre"),
    State.NO_WORK: Names("жұмыс істемейді", "не работают", "do not work"),
    State.GONE: Names(
        "көшті, қайтыс болды, зейнетте", "выехали, умерли, на пенсии", "moved, died, retired"
    ),
    State.UNKNOWN: Names("белгісіз", "неизвестно", "unknown"),
}
OF_ONE: dict[State, Names] = {
    State.WORKS: Names("жұмыс істейді", "работает", "works"),
    State.BUSINESS: Names("кәсіп жүргізеді", "ведёт дело", "runs a business"),
    State.CAME_BACK: Names("орталыққа қайта келді", "вернулся в центр", "came back to the centre"),
    State.NO_WORK: Names("жұмыс істемейді", "не работает", "does not work"),
    State.GONE: Names(
        "көшті, қайтыс болды не зейнетте", "выехал, умер или на пенсии", "moved, died or retired"
    ),
    State.UNKNOWN: Names("белгісіз", "неизвестно", "unknown"),
}
VERDICTS: dict[Verdict, Names] = {
    Verdict.LASTING: Names("тұрақты", "сохранилось", "lasting"),
    Verdict.LOST: Names("тұрақты емес", "не сохранилось", "not lasting"),
    Verdict.UNSEEN: Names("тексерілмеген", "не проверено", "not looked at"),
    Verdict.GONE: Names(
        "көшті, қайтыс болды, зейнетте", "выехали, умерли, на пенсии", "moved, died, retired"
    ),
    Verdict.EARLY: Names("мерзімі келмеген", "срок не наступил", "too early"),
}
SOURCES: dict[str, Names] = {
    "registered": Names("орталыққа тіркелді", "регистрация в центре", "registered by the centre"),
    "hired": Names("жұмысқа қабылданды", "принят на работу", "hired"),
    "watch": Names("бақылау", "проверка", "watch"),
    "employed": Names("мәртебесі: жұмыспен қамтылған", "статус: занятый", "status: employed"),
    "self_employed": Names(
        "мәртебесі: өзін-өзі қамтыған", "статус: самозанятый", "status: self-employed"
    ),
    "unemployed": Names("мәртебесі: жұмыссыз", "статус: безработный", "status: unemployed"),
    "deceased": Names("қайтыс болды", "умер", "died"),
    "moved_away": Names("ауданнан көшті", "выехал из района", "moved away"),
    "placed": Names(
        "басқа субсидияланатын жұмыс", "другое субсидируемое место", "another subsidised job"
    ),
    "kept_on": Names("тұрақты жұмысқа қалдырылды", "оставлен на постоянной работе", "kept on"),
    "found_work": Names("басқа жұмыс тапты", "нашёл другую работу", "found other work"),
    "left": Names("квота орнынан кетті", "ушёл с места по квоте", "left the quota place"),
    "visit": Names("мониторинг бойынша бару", "мониторинговое посещение", "monitoring visit"),
    "support": Names("қолдау нәтижесі", "итог сопровождения", "outcome of the support"),
    "removed": Names("есептен шығарылды", "снят с учёта", "removed from the register"),
}
FINISHED = Names("аяқтағандар", "завершили", "finished")
DUE = Names("мерзімі келген", "срок наступил", "months are over")
PAID = Names("төленді, теңге", "выплачено, тенге", "paid, tenge")
COST = Names(
    "бір тұрақты жұмысқа, теңге", "на одно сохранённое место, тенге", "per lasting job, tenge"
)
NUMBERS: dict[str, Names] = {
    "finished": FINISHED,
    **{state.value: names for state, names in STATES.items() if state is not State.GONE},
    "gone": STATES[State.GONE],
    "due": DUE,
    "lasting": VERDICTS[Verdict.LASTING],
    "lost": VERDICTS[Verdict.LOST],
    "unseen": VERDICTS[Verdict.UNSEEN],
    "early": VERDICTS[Verdict.EARLY],
    "paid": PAID,
    "cost": COST,
}


def numbers_of(row: Tally) -> dict[str, int | None]:
    """A row's numbers by the codes of `NUMBERS`; money in tiyn, of those whose months are over."""
    return {
        "finished": row.finished,
        **{state.value: row.states[state] for state in STATES},
        "due": row.due,
        **{
            verdict.value: row.verdicts[verdict]
            for verdict in (Verdict.LASTING, Verdict.LOST, Verdict.UNSEEN, Verdict.EARLY)
        },
        "paid": row.money.due,
        "cost": row.cost,
    }


def evidence(one: Outcome, language: str) -> str:
    """By what the last state is known: the kind of record, its paper."""
    if one.seen is None:
        return ""
    said = SOURCES[one.seen.source][language]
    return f"{said}, {one.seen.paper}" if one.seen.paper else said


def as_data(
    rows: Mapping[str, Tally], names: Mapping[str, str], whole: Tally
) -> list[dict[str, Any]]:
    """The rows and their total for a program: codes, names, numbers, money in tiyn."""
    return [
        {"group": key, "name": names[key], **numbers_of(rows[key])} for key in names if key in rows
    ] + [{"group": "total", "name": "", "people": len(whole.people), **numbers_of(whole)}]
