"""The portal of supply of a synthetic district: suppliers, offers with photos, what waits.

Days after a programme is fulfilled something breaks: replacements by an act, a repair and a
complaint stand open, and change no figure.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from PIL import Image, ImageDraw

from qamtu.casework.local_law import enter_value
from qamtu.disability.catalogue import Offered, add_offers, add_photo
from qamtu.disability.models import ItemOrder, Offer, ProgrammeItem
from qamtu.disability.orders import GONE, LINK, Ordered, Stepped, order_all, step_orders
from qamtu.disability.photos import MEDIA_TYPE, fit_for_the_catalogue
from qamtu.disability.suppliers import Applied, apply_to_supply, decide_supplier
from qamtu.disability.supply_requests import ask
from qamtu.documents.models import keep_document
from qamtu.people.models import Person, StatusPeriod

from .flows import District

SUPPLIERS = 3
CHOSEN = 24  # items of the catalogue in a district
BROKEN = 5  # of which so many are replaced before their term
ACT = "Демо: кепілдік берілген сомалар / гарантированные суммы"
GOODS: tuple[tuple[str, str, str, str, str, int, int], ...] = (
    ("wheelchair", "Бөлмелік кресло-арба", "Комнатная кресло-коляска",
     "Жиналмалы, ені 45 см, 120 кг дейін.", "Складная, ширина 45 см, до 120 кг.", 128_000, 110_000),
    ("wheelchair", "Серуендік кресло-арба", "Прогулочная кресло-коляска",
     "Үрлемелі дөңгелек, тежегіш артқы тұтқада.", "Пневматические колёса, тормоз на ручке.",
     154_000, 110_000),
    ("hearing_aid", "Сандық есту аппараты", "Цифровой слуховой аппарат",
     "Құлақ сыртына тағылады, төрт арналы.", "Заушный, четырёхканальный.", 96_500, 90_000),
    ("walking_aid", "Балдақ, жұп", "Костыли, пара",
     "Биіктігі реттеледі, резеңке ұшты.", "Регулируются по высоте, резиновый наконечник.",
     14_200, 15_000),
    ("hygiene", "Жаялық, 30 дана", "Подгузники, 30 шт.",
     "Үлкендерге арналған, M өлшемі.", "Для взрослых, размер M.", 9_800, 9_000),
    ("sight_aid", "Сөйлейтін тонометр", "Говорящий тонометр",
     "Көрсеткішін қазақша және орысша айтады.", "Говорит показания на казахском и русском.",
     21_400, 20_000),
)  # fmt: skip


class Market:
    """A catalogue that is opened once; the first items whose heading it has are chosen of it."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.offers: dict[str, list[Offer]] = {}
        self.left = CHOSEN
        self.since = date.max

    def open(self, day: date) -> None:
        """Suppliers are admitted and offer, from the day on."""
        if self.offers or not self.district.organizations:
            return
        self.since = day
        office, head = self.district.office, self.district.head
        suppliers = list(self.district.organizations[:SUPPLIERS])
        for one in suppliers:
            paper = keep_document(
                office_id=office.pk,
                title=f"{one.name_kk}: сәйкестік сертификаты",
                content="Сәйкестік сертификаты (демо)".encode(),
                media_type="text/plain; charset=utf-8",
                by=head,
            )
            application = apply_to_supply(
                applied=Applied(
                    supplier=one,
                    day=day,
                    offers="техникалық оңалту құралдары",
                    contact="Директор",
                    phone=f"705{one.pk % 10**7:07}",
                    papers=[("Сәйкестік сертификаты", paper)],
                ),
                by=head,
            )
            decide_supplier(
                application=application, is_admitted=True, reason="құжаттар толық", day=day, by=head
            )
        made = add_offers(
            offered=[
                Offered(suppliers[at % len(suppliers)], *goods[:5], price=goods[5] * 100, day=day)
                for at, goods in enumerate(GOODS)
            ],
            by=head,
        )
        sums = {goods[0]: goods[6] for goods in GOODS}
        for code, tenge in sums.items():
            enter_value(
                office=office,
                parameter=f"rehabilitation.guaranteed_{code}",
                value=Decimal(tenge),
                valid_from=day,
                act=ACT,
                by=head,
            )
        for at, offer in enumerate(made):
            self.offers.setdefault(offer.code, []).append(offer)
            photo = keep_document(
                office_id=office.pk,
                title=offer.name_kk,
                content=fit_for_the_catalogue(drawn(at)),
                media_type=MEDIA_TYPE,
                by=head,
            )
            add_photo(
                offer=offer,
                document=photo,
                words_kk=f"{offer.name_kk}: сызба",
                words_ru=f"{offer.name_ru}: рисунок",
                by=head,
            )

    def chosen(self, item: ProgrammeItem, day: date) -> Ordered | None:
        """The item chosen of the catalogue, where that is still to happen."""
        offers = self.offers.get(item.code)
        if not offers or self.left <= 0 or day < self.since:
            return None
        self.left -= 1
        offer = offers[item.pk % len(offers)]
        return Ordered(
            item=item,
            supplier=offer.supplier,
            day=day,
            offer=offer,
            deliver_to="Демо мекенжай",
            phone="7010000000",
            way=LINK,
        )

    def ask_for_more(self, given: Sequence[ItemOrder], days: Mapping[int, date]) -> None:
        """Of what was given some breaks: replacements on their way, a repair, a complaint."""
        by = self.district.specialist
        broken = [one for one in given if is_on_register(one.item.programme.person, days[one.pk])][
            :BROKEN
        ]
        if not broken:
            return
        again = order_all(
            orders=[
                Ordered(
                    item=one.item,
                    supplier=one.supplier,
                    day=days[one.pk],
                    offer=one.offer,
                    early_reason="сынды / сломалось",
                    early_act=f"№ {at}",
                    deliver_to=one.deliver_to,
                    phone=one.phone,
                )
                for at, one in enumerate(broken, start=1)
            ],
            by=by,
        )
        on_the_way = [(one, days[old.pk]) for one, old in zip(again[1:], broken[1:], strict=True)]
        step_orders(
            steps=[
                Stepped(one, "accepted", day, promised_on=day, way=LINK) for one, day in on_the_way
            ],
            by=by,
        )
        step_orders(
            steps=[
                Stepped(one, "delivered", day, paper=f"№ {one.pk}", way=LINK)
                for one, day in on_the_way[2:]
            ],
            by=by,
        )
        asked = given[-1]
        for order, kind, text in (
            (asked, "repair", "дөңгелегі босап кетті / разболталось колесо"),
            (again[0], "complaint", "жауап жоқ / поставщик не отвечает"),
        ):
            day = days.get(order.pk, order.ordered_on)
            ask(item=order.item, order=order, kind=kind, text=text, day=day, way=LINK, by=by)


def is_on_register(person: Person, day: date) -> bool:
    """True where something may be ordered for the person on a day."""
    on_day = StatusPeriod.objects.on(day).live().filter(person=person)
    kinds = set(on_day.values_list("kind", flat=True))
    return "disability" in kinds and not kinds.intersection(GONE)


def drawn(number: int) -> bytes:
    """A drawing in place of a photo: two wheels and a back, in another colour each time."""
    colours = ("#0b5c7a", "#1c6b3f", "#8a4b00", "#5b3f8c", "#a11d2a", "#2d7f9d")
    colour = colours[number % len(colours)]
    image = Image.new("RGB", (480, 360), "#eef1f4")
    pen = ImageDraw.Draw(image)
    pen.ellipse((120, 170, 260, 310), outline=colour, width=14)
    pen.ellipse((290, 240, 360, 310), outline=colour, width=10)
    pen.line((170, 60, 190, 200, 320, 200, 330, 250), fill=colour, width=14, joint="curve")
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
