"""Is a scenario possible? All that clashes is said at once, each sentence naming the figures."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from .complaints import ScenarioError, said
from .scenario import Figure, Scenario

SOURCES = ("republican", "regional", "local", "fund")
DISJOINT_SLICES = (("women", "men"), ("youth", "over_50"), ("large_family_mother", "men"))
NESTED_SLICES = (("large_family_mother", "women"),)


@dataclass(frozen=True)
class FigureSpec:
    """What the measures' declarations say of a figure.

    `stage_of`: the wider figure that it is a later stage of; `paid_from`: the figure whose money
    bounds its own; `component_of`: the figure of people that it is a part of. `is_partition`: each
    record stands in at most one of its `slices` (a category of the case).
    """

    keys: frozenset[str]
    slices: frozenset[str] = frozenset()
    stage_of: str | None = None
    paid_from: str | None = None
    component_of: str | None = None
    is_partition: bool = False


def check_scenario(
    scenario: Scenario, catalogue: Mapping[str, FigureSpec], lang: str = "en"
) -> None:
    """Raise `ScenarioError` with everything that clashes; nothing when the scenario is possible."""
    check = _Check(scenario, catalogue, lang)
    check.run()
    if check.complaints:
        raise ScenarioError(check.complaints)


class _Check:
    def __init__(self, scenario: Scenario, catalogue: Mapping[str, FigureSpec], lang: str) -> None:
        self.scenario = scenario
        self.catalogue = catalogue
        self.lang = lang
        self.complaints: list[str] = []

    def complain(self, code: str, **facts: object) -> None:
        sentence = said(code, self.lang, **facts)
        if sentence not in self.complaints:
            self.complaints.append(sentence)

    def run(self) -> None:
        if self.scenario.start > self.scenario.as_of:
            self.complain("days-reversed", start=self.scenario.start, as_of=self.scenario.as_of)
        for code, times in Counter(f.id for f in self.scenario).items():
            if times > 1:
                self.complain("twice", id=code)
        for figure in self.scenario:
            spec = self.catalogue.get(figure.id)
            if spec is None:
                self.unknown(figure)
                continue
            self.keys(figure, spec)
            self.slices(figure, spec)
            self.stage(figure, spec)
            self.money(figure, spec)
        self.counts()
        for whole in {s.component_of for s in self.catalogue.values() if s.component_of}:
            self.participants(whole)

    def unknown(self, figure: Figure) -> None:
        near = get_close_matches(figure.id, self.catalogue, 1, 0.4)
        if near:
            self.complain("unknown-id-nearest", id=figure.id, nearest=near[0])
        else:
            self.complain("unknown-id", id=figure.id)

    def keys(self, figure: Figure, spec: FigureSpec) -> None:
        known = ", ".join(sorted(spec.keys))
        for key in sorted(figure.keys - spec.keys):
            self.complain("unknown-key", id=figure.id, key=key, known=known)
        if not figure.keys:
            self.complain("empty", id=figure.id, known=known)

    def slices(self, figure: Figure, spec: FigureSpec) -> None:
        for code in figure.slices:
            if code not in spec.slices:
                known = ", ".join(sorted(spec.slices)) or "–"
                self.complain("unknown-slice", id=figure.id, slice=code, known=known)
        if not figure.slices:
            return
        whole = figure.main_count
        if whole is None:
            self.complain("slices-without-whole", id=figure.id)
            return
        key, number = whole
        for code, part in figure.slices.items():
            if part > number:
                self.complain(
                    "slice-too-large", id=figure.id, slice=code, part=part, key=key, number=number
                )
        total = sum(figure.slices.values())
        if figure.exclusive and total != number:
            self.complain("slices-sum", id=figure.id, total=total, key=key, number=number)
        elif spec.is_partition and total > number:
            names = ", ".join(figure.slices)
            self.complain(
                "slices-exceed", id=figure.id, slices=names, total=total, key=key, number=number
            )
        if not spec.is_partition:
            self.people_slices(figure, key, number)

    def people_slices(self, figure: Figure, key: str, number: int) -> None:
        stated = figure.slices
        for pair in DISJOINT_SLICES:
            total = sum(stated.get(code, 0) for code in pair)
            if all(code in stated for code in pair) and total > number:
                self.complain(
                    "slices-exceed",
                    id=figure.id,
                    slices=", ".join(pair),
                    total=total,
                    key=key,
                    number=number,
                )
        for part, wider in NESTED_SLICES:
            if part in stated and stated[part] > stated.get(wider, number):
                self.complain(
                    "slice-within",
                    id=figure.id,
                    slice=part,
                    part=stated[part],
                    wider=wider,
                    number=stated[wider],
                )
        if {"women", "men"} <= stated.keys() and stated["women"] + stated["men"] != number:
            self.complain(
                "women-and-men",
                id=figure.id,
                women=stated["women"],
                men=stated["men"],
                key=key,
                number=number,
            )

    def stage(self, figure: Figure, spec: FigureSpec) -> None:
        """A later stage is never larger than any stage before it, stated or not in between."""
        wider = spec.stage_of
        while wider is not None:
            before = self.scenario.get(wider)
            if before is not None and figure.fact is not None and before.fact is not None:
                self.stage_within(figure, before, figure.fact, before.fact)
            wider = self.catalogue[wider].stage_of if wider in self.catalogue else None

    def stage_within(self, figure: Figure, before: Figure, number: int, whole: int) -> None:
        facts: dict[str, object] = {"id": figure.id, "wider": before.id}
        if number > whole:
            self.complain("stage-exceeds", **facts, number=number, whole=whole)
            return
        for code, part in figure.slices.items():
            if code not in before.slices:
                continue
            if part > before.slices[code]:
                self.complain(
                    "stage-slice-exceeds", **facts, slice=code, part=part, whole=before.slices[code]
                )
            elif number - part > whole - before.slices[code]:
                self.complain(
                    "stage-rest-exceeds",
                    **facts,
                    slice=code,
                    part=number - part,
                    whole=whole - before.slices[code],
                )

    def money(self, figure: Figure, spec: FigureSpec) -> None:
        for source in figure.money_by_source:
            if source not in SOURCES:
                self.complain(
                    "unknown-source", id=figure.id, source=source, known=", ".join(SOURCES)
                )
        by_source = sum(figure.money_by_source.values(), Decimal(0))
        if figure.money is not None and figure.money_by_source and by_source != figure.money:
            self.complain("sources-sum", id=figure.id, total=by_source, money=figure.money)
        money = figure.total_money
        if figure.supplier and money == 0:
            self.complain("supplier-for-nothing", id=figure.id)
        if not money:
            return
        counted = [key for key in figure.numbers if key != "plan"]
        for key in counted:
            if figure.numbers[key] == 0:
                self.complain("money-for-nobody", id=figure.id, money=money, key=key)
        takers = figure.numbers.get(counted[0]) if counted else None
        if takers and "allocated" not in figure.id and money * 100_000 < takers:
            self.complain("money-too-small", id=figure.id, money=money, number=takers)
        wider = self.scenario.get(spec.paid_from) if spec.paid_from else None
        if wider is None:
            return
        allocated = wider.total_money
        facts: dict[str, object] = {"id": figure.id, "wider": wider.id}
        if allocated is not None and money > allocated:
            self.complain("overpaid", **facts, paid=money, allocated=allocated)
        if wider.money_by_source:
            for source, paid in figure.money_by_source.items():
                there = wider.money_by_source.get(source, Decimal(0))
                if paid > there:
                    self.complain(
                        "overpaid-source", **facts, source=source, paid=paid, allocated=there
                    )
        if wider.numbers.get("people") == 0:
            self.complain("money-for-nobody-wider", **facts, money=money, key="people")

    def counts(self) -> None:
        for figure in self.scenario:
            numbers = figure.numbers
            people, households = numbers.get("people"), numbers.get("households")
            if people is not None and households is not None and people < households:
                self.complain("fewer-people", id=figure.id, people=people, households=households)
            elif people and households == 0:
                self.complain(
                    "people-and-none", id=figure.id, key="households", other="people", number=people
                )
            fact = numbers.get("fact")
            if people is not None and fact is not None:
                if people > fact:
                    self.complain("people-exceed", id=figure.id, people=people, number=fact)
                elif fact and not people:
                    self.complain(
                        "people-and-none", id=figure.id, key="people", other="fact", number=fact
                    )
        subjects = self.scenario.number("personal-assistants.allocated", "people")
        assistants = self.scenario.number("personal-assistants.paid", "assistants")
        if subjects == 0 and assistants:
            self.complain(
                "people-and-none",
                id="personal-assistants.paid",
                key="personal-assistants.allocated.people",
                other="assistants",
                number=assistants,
            )

    def participants(self, whole: str) -> None:
        number = self.scenario.number(whole)
        if number is None:
            return
        components = [c for c, spec in self.catalogue.items() if spec.component_of == whole]
        stated = {c: n for c in components if (n := self.scenario.number(c)) is not None}
        total = sum(stated.values())
        if number > total and len(stated) == len(components):
            parts = " + ".join(f"{code} {count}" for code, count in stated.items())
            self.complain("participants-more", id=whole, number=number, parts=parts, total=total)
        largest = max(stated, key=lambda code: stated[code], default=None)
        if largest is not None and number < stated[largest]:
            self.complain(
                "participants-fewer",
                id=whole,
                number=number,
                part=largest,
                largest=stated[largest],
            )
