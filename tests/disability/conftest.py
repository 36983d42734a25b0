from collections.abc import Iterator

import pytest

from qamtu.accounts.access import office_scope

from .a_pair import Department, make_department


@pytest.fixture
def department(db: None) -> Iterator[Department]:
    made = make_department()
    with office_scope(made.office):
        yield made
