"""Papers of the centre, in Kazakh, Russian and English: the referral, the agreement, a paid month.

All is printed from what is recorded, and says the same whenever it is printed again.
"""

from datetime import date

from qamtu.casework.explaining import explain
from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money, month_name
from qamtu.trilingual import Names

from .agreements import SUBSIDISED
from .models import Agreement, PaidMonth, Referral
from .referrals import measure_of

WORDS = {
    "referral": Names("ЖОЛДАМА", "НАПРАВЛЕНИЕ", "REFERRAL"),
    "sent": Names("Жолданған адам", "Направляется", "Referred"),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "employer": Names("Жұмыс беруші", "Работодатель", "Employer"),
    "bin": Names("БСН", "БИН", "BIN"),
    "post": Names("Лауазымы", "Должность", "Post"),
    "measure": Names("Шара", "Мера", "Measure"),
    "answer_by": Names(
        "Жауап берілетін соңғы күн", "Последний день для ответа", "Last day for the answer"
    ),
    "ask": Names(
        "Жұмысқа қабылданғаны не бас тарту себебі туралы осы күнге дейін хабарлауыңызды сұраймыз.",
        "Просим до этого дня сообщить о приёме на работу или о причине отказа.",
        "Please tell by that day whether the person is hired, or why not.",
    ),
    "result": Names(
        "Жұмыс берушінің жауабы: ☐ қабылданды, бұйрық № ________  ☐ бас тартылды, себебі ________",
        "Ответ работодателя: ☐ принят, приказ № ________  ☐ отказано, причина ________",
        "The employer's answer: ☐ hired, order № ________  ☐ refused, because ________",
    ),
    "agreement": Names("КЕЛІСІМ", "СОГЛАШЕНИЕ", "AGREEMENT"),
    "places": Names("Орын саны", "Количество мест", "Places"),
    "wage": Names("Айлық жалақы", "Зарплата в месяц", "Wage a month"),
    "term": Names("Мерзімі", "Срок", "Term"),
    "basis": Names("Негіз", "Основание", "Basis"),
    "placed": Names("Орналасқандар", "Размещены", "Placed"),
    "name": Names("Аты-жөні", "Фамилия, имя, отчество", "Name"),
    "order": Names("Бұйрық", "Приказ", "Order"),
    "from": Names("Басталуы", "С", "From"),
    "to": Names("Аяқталуы", "По", "To"),
    "month": Names("АЙЛЫҚ ЕСЕП ПАРАҒЫ", "РАСЧЁТНЫЙ ЛИСТ ЗА МЕСЯЦ", "SLIP OF A MONTH"),
    "worked": Names("Жұмыс істеген күндер", "Отработано дней", "Days worked"),
    "step": Names("Қадам", "Шаг", "Step"),
    "rule": Names("Ереже", "Правило", "Rule"),
    "value": Names("Мәні", "Значение", "Value"),
    "article": Names("Негіз", "Основание", "Article"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
    "employers_head": Names("Жұмыс беруші", "Работодатель", "Employer"),
}
SLIP = (
    "full_pay", "earned", "share", "cap", "subsidy", "employers_part", "pension", "health",
    "tax_free", "income_tax", "net", "employers_social", "employers_health",
)  # fmt: skip


def print_referral(referral: Referral, language: str, form: Form) -> bytes:
    """A referral as docx or pdf."""
    return print_paper(paper_of_referral(referral, language), form)


def paper_of_referral(referral: Referral, language: str) -> Paper:
    """A referral's words in a language."""
    person = referral.case.person
    target = referral.agreement or referral.vacancy
    assert person is not None
    assert target is not None
    post = target.post if isinstance(target, Agreement) else target.title
    title = f"{WORDS['referral'][language]} № {referral.number}"
    paper = Paper(title, language)
    paper.say(referral.case.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(format_date(referral.issued_on, language))
    paper.say(f"{WORDS['sent'][language]}: {person.full_name}, {_iin(person.iin, language)}")
    paper.say(f"{WORDS['employer'][language]}: {_employer(referral.organization, language)}")
    paper.say(f"{WORDS['post'][language]}: {post}")
    paper.say(f"{WORDS['measure'][language]}: {measure_of(target).names[language]}")
    paper.say(
        f"{WORDS['answer_by'][language]}: {format_date(referral.answer_by, language)}",
        is_strong=True,
    )
    paper.say(WORDS["ask"][language])
    paper.say(f"{WORDS['head'][language]}: ____________________")
    paper.say(WORDS["result"][language])
    paper.say(f"{WORDS['employers_head'][language]}: ____________________")
    return paper


def print_agreement(agreement: Agreement, language: str, form: Form) -> bytes:
    """An agreement with those placed under it, as docx or pdf."""
    return print_paper(paper_of_agreement(agreement, language), form)


def paper_of_agreement(agreement: Agreement, language: str) -> Paper:
    """An agreement's words in a language."""
    measure = SUBSIDISED[agreement.measure]
    number = f" № {agreement.number}/{agreement.year}" if agreement.number else ""
    title = f"{WORDS['agreement'][language]}{number}"
    paper = Paper(title, language)
    paper.say(agreement.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(measure.names[language], align="center")
    if agreement.decided_on:
        paper.say(format_date(agreement.decided_on, language))
    paper.say(f"{WORDS['employer'][language]}: {_employer(agreement.organization, language)}")
    paper.say(f"{WORDS['post'][language]}: {agreement.post}")
    paper.say(f"{WORDS['places'][language]}: {agreement.places}")
    paper.say(f"{WORDS['wage'][language]}: {format_money(agreement.wage, language, 'tenge')}")
    span = _span(agreement.first_day, agreement.last_day, language)
    paper.say(f"{WORDS['term'][language]}: {span}")
    acts = [one for one in measure.basis if one.since is None or one.since <= agreement.first_day]
    paper.say(f"{WORDS['basis'][language]}: {acts[-1].act[language]}")
    placements = agreement.placements.filter(retracted_at=None).select_related("person")
    rows = tuple(
        (
            str(number),
            one.person.full_name,
            one.order,
            format_date(one.started_on, language, "short"),
            format_date(one.last_day, language, "short"),
        )
        for number, one in enumerate(placements, start=1)
    )
    if rows:
        heads = ("№", *(WORDS[head][language] for head in ("name", "order", "from", "to")))
        paper.blocks.append(Table(heads, rows, WORDS["placed"][language]))
    paper.say(f"{WORDS['head'][language]}: ____________________")
    paper.say(f"{WORDS['employers_head'][language]}: ____________________")
    return paper


def print_month(paid: PaidMonth, language: str, form: Form) -> bytes:
    """A paid month with its computation, as docx or pdf."""
    return print_paper(paper_of_month(paid, language), form)


def paper_of_month(paid: PaidMonth, language: str) -> Paper:
    """A paid month's words in a language: every step with its rule and article."""
    placement, sheet = paid.placement, paid.timesheet
    title = WORDS["month"][language]
    paper = Paper(title, language)
    paper.say(placement.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(f"{month_name(paid.month.month, language)} {paid.month.year}", align="center")
    person = placement.person
    paper.say(f"{person.full_name}, {_iin(person.iin, language)}")
    paper.say(
        f"{WORDS['employer'][language]}: {_employer(placement.agreement.organization, language)}"
    )
    paper.say(f"{WORDS['worked'][language]}: {sheet.worked} / {sheet.norm}")
    lines = {line.step: line for line in explain(paid.assessment.trace, language)}
    rows = tuple(
        (line.name, line.rule, line.article, line.value)
        for line in (lines[step] for step in SLIP if step in lines)
    )
    heads = tuple(WORDS[head][language] for head in ("step", "rule", "article", "value"))
    paper.blocks.append(Table(heads, rows, numbers=frozenset({3})))
    return paper


def _iin(iin: str, language: str) -> str:
    return f"{WORDS['iin'][language]} {iin}"


def _employer(organization: object, language: str) -> str:
    name, bin_ = organization.name(language), organization.bin  # type: ignore[attr-defined]
    return f"{name}, {WORDS['bin'][language]} {bin_}"


def _span(first: date, last: date, language: str) -> str:
    return f"{format_date(first, language)} – {format_date(last, language)}"
