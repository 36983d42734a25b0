"""The command line: the same verbs as the pages."""

from importlib import import_module
from typing import cast

import click

from qamtu.cli import house, lists, reports, work


class Later(click.Group):
    """Commands of another module, which is read when one of them is asked for."""

    def __init__(self, name: str, module: str, help: str) -> None:
        super().__init__(name, help=help)
        self.module = module

    def _group(self) -> click.Group:
        return cast(click.Group, getattr(import_module(self.module), self.name or ""))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self._group().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._group().get_command(ctx, cmd_name)


@click.group()
@click.version_option(package_name="qamtu")
def main() -> None:
    """Qamtu: the register behind a district's social and employment measures."""


for command in (
    house.install,
    house.office,
    house.staff,
    house.backup,
    house.restore,
    house.psql,
    house.serve,
    reports.report,
    reports.sign,
    reports.signed,
    reports.explain,
    reports.indicators,
    reports.snapshot,
    lists.demo,
    lists.import_,
    work.reassess,
    work.rides,
    work.budget,
    work.outcomes,
    work.contracts,
):
    main.add_command(command)
main.add_command(Later("rules", "qamtu.assistance.commands", "The law as it is modelled."))
main.add_command(Later("dispatch", "qamtu.transport.commands", "The planning of rides."))
