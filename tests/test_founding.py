"""An office and its sign-ins are made by commands, with a sentence for what can't be."""

import pytest

from qamtu.accounts.founding import FoundingRefused, add_staff, found_office
from qamtu.accounts.models import Office, Role, User

NAMES = ("Арал ауданы", "Аральский район", "Aral district")


@pytest.fixture
def office(db: None) -> Office:
    return found_office(code="aral", names=NAMES, kato="999200000")


def test_an_office_stands_over_its_district(office: Office) -> None:
    assert (office.territory.kato, office.territory.kind) == ("999200000", "district")
    assert not office.is_demo  # and so it can never be demolished


@pytest.mark.parametrize(
    ("code", "kato", "why"),
    [("Арал", "999200000", "latin"), ("aral2", "9992", "nine"), ("aral", "999200000", "exists")],
)
def test_an_office_that_can_not_be(office: Office, code: str, kato: str, why: str) -> None:
    with pytest.raises(FoundingRefused, match=why):
        found_office(code=code, names=NAMES, kato=kato)


def test_staff_sign_in_with_a_decent_password(office: Office) -> None:
    def add(username: str = "a.serikova", role: Role = Role.CLERK, **changes: object) -> User:
        given = {"office": office, "full_name": "Серікова Айгүл", "password": "korkem-orman-7"}
        return add_staff(username=username, role=role, **{**given, **changes})  # type: ignore[arg-type]

    assert add().check_password("korkem-orman-7")
    with pytest.raises(FoundingRefused, match="taken"):
        add()
    with pytest.raises(FoundingRefused, match="too short"):
        add("b", password="12345")
    with pytest.raises(FoundingRefused, match="no office"):
        add("c", role=Role.REGIONAL_ANALYST)
    with pytest.raises(FoundingRefused, match="no office"):
        add("d", office=None)
