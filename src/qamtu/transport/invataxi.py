"""Инватакси: one case a trip; the carrier's contract is a case of its own."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

BASIS = (
    LegalBasis(
        Names(
            "01.11.2013 ж. № 859 бұйрық",
            "Приказ от 01.11.2013 № 859",
            "Order 859 of 01.11.2013",
        ),
        date(2013, 11, 1),
    ),
)

TRIP = Measure(
    code="invataxi",
    section="disability",
    subject="person",
    names=Names("Инватакси сапары", "Поездка инватакси", "Invataxi trip"),
    basis=BASIS,
    workflow=standard_workflow(
        open=Names("Тапсырыс қабылданды", "Заказ принят", "Order taken"),
        approve=Names("Көлік бөлінді", "Назначена машина", "Vehicle assigned"),
        carry_out=Names("Сапар орындалды", "Поездка выполнена", "Trip done"),
    ),
    indicators=(
        Indicator(
            code="invataxi.trips",
            names=Names("Инватакси сапарлары", "Поездки инватакси", "Invataxi trips"),
            values={
                "fact": count_of("invataxi", "carry_out"),
                "people": count_of("invataxi", "carry_out", "person"),
            },
            sentences=Names(
                "Инватакси қызметімен[ {people} адамның] {fact} тапсырысы орындалды"
                "{+slices}{+plan}.",
                "Службой инватакси {fact:form:выполнен|выполнено|выполнено}"
                " {fact:заказ|заказа|заказов}[ для {people:человека|человек|человек}]"
                "{+slices}{+plan}.",
                "Invataxi carried out {fact:order|orders}[ for {people:person|people}]"
                "{+slices}{+plan}.",
            ),
        ),
    ),
)

CONTRACT = Measure(
    code="invataxi_contract",
    section="disability",
    subject="organization",
    names=Names(
        "Инватакси қызметіне шарт", "Договор на услуги инватакси", "Invataxi service contract"
    ),
    basis=BASIS,
    workflow=standard_workflow(
        approve=Names("Шарт жасалды", "Договор заключён", "Contract signed"),
        carry_out=Names("Шарт орындалды", "Договор исполнен", "Contract fulfilled"),
    ),
    is_decided_by_rules=True,
    indicators=(
        Indicator(
            code="invataxi.contracted",
            names=Names("Инватакси: шарт", "Инватакси: договор", "Invataxi: contracted"),
            values={"money": money_of("invataxi_contract", "committed")},
            supplier_of="invataxi_contract",
            sentences=Names(
                "Инватакси қызметіне {money:thousand} сомасына шарт жасалды"
                "[ (орындаушы – {supplier})]{+plan}.",
                "На услуги инватакси заключён договор на {money:thousand}"
                "[ (поставщик – {supplier})]{+plan}.",
                "A contract of {money:thousand} was signed for the invataxi service"
                "[ (supplier: {supplier})]{+plan}.",
            ),
        ),
        Indicator(
            code="invataxi.paid",
            names=Names("Инватакси: игерілді", "Инватакси: освоено", "Invataxi: paid"),
            values={"money": money_of("invataxi_contract", "paid")},
            paid_from="invataxi.contracted",
            sentences=Names(
                "Инватакси қызметіне {money:thousand} игерілді{+plan}.",
                "На услуги инватакси освоено {money:thousand}{+plan}.",
                "{money:thousand} was paid for the invataxi service{+plan}.",
            ),
        ),
    ),
)
