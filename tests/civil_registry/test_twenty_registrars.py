"""Numbering under twenty registrars on connections of their own: no gap, no double."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta

from django.db import connections, transaction

from qamtu.accounts.access import office_scope, set_scope
from qamtu.civil_registry.certificates import issue_certificate
from qamtu.civil_registry.declarations import check_record
from qamtu.civil_registry.models import CivilAction, CivilCertificate, CivilRecord
from qamtu.civil_registry.refused import CivilRefused
from tests.factories import make_person

from .a_registry import DAY, Registry, make_registry

REGISTRARS = 20
TODAY = date(2030, 1, 1)


def at_once(registry: Registry, records: list[CivilRecord]) -> Counter[str]:
    """Each record by a registrar of its own, all at once."""

    def press(record: CivilRecord) -> str:
        set_scope([registry.office.pk], persons=True)
        try:
            registry.register(record)
            issue_certificate(record=record, day=DAY, by=registry.head, today=TODAY)
        except CivilRefused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "registered"

    with ThreadPoolExecutor(REGISTRARS) as pool:
        return Counter(pool.map(press, records))


def test_twenty_deaths_and_twenty_presses_of_which_half_are_refused(committed: None) -> None:
    registry = make_registry()
    with office_scope(registry.office):
        people = [make_person(registry.office) for _ in range(REGISTRARS)]
        records = [
            registry.declared(registry.death(one, event_on=DAY - timedelta(days=2)))
            for one in people
        ]
        for record in records:
            check_record(record=record, day=DAY, by=registry.head)
        with suppress(RuntimeError), transaction.atomic():
            registry.register(registry.declared(registry.death(make_person(registry.office))))
            raise RuntimeError("the number that was taken is given back")
        said = at_once(registry, [*records, *records[:10]])
        assert said == {"registered": REGISTRARS, "civil-state": 10}
        numbers = CivilAction.objects.filter(office=registry.office, kind="registered")
        found = sorted(numbers.values_list("number", flat=True))
        assert found == list(range(1, REGISTRARS + 1)), "no gap, no double"
        issued = CivilCertificate.objects.filter(office=registry.office)
        assert sorted(issued.values_list("number", flat=True)) == list(range(1, REGISTRARS + 1))


def test_one_person_is_married_once_by_twenty_registrars(committed: None) -> None:
    registry = make_registry()
    with office_scope(registry.office):
        brides = [make_person(registry.office, sex="f") for _ in range(REGISTRARS)]
        records = [registry.declared(registry.marriage(registry.father, one)) for one in brides]

        def press(record: CivilRecord) -> str:
            set_scope([registry.office.pk], persons=True)
            try:
                registry.register(record, date(2021, 4, 15))
            except CivilRefused as refused:
                return refused.code
            finally:
                connections.close_all()
            return "registered"

        with ThreadPoolExecutor(REGISTRARS) as pool:
            said = Counter(pool.map(press, records))
        assert said == {"registered": 1, "marriage-standing": REGISTRARS - 1}
        only = CivilAction.objects.get(office=registry.office, kind="registered")
        assert only.number == 1


def test_each_kind_and_each_year_counts_for_itself(committed: None) -> None:
    registry = make_registry()
    with office_scope(registry.office):
        registry.registered(registry.birth())
        registry.registered(registry.death(make_person(registry.office)))
        later = date(2022, 1, 5)
        registry.registered(registry.death(make_person(registry.office), declared_on=later))
        numbers = CivilAction.objects.filter(office=registry.office, kind="registered")
        assert list(
            numbers.order_by("pk").values_list("record_kind", "year", "number")
        ) == [("birth", 2021, 1), ("death", 2021, 1), ("death", 2022, 1)]  # fmt: skip
