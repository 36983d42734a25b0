"""What a scenario is refused with: sentences in three languages that name the figures."""

from collections.abc import Sequence

from .names import read_data


class ScenarioError(ValueError):
    """A scenario that can't be. `sentences` say which figures clash, one clash each."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


def said(code: str, lang: str = "en", **facts: object) -> str:
    """The sentence of this code."""
    table = read_data("complaints.toml")[code]
    return str(table.get(lang, table["en"])).format(**facts)
