"""Commands of the planning of rides: `qamtu dispatch bench`."""

import json
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from .dispatch import checker, cordeau, search
from .dispatch.model import Day, DayError, Plan

if TYPE_CHECKING:
    from qamtu.accounts.models import Office

SECONDS = 50.0
LINE = "{:<14} {:>8} {:>8} {:>12} {:>8} {:>8} {:>9}"


@click.group()
def dispatch() -> None:
    """The planning of rides, tried on published days."""


@dispatch.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--seconds", type=click.FloatRange(min=0.1), default=SECONDS, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--plan", "with_plan", is_flag=True, help="Every stop of every vehicle too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def bench(files: tuple[Path, ...], seconds: float, seed: int, with_plan: bool, form: str) -> None:
    """Plan each day in FILES (the format of Cordeau): cost, whether it can be driven, seconds.

    Whether it can be driven is said by a checker that knows nothing of the planning. Exit code 0:
    every request of every day is served by a plan that can be driven; 1: not; 2: a file is not
    such a day (the others are planned all the same).
    """
    code = 0
    if form == "text":
        click.echo(
            LINE.format("day", "requests", "vehicles", "cost", "unserved", "feasible", "seconds")
        )
    for path in files:
        try:
            code = max(code, _bench(path, seconds, seed, with_plan, form))
        except (cordeau.InstanceError, DayError) as wrong:
            click.secho(str(wrong), fg="red", err=True)
            code = 2
    sys.exit(code)


def _bench(path: Path, seconds: float, seed: int, with_plan: bool, form: str) -> int:
    day = cordeau.read(path)
    search.compile_once()
    begun = perf_counter()
    found = search.plan(day, seconds=seconds, seed=seed)
    took = perf_counter() - begun
    wrong = checker.faults(day, found)
    if form == "json":
        click.echo(json.dumps(_told(path, day, found, took, wrong, with_plan)))
    else:
        click.echo(
            LINE.format(
                path.stem,
                len(day.requests),
                len(day.vehicles),
                f"{found.kilometres:.2f}",
                len(found.unserved),
                "no" if wrong else "yes",
                f"{took:.1f}",
            )
        )
        for text in wrong:
            click.secho(f"  {text}", fg="red")
        if with_plan:
            _print_routes(found)
    return 1 if wrong or found.unserved else 0


def _told(
    path: Path, day: Day, found: Plan, took: float, wrong: list[str], with_plan: bool
) -> dict[str, object]:
    told: dict[str, object] = {
        "day": path.stem,
        "requests": len(day.requests),
        "vehicles": len(day.vehicles),
        "cost": found.kilometres,
        "unserved": list(found.unserved),
        "feasible": not wrong,
        "faults": wrong,
        "seconds": took,
        "rounds": found.rounds,
    }
    if with_plan:
        told["routes"] = [
            {
                "vehicle": route.vehicle,
                "visits": [
                    {"what": v.kind, "request": v.request, "at": v.at, "leaves": v.leaves}
                    for v in route.visits
                ],
            }
            for route in found.routes
        ]
    return told


def _print_routes(found: Plan) -> None:
    for route in found.routes:
        click.echo(f"  vehicle {route.vehicle}")
        for visit in route.visits:
            click.echo(f"    {visit.at:9.2f}  {visit.kind:<8} {visit.request or ''}")


def show_day(office: "Office", day: date, form: str) -> None:
    """Print the routes of a day as they are planned now. Raises `click.ClickException`."""
    from .models import DayPlan, RideOrder, TaxiVehicle

    kept = DayPlan.objects.filter(office=office, day=day).first()
    if kept is None:
        raise click.ClickException(f"nothing is planned for {day}")
    if form == "json":
        told = {"day": day.isoformat(), "kilometres": kept.kilometres}
        click.echo(json.dumps(told | {"routes": kept.routes, "unserved": kept.unserved}))
        return
    found = RideOrder.objects.live().filter(office=office, ride_on=day)
    orders = {str(one.pk): one for one in found.select_related("rider__person")}
    for vehicle in TaxiVehicle.objects.live().filter(office=office):
        click.echo(f"{vehicle}, {vehicle.driver}")
        for key, kind, at in kept.routes.get(str(vehicle.pk), []):
            told_at = f"  {int(at) // 60:02}:{int(at) % 60:02} {kind:<8}"
            if key in orders:
                one = orders[key]
                place = one.origin if kind == "pickup" else one.target
                told_at += f" {one.rider.person}, {place}"
            click.echo(told_at)
    click.echo(f"{kept.kilometres:.1f} km, unserved: {len(kept.unserved)}")
