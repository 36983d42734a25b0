"""Why a row came back, beyond what is wrong with a single cell: codes and their sentences."""

from collections.abc import Mapping

from qamtu.exchange.civil_reasons import CIVIL_REASONS
from qamtu.trilingual import Names

REASONS: Mapping[str, Names] = {
    "born-in-future": Names(
        "«{column}»: «{value}» нөміріндегі туған күн әлі болған жоқ. Құжатпен салыстырыңыз.",
        "«{column}»: дата рождения в номере «{value}» ещё не наступила. Сверьте с документом.",
        "“{column}”: the birth date in “{value}” lies in the future. Compare with the document.",
    ),
    "birth-contradicts-iin": Names(
        "«{column}»: «{value}» ЖСН-дегі туған күнге сәйкес емес. Құжатпен салыстырыңыз.",
        "«{column}»: «{value}» противоречит дате рождения в ИИН. Сверьте с документом.",
        "“{column}”: “{value}” contradicts the birth date in the IIN. Compare with the document.",
    ),
    "sex-contradicts-iin": Names(
        "«{column}»: «{value}» ЖСН-дегі жынысқа сәйкес емес. Құжатпен салыстырыңыз.",
        "«{column}»: «{value}» противоречит полу в ИИН. Сверьте с документом.",
        "“{column}”: “{value}” contradicts the sex in the IIN. Compare with the document.",
    ),
    "name-other": Names(
        "«{column}» тізілімде басқа адамдікі: {value}. Тізілімдегі аты қалды; нөмірді тексеріңіз.",
        "«{column}» в реестре принадлежит другому: {value}. Имя реестра осталось; сверьте номер.",
        "“{column}” is of someone else in the register: {value}. The register's name stays; check"
        " the number.",
    ),
    "name-missing": Names(
        "Бұл адам тізілімде жоқ, ал тегі мен аты толық жазылмаған. Екеуін де жазыңыз.",
        "Этого человека нет в реестре, а фамилия и имя не указаны полностью. Впишите оба.",
        "The person is not in the register, and the surname and given name are not both here."
        " Write both.",
    ),
    "name-initials": Names(
        "«{value}»: аты тек әріппен қысқартылған. Аты-жөнін толық жазыңыз.",
        "«{value}»: вместо имени инициалы. Впишите имя полностью.",
        "“{value}”: the given name is only initials. Write it in full.",
    ),
    "text-too-long": Names(
        "«{column}» тым ұзын: «{value}». Қысқартыңыз.",
        "«{column}»: слишком длинный текст: «{value}». Сократите его.",
        "“{column}” is too long: “{value}”. Shorten it.",
    ),
    "phone-foreign": Names(
        "«{column}»: «{value}» — Қазақстан нөмірі емес. Тізілімге тек +7 нөмірі жазылады.",
        "«{column}»: «{value}» — не номер Казахстана. В реестр вносятся только номера +7.",
        "“{column}”: “{value}” is not a Kazakh number. The register keeps only +7 numbers.",
    ),
    "place-unknown": Names(
        "«{column}»: «{value}» бөлім аумағында табылмады. Атауын тексеріңіз.",
        "«{column}»: «{value}» не найдено на территории отдела. Проверьте название.",
        "“{column}”: “{value}” is not in the office's territory. Check the name.",
    ),
    "place-ambiguous": Names(
        "«{column}»: «{value}» деген бірнеше жер бар. Ауылдық округін көрсетіңіз.",
        "«{column}»: мест с названием «{value}» несколько. Укажите сельский округ.",
        "“{column}”: there are several places named “{value}”. Name the rural okrug.",
    ),
    "place-contradicts": Names(
        "«{column}»: «{value}» көрсетілген ауылдық округте емес. Салыстырыңыз.",
        "«{column}»: «{value}» не находится в указанном сельском округе. Сверьте.",
        "“{column}”: “{value}” is not in the rural okrug that the row names. Compare them.",
    ),
    "sector-unknown": Names(
        "«{column}»: «{value}» деген сала жоқ. Тізілімдегі салалардың бірін жазыңыз.",
        "«{column}»: сферы «{value}» нет. Впишите одну из сфер реестра.",
        "“{column}”: there is no sector “{value}”. Write one of the register's sectors.",
    ),
    "owner-unknown": Names(
        "«{column}»: «{value}» БСН-імен ұйым тізілімде жоқ. Алдымен оны енгізіңіз.",
        "«{column}»: организации с БИН «{value}» нет в реестре. Сначала внесите её.",
        "“{column}”: no organisation has the BIN “{value}”. Enter it first.",
    ),
    "point-unreadable": Names(
        "«{column}»: «{value}» оқылмады. Ендік пен бойлықты жазыңыз, мысалы 44.85, 65.50.",
        "«{column}»: «{value}» не читается. Впишите широту и долготу, например 44.85, 65.50.",
        "“{column}”: “{value}” is not readable. Write latitude and longitude, like 44.85, 65.50.",
    ),
    "date-future": Names(
        "«{column}»: «{value}» әлі болған жоқ. Күнін тексеріңіз.",
        "«{column}»: день «{value}» ещё не наступил. Проверьте дату.",
        "“{column}”: “{value}” lies in the future. Check the day.",
    ),
    "before-birth": Names(
        "«{column}»: «{value}» — адамның туған күнінен бұрын. Күнін немесе ЖСН-ді тексеріңіз.",
        "«{column}»: «{value}» раньше дня рождения человека. Проверьте дату или ИИН.",
        "“{column}”: “{value}” is before the person's birth. Check the day or the IIN.",
    ),
    "category-unknown": Names(
        "«{column}»: бұл шарада «{value}» деген санат жоқ. Атауын тексеріңіз.",
        "«{column}»: у этой меры нет категории «{value}». Проверьте название.",
        "“{column}”: this measure has no category “{value}”. Check its name.",
    ),
    "measure-not-open": Names(
        "«{column}»: «{value}» күні бұл шара қолданыста болған жоқ. Күнін тексеріңіз.",
        "«{column}»: на «{value}» эта мера не действовала. Проверьте дату.",
        "“{column}”: on “{value}” this measure was not in force. Check the day.",
    ),
    "reason-missing": Names(
        "«{column}» бар, ал себебі жазылмаған. Себебін жазыңыз.",
        "Есть «{column}», но причина не указана. Впишите причину.",
        "“{column}” is given without a reason. Write the reason.",
    ),
    "reason-without-day": Names(
        "Себебі («{value}») бар, ал бас тарту немесе қайтарып алу күні жоқ. Күнін жазыңыз.",
        "Есть причина («{value}»), но нет дня отказа или отзыва. Впишите день.",
        "There is a reason (“{value}”) but no day of refusal or withdrawal. Write the day.",
    ),
    "before-last-event": Names(
        "«{column}»: «{value}» — алдыңғы қадамның күнінен бұрын. Күндерді салыстырыңыз.",
        "«{column}»: «{value}» раньше предыдущего шага. Сверьте даты.",
        "“{column}”: “{value}” is before the step that comes first. Compare the days.",
    ),
    "approval-missing": Names(
        "«{column}» бар, ал одан бұрынғы қадамның (жолдау, мақұлдау) күні жоқ. Оны жазыңыз.",
        "Есть «{column}», но нет дня предыдущего шага (направления, одобрения). Впишите его.",
        "“{column}” is given, but not the day of the step before it (referral, approval)."
        " Write it.",
    ),
    "wrong-state": Names(
        "«{column}» («{value}»): істің қазіргі күйінде бұл қадам мүмкін емес. Істі қараңыз.",
        "«{column}» («{value}»): в нынешнем состоянии дела этот шаг невозможен. Проверьте дело.",
        "“{column}” (“{value}”): the case does not allow this step as it stands. Look at it.",
    ),
    "step-other-day": Names(
        "«{column}»: тізілімде бұл қадам басқа күні ({value}) жасалған. Қайсысы дұрыс екенін"
        " анықтаңыз.",
        "«{column}»: в реестре этот шаг сделан в другой день ({value}). Выясните, что верно.",
        "“{column}”: the register has this step on another day ({value}). Find out which is right.",
    ),
    "category-other": Names(
        "«{column}»: тізілімде бұл істің санаты басқа не жоқ, ал мұнда «{value}»."
        " Қайсысы дұрыс екенін анықтаңыз.",
        "«{column}»: в реестре у этого дела другая категория или её нет, а здесь «{value}»."
        " Выясните, что верно.",
        "“{column}”: the register has another category for this case, or none; here it is"
        " “{value}”. Find out which is right.",
    ),
    "field-choice": Names(
        "«{column}»: «{value}» деген мән жоқ. Шарадағы мәндердің бірін жазыңыз.",
        "«{column}»: значения «{value}» нет. Впишите одно из значений этой меры.",
        "“{column}”: there is no value “{value}”. Write one of the measure's values.",
    ),
    "field-negative": Names(
        "«{column}» нөлден кем болмайды. Мәнін тексеріңіз.",
        "«{column}» не бывает меньше нуля. Проверьте значение.",
        "“{column}” is never below zero. Check the value.",
    ),
    "field-without-step": Names(
        "«{column}» («{value}») бар, ал ол сұралатын қадамның күні жоқ. Күнін жазыңыз.",
        "Есть «{column}» («{value}»), но нет дня шага, на котором это спрашивают. Впишите день.",
        "“{column}” (“{value}”) is given without the day of the step that asks it. Write the day.",
    ),
    "field-other": Names(
        "«{column}»: тізілімде бұл істе басқа мән тұр не жоқ, ал мұнда «{value}». Қайсысы дұрыс"
        " екенін анықтаңыз.",
        "«{column}»: в реестре у этого дела другое значение или его нет, а здесь «{value}»."
        " Выясните, что верно.",
        "“{column}”: the register has another value for this case, or none; here it is “{value}”."
        " Find out which is right.",
    ),
    "paid-and-returned": Names(
        "Жолда төленген де, қайтарылған да сома тұр. Екі жолға бөліңіз.",
        "В строке и оплата, и возврат. Разделите её на две.",
        "The row has both a payment and a return. Make two rows of it.",
    ),
    "extract-category": Names(
        "«{column}»: «{value}» деген топ жоқ. I, II, III немесе «16 жасқа толмаған бала» жазыңыз.",
        "«{column}»: группы «{value}» нет. Впишите I, II, III или «ребёнок до 16 лет».",
        "“{column}”: there is no group “{value}”. Write I, II, III or “child under 16”.",
    ),
    "extract-cause": Names(
        "«{column}»: «{value}» деген себеп жоқ. Мысалы, «жалпы ауру» деп жазыңыз.",
        "«{column}»: причины «{value}» нет. Впишите, например, «общее заболевание».",
        "“{column}”: there is no cause “{value}”. Write for example “general illness”.",
    ),
    "extract-other": Names(
        "«{column}»: «{value}» үзіндісі тізілімде не осы файлда басқаша жазылған. Қайсысы дұрыс"
        " екенін анықтаңыз.",
        "«{column}»: выписка «{value}» в реестре или в этом файле записана иначе. Выясните, что"
        " верно.",
        "“{column}”: the extract “{value}” says otherwise in the register or in this file. Find"
        " out which is right.",
    ),
    "examination-order": Names(
        "«{column}»: «{value}» мерзімнің басынан бұрын. Күндерді салыстырыңыз.",
        "«{column}»: «{value}» раньше начала срока. Сверьте даты.",
        "“{column}”: “{value}” is before the first day of the term. Compare the days.",
    ),
    "examination-before-birth": Names(
        "«{column}»: «{value}» адам туғанға дейін. Күнін немесе ЖСН-ді тексеріңіз.",
        "«{column}»: «{value}» раньше дня рождения. Проверьте дату или ИИН.",
        "“{column}”: “{value}” is before the birth. Check the day or the IIN.",
    ),
    "examination-age": Names(
        "«{column}»: «{value}» адамның сол күнгі жасына сай емес. 16 жасқа дейін бала болып"
        " тіркеледі.",
        "«{column}»: «{value}» не по возрасту на тот день. До 16 лет учитывают как ребёнка.",
        "“{column}”: “{value}” does not fit the age on that day. Below 16 one is registered as a"
        " child.",
    ),
    "examination-deceased": Names(
        "«{column}»: адам {value} күні қайтыс болған. ЖСН мен күнін тексеріңіз.",
        "«{column}»: человек умер {value}. Проверьте ИИН и дату.",
        "“{column}”: the person died on {value}. Check the IIN and the day.",
    ),
    "examination-earlier": Names(
        "«{column}»: тізілімде {value} күнінен басталатын кезең бар. Алдымен соны қараңыз.",
        "«{column}»: в реестре есть период с {value}. Сначала проверьте его.",
        "“{column}”: the register has a period from {value}. Look at it first.",
    ),
    "examination-loss": Names(
        "«{column}»: «{value}» 0 мен 100 аралығында емес.",
        "«{column}»: «{value}» не в пределах от 0 до 100.",
        "“{column}”: “{value}” is not between 0 and 100.",
    ),
    "refused-by-database": Names(
        "Деректер қоры бұл жолды қабылдамады. Мәндерін тексеріп, қайта енгізіңіз.",
        "База данных не приняла эту строку. Проверьте значения и внесите её снова.",
        "The database refused this row. Check its values and import it again.",
    ),
    "header-missing": Names(
        "Міндетті «{column}» бағаны жоқ. Бағанды қосыңыз немесе атауын түзетіңіз.",
        "Нет обязательного столбца «{column}». Добавьте его или исправьте заголовок.",
        "The required column “{column}” is missing. Add it or mend its header.",
    ),
    **CIVIL_REASONS,
}
