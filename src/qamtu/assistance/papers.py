"""The decision on targeted assistance as a paper, in Kazakh or Russian, with its computation.

Everything on it comes from the decision and its assessment, which never change: the paper is
printed again whenever it is asked for, and says the same.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from num2words import num2words

from qamtu.casework.explaining import explain, refusals
from qamtu.documents.paper import Paper, Table
from qamtu.language import format_date, format_money, month_name
from qamtu.people.models import Person
from qamtu.rules.targeted_assistance.facts import INCOME_KINDS
from qamtu.trilingual import Names

from .models import Decision

WORDS = {
    "decision": Names("ШЕШІМ", "РЕШЕНИЕ", "DECISION"),
    "assigned": Names(
        "атаулы әлеуметтік көмек тағайындау туралы",
        "о назначении адресной социальной помощи",
        "to assign targeted social assistance",
    ),
    "refused": Names(
        "атаулы әлеуметтік көмек тағайындаудан бас тарту туралы",
        "об отказе в назначении адресной социальной помощи",
        "to refuse targeted social assistance",
    ),
    "ended": Names(
        "атаулы әлеуметтік көмек төлеуді тоқтату туралы",
        "о прекращении выплаты адресной социальной помощи",
        "to end the payment of targeted social assistance",
    ),
    "applicant": Names("Өтініш беруші", "Заявитель", "Applicant"),
    "applied": Names("Өтініш күні", "Дата обращения", "Day of the application"),
    "family": Names("Отбасы құрамы мен табысы", "Состав и доходы семьи", "Family and incomes"),
    "name": Names("Аты-жөні", "Фамилия, имя, отчество", "Name"),
    "born": Names("Туған күні", "Дата рождения", "Born"),
    "incomes": Names("Тоқсандағы табысы", "Доходы за квартал", "Incomes of the quarter"),
    "none": Names("жоқ", "нет", "none"),
    "computation": Names("Есептеу", "Расчёт", "Computation"),
    "step": Names("Қадам", "Шаг", "Step"),
    "rule": Names("Ереже", "Правило", "Rule"),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "article": Names("Негіз", "Основание", "Article"),
    "value": Names("Мәні", "Значение", "Value"),
    "conditional": Names("шартты", "обусловленная", "conditional"),
    "unconditional": Names("шартсыз", "безусловная", "unconditional"),
    "contract": Names("Әлеуметтік келісімшарт", "Социальный контракт", "Social contract"),
    "grounds": Names("Бас тарту негізі", "Основание отказа", "Grounds of the refusal"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
    "appeal": Names(
        "Шешімге Қазақстан Республикасының Әкімшілік рәсімдік-процестік кодексінде белгіленген"
        " тәртіппен шағым жасауға болады.",
        "Решение может быть обжаловано в порядке, установленном Административным"
        " процедурно-процессуальным кодексом Республики Казахстан.",
        "The decision may be appealed under the Administrative Procedure and Process Code.",
    ),
}
COMPUTED = ("size", "income", "per_capita_income", "line", "basic_amount", "extra_amount")


def paper_of(decision: Decision, language: str) -> Paper:
    """The decision's words in a language."""
    assessment = decision.assessment
    given, trace = assessment.given, assessment.trace
    office = decision.case.office
    title = f"{WORDS['decision'][language]} № {decision.number}"
    paper = Paper(title, language)
    paper.say(office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(WORDS[decision.kind][language], align="center")
    paper.say(format_date(decision.decided_on, language))
    paper.say(f"{WORDS['applicant'][language]}: {_applicant(given, language)}")
    paper.say(f"{WORDS['applied'][language]}: {format_date(assessment.day, language)}")
    _say_outcome(paper, decision)
    if decision.kind == Decision.Kind.ENDED:
        paper.say(decision.reason)
    else:
        paper.blocks += [_family_table(given, language), _computation(trace, language)]
    if decision.kind == Decision.Kind.REFUSED:
        _say_grounds(paper, decision)
    paper.say(WORDS["appeal"][language])
    paper.say(f"{WORDS['head'][language]}: ____________________ {decision.recorded_by}")
    return paper


def _applicant(given: Mapping[str, Any], language: str) -> str:
    person = Person.objects.get(pk=given["applicant"])
    return f"{person.full_name}, {WORDS['iin'][language]} {person.iin}"


def _say_outcome(paper: Paper, decision: Decision) -> None:
    language = paper.language
    if decision.kind == Decision.Kind.ASSIGNED:
        assert decision.first_month is not None
        assert decision.last_month is not None
        kind = WORDS["conditional" if decision.assessment.is_conditional else "unconditional"]
        paper.say(
            OUTCOMES["assigned"][language].format(
                kind=kind[language],
                first=month_in_words(decision.first_month, language),
                last=month_in_words(decision.last_month, language),
                sum=in_figures_and_words(decision.monthly, language),
            ),
            is_strong=True,
        )
        if decision.extra:
            paper.say(
                OUTCOMES["extra"][language].format(
                    sum=format_money(decision.extra, language, "tenge")
                )
            )
        contract = decision.case.details.get("contract")
        if contract:
            paper.say(f"{WORDS['contract'][language]}: {contract}")
    elif decision.kind == Decision.Kind.REFUSED:
        paper.say(OUTCOMES["refused"][language], is_strong=True)
    else:
        assert decision.last_month is not None
        paper.say(
            OUTCOMES["ended"][language].format(last=month_in_words(decision.last_month, language)),
            is_strong=True,
        )


OUTCOMES = {
    "assigned": Names(
        "Отбасына {first} – {last} аралығында ай сайын {sum} мөлшерінде {kind} атаулы әлеуметтік"
        " көмек тағайындалсын.",
        "Назначить семье {kind} адресную социальную помощь в размере {sum} ежемесячно за период"
        " {first} – {last}.",
        "The family is assigned {kind} assistance of {sum} a month for {first} – {last}.",
    ),
    "extra": Names(
        "Оның ішінде 1–6 жастағы балаларға қосымша төлем: {sum}.",
        "В том числе доплата на детей 1–6 лет: {sum}.",
        "Of it the extra payment for children from 1 to 6: {sum}.",
    ),
    "refused": Names(
        "Атаулы әлеуметтік көмек тағайындаудан бас тартылсын.",
        "Отказать в назначении адресной социальной помощи.",
        "The assistance is refused.",
    ),
    "ended": Names(
        "Төлеу тоқтатылсын; соңғы төленетін ай – {last}.",
        "Прекратить выплату; последний оплачиваемый месяц – {last}.",
        "The payment ends; the last month that is paid is {last}.",
    ),
}


def month_in_words(month: date, language: str) -> str:
    """«2021 жылғы мамыр», «май 2021»."""
    name = month_name(month.month, language)
    return f"{month.year} жылғы {name}" if language == "kk" else f"{name} {month.year}"


def in_figures_and_words(tiyn: int, language: str) -> str:
    """A sum as papers write it."""
    tenge, part = divmod(tiyn, 100)
    words = num2words(tenge, lang={"kk": "kz", "ru": "ru", "en": "en"}[language])
    tail = {
        "kk": f"теңге {part:02} тиын",
        "ru": f"тенге {part:02} тиын",
        "en": f"tenge {part:02} tiyn",
    }[language]
    return f"{format_money(tiyn, language, 'tenge')} ({words} {tail})"


def _family_table(given: Mapping[str, Any], language: str) -> Table:
    rows = []
    for number, one in enumerate(given["members"], start=1):
        incomes = "; ".join(
            f"{INCOME_KINDS[income['kind']][language]} – {_tenge(income['amount'], language)}"
            for income in one.get("incomes", ())
        )
        rows.append(
            (
                str(number),
                one["name"],
                format_date(date.fromisoformat(one["born"]), language, "short"),
                incomes or WORDS["none"][language],
            )
        )
    heads = ("№", *(WORDS[head][language] for head in ("name", "born", "incomes")))
    return Table(heads, tuple(rows), WORDS["family"][language])


def _tenge(text: str, language: str) -> str:
    return format_money(int(Fraction(text) * 100), language, "tenge")


def _computation(trace: Mapping[str, Any], language: str) -> Table:
    lines = {line.step: line for line in explain(trace, language) if not line.member}
    rows = [
        (line.name, line.rule, line.article, line.value)
        for line in (lines[step] for step in COMPUTED if step in lines)
    ]
    heads = tuple(WORDS[head][language] for head in ("step", "rule", "article", "value"))
    return Table(heads, tuple(rows), WORDS["computation"][language], frozenset({3}))


def _say_grounds(paper: Paper, decision: Decision) -> None:
    assessment, language = decision.assessment, paper.language
    for one in refusals(assessment.trace, assessment.grounds, language):
        paper.say(f"{WORDS['grounds'][language]}: {one.name}. {one.rule} ({one.article})")
        if one.remedy:
            paper.say(one.remedy)
    if decision.reason:
        paper.say(decision.reason)
