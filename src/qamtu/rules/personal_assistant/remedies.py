"""What would change a refusal of an assistant or a sign-language specialist."""

from qamtu.rules.remedies import Remedy
from qamtu.trilingual import Names

REMEDIES = {
    "ground_indication": Remedy(
        Names(
            "Медициналық-әлеуметтік сараптама көрсетілімді белгілесе, қайта жүгініңіз.",
            "Обратитесь снова, если экспертиза установит показание.",
            "Apply again once the examination has established the indication.",
        ),
    ),
    "ground_programme": Remedy(
        Names(
            "Қызметті жеке бағдарламаға енгізу үшін медициналық-әлеуметтік сараптамаға жүгініңіз.",
            "Чтобы услугу внесли в программу, обратитесь в медико-социальную экспертизу.",
            "Ask the examination to write the service into the programme.",
        ),
    ),
    "ground_benefit": Remedy(
        Names(
            "Күтім жәрдемақысы мен жеке көмекшінің бірін таңдаңыз.",
            "Выберите одно: пособие по уходу или помощника.",
            "Choose one: the carer's benefit or an assistant.",
        ),
    ),
    "ground_relative": Remedy(
        Names(
            "Жақын туыс емес көмекшіні таңдаңыз.",
            "Выберите помощника, который не близкий родственник.",
            "Choose an assistant who is not a close relative.",
        ),
    ),
    "ground_hours": Remedy(
        Names(
            "Күніне сағатты азайтыңыз.",
            "Уменьшите число часов в день.",
            "Lower the hours a day.",
        ),
    ),
}
