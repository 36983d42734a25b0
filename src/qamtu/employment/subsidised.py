"""What the subsidised jobs share: the acts that they stand on."""

from datetime import date

from qamtu.casework.measures import LegalBasis
from qamtu.trilingual import Names

SUBSIDISED_JOBS_BASIS: tuple[LegalBasis, ...] = (
    LegalBasis(
        Names(
            "14.06.2016 ж. № 516 бұйрық",
            "Приказ от 14.06.2016 № 516",
            "Order 516 of 14.06.2016",
        ),
        date(2016, 6, 14),
    ),
    LegalBasis(
        Names(
            "Әлеуметтік кодекс, 111-бап; 15.06.2023 ж. № 476 қаулы",
            "Социальный кодекс, ст. 111; постановление от 15.06.2023 № 476",
            "Social Code, art. 111; decree 476 of 15.06.2023",
        ),
        date(2023, 7, 1),
    ),
)
