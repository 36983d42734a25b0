"""No string is missing in Kazakh or Russian, none is fuzzy; every declared sentence can be said."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from qamtu.language import check_template
from qamtu.reporting.catalogue import ALL_MEASURES, INDICATORS, REPORT_ORDER

SOURCE = Path(__file__).parents[1] / "src" / "qamtu"
TRANS = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")


def messages() -> set[str]:
    found = set()
    for template in SOURCE.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        # Django asks the catalogue for a template's text with its percent signs doubled.
        found |= {(first or second).replace("%", "%%") for first, second in TRANS.findall(text)}
    for module in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "gettext")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_message_is_translated(language: str) -> None:
    path = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=None)
    translated = {m.id for m in catalog if m.id and m.string and not m.fuzzy}
    assert messages() - translated == set()


def test_every_sentence_can_be_read() -> None:
    for indicator in INDICATORS.values():
        for language in ("kk", "ru", "en"):
            known = {*indicator.values, "plan", "percent", "supplier"}
            names = check_template(indicator.sentences[language])
            assert names - {"+slices", "+plan", "+sources"} <= known, indicator.code


def test_every_indicator_stands_in_the_report() -> None:
    assert set(REPORT_ORDER) == set(INDICATORS)
    codes = [indicator.code for measure in ALL_MEASURES for indicator in measure.indicators]
    assert len(codes) == len(set(codes))
