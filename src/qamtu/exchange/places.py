"""Which territory of the office a list means by the name that it writes."""

import re
from difflib import get_close_matches

from qamtu.accounts.models import Office
from qamtu.exchange.workbook.folding import fold
from qamtu.places.models import Territory

KATO_WIDTH = {"region": 2, "district": 4, "okrug": 6}
_OKRUG = re.compile(
    r"\b(?:ауылдык округ[иы]?|селолык округ[иы]?|сельский округ|сельского округа|округ[иы]?"
    r"|а о|с о|ао|со|rural okrug|rural district|okrug)\b"
)
_SETTLEMENT = re.compile(
    r"\b(?:ауылы?|кенти?|поселкеси|поселок|каласы|село|аулы?|город|станция|станциясы|разъезд"
    r"|пос|village|town|[агпскг](?= |$))\b|^[агпскг] "
)
_DISTRICT = re.compile(r"\b(?:ауданы?|район|district)\b")


class Places:
    """The territories of an office by their folded names, with and without «ауылы», «с.», «а/о»."""

    def __init__(self, office: Office) -> None:
        self.territories = list(Territory.objects.within(office.territory))
        self._by_name: dict[str, list[Territory]] = {}
        for one in self.territories:
            for name in {one.name_kk, one.name_ru, one.name_en, one.kato}:
                for key in {fold(name), _bare(fold(name))} - {""}:
                    same = self._by_name.setdefault(key, [])
                    if one not in same:
                        same.append(one)
        self._found: dict[tuple[str, str], int | str] = {}

    def find(self, place: str, okrug: str = "") -> int | str:
        """The territory's key; else the problem's code: «place-unknown», «place-ambiguous»."""
        asked = (place, okrug)
        if asked not in self._found:
            self._found[asked] = self._search(place, okrug)
        return self._found[asked]

    def _search(self, place: str, okrug: str) -> int | str:
        around = self._named(okrug, True) if okrug else []
        if okrug and not around:
            return "place-unknown"
        found = self._named(place, False) if place else around
        if place and around:
            inside = [one for one in found if any(_is_within(one, wide) for wide in around)]
            if not inside:
                return "place-contradicts" if found else "place-unknown"
            found = inside
        if not found:
            return "place-unknown"
        widest = min(found, key=lambda one: (len(_prefix(one)), one.kato))
        if all(_is_within(one, widest) for one in found):
            return widest.pk
        return "place-ambiguous"

    def _named(self, text: str, in_okrug_column: bool) -> list[Territory]:
        folded = fold(text)
        exact = self._by_name.get(folded, [])
        found = exact or self._by_name.get(_bare(folded), [])
        if len(found) > 1 and (_OKRUG.search(folded) or in_okrug_column):
            return [one for one in found if one.kind == Territory.Kind.OKRUG] or found
        if len(found) > 1 and _SETTLEMENT.search(folded):
            return [one for one in found if one.kind != Territory.Kind.OKRUG] or found
        return found

    def nearest(self, text: str) -> str:
        """A name that the clerk may have meant, or nothing."""
        close = get_close_matches(_bare(fold(text)), self._by_name, 1, 0.75)
        return str(self._by_name[close[0]][0]) if close else ""


def _bare(folded: str) -> str:
    for words in (_OKRUG, _SETTLEMENT, _DISTRICT):
        folded = words.sub(" ", folded)
    return " ".join(folded.split())


def _prefix(unit: Territory) -> str:
    return unit.kato[: KATO_WIDTH.get(unit.kind, 9)]


def _is_within(unit: Territory, wide: Territory) -> bool:
    return unit.kato.startswith(_prefix(wide))
