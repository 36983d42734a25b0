"""What the acts of civil status are called: kinds, roles, actions, states, origins."""

from qamtu.casework.fields import Field
from qamtu.trilingual import Names

from .models import CivilAction, CivilRecord

Kind = CivilRecord.Kind

KINDS: dict[str, Names] = {
    Kind.BIRTH: Names("Туу", "Рождение", "Birth"),
    Kind.DEATH: Names("Қайтыс болу", "Смерть", "Death"),
    Kind.MARRIAGE: Names("Неке қию", "Заключение брака", "Marriage"),
    Kind.DIVORCE: Names("Некені бұзу", "Расторжение брака", "Divorce"),
    Kind.PATERNITY: Names(
        "Әке болуды анықтау", "Установление отцовства", "Establishment of paternity"
    ),
    Kind.ADOPTION: Names("Бала асырап алу", "Усыновление", "Adoption"),
    Kind.NAME_CHANGE: Names("Атын өзгерту", "Перемена имени", "Change of name"),
}
ROLES: dict[str, Names] = {
    "child": Names("Бала", "Ребёнок", "Child"),
    "mother": Names("Анасы", "Мать", "Mother"),
    "father": Names("Әкесі", "Отец", "Father"),
    "deceased": Names("Қайтыс болған адам", "Умерший", "The deceased"),
    "husband": Names("Ері", "Муж", "Husband"),
    "wife": Names("Әйелі", "Жена", "Wife"),
    "adopter_1": Names("Асырап алушы", "Усыновитель", "Adopter"),
    "adopter_2": Names("Екінші асырап алушы", "Второй усыновитель", "Second adopter"),
    "person": Names("Атын өзгертуші", "Кто меняет имя", "Who changes the name"),
    "applicant": Names("Өтініш беруші", "Заявитель", "Applicant"),
}
# Of each kind: who must be named, and who may.
ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Kind.BIRTH: (("child", "mother"), ("father", "applicant")),
    Kind.DEATH: (("deceased",), ("applicant",)),
    Kind.MARRIAGE: (("husband", "wife"), ()),
    Kind.DIVORCE: (("husband", "wife"), ()),
    Kind.PATERNITY: (("child", "father", "mother"), ()),
    Kind.ADOPTION: (("child", "adopter_1"), ("adopter_2",)),
    Kind.NAME_CHANGE: (("person",), ()),
}
SUBJECTS: dict[str, str] = {
    Kind.BIRTH: "child",
    Kind.DEATH: "deceased",
    Kind.MARRIAGE: "husband",
    Kind.DIVORCE: "husband",
    Kind.PATERNITY: "child",
    Kind.ADOPTION: "child",
    Kind.NAME_CHANGE: "person",
}
ORIGINS: dict[str, Names] = {
    CivilRecord.Origin.OFFICE: Names("бөлім жазбасы", "запись отдела", "the office's own"),
    CivilRecord.Origin.OUTSIDE: Names("сырттан келген", "поступила извне", "from outside"),
    CivilRecord.Origin.BOOK: Names("ескі кітаптан", "из старой книги", "of an old book"),
}
ACTIONS: dict[str, Names] = {
    CivilAction.Kind.DECLARED: Names("Өтініш қабылданды", "Заявление принято", "Declared"),
    CivilAction.Kind.CHECKED: Names("Құжаттар тексерілді", "Документы проверены", "Checked"),
    CivilAction.Kind.REGISTERED: Names("Тіркелді", "Зарегистрировано", "Registered"),
    CivilAction.Kind.REFUSED: Names("Бас тартылды", "Отказано", "Refused"),
    CivilAction.Kind.CORRECTED: Names("Жазба өзгертілді", "Запись изменена", "Corrected"),
    CivilAction.Kind.CERTIFICATE: Names(
        "Куәлік берілді", "Свидетельство выдано", "Certificate issued"
    ),
    CivilAction.Kind.REPEATED: Names(
        "Қайталама куәлік берілді",
        "Выдано повторное свидетельство",
        "Repeated certificate issued",
    ),
    CivilAction.Kind.ANNULLED: Names("Жазба жойылды", "Запись аннулирована", "Annulled"),
}
WAITING = (CivilAction.Kind.DECLARED, CivilAction.Kind.CHECKED)
ENDED = (CivilAction.Kind.REFUSED, CivilAction.Kind.ANNULLED)
LIVE_BIRTH, STILLBIRTH = "live", "stillborn"
CONSENT, COURT = "consent", "court"
YES = {"yes": Names("иә", "да", "yes")}

EVENT_DAYS: dict[str, Names] = {
    Kind.BIRTH: Names("Туған күні", "День рождения", "Day of birth"),
    Kind.DEATH: Names("Қайтыс болған күні", "День смерти", "Day of death"),
    Kind.MARRIAGE: Names("Неке қиылатын күн", "День заключения брака", "Day of the marriage"),
    Kind.DIVORCE: Names("Неке тоқтаған күн", "День прекращения брака", "Day of its end"),
    Kind.PATERNITY: Names("Негіз күні", "День основания", "Day of the ground"),
    Kind.ADOPTION: Names("Сот шешімінің күні", "День решения суда", "Day of the decision"),
    Kind.NAME_CHANGE: Names("Өтініш күні", "День заявления", "Day of the application"),
}


def _text(code: str, kk: str, ru: str, en: str, *, needed: bool = False) -> Field:
    return Field(code, Names(kk, ru, en), is_required=needed)


def _choice(code: str, names: Names, choices: dict[str, Names], *, needed: bool = True) -> Field:
    return Field(code, names, "choice", choices, is_required=needed)


COURT_PAPER = _text(
    "court_paper", "Сот шешімі (күні, нөмірі)", "Решение суда (дата, номер)", "Court's decision"
)
GROUND = _choice(
    "ground",
    Names("Негізі", "Основание", "Ground"),
    {
        CONSENT: Names("бірлескен өтініш", "совместное заявление", "joint application"),
        COURT: Names("сот шешімі", "решение суда", "decision of a court"),
    },
)
LATE_GROUND = _text(
    "late_ground",
    "Кеш тіркеу негізі (қорытынды не сот шешімі)",
    "Основание поздней регистрации (заключение или решение суда)",
    "Ground of late registration (conclusion or court)",
)


def _of_spouses(kk: str, ru: str, en: str, code: str) -> tuple[Field, Field]:
    return (
        _text(f"husband_{code}", f"Ері: {kk}", f"Муж: {ru}", f"Husband: {en}"),
        _text(f"wife_{code}", f"Әйелі: {kk}", f"Жена: {ru}", f"Wife: {en}"),
    )


SURNAMES_AFTER = _of_spouses("кейінгі тегі", "фамилия после", "surname after", "surname_after")
OF_SPOUSES = (
    *_of_spouses("азаматтығы", "гражданство", "citizenship", "citizenship"),
    *_of_spouses("ұлты", "национальность", "ethnicity", "ethnicity"),
    *_of_spouses("білімі", "образование", "education", "education"),
    *_of_spouses("жұмыс орны", "место работы", "work", "work"),
)
NAMES_AFTER = (
    _text("surname_after", "Жаңа тегі", "Новая фамилия", "New surname"),
    _text("given_name_after", "Жаңа аты", "Новое имя", "New given name"),
    _text("patronymic_after", "Жаңа әкесінің аты", "Новое отчество", "New patronymic"),
)

CONTENTS: dict[str, tuple[Field, ...]] = {
    Kind.BIRTH: (
        _choice(
            "birth_kind",
            Names("Тірі не өлі туды", "Живо- или мертворождённый", "Born alive or still"),
            {
                LIVE_BIRTH: Names("тірі туды", "живорождённый", "born alive"),
                STILLBIRTH: Names("өлі туды", "мертворождённый", "stillborn"),
            },
        ),
        _choice(
            "child_sex",
            Names("Баланың жынысы", "Пол ребёнка", "Sex of the child"),
            {"m": Names("ұл", "мальчик", "boy"), "f": Names("қыз", "девочка", "girl")},
        ),
        _text(
            "medical_paper",
            "Медициналық куәлік (№)",
            "Медицинское свидетельство (№)",
            "Medical certificate (no.)",
            needed=True,
        ),
        _choice(
            "is_multiple",
            Names("Егіз", "Двойня, тройня", "One of twins or more"),
            YES,
            needed=False,
        ),
        LATE_GROUND,
        _text(
            "mother_citizenship",
            "Анасының азаматтығы",
            "Гражданство матери",
            "Mother: citizenship",
        ),
        _text("mother_ethnicity", "Анасының ұлты", "Национальность матери", "Mother: ethnicity"),
        _text(
            "father_citizenship",
            "Әкесінің азаматтығы",
            "Гражданство отца",
            "Father: citizenship",
        ),
        _text("father_ethnicity", "Әкесінің ұлты", "Национальность отца", "Father: ethnicity"),
    ),
    Kind.DEATH: (
        _text(
            "medical_paper",
            "Медициналық куәлік не сот шешімі (№)",
            "Медицинское свидетельство или решение суда (№)",
            "Medical certificate or court's decision (no.)",
            needed=True,
        ),
        _text("cause", "Қайтыс болу себебі", "Причина смерти", "Cause of death"),
    ),
    Kind.MARRIAGE: (
        *SURNAMES_AFTER,
        _text(
            "age_ground",
            "Неке жасын төмендету шешімі",
            "Решение о снижении брачного возраста",
            "Decision that lowers the age",
        ),
        _text(
            "early_ground",
            "Мерзімінен бұрын қию негізі",
            "Основание регистрации до срока",
            "Ground to marry before the term",
        ),
        *OF_SPOUSES,
    ),
    Kind.DIVORCE: (GROUND, COURT_PAPER, *SURNAMES_AFTER, *OF_SPOUSES),
    Kind.PATERNITY: (GROUND, COURT_PAPER, *NAMES_AFTER[::2]),
    Kind.ADOPTION: (
        Field(COURT_PAPER.code, COURT_PAPER.names, is_required=True),
        *NAMES_AFTER,
    ),
    Kind.NAME_CHANGE: (
        *NAMES_AFTER,
        _text("ground_text", "Себебі", "Причина", "Reason", needed=True),
    ),
}


def content_field(kind: str, code: str) -> Field | None:
    return next((one for one in CONTENTS[kind] if one.code == code), None)
