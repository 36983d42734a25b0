"""The letter to an employer, and a resolution with its table of employers, as papers."""

from datetime import date

from qamtu.documents.paper import Form, Paper, Table, print_paper
from qamtu.language import format_date
from qamtu.trilingual import Names

from .models import QuotaLetter, QuotaResolution
from .quota import BASIS, GROUPS

SINCE_CODE = date(2023, 7, 1)
WORDS = {
    "letter": Names("ХАТ", "ПИСЬМО", "LETTER"),
    "to": Names("Жұмыс беруші", "Работодатель", "Employer"),
    "bin": Names("БСН", "БИН", "BIN"),
    "ask": Names(
        "Жұмыс орындарының квотасын орындау туралы",
        "О выполнении квоты рабочих мест",
        "On keeping the quota of jobs",
    ),
    "set": Names(
        "Сіздің ұйымыңызға {year} жылы мына санат үшін жұмыс орындарының квотасы белгіленді:"
        " {group}. Негізі: {act}.",
        "Вашей организации на {year} год установлена квота рабочих мест для категории: {group}."
        " Основание: {act}.",
        "For {year} your organisation has a quota of jobs for: {group}. Ground: {act}.",
    ),
    "standing": Names(
        "{day} жағдай: квота – {places} орын, қабылданғаны – {hired} адам, толмағаны –"
        " {shortfall} орын.",
        "На {day}: квота – {places} мест, принято – {hired} чел., не заполнено – {shortfall} мест.",
        "On {day}: quota {places} places, hired {hired} people, {shortfall} places not filled.",
    ),
    "please": Names(
        "Квота бойынша бос орындар туралы мәліметті жұмыспен қамту бөліміне беруді, жіберілген"
        " адамдарды жұмысқа қабылдауды және нәтижесін хабарлауды сұраймыз.",
        "Просим представить в отдел занятости сведения о вакансиях в счёт квоты, принять"
        " направленных лиц на работу и сообщить о результате.",
        "Please tell the employment office of the vacancies within the quota, hire the people"
        " who are referred, and let us know the result.",
    ),
    "kept": Names(
        "Квота толық орындалды. Рақмет.",
        "Квота выполнена полностью. Благодарим.",
        "The quota is kept in full. Thank you.",
    ),
    "resolution": Names("ҚАУЛЫ", "ПОСТАНОВЛЕНИЕ", "RESOLUTION"),
    "about": Names(
        "{year} жылға жұмыс орындарының квотасын белгілеу туралы: {group}",
        "Об установлении квоты рабочих мест на {year} год: {group}",
        "To set the quota of jobs for {year}: {group}",
    ),
    "table": Names(
        "Квота белгіленетін ұйымдардың тізбесі",
        "Перечень организаций, для которых устанавливается квота",
        "Employers for whom the quota is set",
    ),
    "act": Names("Қаулы", "Постановление", "Resolution"),
    "employer": Names("Ұйым", "Организация", "Employer"),
    "staff": Names("Қызметкерлер саны", "Численность работников", "Staff"),
    "excluded": Names(
        "Ауыр, зиянды, қауіпті жұмыстағы орындар",
        "Места на тяжёлых, вредных, опасных работах",
        "Posts with hard, harmful or dangerous work",
    ),
    "percent": Names("Квота, %", "Квота, %", "Quota, %"),
    "places": Names("Орын саны", "Число мест", "Places"),
    "total": Names("Барлығы", "Итого", "Total"),
    "head": Names("Бөлім басшысы", "Руководитель отдела", "Head of the department"),
    "akim": Names("Әкім", "Аким", "Akim"),
}


def act_on(day: date) -> Names:
    """The act by which a quota is set on the day."""
    return BASIS[1 if day >= SINCE_CODE else 0].act


def print_letter(letter: QuotaLetter, language: str, form: Form) -> bytes:
    """The letter as docx or pdf."""
    return print_paper(letter_paper(letter, language), form)


def letter_paper(letter: QuotaLetter, language: str) -> Paper:
    """The letter's words: all of them as they were when it was sent."""
    title = f"{WORDS['letter'][language]} № {letter.number}"
    paper = Paper(title, language)
    paper.say(letter.office.name(language), align="center")
    paper.say(title, is_strong=True, align="center")
    paper.say(format_date(letter.sent_on, language))
    organization = letter.organization
    paper.say(
        f"{WORDS['to'][language]}: {organization.name(language)},"
        f" {WORDS['bin'][language]} {organization.bin}"
    )
    paper.say(WORDS["ask"][language], is_strong=True)
    paper.say(
        WORDS["set"][language].format(
            year=letter.year,
            group=GROUPS[letter.group].names[language],
            act=act_on(letter.sent_on)[language],
        )
    )
    heads = ("act", "staff", "excluded", "percent", "places")
    paper.blocks.append(
        Table(
            tuple(WORDS[head][language] for head in heads),
            tuple(
                (
                    f"№ {row['number']},"
                    f" {format_date(date.fromisoformat(row['signed_on']), language, 'short')}",
                    str(row["staff"]),
                    str(row["excluded"]),
                    _decimal(row["percent"], language),
                    str(row["places"]),
                )
                for row in letter.rows
            ),
            numbers=frozenset({1, 2, 3, 4}),
        )
    )
    paper.say(
        WORDS["standing"][language].format(
            day=format_date(letter.sent_on, language, "short"),
            places=letter.places,
            hired=letter.hired,
            shortfall=letter.shortfall,
        ),
        is_strong=True,
    )
    paper.say(WORDS["please" if letter.shortfall else "kept"][language])
    paper.say(f"{WORDS['head'][language]}: ____________________")
    return paper


def print_resolution(resolution: QuotaResolution, language: str, form: Form) -> bytes:
    """The resolution with its table as docx or pdf."""
    return print_paper(resolution_paper(resolution, language), form)


def resolution_paper(resolution: QuotaResolution, language: str) -> Paper:
    """What the akimat resolved, and for whom."""
    title = f"{WORDS['resolution'][language]} № {resolution.number}"
    paper = Paper(title, language)
    paper.say(title, is_strong=True, align="center")
    paper.say(format_date(resolution.signed_on, language))
    paper.say(
        WORDS["about"][language].format(
            year=resolution.year, group=GROUPS[resolution.group].names[language]
        ),
        is_strong=True,
    )
    paper.say(act_on(resolution.signed_on)[language])
    lines = list(
        resolution.employers.filter(retracted_at=None)
        .select_related("organization")
        .order_by("organization__name_kk", "pk")
    )
    rows = [
        (
            str(number),
            f"{line.organization.name(language)}, {WORDS['bin'][language]} {line.organization.bin}",
            str(line.staff),
            str(line.excluded),
            _decimal(str(line.percent.normalize()), language),
            str(line.places),
        )
        for number, line in enumerate(lines, start=1)
    ]
    total = str(sum(line.places for line in lines))
    rows.append(("", WORDS["total"][language], "", "", "", total))
    heads = ("employer", "staff", "excluded", "percent", "places")
    paper.blocks.append(
        Table(
            ("№", *(WORDS[head][language] for head in heads)),
            tuple(rows),
            WORDS["table"][language],
            frozenset({2, 3, 4, 5}),
        )
    )
    paper.say(f"{WORDS['akim'][language]}: ____________________")
    return paper


def _decimal(text: str, language: str) -> str:
    return text if language == "en" else text.replace(".", ",")
