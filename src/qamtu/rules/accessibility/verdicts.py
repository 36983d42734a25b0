"""Who can enter: the verdict per need, with what stands in the way.

Every answer that is missing is taken once as the worst and once as the best that it may be. Where
both give one verdict, that is it; where even the worst leaves a part accessible, it is partial;
else, and where nothing was looked at, it is unknown. So a better answer never makes a verdict
worse.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qamtu.trilingual import Names

from .passport import (
    NO,
    NOT_PROVIDED,
    UNITS,
    UNKNOWN,
    YES,
    Condition,
    Demand,
    Form,
    Zone,
    passport_form,
)

FULL, PARTIAL, NONE = "full", "partial", "none"
RANK = {NONE: 0, UNKNOWN: 1, PARTIAL: 2, FULL: 3}
VERDICTS: dict[str, Names] = {
    FULL: Names("толық қолжетімді", "доступно полностью", "fully accessible"),
    PARTIAL: Names("ішінара қолжетімді", "доступно частично", "partially accessible"),
    NONE: Names("қолжетімсіз", "не доступно", "not accessible"),
    UNKNOWN: Names("белгісіз", "неизвестно", "unknown"),
    NOT_PROVIDED: Names("көзделмеген", "не предусмотрено", "not provided"),
}
# {zone: {attribute: «yes», «no», «unknown», «not_provided» or tenths}}; None: no such zone there.
Answers = Mapping[str, Mapping[str, str | int] | None]


@dataclass(frozen=True)
class Reason:
    """A demand that is not met in a zone, or of which it is unknown whether it is."""

    zone: str
    attribute: str
    bound: str
    tenths: int
    said: str | int
    is_must: bool

    @property
    def is_open(self) -> bool:
        return self.said == UNKNOWN


@dataclass(frozen=True)
class Verdict:
    """A need's verdict: of the facility, of its zones, and the reasons."""

    need: str
    verdict: str
    zones: Mapping[str, str]
    reasons: tuple[Reason, ...]


def judge(answers: Answers, day: date, form: Form | None = None) -> dict[str, Verdict]:
    """The verdict of every need by the demands of a day."""
    form = form or passport_form()
    return {need: _judge_need(answers, day, form, need) for need in form.needs}


def for_needs(verdicts: Mapping[str, str], needs: list[str]) -> str:
    """One verdict for somebody who has all of these needs: the worst of them."""
    mine = [verdicts.get(need, UNKNOWN) for need in needs]
    judged = [one for one in mine if one != NOT_PROVIDED]
    if not judged:
        return NOT_PROVIDED if mine else UNKNOWN
    return min(judged, key=RANK.__getitem__)


def _judge_need(answers: Answers, day: date, form: Form, need: str) -> Verdict:
    spans: dict[str, tuple[str, str]] = {}  # the worst and the best that a zone may be
    shown: dict[str, str] = {}
    reasons: list[Reason] = []
    is_seen = False
    for zone in form.zones.values():
        demands = [one for one in form.demands_of(zone.form, day) if need in one.must | one.should]
        if not demands:
            continue
        said = answers.get(zone.code, None if zone.is_further else {})
        if said is None:
            shown[zone.code] = NOT_PROVIDED
            continue
        worst, best = FULL, FULL
        for demand in demands:
            met_at_worst, met_at_best = _is_met(demand, said)
            step = NONE if need in demand.must else PARTIAL
            worst = worst if met_at_worst else min(worst, step, key=RANK.__getitem__)
            best = best if met_at_best else min(best, step, key=RANK.__getitem__)
            if not met_at_worst:
                reasons.append(_reason(zone, demand, said, met_at_best, need))
        spans[zone.code] = worst, best
        is_zone_seen = any(_is_seen(demand, said) for demand in demands)
        is_seen = is_seen or is_zone_seen
        shown[zone.code] = _between(worst, best) if is_zone_seen else UNKNOWN
    verdict = UNKNOWN if spans else NOT_PROVIDED
    if is_seen:
        ends = [{zone: span[end] for zone, span in spans.items()} for end in (0, 1)]
        verdict = _between(*(_overall(end, form) for end in ends))
    return Verdict(need, verdict, shown, tuple(reasons))


def _between(worst: str, best: str) -> str:
    if worst in (best, PARTIAL):
        return worst
    return UNKNOWN


def _overall(zones: Mapping[str, str], form: Form) -> str:
    """By the zones: of several entrances the best counts; a decisive zone may close the place."""
    of_form: dict[str, str] = {}
    for code, verdict in zones.items():
        name = form.zones[code].form
        of_form[name] = max(of_form.get(name, NONE), verdict, key=RANK.__getitem__)
    if any(of_form.get(name) == NONE for name in form.decisive):
        return NONE
    if set(of_form.values()) == {NONE}:
        return NONE
    return FULL if set(of_form.values()) == {FULL} else PARTIAL


def _is_met(demand: Demand, said: Mapping[str, str | int]) -> tuple[bool, bool]:
    """Whether the demand is met at the worst and at the best."""
    answer = said.get(demand.condition.attribute, UNKNOWN)
    if answer == NOT_PROVIDED and demand.absent_is_met:
        return True, True
    spans = [_holds(one, said) for one in (demand.condition, *demand.unless)]
    return any(worst for worst, _best in spans), any(best for _worst, best in spans)


def _is_seen(demand: Demand, said: Mapping[str, str | int]) -> bool:
    conditions = (demand.condition, *demand.unless)
    return any(said.get(one.attribute, UNKNOWN) != UNKNOWN for one in conditions)


def _holds(condition: Condition, said: Mapping[str, str | int]) -> tuple[bool, bool]:
    answer = said.get(condition.attribute, UNKNOWN)
    if answer == UNKNOWN:
        return False, True
    if isinstance(answer, str) or not condition.bound:
        holds = answer == YES  # «yes» to a measure: it is as demanded, but was not measured
    elif condition.bound == "at_least":
        holds = answer >= condition.tenths
    elif condition.bound == "at_most":
        holds = answer <= condition.tenths
    else:
        holds = answer > condition.tenths
    return holds, holds


def _reason(
    zone: Zone, demand: Demand, said: Mapping[str, str | int], may_be_met: bool, need: str
) -> Reason:
    answer = said.get(demand.condition.attribute, UNKNOWN)
    return Reason(
        zone=zone.code,
        attribute=demand.condition.attribute,
        bound=demand.condition.bound,
        tenths=demand.condition.tenths,
        said=UNKNOWN if may_be_met else answer,
        is_must=need in demand.must,
    )


WORDS = {
    "at_least": Names("кемінде {}", "не менее {}", "at least {}"),
    "at_most": Names("{}-ден артық емес", "не более {}", "at most {}"),
    "more_than": Names("{}-ден артық", "более {}", "more than {}"),
    "now": Names("қазір {}", "сейчас {}", "now {}"),
    "needed": Names("қажет: {}", "нужно: {}", "needed: {}"),
    "missing": Names("жоқ; орнату қажет", "нет; нужно обеспечить", "missing; to be provided"),
    "unseen": Names("анықталмаған; тексеру қажет", "не установлено; проверить", "to be checked"),
}  # fmt: skip


def measure_text(tenths: int, unit: str, language: str) -> str:
    """14 tenths of a centimetre: «1,4 см»."""
    whole, part = divmod(tenths, 10)
    sign = "." if language == "en" else ","
    return f"{whole}{sign}{part} {UNITS[unit][language]}" if part else (
        f"{whole} {UNITS[unit][language]}"
    )  # fmt: skip


def sentence_of_reason(reason: Reason, language: str, form: Form | None = None) -> str:
    """«есіктің ені: қазір 80 см, қажет: кемінде 90 см»: what stands in the way, what to change."""
    form = form or passport_form()
    attribute = form.attributes[reason.attribute]
    name = attribute.names[language]
    needed = ""
    if reason.bound:
        size = measure_text(reason.tenths, attribute.unit, language)
        needed = WORDS["needed"][language].format(WORDS[reason.bound][language].format(size))
    if reason.is_open:
        unseen = WORDS["unseen"][language]
        return f"{name}: {unseen}{f' ({needed})' if needed else ''}"
    if isinstance(reason.said, int):
        now = WORDS["now"][language].format(measure_text(reason.said, attribute.unit, language))
        return f"{name}: {now}, {needed}"
    if reason.said in (NO, NOT_PROVIDED) and not needed:
        return f"{name}: {WORDS['missing'][language]}"
    return f"{name}: {needed}"
