"""Words of the portal of supply that pages and papers share."""

from qamtu.trilingual import Names

from .models import SupplyRequest

ORDER_STATES: dict[str, Names] = {
    "chosen": Names("таңдалды", "выбрано", "chosen"),
    "accepted": Names("жеткізуші қабылдады", "принято поставщиком", "accepted by the supplier"),
    "delivered": Names("жеткізілді", "доставлено", "delivered"),
    "confirmed": Names("алушы растады", "подтверждено получателем", "confirmed by the person"),
    "in_act": Names("актіге енгізілді", "включено в акт", "in an act"),
    "paid": Names("төленді", "оплачено", "paid"),
    "cancelled": Names("тапсырыстан бас тартылды", "заказ отменён", "cancelled"),
    "declined": Names("жеткізуші бас тартты", "поставщик отказался", "declined by the supplier"),
}
STEPS: dict[str, Names] = {
    "accepted": ORDER_STATES["accepted"],
    "declined": ORDER_STATES["declined"],
    "delivered": ORDER_STATES["delivered"],
    "confirmed": ORDER_STATES["confirmed"],
    "cancelled": ORDER_STATES["cancelled"],
    "repaired": Names("жөнделді", "отремонтировано", "repaired"),
}
WAITS_FOR: dict[str, Names] = {
    "supplier": Names("жеткізушіден күтілуде", "ждёт поставщика", "waits for the supplier"),
    "person": Names("алушыдан күтілуде", "ждёт получателя", "waits for the person"),
    "department": Names("бөлімнен күтілуде", "ждёт отдела", "waits for the department"),
}
REQUESTS: dict[str, Names] = {
    SupplyRequest.Kind.REPAIR: Names("жөндеу", "ремонт", "repair"),
    SupplyRequest.Kind.EXCHANGE: Names("айырбастау", "обмен", "exchange"),
    SupplyRequest.Kind.COMPLAINT: Names("шағым", "жалоба", "complaint"),
}
SUPPLIER_STATES: dict[str, Names] = {
    "waiting": Names("шешім күтуде", "ждёт решения", "waits for a decision"),
    "admitted": Names("каталогқа жіберілді", "допущен в каталог", "admitted to the catalogue"),
    "refused": Names("бас тартылды", "отказано", "refused"),
    "ended": Names("каталогтан шығарылды", "исключён из каталога", "taken out of the catalogue"),
}
ITEM_STATES: dict[str, Names] = {
    "open": Names("әлі таңдалмаған", "ещё не выбрано", "not chosen yet"),
    "ordered": Names("тапсырыс берілді", "заказано", "ordered"),
    "delivered": Names(
        "жеткізілді, сіздің растауыңыз күтілуде",
        "доставлено, ждёт вашего подтверждения",
        "delivered, waits for your word",
    ),
    "confirmed": Names("сіз растадыңыз", "вы подтвердили", "you confirmed it"),
    "refused": Names("сіз бас тарттыңыз", "вы отказались", "you refused it"),
}
