"""The names of acts as a language writes them: «Code art. 127», «Order 320 of 05.05.2015».

The files write an act in English: its kind, number and date, its articles, and a remark out of
`REMARKS`. What an operator enters is left as it is.
"""

import re

_KINDS = {
    "order": {"kk": "бұйрық", "ru": "приказ"},
    "law": {"kk": "Заң", "ru": "Закон"},
    "decree": {"kk": "қаулы", "ru": "постановление"},
}
_ACT = re.compile(r"\b(Order|order|Law|Decree|decree) (\d[\w-]*)(?: of (\d\d\.\d\d\.\d{4}))?")
_ARTICLE = r"\d+(?:\(\d+\))?"
_ARTICLES = re.compile(rf"\bart\. ({_ARTICLE}(?:(?:, |–){_ARTICLE})*)")
_BUDGET = re.compile(r"Law on the republican budget (\d{4}–\d{4})")
_AMENDED = re.compile(r" as amended by ([^;]+)")
REMARKS: dict[str, dict[str, str]] = {
    "Social Code": {"kk": "Әлеуметтік кодекс", "ru": "Социальный кодекс"},
    "Code": {"kk": "Кодекс", "ru": "Кодекс"},
    "Decree of the President, April 2020": {
        "kk": "Президенттің 2020 жылғы сәуірдегі Жарлығы",
        "ru": "Указ Президента, апрель 2020 года",
    },
    "as clarified in spring 2022": {
        "kk": "2022 жылғы көктемде нақтыланған",
        "ru": "уточнён весной 2022 года",
    },
    "Poverty line rules as amended since 01.04.2019": {
        "kk": "кедейлік шегін айқындау қағидалары, 01.04.2019 бастап өзгертілген",
        "ru": "правила определения черты бедности с изменениями от 01.04.2019",
    },
    "announced for Aktobe region, first quarter of 2026": {
        "kk": "Ақтөбе облысы үшін 2026 жылғы бірінші тоқсанға жарияланған",
        "ru": "объявлена по Актюбинской области на первый квартал 2026 года",
    },
    "decision of the maslikhat of Kegen district": {
        "kk": "Кеген аудандық мәслихатының шешімі",
        "ru": "решение маслихата Кегенского района",
    },
    "by arithmetic of the report: 29 835.1 thousand tenge for 2 557 people": {
        "kk": "есептен арифметикамен шығарылды: 2 557 адамға 29 835,1 мың теңге",
        "ru": "выведено из отчёта: 29 835,1 тыс. тенге на 2 557 человек",
    },
    "the decision of the maslikhat was not found": {
        "kk": "мәслихат шешімі табылмады",
        "ru": "решение маслихата не найдено",
    },
    "the ministry's word of 01.10.2025": {
        "kk": "министрліктің 01.10.2025 түсіндірмесі",
        "ru": "разъяснение министерства от 01.10.2025",
    },
    "sources disagree on the form": {
        "kk": "дереккөздер акт нысаны туралы әртүрлі айтады",
        "ru": "источники расходятся о форме акта",
    },
    "a mortgage is left out": {"kk": "ипотека есепке алынбайды", "ru": "ипотека не учитывается"},
    "the term was not found": {"kk": "мерзім табылмады", "ru": "срок не найден"},
    "standard of the service": {"kk": "қызмет стандарты", "ru": "стандарт услуги"},
    "for the school year": {"kk": "оқу жылына", "ru": "на учебный год"},
    "young stock only when sold or given away in the period": {
        "kk": "төл кезең ішінде сатылса немесе берілсе ғана",
        "ru": "молодняк – только если продан или отдан в этом периоде",
    },
    "does not name it": {"kk": "атап көрсетпейді", "ru": "не называет"},
    "in the wording of 2021": {"kk": "2021 жылғы редакцияда", "ru": "в редакции 2021 года"},
    "wording before 2021: not seen": {
        "kk": "2021 жылға дейінгі редакциясы көрілмеген",
        "ru": "редакция до 2021 года не просмотрена",
    },
    "Tax Code of 25.12.2017": {
        "kk": "25.12.2017 ж. Салық кодексі",
        "ru": "Налоговый кодекс от 25.12.2017",
    },
    "Tax Code of 2025, in force from 2026": {
        "kk": "2026 жылдан қолданыстағы 2025 жылғы Салық кодексі",
        "ru": "Налоговый кодекс 2025 года, действует с 2026 года",
    },
    "as amended from 2022": {"kk": "2022 жылғы өзгерістермен", "ru": "с изменениями с 2022 года"},
    "as amended late in 2022": {
        "kk": "2022 жылдың соңындағы өзгерістермен",
        "ru": "с изменениями конца 2022 года",
    },
    "from 2025": {"kk": "2025 жылдан", "ru": "с 2025 года"},
    "and the rules of subsidised jobs of 2022": {
        "kk": "және субсидияланатын жұмыс орындарының 2022 жылғы қағидалары",
        "ru": "и правила субсидируемых рабочих мест 2022 года",
    },
    "no upper age but the pension age": {
        "kk": "зейнет жасынан басқа жоғарғы шек жоқ",
        "ru": "верхнего предела, кроме пенсионного возраста, нет",
    },
    "an older edition": {"kk": "бұрынғы редакциясы", "ru": "прежняя редакция"},
    "the wage of the agreement": {"kk": "келісімдегі жалақы", "ru": "зарплата по соглашению"},
    "no act was found that divides the cap by days": {
        "kk": "шекті күндерге бөлетін акт табылмады",
        "ru": "акт, который делит предел по дням, не найден",
    },
    "paid through the State Corporation": {
        "kk": "Мемлекеттік корпорация арқылы төленеді",
        "ru": "выплачивается через Государственную корпорацию",
    },
    "paid to the participant's account": {
        "kk": "қатысушының шотына төленеді",
        "ru": "выплачивается на счёт участника",
    },
    "the employer pays the wage and is subsidised": {
        "kk": "жалақыны жұмыс беруші төлейді, оған субсидия беріледі",
        "ru": "зарплату платит работодатель, ему выдаётся субсидия",
    },
    "loans at 2.5 % stand for it since 2023": {
        "kk": "2023 жылдан оның орнына 2,5 % несие беріледі",
        "ru": "с 2023 года вместо него кредит под 2,5 %",
    },
    "the bands are to be checked": {
        "kk": "топтары тексерілуге тиіс",
        "ru": "группы следует проверить",
    },
    "the rule is to be checked": {
        "kk": "ереже тексерілуге тиіс",
        "ru": "правило следует проверить",
    },
    "the exemption was not found": {
        "kk": "босату туралы норма табылмады",
        "ru": "норма об освобождении не найдена",
    },
    "the limit is to be checked": {
        "kk": "шегі тексерілуге тиіс",
        "ru": "предел следует проверить",
    },
    "the Damu programme": {
        "kk": "«Даму» бағдарламасы",
        "ru": "программа «Даму»",
    },
    "Code 518-IV of 26.12.2011": {
        "kk": "26.12.2011 ж. № 518-IV Кодекс",
        "ru": "Кодекс № 518-IV от 26.12.2011",
    },
    "as amended from 01.07.2023: the State Corporation registers": {
        "kk": "01.07.2023 бастап өзгертілген: Мемлекеттік корпорация тіркейді",
        "ru": "с изменениями с 01.07.2023: регистрирует Государственная корпорация",
    },
    "as amended in mid-2022": {
        "kk": "2022 жылдың ортасындағы өзгерістермен",
        "ru": "с изменениями середины 2022 года",
    },
    "the day is to be checked": {"kk": "күні тексерілуге тиіс", "ru": "день следует проверить"},
    "Order of 17.02.2026": {"kk": "17.02.2026 ж. бұйрық", "ru": "приказ от 17.02.2026"},
    "an earlier edition": {
        "kk": "бұрынғы редакциясы",
        "ru": "прежняя редакция",
    },
    "Administrative Procedural Code 350-VI of 29.06.2020": {
        "kk": "29.06.2020 ж. № 350-VI Әкімшілік рәсімдік-процестік кодекс",
        "ru": "Административный процедурно-процессуальный кодекс № 350-VI от 29.06.2020",
    },
    "as amended: 61 years until 2028": {
        "kk": "өзгерістерімен: 2028 жылға дейін 61 жас",
        "ru": "с изменениями: 61 год до 2028 года",
    },
    "58 and a half years": {"kk": "58 жас 6 ай", "ru": "58 лет 6 месяцев"},
    "59 years": {"kk": "59 жас", "ru": "59 лет"},
    "59 and a half years": {"kk": "59 жас 6 ай", "ru": "59 лет 6 месяцев"},
    "60 years": {"kk": "60 жас", "ru": "60 лет"},
    "60 and a half years": {"kk": "60 жас 6 ай", "ru": "60 лет 6 месяцев"},
    "on state youth policy": {
        "kk": "«Мемлекеттік жастар саясаты туралы»",
        "ru": "«О государственной молодёжной политике»",
    },
    "the number is to be checked": {
        "kk": "саны тексерілуге тиіс",
        "ru": "число следует проверить",
    },
    "the number of days is to be checked": {
        "kk": "күндер саны тексерілуге тиіс",
        "ru": "число дней следует проверить",
    },
    "No definition was found": {"kk": "анықтамасы табылмады", "ru": "определения не найдено"},
    "and before": {"kk": "және одан бұрынғы", "ru": "и прежние"},
    "ask the employer to keep the person for 12 months": {
        "kk": "бойынша жұмыс беруші адамды 12 ай жұмыста ұстауға тиіс",
        "ru": "требуют от работодателя сохранить место за человеком на 12 месяцев",
    },
    "First job": {"kk": "Алғашқы жұмыс орны", "ru": "Первое рабочее место"},
    "Silver age": {"kk": "Күміс жас", "ru": "Серебряный возраст"},
    "at least once in 10 working days": {
        "kk": "10 жұмыс күнінде кемінде бір рет",
        "ru": "не реже одного раза в 10 рабочих дней",
    },
    "monthly in a village": {"kk": "ауылда ай сайын", "ru": "в селе ежемесячно"},
    "Report form: children under 16 stand apart": {
        "kk": "Есеп нысаны: 16 жасқа дейінгі балалар бөлек тұрады",
        "ru": "Форма отчёта: дети до 16 лет стоят отдельно",
    },
    "30 calendar days": {"kk": "күнтізбелік 30 күн", "ru": "30 календарных дней"},
    "three refusals of suitable work": {
        "kk": "лайықты жұмыстан үш рет бас тарту",
        "ru": "три отказа от подходящей работы",
    },
    "before 01.07.2023 to be checked": {
        "kk": "01.07.2023 дейінгісі тексерілуге тиіс",
        "ru": "до 01.07.2023 следует проверить",
    },
    "contact the employer within 3 working days": {
        "kk": "жұмыс берушіге 3 жұмыс күні ішінде хабарласу",
        "ru": "связаться с работодателем в течение 3 рабочих дней",
    },
    "Working model of an accessibility map": {
        "kk": "қолжетімділік картасының жұмыс үлгісі",
        "ru": "рабочая модель карты доступности",
    },
    "the official form was not found": {
        "kk": "ресми нысаны табылмады",
        "ru": "официальная форма не найдена",
    },
}
_REMARKS = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in sorted(REMARKS, key=len)[::-1]))


def act_in(text: str, language: str) -> str:
    """An act's short name in Kazakh or Russian; the files write it in English.

    >>> act_in("Code art. 125, 128(3); order 181 of 26.05.2023", "ru")
    'Кодекс ст. 125, 128(3); приказ № 181 от 26.05.2023'
    >>> act_in("Order 227 of 21.06.2023", "kk")
    '21.06.2023 ж. № 227 бұйрық'
    """
    if language == "en":
        return text

    def act(found: re.Match[str]) -> str:
        kind = _KINDS[found[1].lower()][language]
        if language == "ru":
            return f"{kind} № {found[2]}" + (f" от {found[3]}" if found[3] else "")
        return (f"{found[3]} ж. " if found[3] else "") + f"№ {found[2]} {kind}"

    text = _REMARKS.sub(lambda found: REMARKS[found[0]][language], text)
    text = _ACT.sub(act, text)
    if language == "ru":
        text = _BUDGET.sub(r"Закон о республиканском бюджете на \1 годы", text)
        text = _AMENDED.sub(r" в редакции: \1", text)
        return _ARTICLES.sub(r"ст. \1", text)
    text = _BUDGET.sub(r"\1 жылдарға арналған республикалық бюджет туралы Заң", text)
    text = _AMENDED.sub(r" (өзгертілген: \1)", text)
    return _ARTICLES.sub(r"\1-бап", text)
