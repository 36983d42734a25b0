"""docs/rules.md shows cases and values that are taken, and names every word of a case."""

import re
from pathlib import Path

import pytest

from qamtu.rules import facts as facts_module
from qamtu.rules import parameters
from qamtu.rules.cases import try_cases
from qamtu.rules.catalogue import PROGRAMMES

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_cases_of_the_page_hold(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text("\n".join(one for one in BLOCKS if "- case:" in one), encoding="utf-8")
    outcomes = list(try_cases(path, "targeted_assistance"))
    assert outcomes
    assert not [difference for one in outcomes for difference in one.differences]


def test_the_values_of_the_page_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").mkdir()
    values = "\n".join(one for one in BLOCKS if "values:" in one)
    (tmp_path / "page" / "parameters.yaml").write_text(values, encoding="utf-8")
    monkeypatch.setattr(parameters, "FOLDER", tmp_path)
    assert parameters.parameters.__wrapped__("page")


@pytest.mark.parametrize("folder", PROGRAMMES)
def test_every_word_of_a_case_is_on_the_page(folder: str) -> None:
    modelled = PROGRAMMES[folder]
    programme = modelled.programme
    top = programme.levels[0].name
    words = {folder, top, *(level.plural for level in programme.levels[1:])}
    for asked in programme.inputs.values():
        words |= {asked.name, *asked.choices}
    for name, versions in programme.steps.items():
        if versions[0].level == top:
            words.add(name.removeprefix("ground_"))
    words |= {code for code, one in parameters.parameters(folder).items() if "category" in one.per}
    said = set(re.findall(r"`([\w-]+)`", PAGE))
    assert words - said == set()


def test_every_code_of_a_wrong_fact_is_on_the_page() -> None:
    codes = set(re.findall(r"«([a-z-]+)»", facts_module.FactsRefused.__doc__ or ""))
    assert codes
    assert codes <= set(re.findall(r"`([\w-]+)`", PAGE))
