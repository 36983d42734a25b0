"""Money as it is written. Whole tiyn in, a phrase out."""

from decimal import Decimal

from .numbers import NBSP, format_number

_TIYN = {"tenge": 100, "thousand": 100_000, "million": 100_000_000, "billion": 100_000_000_000}
_WORDS = {
    "kk": ("теңге", "мың теңге", "млн теңге", "млрд теңге"),
    "ru": ("тенге", "тыс. тенге", "млн тенге", "млрд тенге"),
    "en": ("tenge", "thousand tenge", "million tenge", "billion tenge"),
}


_KK_CASES = {"dat": "ге", "gen": "нің", "acc": "ні", "loc": "де", "abl": "ден"}


def format_money(
    tiyn: int, language: str, scale: str = "thousand", decimals: int = 1, case: str = ""
) -> str:
    r"""«137 099,0 мың теңге», «355,7 млн тенге»; in Kazakh also in a case: «… мың теңгені».

    >>> format_money(13_709_900_000, "kk").replace("\u00a0", " ")
    '137 099,0 мың теңге'
    >>> format_money(13_709_900_000, "kk", case="acc").replace("\u00a0", " ")
    '137 099,0 мың теңгені'
    >>> format_money(10_500_000, "en", "tenge").replace("\u00a0", " ")
    '105,000 tenge'
    """
    if scale == "tenge":  # to the tiyn only where there is one
        decimals = 2 if tiyn % 100 else 0
    number = format_number(Decimal(tiyn) / _TIYN[scale], language, decimals)
    ending = _KK_CASES[case] if case and language == "kk" else ""
    return f"{number}{NBSP}{_WORDS[language][[*_TIYN].index(scale)]}{ending}"
