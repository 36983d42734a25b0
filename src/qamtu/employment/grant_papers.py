"""The commission's protocol and the decisions on a grant as papers, in Kazakh or Russian."""

from fractions import Fraction
from typing import Any

from qamtu.casework.explaining import refusals
from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money, format_number
from qamtu.rules.startup_grant.formulas import PROGRAMME
from qamtu.trilingual import Names

from .models import GrantDecision, GrantProtocol
from .startup_grant import CATEGORIES, MEASURE

WORDS = {
    "protocol": Names("ХАТТАМА", "ПРОТОКОЛ", "PROTOCOL"),
    "about": Names(
        "жаңа бизнес-идеяларды іске асыруға мемлекеттік гранттар беру жөніндегі комиссия"
        " отырысының",
        "заседания комиссии по предоставлению государственных грантов на реализацию новых"
        " бизнес-идей",
        "of the commission on state grants for new business ideas",
    ),
    "round": Names("Кезең", "Тур", "Round"),
    "act": Names("Негізі", "Основание", "By"),
    "window": Names(
        "Өтінімдер қабылданған мерзім", "Срок приёма заявок", "Applications were taken"
    ),
    "money": Names("Кезеңнің қаражаты", "Средства тура", "Money of the round"),
    "members": Names("Комиссия мүшелері", "Члены комиссии", "Members of the commission"),
    "name": Names("Аты-жөні", "Фамилия, имя, отчество", "Name"),
    "post": Names("Лауазымы", "Должность", "Post"),
    "external": Names("сырттан тартылған сарапшы", "привлечённый эксперт", "outside expert"),
    "ranking": Names("Өтінімдердің рейтингі", "Рейтинг заявок", "Ranking of the applications"),
    "project": Names("Жоба", "Проект", "Project"),
    "points": Names("Балы", "Баллы", "Points"),
    "asked": Names("Сұралған сома", "Запрошенная сумма", "Sum asked"),
    "outcome": Names("Қорытынды", "Итог", "Outcome"),
    "fits": Names("грант беру ұсынылады", "рекомендуется к гранту", "recommended"),
    "beyond": Names("қаражат жетпейді", "не хватает средств", "the money does not reach it"),
    "failed": Names(
        "балы ең төменгі шектен аз", "баллов меньше наименьшего", "below the least points"
    ),
    "conflict": Names("мүдделер қақтығысы", "конфликт интересов", "conflict of interest"),
    "sum": Names(
        "Ұсынылған сома: {sum}; кезеңнің қалған қаражаты: {left}.",
        "Рекомендовано на сумму: {sum}; остаток средств тура: {left}.",
        "Recommended: {sum}; left of the money: {left}.",
    ),
    "decision": Names("ШЕШІМ", "РЕШЕНИЕ", "DECISION"),
    "awarded": Names(
        "жаңа бизнес-идеяны іске асыруға мемлекеттік грант беру туралы",
        "о предоставлении государственного гранта на реализацию новой бизнес-идеи",
        "to award a state grant",
    ),
    "refused": Names(
        "мемлекеттік грант беруден бас тарту туралы",
        "об отказе в предоставлении государственного гранта",
        "to refuse a state grant",
    ),
    "give": Names(
        "{name} («{title}» жобасы) {sum} мөлшерінде мемлекеттік грант берілсін. Санаты: {category}."
        " Негізі: {day} № {number} хаттама.",
        "Предоставить государственный грант: {name}, проект «{title}», в размере {sum}. Категория:"
        " {category}. Основание: протокол № {number} от {day}.",
        "A state grant of {sum} is awarded to {name} for «{title}». Category: {category}."
        " By protocol {number} of {day}.",
    ),
    "refuse": Names(
        "{name} («{title}» жобасы) мемлекеттік грант беруден бас тартылсын.",
        "Отказать в предоставлении государственного гранта: {name}, проект «{title}».",
        "A state grant is refused to {name} for «{title}».",
    ),
    "grounds": Names("Бас тарту негізі", "Основание отказа", "Grounds of the refusal"),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "estimate": Names("Шығыстар сметасы", "Смета расходов", "Estimate"),
    "what": Names("Атауы", "Наименование", "What"),
    "quantity": Names("Саны", "Количество", "Quantity"),
    "price": Names("Бағасы", "Цена", "Price"),
    "amount": Names("Сомасы", "Сумма", "Amount"),
    "own": Names("Оның ішінде өз қаражаты", "В том числе собственные", "Own money in it"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
    "appeal": Names(
        "Шешімге Қазақстан Республикасының Әкімшілік рәсімдік-процестік кодексінде белгіленген"
        " тәртіппен шағым жасауға болады.",
        "Решение может быть обжаловано в порядке, установленном Административным"
        " процедурно-процессуальным кодексом Республики Казахстан.",
        "The decision may be appealed under the Administrative Procedure and Process Code.",
    ),
}


def print_protocol(protocol: GrantProtocol, language: str, form: Form) -> bytes:
    """The protocol as docx or pdf."""
    return print_paper(protocol_paper(protocol, language), form)


def protocol_paper(protocol: GrantProtocol, language: str) -> Paper:
    """The protocol's words: all as it was kept."""
    round = protocol.round
    title = f"{WORDS['protocol'][language]} № {protocol.number}/{protocol.year}"
    paper = Paper(title, language)
    paper.say(round.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(WORDS["about"][language], align="center")
    paper.say(format_date(protocol.held_on, language))
    paper.say(f"{WORDS['round'][language]} {round}. {WORDS['act'][language]}: {round.act}")
    paper.say(
        f"{WORDS['window'][language]}: {format_date(round.opens_on, language, 'short')} –"
        f" {format_date(round.closes_on, language, 'short')}"
    )
    paper.say(f"{WORDS['money'][language]}: {format_money(protocol.money, language, 'tenge')}")
    paper.blocks.append(
        Table(
            ("№", WORDS["name"][language], WORDS["post"][language]),
            tuple(
                (
                    str(number),
                    one["name"],
                    f"{one['post']} ({WORDS['external'][language]})"
                    if one["is_external"]
                    else one["post"],
                )
                for number, one in enumerate(protocol.members, start=1)
            ),
            WORDS["members"][language],
        )
    )
    heads = ("name", "project", "points", "asked", "outcome")
    paper.blocks.append(
        Table(
            ("№", *(WORDS[head][language] for head in heads)),
            tuple(_row(row, language) for row in protocol.rows),
            WORDS["ranking"][language],
            frozenset({3, 4}),
        )
    )
    fits = sum(row["asked"] for row in protocol.rows if row["fits"])
    paper.say(
        WORDS["sum"][language].format(
            sum=format_money(fits, language, "tenge"),
            left=format_money(protocol.money - fits, language, "tenge"),
        ),
        is_strong=True,
    )
    for one in protocol.members:
        paper.say(f"{one['name']}: ____________________")
    return paper


def _row(row: dict[str, Any], language: str) -> tuple[str, ...]:
    outcome = WORDS[outcome_of(row)][language]
    if row["conflicts"]:
        outcome += f"; {WORDS['conflict'][language]}: {', '.join(row['conflicts'])}"
    return (
        str(row["rank"]),
        row["name"],
        row["title"],
        format_number(Fraction(row["points"]), language, 2),
        format_money(row["asked"], language, "tenge"),
        outcome,
    )


def outcome_of(row: dict[str, Any]) -> str:
    """Of a row of a protocol: «fits», «beyond» the money, or «failed» by its points."""
    if row["fits"]:
        return "fits"
    return "beyond" if row["is_passed"] else "failed"


def print_decision(decision: GrantDecision, language: str, form: Form) -> bytes:
    """The decision as docx or pdf."""
    return print_paper(decision_paper(decision, language), form)


def decision_paper(decision: GrantDecision, language: str) -> Paper:
    """What was decided on an application, with its estimate or the grounds of the refusal."""
    application = decision.application
    title = f"{WORDS['decision'][language]} № {decision.number}/{decision.year}"
    paper = Paper(title, language)
    paper.say(application.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(WORDS[decision.kind][language], align="center")
    paper.say(format_date(decision.decided_on, language))
    acts = [one for one in MEASURE.basis if one.since and one.since <= decision.decided_on]
    paper.say(acts[-1].act[language])
    name = f"{application.person.full_name}, {WORDS['iin'][language]} {application.person.iin}"
    if decision.kind == GrantDecision.Kind.AWARDED:
        assert decision.protocol is not None
        paper.say(
            WORDS["give"][language].format(
                name=name,
                title=application.title,
                sum=format_money(decision.amount, language, "tenge"),
                category=CATEGORIES[decision.category][language],
                day=format_date(decision.protocol.held_on, language, "short"),
                number=f"{decision.protocol.number}/{decision.protocol.year}",
            ),
            is_strong=True,
        )
    else:
        paper.say(WORDS["refuse"][language].format(name=name, title=application.title))
        assessment = application.assessment
        for one in refusals(assessment.trace, assessment.grounds, language, PROGRAMME.folder):
            paper.say(f"{WORDS['grounds'][language]}: {one.name}. {one.rule} ({one.article})")
            if one.remedy:
                paper.say(one.remedy)
        if not assessment.grounds:
            paper.say(f"{WORDS['grounds'][language]}: {_why(decision, language)}")
    heads = ("what", "quantity", "price", "amount", "own")
    paper.blocks.append(
        Table(
            tuple(WORDS[head][language] for head in heads),
            tuple(
                (
                    item.what,
                    str(item.quantity),
                    *(
                        format_money(tiyn, language, "tenge")
                        for tiyn in (item.price, item.amount, item.own)
                    ),
                )
                for item in application.items.all()
            ),
            WORDS["estimate"][language],
            frozenset({1, 2, 3, 4}),
        )
    )
    paper.say(WORDS["appeal"][language])
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper


def _why(decision: GrantDecision, language: str) -> str:
    """Why the commission's ranking did not reach it, in the language of the paper."""
    rows = decision.protocol.rows if decision.protocol else []
    row = next((one for one in rows if one["application"] == decision.application_id), None)
    if row is None or row["fits"]:
        return decision.reason
    words = WORDS[outcome_of(row)][language]
    assert decision.protocol is not None
    return (
        f"{WORDS['protocol'][language]} № {decision.protocol.number}/{decision.protocol.year},"
        f" {row['rank']}. {words}"
    )
