"""Nothing in the score may use sex, age, ethnicity or marital status: it is not even known."""

import ast
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from qamtu.employment import matching
from qamtu.employment.matching import model, vocabulary
from qamtu.employment.matching.model import Seeker, Vacancy
from qamtu.employment.matching.scoring import WEIGHTS

FOLDER = Path(matching.__file__).parent
FORBIDDEN = re.compile(
    r"\b(sex|gender|male|female|man|men|woman|women|age|aged|born|birth\w*|ethnic\w*|nationalit\w*"
    r"|race|marital|married|spouse|husband|wife|widow\w*|divorc\w*|child|children|pregnan\w*"
    r"|famil\w*|relig\w*|surname|patronymic|iin)\b"
    r"|пол\b|мужчин|женщин|возраст|национальност|этнич|семейн|женат|замуж|беремен|религи|вероиспов"
    r"|жыныс|еркек|ер адам|әйел|жасы\b|жас шама|ұлты\b|ұлтын|этнос|отбасы|некеде|үйленген"
    r"|тұрмыста|жүкті|дін[іи]",
    re.IGNORECASE,
)
WORDS_OF_A_NAME = re.compile(r"[a-z]+")


def known_of(described: type) -> dict[str, object]:
    """Every field, down to the dataclasses that it is made of."""
    found: dict[str, object] = {}
    hints = get_type_hints(described)
    for field in fields(described):  # type: ignore[arg-type]
        found[f"{described.__name__}.{field.name}"] = hints[field.name]
        for inner in (hints[field.name], *getattr(hints[field.name], "__args__", ())):
            if isinstance(inner, type) and is_dataclass(inner):
                found |= known_of(inner)
    return found


def test_all_that_is_known_of_a_seeker_is_on_this_list() -> None:
    """A new field has to be added here by hand, and read by whoever adds it."""
    assert sorted(known_of(Seeker)) == sorted(
        [
            "Seeker.key",
            "Seeker.wishes",
            "Seeker.worked",
            "Worked.occupation",
            "Worked.years",
            "Seeker.education",
            "Seeker.skills",
            "Seeker.lowest_pay",
            "Seeker.schedules",
            "Seeker.place",
            "Place.point",
            "Point.latitude",
            "Point.longitude",
            "Place.kato",
            "Seeker.travels",
            "Seeker.has_car",
            "Seeker.limits",
            "Seeker.languages",
        ]
    )


@pytest.mark.parametrize("name", [*known_of(Seeker), *known_of(Vacancy), *WEIGHTS])
def test_no_field_and_no_component_bears_a_forbidden_word(name: str) -> None:
    assert not FORBIDDEN.search(" ".join(WORDS_OF_A_NAME.findall(name.lower())))


def test_no_word_of_the_vocabulary_speaks_of_them_in_any_language() -> None:
    tables = (
        vocabulary.EDUCATION,
        vocabulary.SCHEDULES,
        vocabulary.DEMANDS,
        vocabulary.FEATURES,
        vocabulary.LANGUAGES,
        {code: limit.names for code, limit in vocabulary.LIMITS.items()},
    )
    for table in tables:
        for code, names in table.items():
            for text in (code.replace("_", " "), names.kk, names.ru, names.en):
                assert not FORBIDDEN.search(text), text


@pytest.mark.parametrize("module", sorted(FOLDER.glob("*.py")), ids=lambda p: p.stem)
def test_no_code_and_no_sentence_names_them(module: Path) -> None:
    """Docstrings may say what is never used; names and sentences may not."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = "" if node in docstrings else node.value
        elif isinstance(node, ast.Attribute):
            text = node.attr.replace("_", " ")
        elif isinstance(node, ast.Name):
            text = node.id.replace("_", " ")
        elif isinstance(node, ast.arg):
            text = node.arg.replace("_", " ")
        assert not FORBIDDEN.search(text), f"{module.name}: {text}"


@pytest.mark.parametrize(
    "text",
    ["is woman", "born", "marital status", "пол", "семейное положение", "жынысы", "ұлты", "жасы"],
)
def test_the_list_of_forbidden_words_catches(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_a_seeker_can_not_be_given_more_than_that() -> None:
    with pytest.raises(TypeError):
        Seeker("1", sex="f")  # type: ignore[call-arg]
    assert not hasattr(model, "Person")
