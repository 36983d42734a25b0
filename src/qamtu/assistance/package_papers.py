"""The hand-over act of the social package, in Kazakh, Russian and English: who signs for what."""

from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money, month_name
from qamtu.trilingual import Names

from .models import PackageAct, PackageOutcome, PackageSet
from .packages import KINDS

WORDS = {
    "act": Names("ТАБЫСТАУ АКТІСІ", "АКТ ПЕРЕДАЧИ", "HAND-OVER ACT"),
    "package": Names(
        "кепілдендірілген әлеуметтік топтама",
        "гарантированный социальный пакет",
        "guaranteed social package",
    ),
    "supplier": Names("Жеткізуші", "Поставщик", "Supplier"),
    "bin": Names("БСН", "БИН", "BIN"),
    "for": Names("Кезеңі", "Период", "For"),
    "sets": Names("Жиынтықтар", "Наборы", "Sets"),
    "child": Names("Бала", "Ребёнок", "Child"),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "born": Names("Туған күні", "Дата рождения", "Born"),
    "recipient": Names("Алушы", "Получатель", "Recipient"),
    "signature": Names("Алушының қолы, күні", "Подпись получателя, дата", "Signature, day"),
    "handed_over": Names("берілді", "передан", "handed over"),
    "not_collected": Names("алынбады", "не получен", "not collected"),
    "total": Names(
        "Барлығы {count} жиынтық, біреуінің бағасы {price}, жалпы сомасы {sum}.",
        "Всего наборов: {count}, цена набора {price}, на сумму {sum}.",
        "Sets in all: {count}, {price} each, {sum} together.",
    ),
    "basis": Names(
        "Негіз: Қазақстан Республикасы Үкіметінің 2019 жылғы 30 желтоқсандағы № 1032 қаулысы.",
        "Основание: постановление Правительства Республики Казахстан от 30 декабря 2019 года"
        " № 1032.",
        "Basis: decree 1032 of the Government of Kazakhstan of 30 December 2019.",
    ),
    "gave": Names("Жеткізуші тапсырды", "Поставщик передал", "Handed over by the supplier"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
}
PERIODS = {
    "month": Names("{year} жылғы {month}", "{month} {year} года", "{month} {year}"),
    "quarter": Names(
        "{year} жылғы {quarter}-тоқсан",
        "{quarter}-й квартал {year} года",
        "quarter {quarter} of {year}",
    ),
    "school": Names(
        "{year}–{next} оқу жылы", "{year}–{next} учебный год", "school year {year}–{next}"
    ),
}  # fmt: skip


def period_name(kind: str, period: "PackageAct | PackageSet", language: str) -> str:
    """The month, the quarter or the school year in words."""
    first = period.period
    unit = {PackageAct.Kind.CHEMISTRY: "quarter", PackageAct.Kind.SCHOOL: "school"}
    return PERIODS[unit.get(PackageAct.Kind(kind), "month")][language].format(
        year=first.year,
        next=first.year + 1,
        month=month_name(first.month, language),
        quarter=(first.month + 2) // 3,
    )


def print_package_act(act: PackageAct, language: str, form: Form) -> bytes:
    """The act as docx or pdf."""
    return print_paper(paper_of_package(act, language), form)


def paper_of_package(act: PackageAct, language: str) -> Paper:
    """The act's words in a language; a set that is settled already says so in its last column."""
    title = f"{WORDS['act'][language]} {act}"
    sets = list(
        act.sets.filter(retracted_at=None)
        .select_related("child", "recipient")
        .prefetch_related("outcomes")
    )
    paper = Paper(title, language)
    paper.say(act.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(WORDS["package"][language], align="center")
    paper.say(format_date(act.drawn_on, language))
    paper.say(
        f"{WORDS['supplier'][language]}: {act.supplier.name(language)},"
        f" {WORDS['bin'][language]} {act.supplier.bin}"
    )
    paper.say(KINDS[act.kind][language])
    paper.say(f"{WORDS['for'][language]}: {period_name(act.kind, act, language)}")
    rows = tuple(
        (
            str(number),
            one.child.full_name,
            one.child.iin,
            format_date(one.child.birth_date, language, "short"),
            one.recipient.full_name,
            _outcome(one, language),
        )
        for number, one in enumerate(sets, start=1)
    )
    heads = ("child", "iin", "born", "recipient", "signature")
    paper.blocks.append(
        Table(("№", *(WORDS[head][language] for head in heads)), rows, WORDS["sets"][language])
    )
    paper.say(
        WORDS["total"][language].format(
            count=len(sets),
            price=format_money(act.price, language, "tenge"),
            sum=format_money(act.price * len(sets), language, "tenge"),
        )
    )
    paper.say(WORDS["basis"][language])
    for sign in ("gave", "head"):
        paper.say(f"{WORDS[sign][language]}: ____________________")
    return paper


def _outcome(one: PackageSet, language: str) -> str:
    found: PackageOutcome | None = next(
        (outcome for outcome in one.outcomes.all() if outcome.is_live), None
    )
    if found is None:
        return ""
    said = f"{WORDS[found.kind][language]}, {format_date(found.occurred_on, language, 'short')}"
    return f"{said}: {found.note}" if found.note else said
