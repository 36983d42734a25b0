"""Folding a name to the key by which it is found, however it is spelled.

The key is stored in an indexed column: changing this function means rebuilding the column.
"""

import re

_FOLD = str.maketrans(
    {
        "ә": "а",
        "ғ": "г",
        "қ": "к",
        "ң": "н",
        "ө": "о",
        "ұ": "у",
        "ү": "у",
        "һ": "х",
        "і": "и",
        "ы": "и",
        "ё": "е",
        "э": "е",
        "й": "и",
        "ъ": None,
        "ь": None,
        "ю": "иу",
        "я": "иа",
        "щ": "ш",
    }
)
_LATIN_PAIRS = (
    ("shch", "ш"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "иу"),
    ("ya", "иа"),
    ("gh", "г"),
)
_LATIN = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввкиз")
_DOUBLED = re.compile(r"(.)\1+")
_SEPARATORS = re.compile(r"[^0-9a-zа-я]+")


def search_key(name: str) -> str:
    """The folded key: lower-case, Kazakh and Latin letters as their Russian neighbours.

    >>> search_key("Әйгерім") == search_key("Айгерим") == search_key("Aigerim")
    True
    """
    text = name.casefold().translate(_FOLD)
    for pair, letter in _LATIN_PAIRS:
        text = text.replace(pair, letter)
    text = text.translate(_LATIN)
    return _DOUBLED.sub(r"\1", _SEPARATORS.sub(" ", text)).strip()
