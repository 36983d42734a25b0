from collections.abc import Iterator

import pytest

from qamtu.accounts.access import office_scope

from .a_registry import Registry, make_registry


@pytest.fixture
def registry(db: None) -> Iterator[Registry]:
    made = make_registry()
    with office_scope(made.office):
        yield made
