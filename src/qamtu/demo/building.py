"""`qamtu demo`: from a scenario's file to a district in the register."""

from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from qamtu.accounts.models import Office
from qamtu.casework.deadlines import is_working_day
from qamtu.rules.people.youth import youth_bands

from .builder import build_district
from .calendar import YouthBand
from .catalogue import scenario_catalogue
from .checking import check_scenario
from .complaints import said
from .demolition import demolish
from .noise import plan_noise
from .offices import code_for, neighbour_code
from .planning import plan_district
from .scenario import load_scenario


class DistrictExists(Exception):
    """The scenario's office is there already; a real one is never built anew."""

    def __init__(self, office: Office, lang: str) -> None:
        code = "office-exists" if office.is_demo else "office-is-real"
        super().__init__(said(code, lang, office=office.code))


def demonstrate(
    path: Path, *, seed: int, noise: bool, replace: bool, if_missing: bool, lang: str
) -> Office:
    """Build the district of a scenario. Raises `ScenarioError` or `DistrictExists`.

    Nothing of the old district goes before the new scenario was read, checked and planned.
    """
    scenario = load_scenario(path, lang)
    check_scenario(scenario, scenario_catalogue(), lang)
    code = code_for(scenario)
    standing = Office.objects.filter(code=code).first()
    if standing is not None and if_missing:
        return standing
    if standing is not None and not (replace and standing.is_demo):
        raise DistrictExists(standing, lang)
    rng = Random(seed)
    bands = [YouthBand(start, low, high) for start, _end, low, high in youth_bands()]
    plan = plan_district(scenario, rng, youth_bands=bands, is_working=is_working_day, lang=lang)
    extra = plan_noise(scenario, plan, rng) if noise else None
    for office in Office.objects.filter(code__in=[code, neighbour_code(code)], is_demo=True):
        demolish(office)
    steps = (
        len(plan.persons)
        + len(plan.households)
        + len(plan.organizations)
        + len(plan.facilities)
        + len(plan.cases)
        + (len(extra.cases) if extra else 0)
    )
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as progress:
        task = progress.add_task(scenario.district, total=steps)
        return build_district(
            scenario,
            plan,
            extra,
            code=code,
            rng=rng,
            advance=lambda count: progress.update(task, advance=count),
        )
