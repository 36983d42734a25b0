"""No string is missing in Kazakh or Russian, none is fuzzy; every declared sentence can be said."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.template import Engine
from django.template.base import Token
from django.templatetags.i18n import BlockTranslateNode

from qamtu.language import check_template
from qamtu.reporting.catalogue import ALL_MEASURES, INDICATORS, REPORT_ORDER

SOURCE = Path(__file__).parents[1] / "src" / "qamtu"
TRANS = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")

VALUES = re.compile(r"%\((\w+)\)s")


def asked_of(node: BlockTranslateNode, part: list[Token]) -> str:
    """What is looked up for a `{% blocktrans %}`: its variables as `%(name)s`, `%` doubled."""
    return node.render_token_list(part)[0]


def messages() -> set[str]:
    found = set()
    for template in SOURCE.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        # Django asks the catalogue for a template's text with its percent signs doubled.
        found |= {(first or second).replace("%", "%%") for first, second in TRANS.findall(text)}
        nodes = Engine.get_default().from_string(text).nodelist
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            found |= {asked_of(node, part) for part in (node.singular, node.plural) if part}
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


def catalogue_of(language: str) -> Catalog:
    path = SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=None)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_message_is_translated(language: str) -> None:
    translated = {m.id for m in catalogue_of(language) if m.id and m.string and not m.fuzzy}
    assert messages() - translated == set()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_translation_says_the_same_values(language: str) -> None:
    """A value that is misspelt or forgotten would be lost for one reader and not the other."""
    other = {
        m.id: m.string
        for m in catalogue_of(language)
        if set(VALUES.findall(str(m.id))) != set(VALUES.findall(str(m.string)))
    }
    assert other == {}


def test_what_stands_in_a_block_is_looked_up_as_django_does() -> None:
    text = "{% load i18n %}{% blocktrans with day=it %}100 % by {{ day }}{% endblocktrans %}"
    (node,) = Engine.get_default().from_string(text).nodelist.get_nodes_by_type(BlockTranslateNode)
    assert asked_of(node, node.singular) == "100 %% by %(day)s"


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
