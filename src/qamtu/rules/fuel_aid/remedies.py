"""What would change each ground of refusal of fuel aid."""

from qamtu.rules.remedies import Remedy
from qamtu.trilingual import Names

REMEDIES = {
    "ground_sector": Remedy(
        Names(
            "Аталған алты саланың мемлекеттік ұйымына жұмысқа тұрған соң өтініш беруге болады.",
            "Обратиться можно, работая в государственной организации одной из шести сфер.",
            "One may apply when working for a state body of one of the six sectors.",
        )
    ),
    "ground_village": Remedy(
        Names(
            "Ауылдық елді мекенде тұратынын әрі жұмыс істейтінін растаған соң өтініш беруге"
            " болады.",
            "Обратиться можно, подтвердив и проживание, и работу в сельском населённом пункте.",
            "One may apply with a proof of both living and working in a rural settlement.",
        )
    ),
    "ground_once": Remedy(
        Names(
            "Келесі жылы қайта өтініш беруге болады.",
            "Обратиться повторно можно в следующем году.",
            "One may apply again next year.",
        )
    ),
}
