"""The programmes that are modelled, by the name of their folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .programme import Programme
from .targeted_assistance import facts, formulas


@dataclass(frozen=True)
class Modelled:
    """A programme with its reader of facts and the steps that are grounds of refusal."""

    programme: Programme
    read: Callable[[Mapping[str, Any], date], dict[str, Any]]
    grounds: tuple[str, ...]


PROGRAMMES: dict[str, Modelled] = {
    "targeted_assistance": Modelled(facts.PROGRAMME, facts.read_family, formulas.GROUNDS),
}
