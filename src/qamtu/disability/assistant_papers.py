"""The act of services rendered in a month by an assistant, in Kazakh, Russian and English."""

from qamtu.casework.explaining import explain
from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money, month_name
from qamtu.rules.personal_assistant.formulas import KINDS
from qamtu.trilingual import Names

from .models import AssistanceMonth
from .pairings import last_day_of
from .visits import counted_visits, hours_text

WORDS = {
    "act": Names("КӨРСЕТІЛГЕН ҚЫЗМЕТТЕР АКТІСІ", "АКТ ОКАЗАННЫХ УСЛУГ", "ACT OF SERVICES RENDERED"),
    "month": Names("Айы", "Месяц", "Month"),
    "contract": Names("Шарт", "Договор", "Contract"),
    "person": Names("Қызмет алушы", "Получатель услуг", "Person served"),
    "helper": Names("Орындаушы", "Исполнитель", "Rendered by"),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "visits": Names("Келген күндері", "Посещения", "Visits"),
    "day": Names("Күні", "Дата", "Day"),
    "from": Names("Басталуы", "Начало", "From"),
    "to": Names("Аяқталуы", "Окончание", "To"),
    "hours": Names("Сағат", "Часы", "Hours"),
    "total": Names("Барлығы", "Итого", "Total"),
    "sum": Names(
        "Екі жақ растаған уақыт: {hours} сағат; бір сағаттың төлемі: {rate};"
        " төленетін сома: {sum}.",
        "Время, подтверждённое обеими сторонами: {hours} ч; оплата часа: {rate}; к оплате: {sum}.",
        "Time that both sides confirmed: {hours} h; pay of an hour: {rate}; to be paid: {sum}.",
    ),
    "basis": Names("Негіз", "Основание", "Basis"),
    "sign_person": Names(
        "Қызмет алушы (заңды өкілі)", "Получатель (законный представитель)", "Person served"
    ),
    "sign_helper": Names("Орындаушы", "Исполнитель", "Rendered by"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
}


def print_act(accepted: AssistanceMonth, language: str, form: Form) -> bytes:
    """The act of an accepted month as docx or pdf."""
    return print_paper(paper_of_act(accepted, language), form)


def paper_of_act(accepted: AssistanceMonth, language: str) -> Paper:
    """The act's words in a language."""
    pairing = accepted.pairing
    title = f"{WORDS['act'][language]} № {accepted.number}/{accepted.year}"
    paper = Paper(title, language)
    paper.say(pairing.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(KINDS[pairing.kind][language], align="center")
    paper.say(format_date(accepted.accepted_on, language))
    month = f"{month_name(accepted.month.month, language)} {accepted.month.year}"
    paper.say(f"{WORDS['month'][language]}: {month}")
    signed = format_date(pairing.signed_on, language, "short")
    paper.say(f"{WORDS['contract'][language]}: № {pairing.contract}, {signed}")
    for side in ("person", "helper"):
        who = getattr(pairing, side)
        iin = f", {WORDS['iin'][language]} {who.iin}" if who.iin else ""
        paper.say(f"{WORDS[side][language]}: {who.full_name}{iin}")
    rows = tuple(
        (
            str(number),
            format_date(one.occurred_on, language, "short"),
            hours_text(one.begins),
            hours_text(one.ends),
            hours_text(one.minutes),
        )
        for number, one in enumerate(
            counted_visits(pairing, accepted.month, last_day_of(pairing)), start=1
        )
    )
    total = ("", WORDS["total"][language], "", "", hours_text(accepted.minutes))
    heads = ("№", *(WORDS[head][language] for head in ("day", "from", "to", "hours")))
    paper.blocks.append(
        Table(heads, (*rows, total), WORDS["visits"][language], frozenset({2, 3, 4}))
    )
    paper.say(
        WORDS["sum"][language].format(
            hours=hours_text(accepted.minutes),
            rate=format_money(pairing.rate, language, "tenge"),
            sum=format_money(accepted.amount, language, "tenge"),
        )
    )
    articles = {
        line.article
        for line in explain(accepted.assessment.trace, language)
        if line.step == "amount"
    }
    paper.say(f"{WORDS['basis'][language]}: {', '.join(sorted(articles))}")
    for sign in ("sign_person", "sign_helper", "head"):
        paper.say(f"{WORDS[sign][language]}: ____________________")
    return paper
