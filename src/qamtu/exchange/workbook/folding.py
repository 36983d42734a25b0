"""One spelling for what people write in many: case, Kazakh letters, punctuation, alphabets."""

import re

KAZAKH_TO_RUSSIAN = str.maketrans("әғқңөұүһіёə", "агкноуухиеа")
LATIN_LOOKALIKES = str.maketrans("AaBCcEeHKkMOoPpTXxYyIi", "АаВСсЕеНКкМОоРрТХхУуІі")

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff]+"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_INITIAL_DOT = re.compile(r"(?<=\b\w)\.\s?(?=\w\b|\W|$)")
_NOT_WORD = re.compile(r"[\W_]+")


def visible(text: str) -> str:
    """The text without the marks that nobody sees: soft hyphens, joiners, marks of direction.

    >>> visible("\\u200f15\\u00ad.11") == "15.11"
    True
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


def mend_alphabet(text: str) -> str:
    """A Latin letter typed inside a Cyrillic word becomes the Cyrillic letter it looks like.

    >>> mend_alphabet("Aхметов") == "Ахметов"
    True
    """
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return text
    return re.sub(r"\w+", _mend_word, text)


def _mend_word(match: re.Match[str]) -> str:
    word = match.group()
    if not _CYRILLIC.search(word):
        return word
    mended = word.translate(LATIN_LOOKALIKES)
    return word if _LATIN.search(mended) else mended


def fold(text: str) -> str:
    """The form in which two spellings of a header are compared.

    >>> fold("  Туған\\nкүні: "), fold("Ф.И.О."), fold("Аты-жөні")
    ('туган куни', 'фио', 'аты жони')
    """
    text = mend_alphabet(visible(text)).lower().translate(KAZAKH_TO_RUSSIAN)
    return _NOT_WORD.sub(" ", _INITIAL_DOT.sub("", text)).strip()
