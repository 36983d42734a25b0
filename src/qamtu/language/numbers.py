"""Numbers as they are written, and the Kazakh endings that follow them as they are spoken."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from num2words import num2words

NBSP = "\u00a0"
_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_SOFT_VOWELS = "еіөүә"
_HARD_VOWELS = "аыоұу"
_VOICELESS = "птксшщчцқфх"


def _spoken_last_word(number: int) -> str:
    number = abs(number)
    if number == 0:
        return _UNITS[0]
    if number % 10:
        return _UNITS[number % 10]
    if number % 100:
        return _TENS[number % 100 // 10]
    if number % 1000:
        return "жүз"
    if number % 1_000_000:
        return "мың"
    if number % 1_000_000_000:
        return "миллион"
    return "миллиард"


def _is_soft(word: str) -> bool:
    """Vowel harmony by the last vowel that decides; «у» is heard as in «елу», soft."""
    if word == "елу":
        return True
    for letter in reversed(word):
        if letter in _SOFT_VOWELS:
            return True
        if letter in _HARD_VOWELS:
            return False
    return False


def kk_possessive(number: int) -> str:
    """The number with its possessive ending, as the spoken numeral takes it.

    A numeral that ends in a vowel takes «-сы/-сі», one that ends in a consonant «-ы/-і»; «алты» is
    written «6-ы» in the published reports, and so here.

    >>> [kk_possessive(n) for n in (63, 6, 17, 99, 2, 20, 40, 50, 100, 1000)]
    ['63-і', '6-ы', '17-сі', '99-ы', '2-сі', '20-сы', '40-ы', '50-і', '100-і', '1000-ы']
    """
    return f"{format_number(number, 'kk')}-{_possessive_ending(number)}"


def _possessive_ending(number: int) -> str:
    word = _spoken_last_word(number)
    vowel = "і" if _is_soft(word) else "ы"
    if word == "алты":
        return vowel
    return f"с{vowel}" if word[-1] in "аәеиоөұүыі" else vowel


def kk_case(number: int, case: str) -> str:
    """The number with a case ending: «dat», «gen», «acc», «loc», «abl» or «ord» (ordinal).

    >>> [kk_case(180, "dat"), kk_case(6, "dat"), kk_case(40, "dat"), kk_case(5, "ord")]
    ['180-ге', '6-ға', '40-қа', '5-ші']
    """
    word = _spoken_last_word(number)
    soft = _is_soft(word)
    last = word[-1]
    voiceless = last in _VOICELESS
    nasal = last in "мнң"
    match case:
        case "dat":
            ending = (
                ("к" if voiceless else "г") + "е" if soft else ("қ" if voiceless else "ғ") + "а"
            )
        case "loc":
            ending = ("т" if voiceless else "д") + ("е" if soft else "а")
        case "abl":
            ending = ("н" if nasal else "т" if voiceless else "д") + ("ен" if soft else "ан")
        case "acc" | "gen":
            vowel_final = last in "аәеиоөұүыі"
            head = "н" if vowel_final or (case == "gen" and nasal) else "т" if voiceless else "д"
            ending = head + ("і" if soft else "ы") + ("ң" if case == "gen" else "")
        case "ord":
            ending = "ші" if soft else "шы"
        case _:
            raise ValueError(f"no such case: {case}")
    return f"{format_number(number, 'kk')}-{ending}"


def format_number(value: int | Decimal | Fraction, language: str, decimals: int = 0) -> str:
    """«137 099,0» in Kazakh and Russian, "137,099.0" in English; half a step rounds up.

    >>> format_number(Decimal("137099"), "en", 1)
    '137,099.0'
    """
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    step = Decimal(1).scaleb(-decimals)
    text = f"{Decimal(value).quantize(step, ROUND_HALF_UP):,f}"
    if language == "en":
        return text
    return text.replace(",", NBSP).replace(".", ",")


def plural(number: int, language: str, one: str, few: str, many: str) -> str:
    """The word that agrees with the number; English uses `one` and `many`.

    >>> [plural(n, "ru", "человек", "человека", "человек") for n in (1, 2, 5, 11, 21, 112)]
    ['человек', 'человека', 'человек', 'человек', 'человек', 'человек']
    """
    number = abs(number)
    if language == "ru":
        if number % 10 == 1 and number % 100 != 11:
            return one
        if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14:
            return few
        return many
    return one if number == 1 else many


def in_words(number: int, language: str) -> str:
    """The number in words."""
    return str(num2words(number, lang={"kk": "kz"}.get(language, language)))
