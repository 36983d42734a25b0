"""The names of acts as a language writes them: «Code art. 127», «Order 320 of 05.05.2015»."""

import re

_KINDS = {
    "order": {"kk": "бұйрық", "ru": "приказ"},
    "law": {"kk": "Заң", "ru": "Закон"},
    "decree": {"kk": "қаулы", "ru": "постановление"},
}
_ACT = re.compile(r"\b(Order|order|Law|Decree|decree) ([\w-]+)(?: of (\d\d\.\d\d\.\d{4}))?")
_ARTICLES = re.compile(r"\bart\. ([\d()–, ]*[\d)])")


def act_in(text: str, language: str) -> str:
    """An act's short name in Kazakh or Russian; the files write it in English.

    >>> act_in("Code art. 125, 128(3); order 181 of 26.05.2023", "ru")
    'Кодекс ст. 125, 128(3); приказ № 181 от 26.05.2023'
    >>> act_in("Order 227 of 21.06.2023", "kk")
    '21.06.2023 ж. № 227 бұйрық'
    """
    if language == "en":
        return text

    def act(found: re.Match[str]) -> str:
        kind = _KINDS[found[1].lower()][language]
        if language == "ru":
            return f"{kind} № {found[2]}" + (f" от {found[3]}" if found[3] else "")
        return (f"{found[3]} ж. " if found[3] else "") + f"№ {found[2]} {kind}"

    text = _ACT.sub(act, text)
    text = text.replace(
        "Social Code", "Әлеуметтік кодекс" if language == "kk" else "Социальный кодекс"
    )
    text = re.sub(r"\bCode\b", "Кодекс", text)
    if language == "ru":
        text = _ARTICLES.sub(r"ст. \1", text)
        words = {" as amended by ": " в редакции: ", " from ": " с "}
    else:
        text = _ARTICLES.sub(r"\1-бап", text)
        words = {" as amended by ": " (өзгертілген: ", " from ": " бастап: "}
        if " as amended by " in text:
            text += ")"
    for english, said in words.items():
        text = text.replace(english, said)
    return text
