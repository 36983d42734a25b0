"""A small district, built once for the tests that only read it."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office

SCENARIO = Path(__file__).parent / "zhalagash-2024.toml"
START, AS_OF = date(2024, 1, 1), date(2024, 9, 30)


@pytest.fixture(scope="session")
def scenario() -> dict[str, Any]:
    with SCENARIO.open("rb") as file:
        return tomllib.load(file)


@pytest.fixture(scope="session")
def built_district(django_db_setup: None, django_db_blocker: Any) -> int:
    """The key of the office that `qamtu demo --noise` built."""
    from qamtu.demo.building import demonstrate

    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=5, noise=True, replace=False, if_missing=True, lang="en"
        )
        return office.pk


@pytest.fixture
def district(built_district: int, committed: None) -> Iterator[Office]:
    office = Office.objects.get(pk=built_district)
    with office_scope(office):
        yield office
