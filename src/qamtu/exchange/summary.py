"""The result of an import in words, for the terminal."""

from collections.abc import Iterator

from qamtu.exchange.importing import ImportResult
from qamtu.exchange.workbook import Problem, sentence
from qamtu.trilingual import Language, Names

SHOWN = 10
WORDS = {
    "dry": Names(
        "Сынақ: ештеңе жазылған жоқ.",
        "Проба: ничего не записано.",
        "A dry run: nothing was written.",
    ),
    "sheet": Names("Парақ", "Лист", "Sheet"),
    "understood": Names("түсінілгені", "понято как", "understood as"),
    "unsure": Names("тексеріңіз", "проверьте", "check it"),
    "left_out": Names(
        "Түсініксіз бағандар, алынбайды",
        "Непонятые столбцы, не берутся",
        "Columns not understood, left out",
    ),
    "ambiguous": Names(
        "Екіұшты бағандар, алынбайды",
        "Неоднозначные столбцы, не берутся",
        "Ambiguous columns, left out",
    ),
    "not_entered": Names(
        "Оқылды, бірақ енгізілмейді (ақшаны есепші жазады)",
        "Прочитано, но не вносится (деньги записывает бухгалтер)",
        "Read, but not entered (money is recorded by the accountant)",
    ),
    "rows": Names("Жолдар", "Строк", "Rows"),
    "landed": Names("енгізілді", "внесено", "landed"),
    "would_land": Names("енгізіледі", "будет внесено", "would land"),
    "known": Names("бұрыннан белгілі", "уже известно", "known already"),
    "completed": Names("оның ішінде толықтырылды", "из них дополнено", "of them completed"),
    "rejected": Names("қайтарылды", "возвращено", "came back"),
    "skipped": Names("аттап өтілді", "пропущено", "skipped"),
    "row": Names("жол", "строка", "row"),
    "more": Names("тағы", "ещё", "more"),
    "no_sheet_name": Names("жалғыз", "единственный", "the only one"),
}


def summary(result: ImportResult, lang: Language) -> Iterator[str]:
    """The columns as understood, the counts, the first rows that came back."""

    def word(key: str) -> str:
        return WORDS[key][lang]

    table = result.table
    yield f"{word('sheet')}: {table.sheet or word('no_sheet_name')}"
    for key, match in table.understood.items():
        names = result.kind.column_names[key]
        doubt = "" if match.confidence == 1 else f" ({match.confidence:.0%}, {word('unsure')})"
        yield f"  «{match.header}» — {word('understood')} «{names[lang]}»{doubt}"
    for key, headers in (
        ("left_out", result.left_out),
        ("ambiguous", result.ambiguous),
        ("not_entered", result.not_entered),
    ):
        if headers:
            yield f"{word(key)}: " + ", ".join(f"«{header}»" for header in headers)
    if result.is_dry:
        yield word("dry")
    landed = "would_land" if result.is_dry else "landed"
    yield (
        f"{word('rows')}: {result.rows} = {result.landed} {word(landed)}"
        f" + {result.known} {word('known')} + {len(result.rejected)} {word('rejected')}"
        f" + {result.skipped} {word('skipped')}"
    )
    if result.completed:
        yield f"  {word('completed')}: {result.completed}"
    for reason, count in table.skipped_counts.items():
        yield f"  {sentence(Problem(f'skipped-{reason}'), lang)}: {count}"
    for row, problems in result.rejected[:SHOWN]:
        yield f"  {word('row')} {row.number}: " + " ".join(result.reasons(problems, lang))
    if len(result.rejected) > SHOWN:
        yield f"  … {word('more')} {len(result.rejected) - SHOWN}"
