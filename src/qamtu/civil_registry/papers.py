"""Papers of an act: the certificate, and the extract of the record (анықтама)."""

from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date
from qamtu.trilingual import Names

from .models import CivilCertificate, CivilEntry, CivilParty
from .standing import Standing, number_of, standing_of
from .words import CONTENTS, EVENT_DAYS, KINDS, ROLES

WORDS = {
    "certificate": Names("КУӘЛІК", "СВИДЕТЕЛЬСТВО", "CERTIFICATE"),
    "repeated": Names("ҚАЙТАЛАМА", "ПОВТОРНОЕ", "REPEATED"),
    "extract": Names(
        "АКТ ЖАЗБАСЫ ТУРАЛЫ АНЫҚТАМА", "СПРАВКА ОБ АКТОВОЙ ЗАПИСИ", "EXTRACT OF THE RECORD"
    ),
    "record": Names("Акт жазбасы №", "Актовая запись №", "Record no."),
    "registered": Names("Тіркелген күні", "Дата регистрации", "Registered on"),
    "body": Names("Тіркеген орган", "Орган регистрации", "Registered by"),
    "place": Names("Орны", "Место", "Place"),
    "issued": Names("Берілген күні", "Дата выдачи", "Issued on"),
    "head": Names("Басшы", "Руководитель", "Head"),
    "iin": Names("ЖСН", "ИИН", "IIN"),
    "born": Names("туған күні", "дата рождения", "born"),
    "said": Names("Мәлімет", "Сведение", "Item"),
    "value": Names("Мазмұны", "Содержание", "Content"),
    "verify": Names(
        "Тексеру коды: {code}. Куәлікті {address} бетінде тексеруге болады.",
        "Код проверки: {code}. Свидетельство проверяется на странице {address}.",
        "Verification code: {code}. The certificate is verified at {address}.",
    ),
    "annulled": Names(
        "Жазба жойылған: {reason}", "Запись аннулирована: {reason}", "Annulled: {reason}"
    ),
}


def grouped(code: str) -> str:
    """A code as people read it: four signs at a time."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def print_certificate(
    certificate: CivilCertificate, language: str, form: Form, address: str
) -> bytes:
    """A certificate as docx or pdf. `address`: of the page that verifies it."""
    return print_paper(paper_of_certificate(certificate, language, address), form)


def paper_of_certificate(certificate: CivilCertificate, language: str, address: str) -> Paper:
    """What the certificate said when it was issued."""
    record, entry = certificate.record, certificate.entry
    standing = standing_of(record)
    kind = KINDS[record.kind][language]
    head = f"{WORDS['certificate'][language]}: {kind}"
    if certificate.action.kind == "repeated":
        head = f"{WORDS['repeated'][language]} {head}"
    paper = Paper(f"{head} № {certificate}", language)
    paper.say(record.office.name(language), align="center")
    paper.say(head, is_strong=True, align="center")
    paper.say(f"№ {certificate}", is_strong=True, align="center")
    parties = list(record.parties.live().filter(action=entry.action_id).order_by("pk"))
    paper.blocks.append(_table(standing, entry, parties, language, is_whole=False))
    paper.say(
        f"{WORDS['issued'][language]}: {format_date(certificate.action.occurred_on, language)}"
    )
    paper.say(WORDS["verify"][language].format(code=grouped(certificate.code), address=address))
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper


def print_extract(standing: Standing, language: str, form: Form) -> bytes:
    """The whole record as it stands, as docx or pdf."""
    return print_paper(paper_of_extract(standing, language), form)


def paper_of_extract(standing: Standing, language: str) -> Paper:
    """Everything that the record says today."""
    record = standing.record
    assert standing.entry is not None, "every record has its first entry"
    title = f"{WORDS['extract'][language]}: {KINDS[record.kind][language]}"
    paper = Paper(title, language)
    paper.say(record.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.blocks.append(
        _table(standing, standing.entry, list(standing.parties.values()), language, is_whole=True)
    )
    annulled = standing.action("annulled")
    if annulled is not None:
        paper.say(WORDS["annulled"][language].format(reason=annulled.reason), is_strong=True)
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper


def _table(
    standing: Standing,
    entry: CivilEntry,
    parties: list[CivilParty],
    language: str,
    *,
    is_whole: bool,
) -> Table:
    record, registered = standing.record, standing.registered
    rows = [(ROLES[one.role][language], _person(one, language)) for one in parties]
    rows.append((EVENT_DAYS[record.kind][language], format_date(entry.event_on, language)))
    place = ", ".join(
        filter(None, (entry.territory.name(language) if entry.territory else "", entry.place))
    )
    if place:
        rows.append((WORDS["place"][language], place))
    for asked in CONTENTS[record.kind]:
        value = entry.content.get(asked.code)
        if value and (is_whole or asked.code.endswith("_after")):
            rows.append((asked.names[language], asked.shown(value, language)))
    rows.append((WORDS["record"][language], number_of(registered)))
    if registered is not None:
        rows.append((WORDS["registered"][language], format_date(registered.occurred_on, language)))
    rows.append((WORDS["body"][language], record.body or record.office.name(language)))
    return Table((WORDS["said"][language], WORDS["value"][language]), tuple(rows))


def _person(one: CivilParty, language: str) -> str:
    parts = [one.full_name]
    if one.birth_date is not None:
        parts.append(f"{WORDS['born'][language]} {format_date(one.birth_date, language)}")
    if one.iin:
        parts.append(f"{WORDS['iin'][language]} {one.iin}")
    return ", ".join(parts)
