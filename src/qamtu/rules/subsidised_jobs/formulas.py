"""One month of one person at a subsidised job: who may be placed, what the state pays of the wage.

Order 516 of 14.06.2016 (social jobs, youth practice, public works), since 01.07.2023 Social Code
art. 111 and decree 476 of 15.06.2023; «Silver age» and «First job» from 2022.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import FactsRefused, read_facts
from qamtu.rules.programme import (
    Input,
    Level,
    Programme,
    choose,
    is_not,
    larger,
    months_since,
    whole_tiyn,
)
from qamtu.trilingual import Names

ARTICLE = {
    date.min: "Order 516 of 14.06.2016",
    date(2023, 7, 1): "Social Code art. 111; decree 476 of 15.06.2023",
}
CONTRIBUTIONS = "Law 105-V of 21.06.2013; Law 405-V of 16.11.2015"
TAX = "Tax Code of 25.12.2017"
FIRST_OF_2022, LAST_OF_2021 = date(2022, 1, 1), date(2021, 12, 31)
YEAR = 12  # months
OF_AGE = 18

PROGRAMME = Programme(
    "subsidised_jobs",
    Names("Субсидияланатын жұмыс орны", "Субсидируемое рабочее место", "Subsidised job"),
    (Level("month", "months", None, Names("ай", "месяц", "month")),),
)
KINDS = {
    "social_job": Names("әлеуметтік жұмыс орны", "социальное рабочее место", "social job"),
    "youth_practice": Names("жастар практикасы", "молодёжная практика", "youth practice"),
    "public_works": Names("қоғамдық жұмыс", "общественные работы", "public works"),
    "silver_age": Names("«Күміс жас»", "«Серебряный возраст»", "«Silver age»"),
    "first_job": Names("«Алғашқы жұмыс орны»", "«Первое рабочее место»", "«First job»"),
}
PROGRAMME.asks(
    Input("kind", "month", "choice", Names("Түрі", "Вид", "Kind"), choices=KINDS),
    Input(
        "wage", "month", "tenge",
        Names("Толық айдың жалақысы", "Зарплата за полный месяц", "Wage of a full month"),
        default=0, most=100_000_000_00,
    ),
    Input(
        "norm_days", "month", "days",
        Names("Айдағы жұмыс күндері", "Рабочих дней в месяце", "Working days of the month"),
        default=1, most=31,
    ),
    Input(
        "worked_days", "month", "days",
        Names("Жұмыс істеген күндері", "Отработано дней", "Days worked"),
        default=1, most=31,
    ),
    Input(
        "month_number", "month", "times",
        Names("Нешінші ай", "Который месяц", "Which month of the placement"),
        default=1, most=1200,
    ),
    Input("born", "month", "day", Names("Туған күні", "Дата рождения", "Birth date")),
    Input(
        "is_of_pension_age", "month", "flag",
        Names("Зейнет жасында", "Достиг пенсионного возраста", "Of pension age"), default=False,
    ),
    Input(
        "guardian_consents", "month", "flag",
        Names("Заңды өкілі келіседі", "Законный представитель согласен", "The guardian consents"),
        default=True,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "month",
    unit="years",
    names=Names("Жасы", "Возраст", "Age"),
    rule=Names("Толық жас.", "Полных лет.", "Full years."),
    article="",
)
def age(month: Any, law: Any) -> Any:
    return months_since(month.born, law.today) // YEAR


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Мұндай шара жоқ", "Такой меры нет", "Not offered"),
    rule=Names(
        "Шара осы күні қолданыста болуға тиіс.",
        "Мера должна действовать в этот день.",
        "The measure has to be in force on the day.",
    ),
    article=ARTICLE,
)
def ground_kind(month: Any, law: Any) -> Any:
    return is_not(law.says("offered_", month.kind))


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Жасы жетпеген", "Возраст ниже", "Too young"),
    rule=Names(
        "Қатысушы шара үшін белгіленген жастан кіші болмауға тиіс.",
        "Участник не моложе возраста, установленного для меры.",
        "The participant is not younger than the measure sets.",
    ),
    article=ARTICLE,
)
def ground_young(month: Any, law: Any) -> Any:
    return month.age < law.figure_for("youngest_", month.kind)


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Жасы асқан", "Возраст выше", "Too old"),
    rule=Names(
        "Қатысушы шара үшін белгіленген жастан үлкен болмауға тиіс.",
        "Участник не старше возраста, установленного для меры.",
        "The participant is not older than the measure sets.",
    ),
    article=ARTICLE,
)
def ground_old(month: Any, law: Any) -> Any:
    return month.age > law.figure_for("oldest_", month.kind)


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Зейнет жасында", "Пенсионный возраст", "Of pension age"),
    rule=Names(
        "Зейнет жасына жеткен адам жұмыссыз деп танылмайды.",
        "Достигший пенсионного возраста не признаётся безработным.",
        "One of pension age is not recognised as unemployed.",
    ),
    article=ARTICLE,
)
def ground_pension(month: Any, law: Any) -> Any:
    return month.is_of_pension_age


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Келісім жоқ", "Нет согласия", "No consent"),
    rule=Names(
        "18 жасқа толмағанға заңды өкілінің келісімі керек.",
        "До 18 лет нужно согласие законного представителя.",
        "Under 18 the guardian has to consent.",
    ),
    article=ARTICLE,
)
def ground_consent(month: Any, law: Any) -> Any:
    return (month.age < OF_AGE) & is_not(month.guardian_consents)


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Мерзімі біткен", "Срок истёк", "The term is over"),
    rule=Names(
        "Шара белгіленген айлардан аспайды.",
        "Мера длится не дольше установленных месяцев.",
        "The measure lasts no longer than its months.",
    ),
    article=ARTICLE,
)
def ground_term(month: Any, law: Any) -> Any:
    return month.month_number > law.figure_for("longest_", month.kind)


GROUNDS = (
    "ground_kind", "ground_young", "ground_old", "ground_pension", "ground_consent", "ground_term",
)  # fmt: skip


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Субсидияланады", "Субсидируется", "Subsidised"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
)
def is_entitled(month: Any, law: Any) -> Any:
    return is_not(
        month.ground_kind
        | month.ground_young
        | month.ground_old
        | month.ground_pension
        | month.ground_consent
        | month.ground_term
    )


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Толық айдың төлемі", "Оплата за полный месяц", "Pay of a full month"),
    rule=Names(
        "Келісімдегі жалақы, бірақ шара үшін белгіленген төлемнен кем емес.",
        "Зарплата по соглашению, но не ниже оплаты, установленной для меры.",
        "The wage of the agreement, not less than the measure sets.",
    ),
    article=ARTICLE,
)
def full_pay(month: Any, law: Any) -> Any:
    return larger(month.wage, law.figure_for("pay_", month.kind))


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Есептелген жалақы", "Начисленная зарплата", "Wage earned"),
    rule=Names(
        "Толық айдың төлемі × жұмыс істеген күндер ÷ айдағы жұмыс күндері.",
        "Оплата за полный месяц × отработанные дни ÷ рабочие дни месяца.",
        "The pay of a full month × days worked ÷ working days of the month.",
    ),
    article=ARTICLE,
)
def earned(month: Any, law: Any) -> Any:
    return whole_tiyn(month.full_pay * month.worked_days / month.norm_days)


@PROGRAMME.step(
    "month",
    unit="share",
    names=Names("Мемлекет үлесі", "Доля государства", "The state's share"),
    rule=Names(
        "Шараның үлесі; «Күміс жаста» жылдан жылға азаяды.",
        "Доля по виду меры; в «Серебряном возрасте» убывает по годам.",
        "The share of the measure; in «Silver age» it falls from year to year.",
    ),
    article=ARTICLE,
)
def share(month: Any, law: Any) -> Any:
    silver = month.kind.among("silver_age")
    first = law.figure_for("share_", month.kind)
    second = choose(silver & (month.month_number > YEAR), law.share_silver_age_second_year, first)
    return choose(silver & (month.month_number > 2 * YEAR), law.share_silver_age_third_year, second)


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Субсидия шегі", "Предел субсидии", "The most that is subsidised"),
    rule=Names(
        "Әлеуметтік жұмыс орнына – ең төменгі жалақы; басқа шараға – белгіленген төлем.",
        "Для социального рабочего места – минимальная зарплата; для другой меры – её оплата.",
        "For a social job the minimum wage; for another measure its pay.",
    ),
    article=ARTICLE,
    until=LAST_OF_2021,
    name="cap",
)
def cap_until_2021(month: Any, law: Any) -> Any:
    return choose(
        month.kind.among("social_job"),
        law.cap_social_job_until_2021,
        law.figure_for("pay_", month.kind),
    )


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Субсидия шегі", "Предел субсидии", "The most that is subsidised"),
    rule=Names(
        "Шара үшін белгіленген АЕК саны.",
        "Число МРП, установленное для меры.",
        "The MRP that are set for the measure.",
    ),
    article=ARTICLE,
    since=FIRST_OF_2022,
)
def cap(month: Any, law: Any) -> Any:
    return law.figure_for("cap_", month.kind)


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Субсидия", "Субсидия", "Subsidy"),
    rule=Names(
        "Есептелген жалақының мемлекет үлесі, шектен аспайды.",
        "Доля государства в начисленной зарплате, не выше предела.",
        "The state's share of the wage earned, not above the cap.",
    ),
    article=ARTICLE,
)
def subsidy(month: Any, law: Any) -> Any:
    part = month.earned * month.share
    most = choose(law.cap_follows_days, month.cap * month.worked_days / month.norm_days, month.cap)
    return whole_tiyn(choose(month.is_entitled, choose(part < most, part, most), 0))


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Жұмыс берушінің үлесі", "Часть работодателя", "The employer's part"),
    rule=Names(
        "Есептелген жалақы – субсидия.", "Начислено – субсидия.", "Earned less the subsidy."
    ),
    article=ARTICLE,
)
def employers_part(month: Any, law: Any) -> Any:
    return month.earned - month.subsidy


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Зейнетақы жарнасы", "Пенсионный взнос", "Pension contribution"),
    rule=Names("Есептелгеннің үлесі.", "Доля начисленного.", "A share of what is earned."),
    article=CONTRIBUTIONS,
)
def pension(month: Any, law: Any) -> Any:
    return whole_tiyn(month.earned * law.pension_share)


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("МӘМС жарнасы", "Взнос ОСМС", "Health insurance"),
    rule=Names("Есептелгеннің үлесі.", "Доля начисленного.", "A share of what is earned."),
    article=CONTRIBUTIONS,
)
def health(month: Any, law: Any) -> Any:
    return whole_tiyn(month.earned * law.health_share)


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Салық шегерімі", "Налоговый вычет", "Tax deduction"),
    rule=Names("Бір ең төменгі жалақы.", "Одна минимальная зарплата.", "One minimum wage."),
    article=TAX,
    until=LAST_OF_2021,
    name="tax_free",
)
def tax_free_until_2021(month: Any, law: Any) -> Any:
    return law.deduction_in_minimum_wages


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Салық шегерімі", "Налоговый вычет", "Tax deduction"),
    rule=Names("Белгіленген АЕК саны.", "Установленное число МРП.", "The MRP that are set."),
    article=TAX,
    since=FIRST_OF_2022,
)
def tax_free(month: Any, law: Any) -> Any:
    return law.deduction


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Жеке табыс салығы", "Индивидуальный подоходный налог", "Personal income tax"),
    rule=Names(
        "(Есептелген – жарналар – шегерім) × мөлшерлеме, нөлден кем емес.",
        "(Начислено – взносы – вычет) × ставка, не ниже нуля.",
        "(Earned less contributions less the deduction) × the rate, not below zero.",
    ),
    article=TAX,
)
def income_tax(month: Any, law: Any) -> Any:
    taxed = larger(month.earned - month.pension - month.health - month.tax_free, 0)
    return whole_tiyn(taxed * law.income_tax_share)


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Қолға", "К выплате", "Net pay"),
    rule=Names(
        "Есептелген – жарналар – салық.",
        "Начислено – взносы – налог.",
        "Earned less contributions and tax.",
    ),
    article=TAX,
)
def net(month: Any, law: Any) -> Any:
    return month.earned - month.pension - month.health - month.income_tax


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("Әлеуметтік аударым", "Социальные отчисления", "Social contribution"),
    rule=Names(
        "(Есептелген – зейнетақы жарнасы) × мөлшерлеме; жұмыс беруші төлейді.",
        "(Начислено – пенсионный взнос) × ставка; платит работодатель.",
        "(Earned less the pension contribution) × the rate; the employer pays.",
    ),
    article=CONTRIBUTIONS,
)
def employers_social(month: Any, law: Any) -> Any:
    return whole_tiyn((month.earned - month.pension) * law.employers_social_share)


@PROGRAMME.step(
    "month",
    unit="tenge",
    names=Names("МӘМС аударымы", "Отчисления ОСМС", "Health insurance of the employer"),
    rule=Names(
        "Есептелген × мөлшерлеме; жұмыс беруші төлейді.",
        "Начислено × ставка; платит работодатель.",
        "Earned × the rate; the employer pays.",
    ),
    article=CONTRIBUTIONS,
)
def employers_health(month: Any, law: Any) -> Any:
    return whole_tiyn(month.earned * law.employers_health_share)


@PROGRAMME.step(
    "month",
    unit="flag",
    names=Names("Адамның өзіне төленеді", "Платят самому человеку", "Paid to the person"),
    rule=Names(
        "Қоғамдық жұмыс пен практикада төлем адамға, басқасында жұмыс берушіге аударылады.",
        "На общественных работах и практике платят человеку, в других мерах – работодателю.",
        "In public works and practice the person is paid, elsewhere the employer.",
    ),
    article=ARTICLE,
)
def is_paid_to_person(month: Any, law: Any) -> Any:
    return law.says("is_paid_to_person_", month.kind)


def read_month(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A month as the steps ask for it. Raises `FactsRefused`: «worked-above-norm», too."""
    facts = read_facts(PROGRAMME, given, day)
    norm, worked = facts.get("norm_days", 1), facts.get("worked_days", 1)
    if norm < 1:
        raise FactsRefused("absurd", "norm_days", (), norm)
    if worked > norm:
        raise FactsRefused("worked-above-norm", "worked_days", (), worked, str(norm))
    if facts.get("month_number", 1) < 1:
        raise FactsRefused("absurd", "month_number", (), 0)
    return facts
