"""The protocol of a round of startup grants, in Kazakh, Russian and English."""

from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money, format_number
from qamtu.trilingual import Names

from .grants import ranking
from .models import GrantRound

WORDS = {
    "protocol": Names("КОМИССИЯ ХАТТАМАСЫ", "ПРОТОКОЛ КОМИССИИ", "PROTOCOL OF THE COMMISSION"),
    "about": Names(
        "жаңа бизнес-идеяларға мемлекеттік гранттар конкурсы",
        "конкурс государственных грантов на новые бизнес-идеи",
        "competition of startup grants",
    ),
    "window": Names("Өтінім қабылдау", "Приём заявок", "Applications"),
    "money": Names("Раундтың қаражаты", "Средства раунда", "Money of the round"),
    "members": Names("Комиссия мүшелері", "Члены комиссии", "Members"),
    "name": Names("Аты-жөні", "Фамилия, имя, отчество", "Name"),
    "project": Names("Жоба", "Проект", "Project"),
    "mean": Names("Орташа балл", "Средний балл", "Mean points"),
    "asked": Names("Сомасы, теңге", "Сумма, тенге", "Sum, tenge"),
    "result": Names("Нәтиже", "Результат", "Result"),
    "fits": Names("ұсынылады", "рекомендован", "recommended"),
    "beyond": Names("қаражат жетпейді", "средств не хватает", "beyond the money"),
    "sign": Names("Қолы", "Подпись", "Signature"),
}


def print_protocol(round: GrantRound, language: str, form: Form) -> bytes:
    """The protocol as docx or pdf."""
    return print_paper(paper_of_protocol(round, language), form)


def paper_of_protocol(round: GrantRound, language: str) -> Paper:
    """The ranking of a round with its commission."""
    title = f"{WORDS['protocol'][language]} {round}"
    paper = Paper(title, language)
    paper.say(round.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(WORDS["about"][language], align="center")
    opens, closes = (format_date(day, language) for day in (round.opens_on, round.closes_on))
    paper.say(f"{WORDS['window'][language]}: {opens} – {closes}")
    paper.say(f"{WORDS['money'][language]}: {format_money(round.money, language, 'tenge')}")
    rows = tuple(
        (
            str(one.place),
            one.application.person.full_name,
            one.application.project,
            format_number(one.mean, language, 2),
            format_money(one.application.asked, language, "tenge"),
            WORDS["fits" if one.fits else "beyond"][language],
        )
        for one in ranking(round)
    )
    heads = (
        "№",
        *(WORDS[head][language] for head in ("name", "project", "mean", "asked", "result")),
    )
    paper.blocks.append(Table(heads, rows, numbers=frozenset({3, 4})))
    paper.say(WORDS["members"][language], is_strong=True)
    for member in round.members.all():
        paper.say(f"{member.name}, {member.post or '–'}: ____________________")
    return paper
