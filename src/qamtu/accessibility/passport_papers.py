"""Papers of accessible places: a passport, the plan of a year, an answer to a complaint."""

from collections.abc import Sequence

from qamtu.accounts.models import Office
from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date, format_money
from qamtu.organizations.sectors import SECTORS
from qamtu.rules.accessibility.passport import ANSWERS, passport_form
from qamtu.rules.accessibility.verdicts import (
    VERDICTS,
    Reason,
    measure_text,
    sentence_of_reason,
)
from qamtu.rules.acts import act_in
from qamtu.trilingual import Names

from .models import ComplaintAnswer, Passport, PlannedWork

WORDS = {
    "passport": Names(
        "НЫСАННЫҢ ҚОЛЖЕТІМДІЛІК ПАСПОРТЫ",
        "ПАСПОРТ ДОСТУПНОСТИ ОБЪЕКТА",
        "ACCESSIBILITY PASSPORT OF A FACILITY",
    ),
    "facility": Names("Нысан", "Объект", "Facility"),
    "owner": Names("Меншік иесі", "Собственник", "Owner"),
    "sector": Names("Саласы", "Сфера", "Sector"),
    "place": Names("Орналасқан жері", "Местонахождение", "Place"),
    "surveyed": Names("Зерттелген күні", "Дата обследования", "Surveyed on"),
    "by": Names("Зерттеген", "Обследовал", "Surveyed by"),
    "verdicts": Names("Қолжетімділік бағасы", "Оценка доступности", "Verdicts"),
    "need": Names("Кімдер үшін", "Для кого", "For whom"),
    "verdict": Names("Баға", "Оценка", "Verdict"),
    "way": Names(
        "Не кедергі, нені өзгерту керек", "Что мешает, что изменить", "In the way; what to change"
    ),
    "seen": Names("Аймақтар бойынша көргені", "Осмотрено по зонам", "Seen by zones"),
    "zone": Names("Аймақ", "Зона", "Zone"),
    "attribute": Names("Белгі", "Признак", "Attribute"),
    "answer": Names("Нәтиже", "Результат", "Answer"),
    "absent": Names("мұндай аймақ жоқ", "такой зоны нет", "no such zone"),
    "unverified": Names(
        "Бағалау талаптары ресми нысанмен салыстырылмаған: {}.",
        "Требования оценки не сверены с официальной формой: {}.",
        "The demands are not checked against the official form: {}.",
    ),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
    "plan": Names("{} ЖЫЛҒЫ БЕЙІМДЕУ ЖОСПАРЫ", "ПЛАН АДАПТАЦИИ НА {} ГОД", "ADAPTATION PLAN OF {}"),
    "work": Names("Жұмыс", "Работа", "Work"),
    "cost": Names("Құны, теңге", "Стоимость, тенге", "Cost, tenge"),
    "due": Names("Мерзімі", "Срок", "By"),
    "act": Names("Қабылдау актісі", "Акт приёмки", "Act of acceptance"),
    "total": Names("Барлығы", "Итого", "Total"),
    "reply": Names("ШАҒЫМҒА ЖАУАП", "ОТВЕТ НА ЖАЛОБУ", "ANSWER TO A COMPLAINT"),
    "to": Names("Кімге", "Кому", "To"),
    "about": Names(
        "{day} келіп түскен № {number} шағым, нысан: {facility}",
        "Жалоба № {number}, поступившая {day}, объект: {facility}",
        "Complaint № {number}, received {day}, facility: {facility}",
    ),
}


def print_passport(passport: Passport, language: str, form: Form) -> bytes:
    """The passport as docx or pdf."""
    return print_paper(paper_of_passport(passport, language), form)


def paper_of_passport(passport: Passport, language: str) -> Paper:
    """The passport's words in a language."""
    facility, survey, shape = passport.facility, passport.survey, passport_form()
    title = f"{WORDS['passport'][language]} № {passport.number}/{passport.year}"
    paper = Paper(title, language)
    paper.say(passport.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(format_date(passport.approved_on, language))
    where = ", ".join(
        part
        for part in (
            facility.territory.name(language) if facility.territory else "",
            facility.address,
        )
        if part
    )
    facts = (
        ("facility", facility.name),
        ("owner", facility.owner.name(language) if facility.owner else ""),
        ("sector", SECTORS[facility.sector][language] if facility.sector in SECTORS else ""),
        ("place", where),
        ("surveyed", format_date(survey.surveyed_on, language)),
        ("by", survey.inspector),
    )
    for code, text in facts:
        if text:
            paper.say(f"{WORDS[code][language]}: {text}")
    paper.blocks.append(
        Table(
            tuple(WORDS[head][language] for head in ("need", "verdict", "way")),
            tuple(_row_of_need(passport, need, language) for need in shape.needs),
            WORDS["verdicts"][language],
        )
    )
    paper.blocks.append(
        Table(
            tuple(WORDS[head][language] for head in ("zone", "attribute", "answer")),
            tuple(_rows_of_zones(passport, language)),
            WORDS["seen"][language],
        )
    )
    sources = {act_in(one.source, language) for one in shape.demands if not one.is_verified}
    if sources:
        paper.say(WORDS["unverified"][language].format("; ".join(sorted(sources))))
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper


def _row_of_need(passport: Passport, need: str, language: str) -> tuple[str, str, str]:
    shape = passport_form()
    found = passport.verdicts[need]
    ways = [
        f"{shape.zones[reason.zone].names[language]} — {sentence_of_reason(reason, language)}"
        for reason in (Reason(*one) for one in found["reasons"])
    ]
    return (
        shape.needs[need][language],
        VERDICTS[found["verdict"]][language],
        "; ".join(ways),
    )


def _rows_of_zones(passport: Passport, language: str) -> list[tuple[str, str, str]]:
    shape, rows = passport_form(), []
    for zone in shape.zones.values():
        said = passport.survey.answers.get(zone.code, None if zone.is_further else {})
        if said is None:
            rows.append((zone.names[language], "", WORDS["absent"][language]))
            continue
        for attribute in shape.attributes_of(zone.code):
            answer = said.get(attribute.code, "unknown")
            text = (
                measure_text(answer, attribute.unit, language)
                if isinstance(answer, int)
                else ANSWERS[answer][language]
            )
            rows.append((zone.names[language], attribute.names[language], text))
    return rows


def print_plan(
    office: Office, year: int, works: Sequence[PlannedWork], language: str, form: Form
) -> bytes:
    """The adaptation plan of a year as docx or pdf; `works` with their acceptances."""
    return print_paper(paper_of_plan(office, year, works, language), form)


def paper_of_plan(office: Office, year: int, works: Sequence[PlannedWork], language: str) -> Paper:
    """The plan's words in a language."""
    title = WORDS["plan"][language].format(year)
    paper = Paper(title, language)
    paper.say(office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    shape, rows = passport_form(), []
    for number, work in enumerate(works, start=1):
        accepted = next((one for one in work.acceptances.all() if one.is_live), None)
        act = ""
        if accepted is not None:
            day = format_date(accepted.accepted_on, language, "short")
            act = f"{accepted.act}, {day}"
        rows.append(
            (
                str(number),
                work.facility.name,
                shape.zones[work.zone].names[language],
                work.what,
                format_money(work.cost, language, "tenge"),
                format_date(work.due_on, language, "short"),
                act,
            )
        )
    total = format_money(sum(work.cost for work in works), language, "tenge")
    rows.append(("", WORDS["total"][language], "", "", total, "", ""))
    heads = ("facility", "zone", "work", "cost", "due", "act")
    paper.blocks.append(
        Table(("№", *(WORDS[head][language] for head in heads)), tuple(rows), "", frozenset({4}))
    )
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper


def print_answer(answer: ComplaintAnswer, language: str, form: Form) -> bytes:
    """An answer to a complaint as docx or pdf."""
    return print_paper(paper_of_answer(answer, language), form)


def paper_of_answer(answer: ComplaintAnswer, language: str) -> Paper:
    """The answer's words in a language; its text as it was written."""
    complaint = answer.complaint
    title = f"{WORDS['reply'][language]} № {answer.number}/{answer.year}"
    paper = Paper(title, language)
    paper.say(answer.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(format_date(answer.answered_on, language))
    paper.say(f"{WORDS['to'][language]}: {complaint.name}, {complaint.contact}")
    paper.say(
        WORDS["about"][language].format(
            number=f"{complaint.number}/{complaint.year}",
            day=format_date(complaint.received_on, language),
            facility=complaint.facility.name,
        )
    )
    for line in answer.text.splitlines():
        paper.say(line)
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper
