"""A supplier who is admitted, with a wheelchair in the catalogue, and a programme that needs it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from qamtu.casework.local_law import enter_value
from qamtu.disability.catalogue import Offered, add_offer
from qamtu.disability.models import ItemOrder, Offer, ProgrammeItem, SupplierApplication
from qamtu.disability.orders import Ordered, Stepped, order_item, step_of_order
from qamtu.disability.programmes import Prescribed, prescribe
from qamtu.disability.rehabilitation import MEASURE
from qamtu.disability.suppliers import Applied, apply_to_supply, decide_supplier
from qamtu.documents.models import Document, keep_document
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.money import allocate_for
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_organization, make_person

from .a_pair import Department

FIRST, DRAWN, CHOSEN = date(2024, 1, 10), date(2024, 2, 1), date(2024, 2, 5)
PRICE, GUARANTEED = 150_000_00, 120_000_00


def paper(department: Department) -> Document:
    return keep_document(
        office_id=department.office.pk, title="сертификат", content=b"%PDF-1.4 7",
        media_type="application/pdf", by=department.specialist,
    )  # fmt: skip


def applied(department: Department, supplier: Organization, **told: Any) -> SupplierApplication:
    given: dict[str, Any] = {
        "supplier": supplier,
        "day": FIRST,
        "offers": "кресло-арбалар",
        "contact": "Ерлан, директор",
        "phone": "7051112233",
        "papers": [("Сәйкестік сертификаты", paper(department))],
    }
    return apply_to_supply(applied=Applied(**given | told), by=department.specialist)


def admitted(department: Department, name: str = "«Тірек» ЖШС") -> Organization:
    supplier = make_organization(department.office, name)
    application = applied(department, supplier)
    decide_supplier(
        application=application, is_admitted=True, reason="құжаттар толық", day=FIRST,
        by=department.head,
    )  # fmt: skip
    return supplier


def a_wheelchair(department: Department, supplier: Organization, **told: Any) -> Offer:
    given: dict[str, Any] = {
        "supplier": supplier,
        "code": "wheelchair",
        "name_kk": "Бөлмелік кресло-арба",
        "name_ru": "Комнатная кресло-коляска",
        "description_kk": "Жиналмалы, 120 кг дейін",
        "description_ru": "Складная, до 120 кг",
        "price": PRICE,
        "day": FIRST,
    }
    return add_offer(offered=Offered(**given | told), by=department.specialist)


def guarantee(department: Department, tiyn: int = GUARANTEED, code: str = "wheelchair") -> None:
    enter_value(
        office=department.office, parameter=f"rehabilitation.guaranteed_{code}",
        value=Decimal(tiyn) / 100, valid_from=date(2024, 1, 1), act="Бұйрық № 20",
        by=department.head,
    )  # fmt: skip


def needed(department: Department, person: Person | None = None, **told: Any) -> ProgrammeItem:
    """A programme of one wheelchair."""
    given: dict[str, Any] = {"number": "7", "drawn_on": DRAWN, "items": [("wheelchair", 1)]}
    programme = prescribe(
        prescribed=Prescribed(person or department.person, **given | told),
        by=department.specialist,
    )
    return programme.items.get()


def someone(department: Department) -> Person:
    """One more person of the register."""
    person = make_person(department.office)
    record_status(
        person=person, kind="disability", category="group_2", valid_from=date(2020, 1, 1),
        paper="МӘС № 2", by=department.specialist,
    )  # fmt: skip
    return person


@dataclass
class Market:
    """A department, its supplier, what they offer, and what a person needs."""

    department: Department
    supplier: Organization
    offer: Offer
    item: ProgrammeItem

    def choose(self, item: ProgrammeItem | None = None, **told: Any) -> ItemOrder:
        given: dict[str, Any] = {
            "item": item or self.item,
            "supplier": self.supplier,
            "day": CHOSEN,
            "offer": self.offer,
            "way": "link",
        }
        return order_item(ordered=Ordered(**given | told), by=self.department.specialist)

    def step(self, order: ItemOrder, kind: str, day: date, **told: Any) -> None:
        step_of_order(stepped=Stepped(order, kind, day, **told), by=self.department.specialist)

    def given(self, item: ProgrammeItem | None = None, day: date = CHOSEN) -> ItemOrder:
        """Chosen, accepted, delivered and confirmed on one day."""
        order = self.choose(item, day=day)
        self.step(order, "accepted", day, promised_on=day)
        self.step(order, "delivered", day, paper="№ 5")
        self.step(order, "confirmed", day)
        return order


def make_market(department: Department) -> Market:
    supplier = admitted(department)
    guarantee(department)
    record_account(
        owner=supplier, iban=make_iban(601, f"{supplier.pk:013}"), since=FIRST, by=department.head
    )
    allocate_for(
        office=department.office, year=2024, measure=MEASURE.code, source="local",
        amount=10_000_000_00, day=date(2024, 1, 5), act="№ 1", by=department.head,
    )  # fmt: skip
    return Market(department, supplier, a_wheelchair(department, supplier), needed(department))
