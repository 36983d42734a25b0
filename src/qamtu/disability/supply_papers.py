"""The act of supply for a supplier's pay, in Kazakh, Russian and English."""

from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money, month_name
from qamtu.rules.rehabilitation.classifier import CLASSIFIER
from qamtu.trilingual import Names

from .models import OrderStep, SupplyAct, SupplyActLine
from .supply_acts import lines_of

WORDS = {
    "act": Names(
        "ОҢАЛТУ ҚҰРАЛДАРЫ МЕН ҚЫЗМЕТТЕРІН БЕРУ АКТІСІ",
        "АКТ О ПРЕДОСТАВЛЕНИИ СРЕДСТВ И УСЛУГ РЕАБИЛИТАЦИИ",
        "ACT OF SUPPLY WITH MEANS AND SERVICES OF REHABILITATION",
    ),
    "retracted": Names("АКТ КҮШІНІ ЖОЙҒАН", "АКТ ОТОЗВАН", "THE ACT IS RETRACTED"),
    "month": Names("Айы", "Месяц", "Month"),
    "supplier": Names("Жеткізуші", "Поставщик", "Supplier"),
    "bin": Names("БСН", "БИН", "BIN"),
    "orders": Names(
        "Алушылар растаған тапсырыстар",
        "Заказы, подтверждённые получателями",
        "Orders that people confirmed",
    ),
    "person": Names("Алушы", "Получатель", "Person"),
    "what": Names("Не берілді", "Что предоставлено", "What was supplied"),
    "quantity": Names("Саны", "Кол-во", "Number"),
    "delivered": Names("Жеткізілді", "Доставлено", "Delivered"),
    "confirmed": Names("Расталды", "Подтверждено", "Confirmed"),
    "price": Names("Бағасы", "Цена", "Price"),
    "guaranteed": Names("Мемлекет төлейді", "Платит государство", "The state pays"),
    "own": Names("Алушы төлейді", "Платит получатель", "The person pays"),
    "total": Names("Барлығы", "Итого", "Total"),
    "sum": Names(
        "Жеткізушіге бюджеттен төленетін сома: {sum}.",
        "Подлежит оплате поставщику из бюджета: {sum}.",
        "To be paid to the supplier out of the budget: {sum}.",
    ),
    "sign_supplier": Names("Жеткізуші", "Поставщик", "Supplier"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
}


def print_supply_act(act: SupplyAct, language: str, form: Form) -> bytes:
    """The act as docx or pdf."""
    return print_paper(paper_of_supply(act, language), form)


def paper_of_supply(act: SupplyAct, language: str) -> Paper:
    """The act's words in a language."""
    title = f"{WORDS['act'][language]} № {act.number}/{act.year}"
    paper = Paper(title, language)
    if not act.is_live:
        paper.say(f"{WORDS['retracted'][language]}: {act.retraction_reason}", is_strong=True)
    paper.say(act.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(format_date(act.drawn_on, language))
    month = f"{month_name(act.month.month, language)} {act.month.year}"
    paper.say(f"{WORDS['month'][language]}: {month}")
    supplier = act.supplier
    paper.say(
        f"{WORDS['supplier'][language]}: {supplier.name(language)},"
        f" {WORDS['bin'][language]} {supplier.bin}"
    )
    rows = [_row(number, one, language) for number, one in enumerate(lines_of(act), start=1)]
    sums = (act.price, act.guaranteed, act.price - act.guaranteed)
    total = ("", WORDS["total"][language], "", "", "", "", *(_tenge(one, language) for one in sums))
    heads = ("№", *(WORDS[head][language] for head in HEADS))
    table = Table(heads, (*rows, total), WORDS["orders"][language], frozenset({3, 6, 7, 8}))
    paper.blocks.append(table)
    paper.say(WORDS["sum"][language].format(sum=_tenge(act.guaranteed, language)))
    for sign in ("sign_supplier", "head"):
        paper.say(f"{WORDS[sign][language]}: ____________________")
    return paper


HEADS = (
    "person", "what", "quantity", "delivered", "confirmed", "price", "guaranteed", "own",
)  # fmt: skip


def _row(number: int, line: SupplyActLine, language: str) -> tuple[str, ...]:
    order = line.order
    item = order.item
    what = order.offer.name(language) if order.offer else CLASSIFIER[item.code].names[language]
    days = {one.kind: one.occurred_on for one in order.steps.all() if one.is_live}
    return (
        str(number),
        item.programme.person.full_name,
        what,
        str(item.quantity),
        *(
            format_date(days[kind], language, "short")
            for kind in (OrderStep.Kind.DELIVERED, OrderStep.Kind.CONFIRMED)
        ),
        *(_tenge(sum_, language) for sum_ in (order.price, order.guaranteed, order.own_share)),
    )


def _tenge(tiyn: int, language: str) -> str:
    return format_money(tiyn, language, "tenge")
