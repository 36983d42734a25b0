"""Groups that any figure about people may be broken into."""

from typing import Any

import ibis

from qamtu.rules.people.youth import youth_bands
from qamtu.trilingual import Names

from .indicators import Slice


def _is_young(facts: Any) -> Any:
    condition = ibis.literal(False)
    for start, end, low, high in youth_bands():
        in_force = facts.occurred_on >= ibis.literal(start, type="date")
        if end is not None:
            in_force = in_force & (facts.occurred_on < ibis.literal(end, type="date"))
        condition = condition | (in_force & facts.age.between(low, high))
    return condition


YOUTH = Slice("youth", Names("жастар", "молодёжь", "young people"), where=_is_young)
WOMEN = Slice("women", Names("әйелдер", "женщины", "women"), where=lambda f: f.sex == "f")
MEN = Slice("men", Names("ерлер", "мужчины", "men"), where=lambda f: f.sex == "m")
RURAL = Slice(
    "rural",
    Names("ауыл тұрғындары", "сельские жители", "rural residents"),
    where=lambda f: f.is_rural,
)
DISABLED = Slice(
    "disabled",
    Names("мүгедектігі бар адамдар", "лица с инвалидностью", "persons with disabilities"),
    status="disability",
)
LARGE_FAMILY_MOTHER = Slice(
    "large_family_mother",
    Names("көп балалы аналар", "многодетные матери", "mothers of large families"),
    status="large_family_mother",
)
SELF_EMPLOYED = Slice(
    "self_employed",
    Names("өзін-өзі жұмыспен қамтығандар", "самозанятые", "self-employed people"),
    status="self_employed",
)
UNEMPLOYED = Slice(
    "unemployed", Names("жұмыссыздар", "безработные", "unemployed people"), status="unemployed"
)
ASP_RECIPIENT = Slice(
    "asp_recipient",
    Names("АӘК алушылар", "получатели АСП", "recipients of targeted assistance"),
    status="asp_recipient",
)
PROBATION = Slice(
    "probation",
    Names("пробация есебіндегілер", "состоящие на учёте пробации", "people on probation"),
    status="probation",
)
KANDAS = Slice("kandas", Names("қандастар", "кандасы", "kandas"), status="kandas")
OLDER = Slice(
    "over_50",
    Names("50 жастан асқандар", "лица старше 50 лет", "people over 50"),
    where=lambda f: f.age > 50,
)

PEOPLE_SLICES: dict[str, Slice] = {
    slice_.code: slice_
    for slice_ in (
        YOUTH,
        WOMEN,
        MEN,
        RURAL,
        OLDER,
        DISABLED,
        LARGE_FAMILY_MOTHER,
        SELF_EMPLOYED,
        UNEMPLOYED,
        ASP_RECIPIENT,
        PROBATION,
        KANDAS,
    )
}


def category_slices(categories: dict[str, Names]) -> tuple[Slice, ...]:
    """The exclusive groups of a measure: each fact stands in the one category of its case."""

    def in_category(code: str) -> Any:
        return lambda facts: facts.category == code

    return tuple(Slice(code, names, where=in_category(code)) for code, names in categories.items())
