"""A decision on fuel aid or local social aid as a paper: to whom, how much, why, or why not."""

from qamtu.casework.explaining import explain, refusals
from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date
from qamtu.people.models import Person
from qamtu.trilingual import Names

from . import fuel_aid
from .models import AidCategory, Decision
from .papers import WORDS as COMMON
from .papers import in_figures_and_words, month_in_words, paper_of
from .targeted_assistance import MEASURE as TARGETED

TITLES = {
    ("fuel_aid", "assigned"): Names(
        "отын сатып алуға көмек тағайындау туралы",
        "о назначении помощи на приобретение топлива",
        "to assign fuel aid",
    ),
    ("fuel_aid", "refused"): Names(
        "отын сатып алуға көмектен бас тарту туралы",
        "об отказе в помощи на приобретение топлива",
        "to refuse fuel aid",
    ),
    ("social_aid", "assigned"): Names(
        "әлеуметтік көмек тағайындау туралы",
        "о назначении социальной помощи",
        "to assign social aid",
    ),
    ("social_aid", "refused"): Names(
        "әлеуметтік көмек тағайындаудан бас тарту туралы",
        "об отказе в назначении социальной помощи",
        "to refuse social aid",
    ),
    ("social_aid", "ended"): Names(
        "әлеуметтік көмек төлеуді тоқтату туралы",
        "о прекращении выплаты социальной помощи",
        "to end the payment of social aid",
    ),
}
WORDS = {
    "category": Names("Санаты", "Категория", "Category"),
    "act": Names("Мәслихат шешімі", "Решение маслихата", "Decision of the maslikhat"),
    "once": Names("{sum} тағайындалсын.", "Назначить {sum}.", "Assign {sum}."),
    "monthly": Names(
        "{first} – {last} аралығында ай сайын {sum} тағайындалсын.",
        "Назначить {sum} ежемесячно за период {first} – {last}.",
        "Assign {sum} a month for {first} – {last}.",
    ),
    "refused": Names("Бас тартылсын.", "Отказать.", "Refuse."),
    "ended": Names(
        "Төлеу тоқтатылсын; соңғы төленетін ай – {last}. {reason}",
        "Прекратить выплату; последний оплачиваемый месяц – {last}. {reason}",
        "The payment ends; the last month that is paid is {last}. {reason}",
    ),
}


def print_decision(decision: Decision, language: str, form: Form) -> bytes:
    """The decision of any measure of assistance as docx or pdf."""
    make = paper_of if decision.case.measure == TARGETED.code else paper_of_aid
    return print_paper(make(decision, language), form)


def paper_of_aid(decision: Decision, language: str) -> Paper:
    """The decision's words in a language."""
    assessment, measure = decision.assessment, decision.case.measure
    title = f"{COMMON['decision'][language]} № {decision.number}/{decision.year}"
    paper = Paper(title, language)
    paper.say(decision.case.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(TITLES[measure, decision.kind][language], align="center")
    paper.say(format_date(decision.decided_on, language))
    person = Person.objects.get(pk=assessment.given["applicant"])
    paper.say(
        f"{COMMON['applicant'][language]}: {person.full_name},"
        f" {COMMON['iin'][language]} {person.iin}"
    )
    paper.say(f"{COMMON['applied'][language]}: {format_date(assessment.day, language)}")
    if measure != fuel_aid.MEASURE.code:
        category = AidCategory.objects.select_related("act").get(pk=assessment.given["category"])
        paper.say(f"{WORDS['category'][language]}: {category.name(language)}")
        paper.say(f"{WORDS['act'][language]}: {category.act}")
    _say_outcome(paper, decision)
    if decision.kind == Decision.Kind.REFUSED:
        for one in refusals(assessment.trace, assessment.grounds, language, assessment.programme):
            paper.say(f"{COMMON['grounds'][language]}: {one.name}. {one.rule} ({one.article})")
            if one.remedy:
                paper.say(one.remedy)
    if decision.kind != Decision.Kind.ENDED:
        rows = tuple(
            (line.name, line.rule, line.article, line.value)
            for line in explain(assessment.trace, language)
            if not line.step.startswith("ground_")
        )
        heads = ("step", "rule", "article", "value")
        paper.blocks.append(
            Table(
                tuple(COMMON[head][language] for head in heads),
                rows,
                COMMON["computation"][language],
                frozenset({3}),
            )
        )
    paper.say(COMMON["appeal"][language])
    paper.say(f"{COMMON['head'][language]}: ____________________ {decision.recorded_by}")
    return paper


def _say_outcome(paper: Paper, decision: Decision) -> None:
    language = paper.language
    if decision.kind == Decision.Kind.REFUSED:
        paper.say(WORDS["refused"][language], is_strong=True)
        return
    assert decision.last_month is not None
    last = month_in_words(decision.last_month, language)
    if decision.kind == Decision.Kind.ENDED:
        said = WORDS["ended"][language].format(last=last, reason=decision.reason)
        paper.say(said, is_strong=True)
        return
    assert decision.first_month is not None
    first = month_in_words(decision.first_month, language)
    is_one = decision.first_month == decision.last_month
    total = in_figures_and_words(decision.monthly, language)
    said = WORDS["once" if is_one else "monthly"][language]
    paper.say(said.format(sum=total, first=first, last=last), is_strong=True)
