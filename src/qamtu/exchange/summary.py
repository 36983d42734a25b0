"""The result of an import in words, for the terminal."""

from collections.abc import Iterator

from qamtu.exchange.results import ImportResult, SheetResult
from qamtu.exchange.workbook import Problem, Told, sentence
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
    "sheet_left_out": Names("Парақ алынбайды", "Лист не берётся", "Sheet left out"),
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
    "doubted": Names(
        "Қараңыз, бұлар алынды",
        "Посмотрите, эти строки взяты",
        "Look at these, they were taken",
    ),
    "row": Names("жол", "строка", "row"),
    "more": Names("тағы", "ещё", "more"),
    "no_sheet_name": Names("жалғыз", "единственный", "the only one"),
}


def summary(result: ImportResult, lang: Language) -> Iterator[str]:
    """The columns as understood, the counts, the first rows that came back."""

    def word(key: str) -> str:
        return WORDS[key][lang]

    for sheet in result.sheets:
        yield from _columns(sheet, lang)
    for left_out in result.sheets_left_out:
        yield f"{word('sheet_left_out')}: {left_out.sentence(lang)}"
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
    for sheet in result.sheets:
        for reason, count in sheet.table.skipped_counts.items():
            yield f"  {sentence(Problem(f'skipped-{reason}'), lang)}: {count}"
    for sheet in result.sheets:
        where = f"{sheet.table.sheet}, " if len(result.sheets) > 1 else ""
        yield from _rows(sheet, sheet.rejected, where, lang)
        if sheet.doubted:
            yield f"{word('doubted')}:"
            yield from _rows(sheet, sheet.doubted, where, lang)


def _rows(sheet: SheetResult, rows: Told, where: str, lang: Language) -> Iterator[str]:
    for row, problems in rows[:SHOWN]:
        reasons = " ".join(sheet.reasons(problems, lang))
        yield f"  {where}{WORDS['row'][lang]} {row.number}: {reasons}"
    if len(rows) > SHOWN:
        yield f"  … {where}{WORDS['more'][lang]} {len(rows) - SHOWN}"


def _columns(sheet: SheetResult, lang: Language) -> Iterator[str]:
    yield f"{WORDS['sheet'][lang]}: {sheet.table.sheet or WORDS['no_sheet_name'][lang]}"
    for key, match in sheet.table.understood.items():
        names = sheet.kind.column_names[key]
        doubt = ""
        if match.confidence < 1:
            doubt = f" ({match.confidence:.0%}, {WORDS['unsure'][lang]})"
        yield f"  «{match.header}» — {WORDS['understood'][lang]} «{names[lang]}»{doubt}"
    for key, headers in (
        ("left_out", sheet.left_out),
        ("ambiguous", sheet.ambiguous),
        ("not_entered", sheet.not_entered),
    ):
        if headers:
            yield f"{WORDS[key][lang]}: " + ", ".join(f"«{header}»" for header in headers)
