"""Why a row of a list of acts came back: the codes of `CivilRefused` in words."""

from collections.abc import Mapping

from qamtu.trilingual import Names

CIVIL_REASONS: Mapping[str, Names] = {
    "civil-subject": Names(
        "«{value}» ЖСН-і бар адамды тізілімге енгізу мүмкін емес. ЖСН мен аты-жөнін тексеріңіз.",
        "Человека с ИИН «{value}» нельзя внести в реестр. Проверьте ИИН и имя.",
        "The person of the IIN “{value}” can't be entered. Check the IIN and the name.",
    ),
    "civil-subject-iin": Names(
        "{value}: сырттан келген актіге ЖСН керек. ЖСН-ді жазыңыз.",
        "{value}: для акта извне нужен ИИН. Впишите его.",
        "{value}: an act from outside needs the IIN. Write it.",
    ),
    "civil-future": Names(
        "Оқиға күні ({value}) тіркелген күннен кейін. Күндерді салыстырыңыз.",
        "День события ({value}) позже регистрации. Сверьте даты.",
        "The event ({value}) is after the registration. Compare the days.",
    ),
    "civil-number-known": Names(
        "Сол жылғы № {value} жазба бар, бірақ онда басқа адам. Нөмірін тексеріңіз.",
        "Запись № {value} того года уже есть, но в ней другой человек. Проверьте номер.",
        "The record no. {value} of that year is there with another person. Check the number.",
    ),
    "civil-party-missing": Names(
        "{value}: адам жазылмаған. Аты-жөнін жазыңыз.",
        "{value}: лицо не указано. Впишите имя.",
        "{value}: nobody is named. Write the name.",
    ),
    "civil-name-missing": Names(
        "{value}: аты-жөні жоқ. Толықтырыңыз.",
        "{value}: нет имени. Впишите его.",
        "{value}: the name is missing. Write it.",
    ),
    "civil-iin": Names(
        "«{value}» ЖСН-і қате. Құжатпен салыстырыңыз.",
        "ИИН «{value}» неверен. Сверьте с документом.",
        "The IIN “{value}” is wrong. Compare with the paper.",
    ),
    "civil-iin-day": Names(
        "Туған күні ЖСН-дегі күнге ({value}) сәйкес емес. Салыстырыңыз.",
        "Дата рождения не совпадает с датой в ИИН ({value}). Сверьте.",
        "The birth date is not that of the IIN ({value}). Compare them.",
    ),
    "civil-same-iin": Names(
        "Актідегі екі адамның ЖСН-і бірдей: {value}. Түзетіңіз.",
        "У двух лиц акта один ИИН: {value}. Исправьте.",
        "Two persons of the act have one IIN: {value}. Correct it.",
    ),
    "parent-after-child": Names(
        "{value} баладан бұрын туған жоқ. Күндері мен ЖСН-ді тексеріңіз.",
        "{value}: рождение не раньше ребёнка. Проверьте даты и ИИН.",
        "{value} was not born before the child. Check the days and the IIN.",
    ),
    "parent-too-young": Names(
        "{value} бала туғанда тым жас болған. Күндері мен ЖСН-ді тексеріңіз.",
        "{value}: слишком мал возраст при рождении ребёнка. Проверьте даты и ИИН.",
        "{value} was too young at the birth. Check the days and the IIN.",
    ),
    "parent-dead": Names(
        "{value} бұл күннен бұрын қайтыс болған. Күнін тексеріңіз.",
        "{value}: смерть раньше этого дня. Проверьте дату.",
        "{value} had died before that day. Check the day.",
    ),
    "child-known": Names(
        "{value} туғаны жазылып қойған. Екі жазбаны салыстырыңыз.",
        "Рождение уже записано: {value}. Сверьте обе записи.",
        "The birth of {value} is recorded already. Compare the two records.",
    ),
    "birth-iin": Names(
        "ЖСН бойынша бала {value} күні туған. Салыстырыңыз.",
        "По ИИН ребёнок родился {value}. Сверьте.",
        "By the IIN the child was born on {value}. Compare them.",
    ),
    "death-known": Names(
        "{value} қайтыс болғаны жазылып қойған. Екі жазбаны салыстырыңыз.",
        "Смерть уже записана: {value}. Сверьте обе записи.",
        "The death of {value} is recorded already. Compare the two records.",
    ),
    "death-before-birth": Names(
        "Қайтыс болған күні туған күнінен ({value}) бұрын. Күндерді тексеріңіз.",
        "Смерть раньше рождения ({value}). Проверьте даты.",
        "The death is before the birth ({value}). Check the days.",
    ),
    "marriage-under-age": Names(
        "{value} неке күні жасы жетпеген. Күндерді тексеріңіз.",
        "{value}: в день брака возраст недостаточен. Проверьте даты.",
        "{value} is under the age on the day of the marriage. Check the days.",
    ),
    "marriage-of-the-dead": Names(
        "{value} неке күніне дейін қайтыс болған. Тексеріңіз.",
        "{value}: смерть раньше брака. Проверьте.",
        "{value} had died before the marriage. Check it.",
    ),
    "marriage-standing": Names(
        "{value} басқа некеде тұр. Алдымен ажырасуды енгізіңіз.",
        "{value} состоит в другом браке. Сначала внесите расторжение.",
        "{value} stands in another marriage. Enter the divorce first.",
    ),
    "marriage-before-application": Names(
        "Неке күні тіркелген күннен ({value}) бұрын. Күндерді салыстырыңыз.",
        "День брака раньше регистрации ({value}). Сверьте даты.",
        "The marriage is before its registration ({value}). Compare the days.",
    ),
    "marriage-same-sex": Names(
        "ЖСН бойынша {value} басқа жынысты. Бағандарды тексеріңіз.",
        "По ИИН {value} другого пола. Проверьте столбцы.",
        "By the IIN {value} is of the other sex. Check the columns.",
    ),
    "divorce-without-marriage": Names(
        "Бұл екеуінің некесі мұнда жазылмаған. Алдымен некені енгізіңіз.",
        "Брак этих двоих здесь не записан. Сначала внесите брак.",
        "No marriage of these two is recorded here. Enter the marriage first.",
    ),
    "divorce-before-marriage": Names(
        "Ажырасу некеден ({value}) бұрын. Күндерді тексеріңіз.",
        "Расторжение раньше брака ({value}). Проверьте даты.",
        "The divorce is before the marriage ({value}). Check the days.",
    ),
    "divorce-of-the-dead": Names(
        "{value} бұл күннен бұрын қайтыс болған. Тексеріңіз.",
        "{value}: смерть раньше этого дня. Проверьте.",
        "{value} had died before that day. Check it.",
    ),
    "base-missing": Names(
        "Баланың туу туралы жазбасы табылмады. Алдымен соны енгізіңіз.",
        "Запись о рождении ребёнка не найдена. Сначала внесите её.",
        "The record of the child's birth is not found. Enter it first.",
    ),
    "paternity-known": Names(
        "Туу жазбасында әкесі бар: {value}. Салыстырыңыз.",
        "В записи о рождении отец уже указан: {value}. Сверьте.",
        "The birth record names a father already: {value}. Compare them.",
    ),
    "name-minor": Names(
        "{value} атын өзгертетін жасқа толмаған. Күндерді тексеріңіз.",
        "{value}: возраст перемены имени не достигнут. Проверьте даты.",
        "{value} is under the age of a change of name. Check the days.",
    ),
    "name-same": Names(
        "{value}: жаңа аты тізімде жоқ. Актіні бетте енгізіңіз.",
        "{value}: нового имени в списке нет. Внесите акт на странице.",
        "{value}: the list has no new name. Enter the act on its page.",
    ),
    "name-of-the-dead": Names(
        "{value} бұл күннен бұрын қайтыс болған. Тексеріңіз.",
        "{value}: смерть раньше этого дня. Проверьте.",
        "{value} had died before that day. Check it.",
    ),
    "divorced-already": Names(
        "Бұл неке бұзылып қойған: № {value}. Салыстырыңыз.",
        "Этот брак уже расторгнут: № {value}. Сверьте.",
        "This marriage is dissolved already: no. {value}. Compare them.",
    ),
    "civil-before-child": Names(
        "Бұл күн баланың туған күнінен ({value}) бұрын. Тексеріңіз.",
        "Этот день раньше рождения ребёнка ({value}). Проверьте.",
        "The day is before the child's birth ({value}). Check it.",
    ),
}
