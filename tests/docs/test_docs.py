"""What the pages of the documentation name, exists."""

import re
import shlex
from pathlib import Path

import click
import pytest

from qamtu.cli import main
from qamtu.demo.offices import DEMO_PASSWORD, STAFF

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("bench/*.md"))]
PATHS = re.compile(r"`((?:src|tests|docs|scenarios|bench)/[\w./-]+?)(?:::\w+)?`")
LINKS = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in LINKS.findall(text):
        assert link.startswith("http") or (page.parent / link).exists(), link
    for path in PATHS.findall(text):
        if "<" not in path:
            assert (ROOT / path).exists(), path


def commands(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line.split("   #")[0].strip() for block in blocks for line in block.splitlines()]
    return [re.sub(r"^(\w+=\S+ )+", "", line) for line in lines if "qamtu " in line]


@pytest.mark.parametrize(
    "line", [line for page in PAGES for line in commands(page) if line.startswith("qamtu ")]
)
def test_quoted_commands_are_understood(line: str) -> None:
    _qamtu, name, *arguments = shlex.split(line)
    command = main.commands[name]
    if isinstance(command, click.Group):
        found = command.get_command(click.Context(command), arguments.pop(0))
        assert found is not None
        command = found
    existing = [a for a in arguments if a.startswith("scenarios/")]
    assert all((ROOT / path).exists() for path in existing)
    if any(option.name == "password" for option in command.params):
        arguments += ["--password", "asked-for-on-the-terminal"]
    command.parse_args(click.Context(command), arguments)


def test_the_signing_in_that_the_readme_names() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert DEMO_PASSWORD in text
    for name, _role, _title in STAFF:
        assert f"{name}-" in text
