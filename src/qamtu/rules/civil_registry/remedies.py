"""What would change a refusal to register an act."""

from qamtu.rules.remedies import Remedy
from qamtu.trilingual import Names

REMEDIES = {
    "ground_age": Remedy(
        Names(
            "Жасы жеткенде жүгініңіз, немесе неке жасын төмендету туралы шешімді ұсыныңыз.",
            "Обратитесь по достижении возраста или представьте решение о снижении брачного"
            " возраста.",
            "Come at the age, or bring the decision that lowers the age of marriage.",
        ),
    ),
    "ground_late": Remedy(
        Names(
            "Кеш тіркеу туралы қорытындыны немесе сот шешімін жазыңыз.",
            "Впишите заключение о поздней регистрации или решение суда.",
            "Write the conclusion on late registration or the decision of the court.",
        ),
    ),
}
