"""What would change a refusal of a startup grant."""

from collections.abc import Mapping
from typing import Any

from qamtu.rules.remedies import Figures, Remedy, top_value
from qamtu.trilingual import Names


def _largest(trace: Mapping[str, Any]) -> Figures:
    return {"largest": (top_value(trace, "largest"), "tenge")}


REMEDIES = {
    "ground_amount": Remedy(
        Names(
            "{largest} не одан аз сома сұраңыз.",
            "Запросите не больше {largest}.",
            "Ask for {largest} or less.",
        ),
        _largest,
    ),
    "ground_certificate": Remedy(
        Names(
            "«Бастау Бизнес» курсын бітіріп, сертификат алыңыз.",
            "Окончите курс «Бастау Бизнес» и получите сертификат.",
            "Finish the «Bastau Business» course and get its certificate.",
        )
    ),
    "ground_category": Remedy(
        Names(
            "Санатыңызды растайтын құжат болса, әкеліңіз; болмаса, шағын несие алуға болады.",
            "Если есть документ о категории, принесите его; иначе возможен микрокредит.",
            "Bring the paper of your category if there is one; else a microcredit is open.",
        )
    ),
    "ground_activity": Remedy(
        Names(
            "Басқа қызмет түрімен жоба ұсыныңыз.",
            "Подайте проект с другим видом деятельности.",
            "Apply with a project of another activity.",
        )
    ),
}
