"""Individual rehabilitation programmes (ОЖБ / ИПР), fulfilled through the services portal."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="rehabilitation",
    section="disability",
    subject="person",
    names=Names(
        "Оңалтудың жеке бағдарламасы",
        "Индивидуальная программа реабилитации",
        "Individual rehabilitation programme",
    ),
    basis=(
        LegalBasis(
            Names(
                "ҚР 13.04.2005 ж. № 39 Заңы; 20.01.2020 ж. № 14 бұйрық",
                "Закон РК от 13.04.2005 № 39; приказ от 20.01.2020 № 14",
                "Law 39 of 13.04.2005; order 14 of 20.01.2020",
            ),
            date(2005, 4, 13),
        ),
        LegalBasis(
            Names(
                "17.08.2023 ж. № 345 бұйрық",
                "Приказ от 17.08.2023 № 345",
                "Order 345 of 17.08.2023",
            ),
            date(2023, 8, 17),
        ),
    ),
    workflow=standard_workflow(
        approve=Names("Жеткізуші таңдалды", "Поставщик выбран", "Supplier chosen"),
        carry_out=Names("Бағдарлама орындалды", "Программа исполнена", "Programme fulfilled"),
    ),
    indicators=(
        Indicator(
            code="rehabilitation.programmes-fulfilled",
            names=Names(
                "Орындалған оңалтудың жеке бағдарламалары",
                "Исполненные индивидуальные программы реабилитации",
                "Rehabilitation programmes fulfilled",
            ),
            values={"fact": count_of("rehabilitation", "carry_out")},
            sentences=Names(
                "Әлеуметтік қызметтер порталы арқылы оңалтудың {fact} жеке бағдарламасы"
                " орындалды{+slices}{+plan}.",
                "Через портал социальных услуг {fact:form:исполнена|исполнены|исполнено}"
                " {fact:индивидуальная программа|индивидуальные программы|индивидуальных"
                " программ} реабилитации{+slices}{+plan}.",
                "{fact:individual rehabilitation programme was|individual rehabilitation"
                " programmes were} fulfilled through the social services"
                " portal{+slices}{+plan}.",
            ),
        ),
    ),
)
