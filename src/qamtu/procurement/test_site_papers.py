"""The certificate of a person harmed by the test site, as a paper."""

from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date
from qamtu.rules.test_site.formulas import ZONES
from qamtu.trilingual import Names

from .models import SiteCertificate
from .test_site import CATEGORIES
from .test_site_measures import LAW

WORDS = {
    "certificate": Names("КУӘЛІК", "УДОСТОВЕРЕНИЕ", "CERTIFICATE"),
    "about": Names(
        "Семей ядролық сынақ полигонындағы ядролық сынақтардың салдарынан зардап шеккен азамат",
        "гражданина, пострадавшего вследствие ядерных испытаний на Семипалатинском испытательном"
        " ядерном полигоне",
        "of a citizen harmed by the nuclear tests at the Semipalatinsk test site",
    ),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "category": Names("Санаты", "Категория", "Category"),
    "zone": Names("Аймақ", "Зона", "Zone"),
    "place": Names("Елді мекен", "Населённый пункт", "Place"),
    "from": Names("Бастап", "С", "From"),
    "to": Names("Дейін", "По", "To"),
    "stays": Names("Тұрған кезеңдері", "Периоды проживания", "Periods of residence"),
    "basis": Names("Негіз", "Основание", "Basis"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
}


def print_certificate(certificate: SiteCertificate, language: str, form: Form) -> bytes:
    """A certificate as docx or pdf."""
    return print_paper(paper_of_certificate(certificate, language), form)


def paper_of_certificate(certificate: SiteCertificate, language: str) -> Paper:
    """The certificate's words in a language."""

    def word(key: str) -> str:
        return WORDS[key][language]

    title = f"{word('certificate')} № {certificate}"
    paper = Paper(title, language)
    paper.say(certificate.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(word("about"), align="center")
    person = certificate.person
    iin = f" ({word('iin')} {person.iin})" if person.iin else ""
    paper.say(f"{person.full_name}{iin}", is_strong=True, align="center")
    paper.say(f"{word('category')}: {CATEGORIES[certificate.category][language]}")
    paper.say(f"{word('zone')}: {ZONES[certificate.zone][language]}")
    stays = tuple(
        (
            stay.place,
            ZONES[stay.zone][language],
            format_date(stay.lived_from, language, "short"),
            format_date(stay.lived_to, language, "short"),
        )
        for stay in certificate.claim.residences.filter(retracted_at=None)
    )
    heads = (word("place"), word("zone"), word("from"), word("to"))
    paper.blocks.append(Table(heads, stays, word("stays")))
    paper.say(f"{word('basis')}: {LAW.act[language]}")
    paper.say(format_date(certificate.issued_on, language))
    paper.say(f"{word('head')}: ____________________")
    return paper
