"""The «Бастау Бизнес» course: registered, referred to study, completed with a certificate."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.slices import DISABLED, LARGE_FAMILY_MOTHER, YOUTH
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="bastau",
    section="business",
    subject="person",
    names=Names("«Бастау Бизнес» курсы", "Курс «Бастау Бизнес»", "«Bastau Business» course"),
    basis=(
        LegalBasis(
            Names(
                "АШМ 19.02.2019 ж. № 70 бұйрығы",
                "Приказ МСХ от 19.02.2019 № 70",
                "Order 70 of 19.02.2019",
            ),
            date(2019, 2, 19),
        ),
        LegalBasis(
            Names(
                "ЕХӘҚМ 12.04.2021 ж. № 118 бұйрығы",
                "Приказ МТСЗН от 12.04.2021 № 118",
                "Order 118 of 12.04.2021",
            ),
            date(2021, 4, 12),
        ),
        LegalBasis(
            Names(
                "30.06.2023 ж. № 272 бұйрық",
                "Приказ от 30.06.2023 № 272",
                "Order 272 of 30.06.2023",
            ),
            date(2023, 6, 30),
            is_verified=False,
        ),
    ),
    workflow=standard_workflow(
        approve=Names("Оқуға жолдау", "Направление на обучение", "Refer to the course"),
        carry_out=Names("Курсты аяқтау", "Завершение курса", "Complete the course"),
    ),
    indicators=(
        Indicator(
            code="bastau.planned",
            names=Names(
                "«Бастау Бизнес»: жоспар", "«Бастау Бизнес»: план", "«Bastau Business»: plan"
            ),
            values={},
            sentences=Names(
                "«Бастау Бизнес» жобасы бойынша {plan} адамды оқыту жоспарланған.",
                "По проекту «Бастау Бизнес» запланировано обучить"
                " {plan:человека|человека|человек}.",
                "The «Bastau Business» project plans to train {plan:person|people}.",
            ),
        ),
        Indicator(
            code="bastau.registered",
            names=Names(
                "«Бастау Бизнес»: тіркелгендер",
                "«Бастау Бизнес»: зарегистрированы",
                "«Bastau Business»: registered",
            ),
            values={"fact": count_of("bastau", "open")},
            sentences=Names(
                "«Бастау Бизнес» курсына {fact} адам тіркелді{+slices}{+plan}.",
                "На курс «Бастау Бизнес» {fact:form:зарегистрирован|зарегистрированы|"
                "зарегистрировано} {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person|people} registered for the «Bastau Business» course{+slices}{+plan}.",
            ),
        ),
        Indicator(
            code="bastau.referred",
            names=Names(
                "«Бастау Бизнес»: оқуға жолданғандар",
                "«Бастау Бизнес»: направлены на обучение",
                "«Bastau Business»: referred",
            ),
            values={"fact": count_of("bastau", "approve")},
            slices=(YOUTH, DISABLED, LARGE_FAMILY_MOTHER),
            stage_of="bastau.registered",
            component_of="active-measures.participants",
            sentences=Names(
                "Курсқа {fact} адам жолданды{+slices}{+plan}.",
                "На обучение {fact:form:направлен|направлены|направлено}"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person was|people were} referred to the course{+slices}{+plan}.",
            ),
        ),
        Indicator(
            code="bastau.completed",
            names=Names(
                "«Бастау Бизнес»: курсты аяқтағандар",
                "«Бастау Бизнес»: завершили курс",
                "«Bastau Business»: completed",
            ),
            values={"fact": count_of("bastau", "carry_out")},
            stage_of="bastau.referred",
            sentences=Names(
                "Курсты {fact} адам аяқтап, сертификат алды{+slices}{+plan}.",
                "{fact:form:Завершил|Завершили|Завершили} курс и"
                " {fact:form:получил|получили|получили} сертификат"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person|people} completed the course and received a"
                " certificate{+slices}{+plan}.",
            ),
        ),
    ),
)
