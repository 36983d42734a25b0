"""What the import linter can not see: foreign keys, signals, routes, names of modules, sizes."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

SOURCE = Path(__file__).parents[1] / "src" / "qamtu"
FLOORS = [
    {"places"},
    {"accounts"},
    {"ledger"},
    {"people", "organizations"},
    {"documents"},
    {"casework"},
    {"finance"},
    {"procurement"},
    {"employment", "assistance", "disability", "transport", "accessibility", "civil_registry"},
    {"reporting"},
    {"exchange"},
    {"web"},
]
FLOOR_OF = {app: number for number, floor in enumerate(FLOORS) for app in floor}
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)


def test_foreign_keys_point_downwards_and_siblings_are_strangers() -> None:
    for model in apps.get_models():
        app = model._meta.app_label
        if app not in FLOOR_OF:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or target._meta.app_label not in FLOOR_OF:
                continue
            other = target._meta.app_label
            assert other == app or FLOOR_OF[other] < FLOOR_OF[app], f"{model.__name__}.{field.name}"


def test_every_foreign_key_protects_what_it_points_to() -> None:
    for model in apps.get_models():
        if model._meta.app_label not in FLOOR_OF:
            continue
        for field in model._meta.concrete_fields:
            if field.remote_field is not None:
                name = getattr(field.remote_field.on_delete, "__name__", "")
                assert name == "PROTECT", f"{model.__name__}.{field.name} is {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_keep_the_house_rules(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert module.stem not in {"utils", "helpers", "common", "services"}
    assert text.count("\n") <= 600
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert "signals" not in node.module, "no hidden hooks"
            assert "contenttypes.fields" not in node.module, "no generic foreign keys"


def test_every_route_has_a_guard() -> None:
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern)
        assert getattr(pattern.callback, "guard", None), f"{pattern.name} lets anyone in"


def test_only_signing_in_the_self_check_links_and_the_map_are_open_to_anyone() -> None:
    open_routes = {
        pattern.name
        for pattern in get_resolver().url_patterns
        if getattr(pattern.callback, "guard", "") == "anyone"
    }
    assert open_routes == {
        "sign-in",
        "sign-out",
        "self-check",
        "employer",
        "visits",
        "taxi-sheet",
        "taxi-rider",
        "inspect-worker",
        "inspect-manifest",
        "maps",
        "map",
        "map-data",
        "map-place",
        "map-photo",
        "civil-verify",
        "supply-of-person",
        "offers-for-item",
        "choose-offer",
        "supply-of-supplier",
        "offers-of-supplier",
        "catalogue",
        "catalogue-offer",
        "offer-photo",
    }


def test_permissions_say_who_may() -> None:
    from qamtu.accounts import permissions

    tree = ast.parse(Path(permissions.__file__).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            assert ast.get_docstring(node), node.name


def test_the_contracts_of_the_import_linter_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter], cwd=SOURCE.parents[1], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.usefixtures("committed")
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_linear() -> None:
    for folder in SOURCE.glob("*/migrations"):
        numbers = [p.name[:4] for p in folder.glob("0*.py")]
        assert len(numbers) == len(set(numbers)), folder
