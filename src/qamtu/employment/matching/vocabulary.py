"""The words in which seekers and vacancies are described: one code, three names.

A health limit says what the work may not demand (`excludes`), what the workplace must have
(`needs`), and what of it makes the work easier (`helps`).
"""

from dataclasses import dataclass

from qamtu.trilingual import Names

EDUCATION = {  # from the least to the most; the place in this order is the level
    "none": Names("білімі жоқ", "без образования", "no education"),
    "basic": Names("негізгі орта білім", "основное среднее", "basic secondary"),
    "secondary": Names("жалпы орта білім", "общее среднее", "general secondary"),
    "vocational": Names(
        "техникалық және кәсіптік білім",
        "техническое и профессиональное",
        "technical and vocational",
    ),
    "higher": Names("жоғары білім", "высшее", "higher"),
    "postgraduate": Names("жоғары оқу орнынан кейінгі білім", "послевузовское", "postgraduate"),
}
LEVELS = {code: level for level, code in enumerate(EDUCATION)}

SCHEDULES = {
    "full_day": Names("толық жұмыс күні", "полный рабочий день", "full working day"),
    "part_time": Names("толық емес жұмыс уақыты", "неполное рабочее время", "part time"),
    "shifts": Names("ауысымдық кесте", "сменный график", "shifts"),
    "nights": Names("түнгі ауысымдар", "ночные смены", "night shifts"),
    "flexible": Names("икемді кесте", "гибкий график", "flexible hours"),
    "rotation": Names("вахталық әдіс", "вахтовый метод", "rotation away from home"),
    "seasonal": Names("маусымдық жұмыс", "сезонная работа", "seasonal work"),
    "remote": Names("қашықтан жұмыс", "дистанционная работа", "remote work"),
}

DEMANDS = {
    "heavy_lifting": Names("ауыр жүк көтеру", "подъём тяжестей", "heavy lifting"),
    "standing": Names("ұзақ тік тұру", "длительное стояние", "long standing"),
    "walking": Names("көп жүру", "много ходьбы", "much walking"),
    "nights": Names("түнде жұмыс істеу", "работа ночью", "work at night"),
    "heights": Names("биіктікте жұмыс істеу", "работа на высоте", "work at height"),
    "driving": Names("көлік жүргізу", "управление транспортом", "driving"),
    "chemicals": Names("шаң мен химиялық заттар", "пыль и химические вещества", "dust, chemicals"),
    "noise": Names("қатты шу", "сильный шум", "loud noise"),
    "outdoors": Names(
        "ыстықта немесе суықта жұмыс істеу", "работа в жару или в холод", "work in heat or cold"
    ),
    "screen": Names(
        "компьютермен ұзақ жұмыс істеу", "долгая работа за компьютером", "long work at a screen"
    ),
    "sharp_sight": Names("көздің өткірлігі", "острое зрение", "sharp sight"),
    "hearing": Names("жақсы есту", "хороший слух", "good hearing"),
    "fine_hands": Names("қолдың ұсақ қимылы", "точная работа рук", "fine work of the hands"),
}

FEATURES = {
    "step_free_entrance": Names(
        "кедергісіз кіреберіс немесе пандус", "вход без ступеней или пандус", "step-free entrance"
    ),
    "accessible_toilet": Names("қолжетімді дәретхана", "доступный туалет", "accessible toilet"),
    "lift": Names("лифт немесе бірінші қабат", "лифт или первый этаж", "lift or ground floor"),
    "adjustable_desk": Names(
        "бейімделген жұмыс орны", "приспособленное рабочее место", "adapted workplace"
    ),
    "screen_reader": Names(
        "экрандағы мәтінді оқитын бағдарлама", "программа чтения с экрана", "screen reader"
    ),
    "tactile_signs": Names("тактильді белгілер", "тактильные указатели", "tactile signs"),
    "light_signals": Names("жарық сигналдары", "световые сигналы", "light signals"),
    "written_talk": Names(
        "тапсырмалар жазбаша беріледі", "задания даются письменно", "tasks are given in writing"
    ),
    "sign_language": Names(
        "ымдау тілін білетін қызметкер", "сотрудник, знающий жестовый язык", "sign language known"
    ),
}


@dataclass(frozen=True)
class Limit:
    """What a person's health allows no work to demand, and what it asks of a workplace."""

    names: Names
    excludes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    helps: frozenset[str] = frozenset()


def _limit(kk: str, ru: str, en: str, excludes: str, needs: str = "", helps: str = "") -> Limit:
    words = (frozenset(text.split()) for text in (excludes, needs, helps))
    return Limit(Names(kk, ru, en), *words)


LIMITS = {
    "no_heavy_lifting": _limit(
        "ауыр жүк көтеруге болмайды",
        "нельзя поднимать тяжести",
        "no heavy lifting",
        "heavy_lifting",
    ),
    "no_standing": _limit(
        "ұзақ тік тұруға болмайды", "нельзя долго стоять", "no long standing", "standing"
    ),
    "no_walking": _limit("көп жүруге болмайды", "нельзя много ходить", "no long walks", "walking"),
    "no_night": _limit(
        "түнде жұмыс істеуге болмайды", "нельзя работать ночью", "no night work", "nights"
    ),
    "no_heights": _limit(
        "биіктікте жұмыс істеуге болмайды",
        "нельзя работать на высоте",
        "no work at height",
        "heights",
    ),
    "no_driving": _limit(
        "көлік жүргізуге болмайды", "нельзя управлять транспортом", "no driving", "driving"
    ),
    "no_chemicals": _limit(
        "шаң мен химиялық заттарға жақын жұмыс істеуге болмайды",
        "нельзя работать с пылью и химическими веществами",
        "no dust or chemicals",
        "chemicals",
    ),
    "no_noise": _limit(
        "қатты шуда жұмыс істеуге болмайды",
        "нельзя работать при сильном шуме",
        "no loud noise",
        "noise",
    ),
    "no_outdoors": _limit(
        "ыстықта және суықта жұмыс істеуге болмайды",
        "нельзя работать в жару и в холод",
        "no work in heat or cold",
        "outdoors",
    ),
    "no_screen": _limit(
        "компьютермен ұзақ жұмыс істеуге болмайды",
        "нельзя долго работать за компьютером",
        "no long work at a screen",
        "screen",
    ),
    "wheelchair": _limit(
        "кресло-арбамен жүреді",
        "передвигается на кресле-коляске",
        "uses a wheelchair",
        "standing walking heights heavy_lifting",
        needs="step_free_entrance",
        helps="accessible_toilet lift adjustable_desk",
    ),
    "low_vision": _limit(
        "нашар көреді",
        "слабое зрение",
        "low vision",
        "sharp_sight driving",
        helps="screen_reader tactile_signs",
    ),
    "low_hearing": _limit(
        "нашар естиді",
        "слабый слух",
        "low hearing",
        "hearing",
        helps="light_signals written_talk sign_language",
    ),
    "weak_hands": _limit(
        "қолының қимылы шектеулі",
        "ограничены движения рук",
        "limited use of the hands",
        "fine_hands heavy_lifting",
        helps="adjustable_desk",
    ),
}

LANGUAGES = {
    "kk": Names("қазақ тілі", "казахский язык", "Kazakh"),
    "ru": Names("орыс тілі", "русский язык", "Russian"),
    "en": Names("ағылшын тілі", "английский язык", "English"),
    "uz": Names("өзбек тілі", "узбекский язык", "Uzbek"),
    "tr": Names("түрік тілі", "турецкий язык", "Turkish"),
    "zh": Names("қытай тілі", "китайский язык", "Chinese"),
    "de": Names("неміс тілі", "немецкий язык", "German"),
    "fr": Names("француз тілі", "французский язык", "French"),
    "ko": Names("корей тілі", "корейский язык", "Korean"),
    "ar": Names("араб тілі", "арабский язык", "Arabic"),
}
