"""The certificate of the course «Бастау Бизнес» and the journal of a group."""

from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date
from qamtu.trilingual import Names

from .course_studies import attended_hours, hours_of
from .models import CourseAttendance, CourseCertificate, CourseGroup

WORDS = {
    "certificate": Names("СЕРТИФИКАТ", "СЕРТИФИКАТ", "CERTIFICATE"),
    "about": Names(
        "«Бастау Бизнес» жобасы бойынша кәсіпкерлік негіздеріне оқыту",
        "Обучение основам предпринимательства по проекту «Бастау Бизнес»",
        "Training in the basics of business under the «Bastau Business» project",
    ),
    "said": Names(
        "{name} {first} – {last} аралығында {hours} сағаттық оқудан өтіп, бизнес-жоспарын комиссия"
        " алдында қорғады.",
        "{name} с {first} по {last} прошёл(-ла) обучение ({hours} ч) и защитил(а) бизнес-план"
        " перед комиссией.",
        "{name} studied {hours} hours from {first} to {last} and defended the business plan before"
        " the commission.",
    ),
    "plan": Names("Бизнес-жоспар", "Бизнес-план", "Business plan"),
    "trainer": Names("Жаттықтырушы", "Тренер", "Trainer"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "journal": Names("САБАҚҚА ҚАТЫСУ ЖУРНАЛЫ", "ЖУРНАЛ ПОСЕЩАЕМОСТИ", "JOURNAL OF ATTENDANCE"),
    "name": Names("Аты-жөні", "Фамилия, имя, отчество", "Name"),
    "hours": Names("Сағат", "Часы", "Hours"),
    "group": Names("Топ", "Группа", "Group"),
}


def print_certificate(certificate: CourseCertificate, language: str, form: Form) -> bytes:
    """A certificate as docx or pdf."""
    return print_paper(paper_of_certificate(certificate, language), form)


def paper_of_certificate(certificate: CourseCertificate, language: str) -> Paper:
    """A certificate's words in a language."""
    place = certificate.place
    person, group = place.application.person, place.group
    title = f"{WORDS['certificate'][language]} № {certificate}"
    paper = Paper(title, language)
    paper.say(certificate.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(WORDS["about"][language], align="center")
    name = person.full_name
    if person.iin:
        name += f" ({WORDS['iin'][language]} {person.iin})"
    paper.say(
        WORDS["said"][language].format(
            name=name,
            first=format_date(place.referred_on, language, "short"),
            last=format_date(certificate.issued_on, language, "short"),
            hours=certificate.hours,
        )
    )
    defence = place.defences.filter(retracted_at=None, is_passed=True).last()
    if defence is not None:
        paper.say(f"{WORDS['plan'][language]}: «{defence.title}»")
    paper.say(format_date(certificate.issued_on, language))
    paper.say(f"{WORDS['trainer'][language]}: {group.trainer} ____________________")
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper


def print_journal(group: CourseGroup, language: str, form: Form) -> bytes:
    """A group's journal as docx or pdf."""
    return print_paper(paper_of_journal(group, language), form)


def paper_of_journal(group: CourseGroup, language: str) -> Paper:
    """A group's journal: listeners by sessions, present «+», absent «–»."""
    title = f"{WORDS['journal'][language]}: {WORDS['group'][language]} {group}"
    paper = Paper(title, language)
    paper.say(group.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(f"{WORDS['trainer'][language]}: {group.trainer}")
    sessions = list(group.sessions.filter(retracted_at=None))
    said = {
        (one.place_id, one.session_id): "+" if one.is_present else "–"
        for one in CourseAttendance.objects.live().filter(session__in=sessions)
    }
    hours = attended_hours(group)
    held = hours_of(group, group.last_day)
    places = group.places.filter(retracted_at=None).select_related("application__person")
    rows = tuple(
        (
            str(number),
            place.application.person.full_name,
            *(said.get((place.pk, session.pk), "") for session in sessions),
            f"{hours.get(place.pk, 0)}/{held}",
        )
        for number, place in enumerate(places, start=1)
    )
    days = (f"{session.held_on:%d.%m}" for session in sessions)
    heads = ("№", WORDS["name"][language], *days, WORDS["hours"][language])
    paper.blocks.append(Table(heads, rows, "", frozenset({len(heads) - 1})))
    return paper
