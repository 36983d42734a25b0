"""Money as it is written. Whole tiyn in, a phrase out."""

from decimal import Decimal

from .numbers import NBSP, format_number

_TIYN = {"tenge": 100, "thousand": 100_000, "million": 100_000_000}
_WORDS = {
    "kk": {"tenge": "теңге", "thousand": "мың теңге", "million": "млн теңге"},
    "ru": {"tenge": "тенге", "thousand": "тыс. тенге", "million": "млн тенге"},
    "en": {"tenge": "tenge", "thousand": "thousand tenge", "million": "million tenge"},
}


def format_money(tiyn: int, language: str, scale: str = "thousand", decimals: int = 1) -> str:
    r"""«137 099,0 мың теңге», «355,7 млн тенге».

    >>> format_money(13_709_900_000, "kk").replace("\u00a0", " ")
    '137 099,0 мың теңге'
    """
    number = format_number(Decimal(tiyn) / _TIYN[scale], language, decimals)
    return f"{number}{NBSP}{_WORDS[language][scale]}"
