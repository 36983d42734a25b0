"""Words of Инватакси that its pages share."""

from qamtu.trilingual import Names

from .models import RideEnd, RideOrder

PURPOSES: dict[str, Names] = {
    RideOrder.Purpose.MEDICAL: Names("емханаға", "к врачу", "to the doctor"),
    RideOrder.Purpose.SCHOOL: Names("оқуға", "на учёбу", "to school"),
    RideOrder.Purpose.WORK: Names("жұмысқа", "на работу", "to work"),
    RideOrder.Purpose.OTHER: Names("басқа", "другое", "another"),
}
ENDS: dict[str, Names] = {
    RideEnd.Kind.DONE: Names("орындалды", "выполнена", "driven"),
    RideEnd.Kind.CANCELLED: Names("тоқтатылды", "отменена", "cancelled"),
    RideEnd.Kind.NO_SHOW: Names("жолаушы шықпады", "пассажир не вышел", "no-show"),
    RideEnd.Kind.STOPPED: Names("жүруге құқығы тоқтады", "право прекращено", "may not ride"),
}
REASONS: dict[str, Names] = {
    "full": Names(
        "бұл уақытта барлық көлік бос емес",
        "в это время все машины заняты",
        "all vehicles are taken then",
    ),
    "no-vehicle": Names(
        "ешбір көлікте мұндай орын жоқ",
        "ни в одной машине нет таких мест",
        "no vehicle has such places",
    ),
    "too-far": Names("жол тым ұзақ", "путь слишком долгий", "the way is too long"),
    "outside-shifts": Names(
        "бұл уақытта ешкім жүрмейді", "в это время никто не ездит", "nobody drives then"
    ),
}
STOPS: dict[str, Names] = {
    "rider-deceased": Names("жолаушы қайтыс болды", "пассажир умер", "the rider has died"),
    "rider-moved-away": Names("жолаушы көшіп кетті", "пассажир выехал", "the rider moved away"),
    "rider-paper-over": Names(
        "қорытындының мерзімі бітті", "срок заключения истёк", "the paper's term is over"
    ),
}
