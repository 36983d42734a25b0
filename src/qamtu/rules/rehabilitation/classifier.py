"""The measures that a programme of rehabilitation may prescribe.

The headings of the classifier, order 284 of 30.06.2023. Terms of replacement and guaranteed sums
were not found: an office enters them (`parameters.yaml`).
"""

from dataclasses import dataclass

from qamtu.trilingual import Names

PARTS = {
    "medical": Names("медициналық бөлік", "медицинская часть", "medical part"),
    "social": Names("әлеуметтік бөлік", "социальная часть", "social part"),
    "professional": Names("кәсіптік бөлік", "профессиональная часть", "professional part"),
}


@dataclass(frozen=True)
class Entry:
    """One heading: its part of the programme, whether it is a thing, its unit."""

    code: str
    part: str
    is_thing: bool
    names: Names
    unit: Names


CLASSIFIER: dict[str, Entry] = {
    entry.code: entry
    for entry in (
        Entry(
            "prosthesis",
            "social",
            True,
            Names(
                "протез-ортопедиялық құрал",
                "протезно-ортопедическое средство",
                "prosthetic or orthopaedic aid",
            ),
            Names("дана", "шт.", "piece"),
        ),
        Entry(
            "hearing_aid",
            "social",
            True,
            Names("есту аппараты", "слуховой аппарат", "hearing aid"),
            Names("дана", "шт.", "piece"),
        ),
        Entry(
            "sight_aid",
            "social",
            True,
            Names("тифлотехникалық құрал", "тифлотехническое средство", "aid for the blind"),
            Names("дана", "шт.", "piece"),
        ),
        Entry(
            "wheelchair",
            "social",
            True,
            Names("кресло-арба", "кресло-коляска", "wheelchair"),
            Names("дана", "шт.", "piece"),
        ),
        Entry(
            "walking_aid",
            "social",
            True,
            Names("қозғалуға көмек құралы", "средство передвижения", "walking aid"),
            Names("дана", "шт.", "piece"),
        ),
        Entry(
            "hygiene",
            "social",
            True,
            Names(
                "міндетті гигиеналық құрал", "обязательное гигиеническое средство", "hygiene item"
            ),
            Names("дана", "шт.", "piece"),
        ),
        Entry(
            "sanatorium",
            "social",
            False,
            Names(
                "санаторий-курорттық емдеу", "санаторно-курортное лечение", "sanatorium treatment"
            ),
            Names("жолдама", "путёвка", "voucher"),
        ),
        Entry(
            "assistant",
            "social",
            False,
            Names("жеке көмекші", "индивидуальный помощник", "personal assistant"),
            Names("қызмет", "услуга", "service"),
        ),
        Entry(
            "interpreter",
            "social",
            False,
            Names("ымдау тілі маманы", "специалист жестового языка", "sign-language specialist"),
            Names("сағат", "час", "hour"),
        ),
        Entry(
            "medical",
            "medical",
            False,
            Names("медициналық оңалту", "медицинская реабилитация", "medical rehabilitation"),
            Names("курс", "курс", "course"),
        ),
        Entry(
            "training",
            "professional",
            False,
            Names(
                "кәсіптік оңалту", "профессиональная реабилитация", "professional rehabilitation"
            ),
            Names("курс", "курс", "course"),
        ),
    )
}
