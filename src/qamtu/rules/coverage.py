"""What is modelled, since when and by which act; what is not verified, and what is not modelled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from yaml import YAMLError

from qamtu.trilingual import LANGUAGES, Names

from .accessibility import passport
from .accessibility.trials import try_verdicts
from .cases import case_files, try_cases
from .catalogue import PROGRAMMES, Modelled
from .exact import read_yaml
from .parameters import FOLDER, MACRO, PLAIN_UNITS, Parameter, parameters
from .programme import Step

WHERE_NOT_FOUND = "office where not found"  # published values hold, an operator enters the others
DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


@dataclass
class Coverage:
    """One programme: its acts with their first days, what is open, and what is wrong."""

    folder: str
    names: Names
    checked_on: date | None = None
    acts: dict[str, date] = field(default_factory=dict)
    unverified: list[str] = field(default_factory=list)
    entered_here: list[str] = field(default_factory=list)
    not_modelled: list[Names] = field(default_factory=list)
    steps: int = 0
    cases: int = 0
    problems: list[str] = field(default_factory=list)


def cover_all() -> list[Coverage]:
    """Every programme and the macro parameters, checked."""
    macro = Coverage(MACRO, Names("Макрокөрсеткіштер", "Макропоказатели", "Macro parameters"))
    _check_parameters(macro, MACRO)
    return [macro, *(cover(modelled) for modelled in PROGRAMMES.values()), _cover_passports()]


def _cover_passports() -> Coverage:
    """The form of the passport of a facility, its demands and its cases: no programme, but law."""
    found = Coverage(
        passport.FOLDER,
        Names("Нысанның қолжетімділік паспорты", "Паспорт доступности", "Accessibility passport"),
    )
    _read_statement(found)
    _check_parameters(found, passport.FOLDER)
    try:
        form = passport.passport_form()
        for name, differences in try_verdicts():
            found.cases += 1
            found.problems += [f"verdicts.yaml: {name}: {one}" for one in differences]
    except (YAMLError, ValueError, KeyError, TypeError) as problem:
        found.problems.append(f"passport.yaml: {problem}")
        return found
    found.steps = len(form.demands)
    for demand in form.demands:
        found.acts[demand.source] = min(demand.since, found.acts.get(demand.source, demand.since))
    open_ = [demand.condition.attribute for demand in form.demands if not demand.is_verified]
    if open_:
        found.unverified.append(", ".join(open_))
    return found


def cover(modelled: Modelled) -> Coverage:
    """One programme: its files read, its steps looked through, its cases tried."""
    programme = modelled.programme
    found = Coverage(programme.folder, programme.names)
    _read_statement(found)
    _check_parameters(found, programme.folder)
    for name, versions in programme.steps.items():
        found.steps += len(versions)
        found.problems += _problems_of(name, versions)
        for step in versions:
            for since, text in step.articles:
                if text:
                    first = max(since, step.since, *_days_in(text))
                    found.acts[text] = min(first, found.acts.get(text, first))
    if not found.problems:
        _try_cases(found)
    return found


def _read_statement(found: Coverage) -> None:
    """What the jurist who checked the folder says of it."""
    try:
        content = read_yaml(FOLDER / found.folder / "coverage.yaml")
        found.not_modelled = [Names(**one) for one in content["not_modelled"]]
        found.checked_on = content["checked_on"]
    except (OSError, YAMLError, ValueError, TypeError, KeyError) as problem:
        found.problems.append(f"coverage.yaml: {problem}")
        return
    if not isinstance(found.checked_on, date):
        found.problems.append(f"coverage.yaml: checked_on is no day: {found.checked_on!r}")
        found.checked_on = None
    if not all(names[one] for names in found.not_modelled for one in LANGUAGES):
        found.problems.append("coverage.yaml: not_modelled is not said in a language")


def _try_cases(found: Coverage) -> None:
    for path in case_files(found.folder):
        try:
            for outcome in try_cases(path, found.folder):
                found.cases += 1
                found.problems += [
                    f"{path.name}: {outcome.name}: {one}" for one in outcome.differences
                ]
        except (YAMLError, ValueError) as problem:
            found.problems.append(f"{path.name}: {problem}")
    if not found.cases:
        found.problems.append("has no case")


def _days_in(act: str) -> list[date]:
    """The days that an act's name carries: it can not be in force before them."""
    return [date(int(y), int(m), int(d)) for d, m, y in DAY.findall(act)]


def _check_parameters(found: Coverage, folder: str) -> None:
    try:
        declared = parameters(folder)
    except ValueError as problem:
        found.problems.append(str(problem))
        return
    for parameter in declared.values():
        found.problems += _parameter_problems(parameter)
        if parameter.per:
            found.entered_here.append(parameter.code)
        for value in parameter.values:
            if not value.is_verified:
                found.unverified.append(f"{parameter.code}, {value.since:%d.%m.%Y}")


def _parameter_problems(parameter: Parameter) -> Iterator[str]:
    if parameter.names is None or not all(parameter.names[one] for one in LANGUAGES):
        yield f"{parameter.code}: has no names"
    unit = parameter.unit
    if unit not in PLAIN_UNITS and unit != "tenge" and unit not in parameters(MACRO):
        yield f"{parameter.code}: «{unit}» is no unit"
    places = {value.place for value in parameter.values}
    if parameter.per and parameter.per != WHERE_NOT_FOUND:
        if "" in places:
            yield f"{parameter.code}: a value that differs by {parameter.per} names no place"
        return
    if places - {""}:
        yield f"{parameter.code}: a value of the whole country names a place"
    for before, after in zip(parameter.values, parameter.values[1:], strict=False):
        if before.until is not None and before.until + timedelta(1) != after.since:
            yield f"{parameter.code}: no value between {before.until} and {after.since}"


def _problems_of(name: str, versions: list[Step]) -> Iterator[str]:
    ordered = sorted(versions, key=lambda step: step.since)
    for step in ordered:
        if not all(step.names[one] and step.rule[one] for one in LANGUAGES):
            yield f"{name}: has no names or no rule in a language"
    for before, after in zip(ordered, ordered[1:], strict=False):
        if before.until is None or before.until + timedelta(1) != after.since:
            yield f"{name}: no version between {before.until} and {after.since}"
