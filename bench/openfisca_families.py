"""Targeted assistance in OpenFisca-Core, in a process of its own: `FAMILIES.npz ANSWERS.npz`.

The same steps as `qamtu.rules.targeted_assistance` for one day, vectorised as OpenFisca's guide
has it. Prints the seconds of each round; the inputs are set before the clock starts.
"""

import sys
import time
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2026-05"
TODAY = 20260512
LINE = 37060.0
EXTRA = 1.5 * 4325
ROUNDS = 3

Person = build_entity(key="person", plural="persons", label="", is_person=True)
Family = build_entity(
    key="family",
    plural="families",
    label="",
    roles=[{"key": "member", "plural": "members", "label": ""}],
)


def declare(name: str, entity: Any, value_type: Any, formula: Any = None) -> type[Variable]:
    body: dict[str, Any] = {
        "value_type": value_type,
        "entity": entity,
        "definition_period": DateUnit.MONTH,
        "label": name,
    }
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def age_in_months(person: Any, period: Any) -> Any:
    born = person("born", period)
    months = (TODAY // 10000 - born // 10000) * 12 + (TODAY // 100) % 100 - (born // 100) % 100
    return months - np.where(born % 100 > TODAY % 100, 1, 0)


def is_able_bodied(person: Any, period: Any) -> Any:
    age = person("age_in_months", period)
    pension = np.where(person("is_woman", period), 732, 756)
    disability = person("disability", period)
    return (
        ~person("is_away", period)
        & (age >= 18 * 12)
        & (age < pension)
        & ~((disability == 1) | (disability == 2))
        & ~person("is_full_time_student", period)
    )


def member_income(person: Any, period: Any) -> Any:
    counted = person("wage", period) + person("pension", period)
    return np.where(person("is_away", period), 0, counted)


def is_carer(person: Any, period: Any) -> Any:
    return person("is_able_bodied", period) * person("cares", period)


def is_child_with_extra(person: Any, period: Any) -> Any:
    age = person("age_in_months", period)
    return ~person("is_away", period) & (age >= 12) & (age < 84)


def size(family: Any, period: Any) -> Any:
    return family.sum(~family.members("is_away", period))


def income(family: Any, period: Any) -> Any:
    return family.sum(family.members("member_income", period))


def per_capita_income(family: Any, period: Any) -> Any:
    return family("income", period) / 3 / family("size", period)


def is_entitled(family: Any, period: Any) -> Any:
    return ~(family("per_capita_income", period) > LINE)


def is_conditional(family: Any, period: Any) -> Any:
    able = family.sum(family.members("is_able_bodied", period))
    carers = family.sum(family.members("is_carer", period))
    return (able > 1) | ((able == 1) & (carers == 0))


def basic_amount(family: Any, period: Any) -> Any:
    due = (LINE - family("per_capita_income", period)) * family("size", period)
    return np.where(family("is_entitled", period), due, 0)


def extra_amount(family: Any, period: Any) -> Any:
    extra = family.sum(family.members("is_child_with_extra", period)) * EXTRA
    return np.where(family("is_entitled", period), extra, 0)


def monthly(family: Any, period: Any) -> Any:
    return family("basic_amount", period) + family("extra_amount", period)


class System(TaxBenefitSystem):
    entities = [Person, Family]

    def __init__(self) -> None:
        super().__init__(self.entities)
        for name in ("born", "disability"):
            self.add_variable(declare(name, Person, int))
        for name in ("is_woman", "is_full_time_student", "cares", "is_away"):
            self.add_variable(declare(name, Person, bool))
        for name in ("wage", "pension", "mortgage"):
            self.add_variable(declare(name, Person, float))
        for formula, value_type in (
            (age_in_months, int), (is_able_bodied, bool), (is_carer, bool),
            (is_child_with_extra, bool), (member_income, float),
        ):  # fmt: skip
            self.add_variable(declare(formula.__name__, Person, value_type, formula))
        for formula, value_type in (
            (size, int), (income, float), (per_capita_income, float), (is_entitled, bool),
            (is_conditional, bool), (basic_amount, float), (extra_amount, float),
            (monthly, float),
        ):  # fmt: skip
            self.add_variable(declare(formula.__name__, Family, value_type, formula))


def main(source: str, target: str) -> None:
    families = np.load(source)
    starts = families["starts"]
    count, members = len(starts) - 1, int(starts[-1])
    system = System()
    for _ in range(ROUNDS):
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("person", np.arange(members))
        group = builder.declare_entity("family", np.arange(count))
        owners = np.repeat(np.arange(count), np.diff(starts))
        builder.join_with_persons(group, owners, np.array(["member"] * members))
        simulation = builder.build(system)
        for name in ("born", "disability", "is_woman", "is_full_time_student", "cares", "is_away"):
            simulation.set_input(name, PERIOD, families[name])
        for name in ("wage", "pension", "mortgage"):
            simulation.set_input(name, PERIOD, families[name] / 100)
        began = time.perf_counter()
        found = {
            name: simulation.calculate(name, PERIOD)
            for name in ("monthly", "is_entitled", "is_conditional")
        }
        print(time.perf_counter() - began, flush=True)
    np.savez(target, **found)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
