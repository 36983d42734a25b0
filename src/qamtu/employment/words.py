"""The codes of the employment centre in words."""

from qamtu.trilingual import Names

from .models import Agreement, ReferralAnswer, Removal

ANSWERS: dict[str, Names] = {
    ReferralAnswer.Answer.HIRED: Names("жұмысқа қабылданды", "принят на работу", "hired"),
    ReferralAnswer.Answer.EMPLOYER_REFUSED: Names(
        "жұмыс беруші бас тартты", "отказал работодатель", "refused by the employer"
    ),
    ReferralAnswer.Answer.PERSON_REFUSED: Names(
        "адам өзі бас тартты", "отказался сам", "refused by the person"
    ),
    ReferralAnswer.Answer.NO_SHOW: Names("бармады", "не явился", "did not come"),
}
REMOVALS: dict[str, Names] = {
    Removal.Cause.FOUND_WORK: Names("жұмысқа орналасты", "трудоустроился", "found work"),
    Removal.Cause.OWN_WISH: Names("өз өтініші бойынша", "по своему заявлению", "own wish"),
    Removal.Cause.MOVED: Names("көшіп кетті", "переехал", "moved away"),
    Removal.Cause.PENSION: Names("зейнет жасы", "пенсионный возраст", "pension age"),
    Removal.Cause.DECEASED: Names("қайтыс болды", "умер", "died"),
    Removal.Cause.REFUSALS: Names(
        "лайықты жұмыстан бас тартты", "отказы от подходящей работы", "refused suitable work"
    ),
    Removal.Cause.VISITS: Names(
        "келу тәртібін бұзды", "нарушил порядок явки", "did not keep the visits"
    ),
    Removal.Cause.LEFT_MEASURE: Names(
        "шараны өз бетінше тастады", "самовольно оставил меру", "left a measure"
    ),
    Removal.Cause.FALSE_PAPERS: Names("жалған құжат", "подложные документы", "false papers"),
}
AGREEMENT_STATES: dict[str, Names] = {
    Agreement.State.APPLIED: Names("өтініш", "заявка", "applied"),
    Agreement.State.SIGNED: Names("қол қойылды", "подписано", "signed"),
    Agreement.State.REFUSED: Names("бас тартылды", "отказано", "refused"),
    Agreement.State.ENDED: Names("аяқталды", "завершено", "ended"),
}
