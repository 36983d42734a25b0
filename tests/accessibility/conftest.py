from collections.abc import Iterator

import pytest

from qamtu.accounts.access import office_scope

from .a_facility import Department, make_department


@pytest.fixture
def place(db: None) -> Iterator[Department]:
    made = make_department()
    with office_scope(made.office):
        yield made
