"""The acts of civil status as measures: a registered act is a case, counted like any other."""

from datetime import date

from qamtu.casework.fields import Field
from qamtu.casework.indicators import Indicator, Quantity, Slice, count_of, detail
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.slices import category_slices
from qamtu.casework.workflow import (
    CARRIED_OUT,
    DESK,
    HEADS,
    NEW,
    SPECIALISTS,
    WITHDRAWN,
    Transition,
    Workflow,
)
from qamtu.trilingual import Names

from .words import CONSENT, COURT, KINDS, ORIGINS, Kind

BASIS = (
    LegalBasis(
        Names(
            "26.12.2011 ж. № 518-IV «Неке (ерлі-зайыптылық) және отбасы туралы» Кодекс",
            "Кодекс от 26.12.2011 № 518-IV «О браке (супружестве) и семье»",
            "Code 518-IV of 26.12.2011 on marriage and family",
        ),
        date(2011, 12, 26),
    ),
    LegalBasis(
        Names(
            "25.02.2015 ж. № 112 бұйрық",
            "Приказ от 25.02.2015 № 112",
            "Order 112 of 25.02.2015",
        ),
        date(2015, 2, 25),
    ),
)
STANDS = frozenset({CARRIED_OUT})
WORKFLOW = Workflow(
    {
        step.code: step
        for step in (
            Transition(
                "open",
                frozenset({NEW}),
                CARRIED_OUT,
                Names("Акт тіркелді", "Акт зарегистрирован", "Act registered"),
                DESK,
            ),
            Transition(
                "certify",
                STANDS,
                None,
                Names("Куәлік берілді", "Свидетельство выдано", "Certificate issued"),
                DESK,
                is_once=False,
            ),
            Transition(
                "repeat",
                STANDS,
                None,
                Names(
                    "Қайталама куәлік берілді",
                    "Выдано повторное свидетельство",
                    "Repeated certificate issued",
                ),
                DESK,
                needs_reason=True,
                is_once=False,
            ),
            Transition(
                "correct",
                STANDS,
                None,
                Names("Жазба өзгертілді", "Запись изменена", "Record corrected"),
                SPECIALISTS,
                needs_reason=True,
                is_once=False,
            ),
            Transition(
                "annul",
                STANDS,
                WITHDRAWN,
                Names("Жазба жойылды", "Запись аннулирована", "Record annulled"),
                HEADS,
                needs_reason=True,
            ),
        )
    }
)
ORIGIN = Field("origin", Names("Дереккөзі", "Источник", "Origin"), "choice", ORIGINS)
OUTSIDE = Slice(
    "outside",
    Names("сырттан келгендер", "поступившие извне", "from outside"),
    where=lambda f: detail(f, "origin") == "outside",
)
BIRTHS = {
    "in_time": Names("мерзімінде", "в срок", "in time"),
    "late": Names("кеш тіркелгендер", "поздние регистрации", "late registrations"),
    "stillbirth": Names("өлі туғандар", "мертворождённые", "stillbirths"),
}
BOYS = Slice(
    "boys",
    Names("ұлдар", "мальчики", "boys"),
    where=lambda f: (f.sex == "m") & (f.category != "stillbirth"),
)
GIRLS = Slice(
    "girls",
    Names("қыздар", "девочки", "girls"),
    where=lambda f: (f.sex == "f") & (f.category != "stillbirth"),
)
DIVORCES = {
    CONSENT: Names("өзара келісіммен", "по согласию", "by consent"),
    COURT: Names("сот шешімімен", "по решению суда", "by a court"),
}


def _births() -> Quantity:
    return Quantity(
        "events",
        lambda e: (
            (e.measure == "civil_birth") & (e.transition == "open") & (e.category != "stillbirth")
        ),
    )


def _measure(
    kind: str, *indicators: Indicator, categories: dict[str, Names] | None = None
) -> Measure:
    return Measure(
        code=f"civil_{kind}",
        section="civil",
        subject="person",
        names=KINDS[kind],
        basis=BASIS,
        workflow=WORKFLOW,
        categories=categories or {},
        fields=(ORIGIN,),
        indicators=indicators,
        is_decided_by_rules=True,
    )


def _registered(code: str, kind: str, names: Names, sentences: Names, *slices: Slice) -> Indicator:
    return Indicator(
        code=f"civil.{code}",
        names=names,
        values={"fact": count_of(f"civil_{kind}", "open")},
        slices=(*slices, OUTSIDE),
        sentences=sentences,
        has_plan=False,
    )


BIRTH = _measure(
    Kind.BIRTH,
    Indicator(
        code="civil.births",
        names=Names("Туу тіркелді", "Зарегистрировано рождений", "Births registered"),
        values={"fact": _births()},
        slices=(BOYS, GIRLS, OUTSIDE),
        sentences=Names(
            "{fact} туу тіркелді{+slices}.",
            "Зарегистрировано {fact:рождение|рождения|рождений}{+slices}.",
            "{fact:birth was|births were} registered{+slices}.",
        ),
        has_plan=False,
    ),
    Indicator(
        code="civil.late-births",
        names=Names("Кеш тіркелген туу", "Поздние регистрации рождения", "Late registrations"),
        values={
            "fact": Quantity(
                "events",
                lambda e: (
                    (e.measure == "civil_birth") & (e.transition == "open") & (e.category == "late")
                ),
            )
        },
        stage_of="civil.births",
        sentences=Names(
            "Мерзімінен кеш {fact} туу тіркелді.",
            "По истечении срока зарегистрировано {fact:рождение|рождения|рождений}.",
            "{fact:birth was|births were} registered late.",
        ),
        has_plan=False,
    ),
    Indicator(
        code="civil.repeated-certificates",
        names=Names("Қайталама куәліктер", "Повторные свидетельства", "Repeated certificates"),
        values={
            "fact": Quantity(
                "events",
                lambda e: e.measure.startswith("civil_") & (e.transition == "repeat"),
            )
        },
        sentences=Names(
            "{fact} қайталама куәлік берілді.",
            "Выдано {fact:повторное свидетельство|повторных свидетельства|повторных свидетельств}.",
            "{fact:repeated certificate was|repeated certificates were} issued.",
        ),
        has_plan=False,
    ),
    categories=BIRTHS,
)
DEATH = _measure(
    Kind.DEATH,
    _registered(
        "deaths",
        "death",
        Names("Қайтыс болу тіркелді", "Зарегистрировано смертей", "Deaths registered"),
        Names(
            "{fact} қайтыс болу тіркелді{+slices}.",
            "Зарегистрировано {fact:смерть|смерти|смертей}{+slices}.",
            "{fact:death was|deaths were} registered{+slices}.",
        ),
    ),
)
MARRIAGE = _measure(
    Kind.MARRIAGE,
    _registered(
        "marriages",
        "marriage",
        Names("Неке қиылды", "Заключено браков", "Marriages registered"),
        Names(
            "{fact} неке қиылды{+slices}.",
            "Заключено {fact:брак|брака|браков}{+slices}.",
            "{fact:marriage was|marriages were} registered{+slices}.",
        ),
    ),
)
DIVORCE = _measure(
    Kind.DIVORCE,
    _registered(
        "divorces",
        "divorce",
        Names("Неке бұзылды", "Расторгнуто браков", "Divorces registered"),
        Names(
            "{fact} неке бұзылды{+slices}.",
            "Расторгнуто {fact:брак|брака|браков}{+slices}.",
            "{fact:divorce was|divorces were} registered{+slices}.",
        ),
        *category_slices(DIVORCES),
    ),
    categories=DIVORCES,
)
PATERNITY = _measure(
    Kind.PATERNITY,
    _registered(
        "paternities",
        "paternity",
        Names("Әке болу анықталды", "Установлено отцовств", "Paternities established"),
        Names(
            "{fact} жағдайда әке болу анықталды{+slices}.",
            "Отцовство установлено в {fact:случае|случаях|случаях}{+slices}.",
            "Paternity was established in {fact:case|cases}{+slices}.",
        ),
    ),
)
NAME_CHANGE = _measure(
    Kind.NAME_CHANGE,
    _registered(
        "name-changes",
        "name_change",
        Names("Аты өзгертілді", "Перемена имени", "Changes of name"),
        Names(
            "{fact} адам атын өзгертті{+slices}.",
            "Имя {fact:form:переменил|переменили|переменили}"
            " {fact:человек|человека|человек}{+slices}.",
            "{fact:person|people} changed their name{+slices}.",
        ),
    ),
)

MEASURES = (BIRTH, DEATH, MARRIAGE, DIVORCE, PATERNITY, NAME_CHANGE)
MEASURE_OF_KIND: dict[str, Measure] = {
    measure.code.removeprefix("civil_"): measure for measure in MEASURES
}
