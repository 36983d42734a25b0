"""A programme: what it asks, its steps, and the judgement of one family or person with its trace.

A step is a plain function of a subject and the law. It reads other steps, inputs and parameters
by name; the reading is the trace:

    @PROGRAMME.step("family", unit="tenge", names=…, rule=…, article="…")
    def per_capita_income(family, law):
        return family.income / MONTHS / family.size

The same functions judge a million families at once (see `columns`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from qamtu.trilingual import Names

from .exact import Exact, simplest, whole
from .parameters import PLAIN_UNITS, Law, ParameterValue

Value = Any  # an exact number, a bool, a Choice; or columns of them
Rule = Callable[[Any, Any], Value]


@dataclass(frozen=True)
class Choice:
    """One code of a list."""

    code: str

    def among(self, *codes: str) -> bool:
        return self.code in codes


@dataclass(frozen=True)
class Input:
    """What a programme asks of a subject of one level.

    Units: `tenge` (held in tiyn), `people`, `months`, `years`, `flag`, `choice`, `day` (held as
    `day_number` says; 0 where there is none).
    """

    name: str
    level: str
    unit: str
    names: Names
    default: Value = None
    most: int | None = None
    choices: Mapping[str, Names] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One rule of an act, from its first day on."""

    name: str
    level: str
    unit: str
    names: Names
    rule: Names
    articles: tuple[tuple[date, str], ...]
    since: date
    until: date | None
    function: Rule

    def article_on(self, day: date) -> str:
        """The article that says it on the day: the same rule may move from act to act."""
        return next((text for since, text in reversed(self.articles) if since <= day), "")

    def is_in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Level:
    """A kind of subject: `plural` is how the one above calls its own."""

    name: str
    plural: str
    above: str | None
    names: Names


class StepMissing(LookupError):
    """A step asked for a day on which no act, as it is modelled, says it."""


@dataclass
class Programme:
    """Levels from the top down, inputs and steps of one folder of the law."""

    folder: str
    names: Names
    levels: tuple[Level, ...]
    inputs: dict[str, Input] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)

    def asks(self, *inputs: Input) -> None:
        """Declare inputs. Raises ValueError for a name that is taken."""
        for given in inputs:
            if given.name in self.inputs or given.name in self.steps:
                raise ValueError(f"{given.name} is declared twice")
            self.inputs[given.name] = given

    def step(
        self,
        level: str,
        *,
        unit: str,
        names: Names,
        rule: Names,
        article: str | Mapping[date, str],
        since: date = date(2002, 1, 1),
        until: date | None = None,
        name: str = "",
    ) -> Callable[[Rule], Rule]:
        """Declare a step; several of one name follow each other in time, without overlap."""

        def declare(function: Rule) -> Rule:
            step = Step(
                name or function.__name__,
                level,
                unit,
                names,
                rule,
                ((date.min, article),) if isinstance(article, str) else tuple(article.items()),
                since,
                until,
                function,
            )
            versions = self.steps.setdefault(step.name, [])
            if step.name in self.inputs or (versions and versions[0].level != level):
                raise ValueError(f"{step.name} is declared twice")
            for other in versions:
                if (other.until is None or since <= other.until) and (
                    until is None or other.since <= until
                ):
                    raise ValueError(f"{step.name}: two versions on one day")
            versions.append(step)
            return function

        return declare

    def step_on(self, name: str, day: date) -> Step:
        """The version of the day. Raises `StepMissing`."""
        for step in self.steps.get(name, ()):
            if step.is_in_force(day):
                return step
        raise StepMissing(f"{self.folder}: no act says «{name}» on {day:%d.%m.%Y}")

    def level_of(self, name: str) -> str:
        """The level at which an input or a step stands. Raises AttributeError."""
        if name in self.inputs:
            return self.inputs[name].level
        if name in self.steps:
            return self.steps[name][0].level
        raise AttributeError(f"{self.folder} has no input or step «{name}»")

    def below(self, level: str) -> Level | None:
        return next((other for other in self.levels if other.above == level), None)


class Operand(NamedTuple):
    """What a step read: its name in words, its value and unit, and the source of a parameter."""

    name: str
    names: Names
    value: Value
    unit: str
    source: ParameterValue | None = None


class Reason(NamedTuple):
    """A step that was taken: for whom (the path of positions below the top), from what, to what."""

    step: Step
    position: tuple[int, ...]
    operands: tuple[Operand, ...]
    value: Value


@dataclass
class Judgement:
    """Answers and reasons, in the order in which they followed from each other."""

    programme: Programme
    law: Law
    subject: "Subject"
    reasons: list[Reason]

    def __getitem__(self, name: str) -> Value:
        value = getattr(self.subject, name)
        return value if isinstance(value, (bool, Choice)) else simplest(value)


class LawOfDay:
    """What a step may ask of the law beside its figures, of one subject and of columns alike."""

    def __init__(self, law: Law) -> None:
        self._law = law

    @property
    def day(self) -> date:
        return self._law.day

    @property
    def today(self) -> int:
        """The day as the steps hold days."""
        return day_number(self._law.day)

    def knows(self, code: str) -> bool:
        """True when a parameter has a value on the day."""
        return self._law.is_known(code)

    def is_changed(self, *codes: str) -> bool:
        """True when a question «what if» changes one of these."""
        return self._law.is_changed(*codes)


class LawReader(LawOfDay):
    """The law as a step reads it: `law.mrp`. What is read becomes an operand of the step."""

    def __init__(self, law: Law, operands: list[Operand]) -> None:
        super().__init__(law)
        self._operands = operands

    def says(self, prefix: str, choice: Choice) -> Value:
        """The flag that the law keeps for a code of a list: `counts_` + `wage`."""
        return getattr(self, prefix + choice.code)

    def figure_for(self, prefix: str, choice: Choice) -> Value:
        """The figure that the law keeps for a code of a list: `cap_` + `social_job`."""
        return getattr(self, prefix + choice.code)

    def figure_or(self, prefix: str, choice: Choice, code: str, otherwise: Value) -> Value:
        """`otherwise` for one code of a list, for the others the figure that the law keeps."""
        return otherwise if choice.code == code else self.figure_for(prefix, choice)

    def __getattr__(self, code: str) -> Value:
        figure = self._law.figure(code)
        unit = figure.parameter.unit
        if not any(
            operand.name == code and operand.source == figure.source for operand in self._operands
        ):
            self._operands.append(
                Operand(
                    code,
                    figure.parameter.names or Names(code, code, code),
                    figure.value,
                    unit if unit in PLAIN_UNITS else "tenge",
                    figure.source,
                )
            )
        return _number(figure.value)


class Subject:
    """One family, member or income as the steps read it."""

    def __init__(
        self,
        programme: Programme,
        level: str,
        given: Mapping[str, Any],
        law: Law,
        reasons: list[Reason],
        above: "Subject | None" = None,
        position: tuple[int, ...] = (),
    ) -> None:
        self._programme, self._level, self._given = programme, level, given
        self._law, self._reasons, self._above, self._position = law, reasons, above, position
        self._known: dict[str, Value] = {}
        self._operands: list[list[Operand]] = []
        below = programme.below(level)
        if below is not None:
            own = [
                Subject(programme, below.name, one, law, reasons, self, (*position, index))
                for index, one in enumerate(given.get(below.plural, ()))
            ]
            setattr(self, below.plural, Group(self, own))

    def __getattr__(self, name: str) -> Value:
        if name.startswith("_"):
            raise AttributeError(name)
        level = self._programme.level_of(name)
        if level != self._level:
            if self._above is None:
                raise AttributeError(f"«{name}» stands at the level of {level}")
            value = getattr(self._above, name)
        elif name in self._programme.inputs:
            value = self._input(self._programme.inputs[name])
        else:
            value = self._step(name)
        self._note(name, value)
        return _number(value)

    def _input(self, asked: Input) -> Value:
        value = self._given.get(asked.name)
        if value is None:
            value = asked.default
        if value is None:
            raise ValueError(f"«{asked.name}» is not given")
        return Choice(value) if asked.unit == "choice" and isinstance(value, str) else value

    def _step(self, name: str) -> Value:
        if name not in self._known:
            step = self._programme.step_on(name, self._law.day)
            operands: list[Operand] = []
            self._operands.append(operands)
            try:
                value = step.function(self, LawReader(self._law, operands))
            finally:
                self._operands.pop()
            if isinstance(value, float):
                raise TypeError(f"{self._programme.folder}: «{name}» came out as a float")
            value = value if isinstance(value, (bool, Choice)) else simplest(value)
            self._known[name] = value
            self._reasons.append(Reason(step, self._position, tuple(operands), value))
        return self._known[name]

    def _note(self, name: str, value: Value) -> None:
        """What a step that is being taken here has read."""
        if not self._operands or any(one.name == name for one in self._operands[-1]):
            return
        if name in self._programme.inputs:
            declared: Input | Step = self._programme.inputs[name]
        else:
            declared = self._programme.step_on(name, self._law.day)
        self._operands[-1].append(Operand(name, declared.names, value, declared.unit))


class Group:
    """The members of a family, the incomes of a member."""

    def __init__(self, owner: Subject, own: Sequence[Subject]) -> None:
        self._owner, self._own = owner, own

    def __len__(self) -> int:
        return len(self._own)

    def __getitem__(self, index: int) -> Subject:
        return self._own[index]

    def total(self, name: str) -> Exact:
        """The sum of an input or step over the group."""
        value = simplest(sum((getattr(one, name) for one in self._own), 0))
        self._owner._note(name, value)
        return Fraction(value)

    def count(self, name: str) -> Exact:
        """How many of the group answer yes."""
        value = sum(1 for one in self._own if getattr(one, name))
        self._owner._note(name, value)
        return Fraction(value)


def _number(value: Value) -> Value:
    """Numbers are handed to the steps as fractions: whole ones too, lest `/` make a float."""
    return value if isinstance(value, (bool, Choice, Fraction)) else Fraction(value)


def judge(programme: Programme, given: Mapping[str, Any], law: Law) -> Judgement:
    """One subject of the top level, lazily: what is asked of the judgement is computed."""
    reasons: list[Reason] = []
    return Judgement(
        programme, law, Subject(programme, programme.levels[0].name, given, law, reasons), reasons
    )


# What steps say where Python's own words would take one family only.


def choose(condition: Value, then: Value, otherwise: Value) -> Value:
    """`then` where the condition holds, `otherwise` where not."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    from .columns import choose as choose_in_columns

    return choose_in_columns(condition, then, otherwise)


def larger(one: Value, other: Value) -> Value:
    return choose(one >= other, one, other)


def is_not(condition: Value) -> Value:
    return (not condition) if isinstance(condition, bool) else ~condition


def whole_tiyn(amount: Value) -> Value:
    """A sum brought to whole tiyn, a half up."""
    return whole(amount) if isinstance(amount, (int, Fraction)) else amount.to_whole()


DAYS_OF_A_MONTH = 32  # a power of two: full months between two days are one shift


def day_number(day: date) -> int:
    """A day as the steps hold it: its month since the year 0 times 32, and its day."""
    return (day.year * 12 + day.month - 1) * DAYS_OF_A_MONTH + day.day


def day_of(number: int) -> date:
    """The day that a step holds."""
    year, month = divmod(number // DAYS_OF_A_MONTH, 12)
    return date(year, month + 1, number % DAYS_OF_A_MONTH)


def months_since(then: Value, now: Value) -> Value:
    """Full months from one day to another, both as the steps hold days."""
    return (now - then) // DAYS_OF_A_MONTH


def months_after(then: int, months: int) -> int:
    """The first day on which so many full months have passed since another."""
    number = then + months * DAYS_OF_A_MONTH
    try:
        day_of(number)
    except ValueError:  # the month has no such day: they have passed on the first of the next
        return (number // DAYS_OF_A_MONTH + 1) * DAYS_OF_A_MONTH + 1
    return number
