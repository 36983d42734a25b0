"""A contract and its act of acceptance as papers, in Kazakh, Russian and English."""

from decimal import Decimal

from qamtu.casework.measures import Measure
from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money, format_number, in_words
from qamtu.trilingual import Names

from .methods import METHODS, law_of
from .models import AcceptanceAct, Contract
from .standing import standing_of

MILLIONTHS_OF_A_PERCENT = 10_000
WORDS = {
    "contract": Names("ШАРТ", "ДОГОВОР", "CONTRACT"),
    "act": Names("ҚАБЫЛДАУ-ТАПСЫРУ АКТІСІ", "АКТ ПРИЁМА-ПЕРЕДАЧИ", "ACT OF ACCEPTANCE"),
    "buyer": Names("Тапсырыс беруші", "Заказчик", "Buyer"),
    "supplier": Names("Өнім беруші", "Поставщик", "Supplier"),
    "bin": Names("БСН", "БИН", "BIN"),
    "subject": Names("Шарттың мәні", "Предмет договора", "Subject"),
    "sum": Names("Шарттың сомасы", "Сумма договора", "Sum of the contract"),
    "method": Names("Сатып алу тәсілі", "Способ закупки", "Method of procurement"),
    "portal": Names(
        "Сатып алу порталындағы нөмірі", "Номер на портале закупок", "Number on the portal"
    ),
    "term": Names("Шарттың мерзімі", "Срок договора", "Term of the contract"),
    "until": Names("{day} дейін", "до {day}", "until {day}"),
    "stages": Names("Кезеңдері", "Этапы", "Stages"),
    "stage": Names("Кезең", "Этап", "Stage"),
    "due": Names("Мерзімі", "Срок", "Due"),
    "amount": Names("Сомасы, теңге", "Сумма, тенге", "Sum, tenge"),
    "penalty": Names(
        "Мерзімі өткен әр күн үшін кешіктірілген соманың {rate} %-ы, бірақ {cap} %-ынан аспайтын"
        " тұрақсыздық айыбы төленеді.",
        "За каждый день просрочки уплачивается неустойка {rate} % просроченной суммы, но не более"
        " {cap} %.",
        "Each day of lateness costs {rate} % of the late sum, at most {cap} % of it.",
    ),
    "payment": Names(
        "Төлем қабылданған акт бойынша кезеңмен жүргізіледі.",
        "Оплата производится поэтапно по принятым актам.",
        "Payment is made by stage, against accepted acts.",
    ),
    "changes": Names("Қосымша келісімдер", "Дополнительные соглашения", "Agreements"),
    "reason": Names("Негізі", "Основание", "Reason"),
    "by_contract": Names("Шарт бойынша", "По договору", "Under the contract"),
    "delivered": Names("Табысталған күні", "Дата передачи", "Delivered on"),
    "accepted_sum": Names("Қабылданатын сома", "Принимаемая сумма", "Sum accepted"),
    "list": Names("Табысталғандар", "Передано", "Delivered"),
    "person": Names("Алушы", "Получатель", "Recipient"),
    "item": Names("Атауы", "Наименование", "Item"),
    "quantity": Names("Саны", "Кол-во", "Quantity"),
    "day": Names("Күні", "Дата", "Day"),
    "signature": Names("Қолы / құжат", "Подпись / документ", "Signature / paper"),
    "basis": Names("Заңнамалық негіз", "Правовое основание", "Legal basis"),
    "signed": Names("Қолы", "Подпись", "Signature"),
    "waiting": Names("қабылданбаған", "не принят", "not accepted"),
    "accepted": Names("қабылданған: {day}", "принят: {day}", "accepted: {day}"),
    "rejected": Names(
        "қайтарылған: {day}, {reason}", "возвращён: {day}, {reason}", "sent back: {day}, {reason}"
    ),
}


def print_contract(contract: Contract, measure: Measure, language: str, form: Form) -> bytes:
    """A contract as docx or pdf."""
    return print_paper(paper_of_contract(contract, measure, language), form)


def print_act(act: AcceptanceAct, language: str, form: Form) -> bytes:
    """An act of acceptance as docx or pdf."""
    return print_paper(paper_of_act(act, language), form)


def percent(millionths: int) -> str:
    """A rate as the contract writes it.

    >>> percent(1000), percent(100_000)
    ('0,1', '10')
    """
    text = f"{Decimal(millionths) / MILLIONTHS_OF_A_PERCENT:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def paper_of_contract(contract: Contract, measure: Measure, language: str) -> Paper:
    """The contract's words in a language, with its stages as the agreements leave them."""
    standing = standing_of(contract)

    def word(key: str) -> str:
        return WORDS[key][language]

    title = f"{word('contract')} {contract}"
    paper = Paper(title, language)
    paper.say(title, is_strong=True, align="center")
    paper.say(measure.names[language], align="center")
    paper.say(format_date(contract.signed_on, language))
    paper.say(f"{word('buyer')}: {contract.office.name(language)}")
    paper.say(_supplier(contract, language))
    paper.say(f"{word('subject')}: {contract.subject}")
    paper.say(f"{word('sum')}: {_sum(standing.amount, language)}")
    if contract.method:
        paper.say(f"{word('method')}: {METHODS[contract.method].names[language]}")
        law = law_of(contract.method, contract.signed_on)
        if law is not None:
            paper.say(f"{word('basis')}: {law.act[language]}")
    if contract.portal_number:
        said = [contract.portal_number]
        if contract.portal_on is not None:
            said.append(format_date(contract.portal_on, language, "short"))
        paper.say(f"{word('portal')}: {', '.join(said)}")
    if standing.ends_on is not None:
        until = word("until").format(day=format_date(standing.ends_on, language, "short"))
        paper.say(f"{word('term')}: {until}")
    rows = tuple(
        (
            f"{one.stage.number}",
            one.stage.name,
            format_date(one.due_on, language, "short"),
            format_number(Decimal(one.amount) / 100, language, 2 if one.amount % 100 else 0),
        )
        for one in standing.stages
    )
    heads = ("№", word("stage"), word("due"), word("amount"))
    paper.blocks.append(Table(heads, rows, word("stages"), frozenset({3})))
    paper.say(word("payment"))
    if contract.late_rate:
        paper.say(
            word("penalty").format(rate=percent(contract.late_rate), cap=percent(contract.late_cap))
        )
    changes = tuple(
        (change.number, format_date(change.signed_on, language, "short"), change.reason)
        for change in contract.changes.filter(retracted_at=None)
    )
    if changes:
        paper.blocks.append(Table(("№", word("day"), word("reason")), changes, word("changes")))
    _sign(paper, language)
    return paper


def paper_of_act(act: AcceptanceAct, language: str) -> Paper:
    """The act's words in a language: what was delivered to whom, and whether it is accepted."""
    contract = act.stage.contract

    def word(key: str) -> str:
        return WORDS[key][language]

    title = f"{word('act')} {act}"
    paper = Paper(title, language)
    paper.say(title, is_strong=True, align="center")
    signed = format_date(contract.signed_on, language, "short")
    paper.say(f"{word('by_contract')}: {contract}, {signed}", align="center")
    paper.say(f"{word('delivered')}: {format_date(act.delivered_on, language)}")
    paper.say(f"{word('buyer')}: {contract.office.name(language)}")
    paper.say(_supplier(contract, language))
    paper.say(f"{word('stage')}: {act.stage}")
    paper.say(f"{word('accepted_sum')}: {_sum(act.amount, language)}")
    if act.note:
        paper.say(act.note)
    lines = act.lines.filter(retracted_at=None).select_related("person")
    rows = tuple(
        (
            f"{number}",
            line.person.full_name if line.person is not None else "—",
            line.item,
            f"{line.quantity}",
            format_date(line.received_on, language, "short"),
            line.paper,
        )
        for number, line in enumerate(lines, start=1)
    )
    if rows:
        heads = tuple(word(key) for key in ("person", "item", "quantity", "day", "signature"))
        paper.blocks.append(Table(("№", *heads), rows, word("list"), frozenset({3})))
    decision = act.decisions.filter(retracted_at=None).first()
    if decision is None:
        paper.say(word("waiting"))
    else:
        day = format_date(decision.decided_on, language, "short")
        paper.say(word(decision.kind).format(day=day, reason=decision.reason))
    _sign(paper, language)
    return paper


def _supplier(contract: Contract, language: str) -> str:
    supplier = contract.supplier
    bin_ = f"{WORDS['bin'][language]} {supplier.bin}"
    return f"{WORDS['supplier'][language]}: {supplier.name(language)} ({bin_})"


def _sum(tiyn: int, language: str) -> str:
    """In figures, and in words for Kazakh and Russian."""
    figures = format_money(tiyn, language, "tenge")
    if language == "en":
        return figures
    return f"{figures} ({in_words(tiyn // 100, language)})"


def _sign(paper: Paper, language: str) -> None:
    for side in ("buyer", "supplier"):
        paper.say(f"{WORDS[side][language]}: ____________________")
