"""Words of accompaniment that pages and papers share."""

from qamtu.trilingual import Names

from .models import PairingEnd, VisitWord

END_REASONS: dict[str, Names] = {
    PairingEnd.Reason.PERSON_ASKED: Names(
        "қызмет алушының өтініші", "по просьбе получателя", "the person asked for it"
    ),
    PairingEnd.Reason.HELPER_LEFT: Names("көмекші бас тартты", "помощник ушёл", "the helper left"),
    PairingEnd.Reason.BENEFIT: Names(
        "күтім жәрдемақысы тағайындалды", "назначено пособие по уходу", "a carer's benefit was set"
    ),
    PairingEnd.Reason.PROGRAMME: Names(
        "бағдарламада қызмет жоқ", "услуги больше нет в программе", "no longer in the programme"
    ),
    PairingEnd.Reason.BROKEN: Names("шарт бұзылды", "договор нарушен", "the contract was broken"),
    PairingEnd.Reason.DECEASED: Names("қайтыс болды", "умер", "died"),
    PairingEnd.Reason.MOVED_AWAY: Names("көшіп кетті", "выехал", "moved away"),
}
STOPS: dict[str, Names] = END_REASONS | {
    "contract-over": Names("шарттың мерзімі", "срок договора", "the contract's term"),
    "person-deceased": Names("қызмет алушы қайтыс болды", "получатель умер", "the person has died"),
    "helper-deceased": Names("көмекші қайтыс болды", "помощник умер", "the helper has died"),
    "person-moved-away": Names(
        "қызмет алушы көшіп кетті", "получатель выехал", "the person moved away"
    ),
    "helper-moved-away": Names("көмекші көшіп кетті", "помощник выехал", "the helper moved away"),
    "group-over": Names(
        "І топтың мерзімі бітті", "срок I группы истёк", "the term of group I is over"
    ),
}
WAYS: dict[str, Names] = {
    VisitWord.Way.LINK: Names("сілтеме арқылы", "по ссылке", "by the link"),
    VisitWord.Way.CODE: Names("кодпен", "кодом", "by the code"),
    VisitWord.Way.PAPER: Names("қағазда", "на бумаге", "on paper"),
    VisitWord.Way.DESK: Names("бөлімде", "в отделе", "at the counter"),
}
ODDITIES: dict[str, Names] = {
    "denied": Names("Теріске шығарылған", "Оспорено", "Denied"),
    "after-the-end": Names(
        "Жұптың соңғы күнінен кейін", "После последнего дня пары", "After the pair's last day"
    ),
    "unconfirmed": Names("Расталмаған", "Не подтверждено", "Not confirmed"),
    "in-one-minute": Names(
        "Бірнеше күн бір минутта жазылған",
        "Несколько дней записано за одну минуту",
        "Several days written within one minute",
    ),
    "two-places": Names(
        "Осы уақытта көмекші басқа адамда болған",
        "В это время помощник был у другого",
        "The helper was with another person then",
    ),
    "gap": Names("Көмекші келмеген аралық", "Перерыв без посещений", "A gap without visits"),
}
