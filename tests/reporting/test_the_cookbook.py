"""docs/adding-a-measure.md: its declarations count and say what the page shows, on both engines."""

import html
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.indicators import Breakdown, Difference, Indicator, Ratio, count_of
from qamtu.casework.measures import Measure
from qamtu.finance.models import Source
from qamtu.finance.money import allocate, budget_line, commit, pay
from qamtu.finance.targets import set_target
from qamtu.language import plain
from qamtu.people.statuses import record_status
from qamtu.places.models import Territory
from qamtu.reporting import catalogue
from qamtu.reporting.declarations import measure_problems, problems_of
from qamtu.reporting.engines import DuckDBEngine
from qamtu.reporting.explanation import cell_of, explain
from qamtu.reporting.printing import print_report
from qamtu.reporting.report import Figure, FigureForm, Report, build_report
from qamtu.reporting.sentences import sentence
from qamtu.reporting.snapshots import write_snapshot
from qamtu.reporting.tables import printed_tables
from qamtu.trilingual import LANGUAGES, Names
from tests.factories import make_household, make_office, make_organization, make_person, make_user

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-measure.md"
RECIPE = re.compile(r"### (?P<title>[^\n]+)\n(?P<body>(?:(?!\n###? ).)*)", re.DOTALL)
THOUSAND = 100_000


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def executed() -> tuple[Measure, dict[str, Indicator], dict[str, str]]:
    """The page's measure, its indicators by recipe, what each recipe prints."""
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(blocks(text, "python")[0], names)
    indicators, printed = {}, {}
    for recipe in RECIPE.finditer(text[text.index("## Recipes") :]):
        known = set(names)
        (code,) = blocks(recipe["body"], "python")
        exec(code, names)
        (name,) = (n for n in set(names) - known if isinstance(names[n], Indicator))
        indicators[recipe["title"]] = names[name]
        printed[recipe["title"]] = "".join(blocks(recipe["body"], "text"))
    return names["MEASURE"], indicators, printed


MEASURE, INDICATORS, PRINTED = executed()


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    """The district that the page describes."""
    added = {of.code: of for of in INDICATORS.values()}
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(catalogue.MEASURES, MEASURE.code, MEASURE)
        for code, of in added.items():
            patch.setitem(catalogue.INDICATORS, code, of)
            patch.setitem(catalogue.MEASURE_OF, code, MEASURE)
        office = make_office()
        with office_scope(office):
            _fill(office)
            yield office


def _fill(office: Office) -> None:
    by = make_user(office)
    root = office.territory
    okrugs = {
        name: Territory.objects.create(
            kato=f"{root.kato[:4]}3{number}000"[:9],
            kind="okrug",
            parent=root,
            name_kk=name,
            name_ru=name,
            name_en=name,
        )
        for number, name in enumerate(("Ақжарма", "Қоғалы"), start=1)
    }
    lines = {
        source: budget_line(office=office, year=2024, measure="silver_age", source=source)
        for source in (Source.REPUBLICAN, Source.LOCAL)
    }
    for source, millions in ((Source.REPUBLICAN, 3), (Source.LOCAL, 2)):
        allocate(
            line=lines[source],
            amount=millions * 1000 * THOUSAND,
            day=date(2024, 1, 5),
            act="мәслихат шешімі",
            by=by,
        )

    def took_part(
        okrug: str,
        sex: str,
        year: int,
        category: str,
        sector: str,
        opened: date,
        placed: date | None,
        wage: int = 0,
        *,
        paid: date | None = None,
        closed: date | None = None,
        refused: date | None = None,
    ) -> Any:
        person = make_person(office, date(year, 3, 3), sex)
        person.territory = okrugs[okrug]
        person.save()
        case = open_case(
            measure=MEASURE,
            office=office,
            subject=person,
            day=opened,
            category=category,
            details={"sector": sector},
            by=by,
        )
        if refused:
            record_event(
                case=case, measure=MEASURE, transition="refuse", day=refused, reason="жасы", by=by
            )
        if placed:
            event = record_event(
                case=case,
                measure=MEASURE,
                transition="approve",
                day=placed,
                details={"wage": wage},
                by=by,
            )
            if placed.year == 2024:
                commit(
                    line=lines[Source.REPUBLICAN],
                    case=case,
                    amount=300 * THOUSAND,
                    day=placed,
                    event=event,
                    by=by,
                )
        if paid:
            pay(
                line=lines[Source.REPUBLICAN],
                case=case,
                measure=MEASURE,
                amount=200 * THOUSAND,
                day=paid,
                by=by,
            )
        if closed:
            record_event(case=case, measure=MEASURE, transition="close", day=closed, by=by)
        return person

    first = took_part(
        "Ақжарма", "f", 1965, "jobless", "agriculture",
        date(2024, 1, 10), date(2024, 1, 20), 90_000, paid=date(2024, 2, 5),
    )  # fmt: skip
    record_status(
        person=first, kind="disability", category="group_2", valid_from=date(2020, 5, 1),
        paper="анықтама № 7", by=by,
    )  # fmt: skip
    took_part(
        "Ақжарма", "m", 1963, "jobless", "education",
        date(2024, 1, 15), date(2024, 2, 5), 100_000, paid=date(2024, 3, 5),
    )  # fmt: skip
    third = took_part(
        "Қоғалы", "f", 1964, "self_employed", "agriculture",
        date(2024, 3, 1), date(2024, 3, 10), 110_000,
    )  # fmt: skip
    fourth = took_part(
        "Қоғалы", "m", 1966, "jobless", "services", date(2024, 4, 1), None,
        refused=date(2024, 4, 10),
    )  # fmt: skip
    took_part(
        "Ақжарма", "f", 1962, "self_employed", "services",
        date(2024, 9, 2), date(2024, 9, 12), 120_000, closed=date(2024, 9, 20),
    )  # fmt: skip
    took_part(
        "Қоғалы", "f", 1963, "jobless", "education",
        date(2023, 5, 5), date(2023, 5, 15), 80_000, closed=date(2023, 11, 15),
    )  # fmt: skip
    took_part(
        "Ақжарма", "m", 1961, "jobless", "education",
        date(2023, 11, 1), date(2023, 11, 10), 80_000,
    )  # fmt: skip
    search = catalogue.MEASURES["job_search"]
    for person, day in ((first, date(2024, 1, 9)), (fourth, date(2024, 4, 2))):
        open_case(measure=search, office=office, subject=person, day=day, by=by)

    jobs = catalogue.MEASURES["new_jobs"]
    opened = open_case(
        measure=jobs, office=office, subject=make_organization(office), day=date(2024, 2, 1), by=by
    )
    for step, count in (("approve", 1), ("carry_out", 3)):
        record_event(
            case=opened, measure=jobs, transition=step, day=date(2024, 2, 12), quantity=count, by=by
        )
    _pay_a_family(office, third, by)

    def plan(indicator: str, value: int, territory: Territory | None = None) -> None:
        set_target(
            office=office,
            indicator=indicator,
            value=value,
            act="әкімдік қаулысы",
            signed_on=date(2024, 1, 3),
            valid_from=date(2024, 1, 1),
            valid_to=date(2024, 12, 31),
            by=by,
            territory=territory,
        )

    plan("silver-age.placed", 5)
    plan("silver-age.planned", 5)
    plan("stated.working-age", 8000)
    plan("silver-age.by-okrug", 3, okrugs["Ақжарма"])
    plan("silver-age.by-okrug", 2, okrugs["Қоғалы"])


def _pay_a_family(office: Office, head: Any, by: Any) -> None:
    measure = catalogue.MEASURES["targeted_assistance"]
    child = make_person(office, date(2015, 6, 1), "m")
    case = open_case(
        measure=measure,
        office=office,
        subject=make_household(office, [head, child], by),
        day=date(2024, 4, 1),
        by=by,
    )
    line = budget_line(office=office, year=2024, measure=measure.code, source=Source.LOCAL)
    day = date(2024, 4, 20)
    allocate(line=line, amount=THOUSAND, day=day, act="шешім", by=by)
    record_event(case=case, measure=measure, transition="approve", day=day, by=by)
    commit(line=line, case=case, amount=THOUSAND, day=day, by=by)
    pay(
        line=line, case=case, measure=measure, amount=THOUSAND, day=day, by=by,
        participants=[(head, "member"), (child, "member")],
    )  # fmt: skip


@pytest.fixture(scope="module")
def report(district: Office) -> Report:
    return _report(district)


def _report(district: Office, **options: Any) -> Report:
    form = [FigureForm(of, tuple(g.code for g in of.groups)) for of in INDICATORS.values()]
    return build_report(
        office=district, start=date(2024, 1, 1), as_of=date(2024, 9, 30), form=form, **options
    )


def said(report: Report, of: Indicator) -> str:
    """What a recipe prints: the sentence in three languages, then its tables in English."""
    figure = report.figure(of.code)
    lines = [plain(sentence(figure, language, report)) for language in LANGUAGES]
    for table in printed_tables(figure, "en"):
        lines += ["", " | ".join(table.heads)]
        lines += [" | ".join([row.name, *row.texts]) for row in table.rows]
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def test_the_page_has_a_recipe_for_every_kind_of_sentence() -> None:
    assert len(INDICATORS) >= 14
    assert measure_problems(MEASURE) == []


@pytest.mark.parametrize("title", INDICATORS)
def test_a_recipe_is_a_sound_declaration(title: str, report: Report) -> None:
    assert problems_of(INDICATORS[title]) == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [("{fact:tousand} адам", "tousand"), ("{money:milliard} төленді", "no way to say money")],
)
def test_a_number_that_can_not_be_said_so_is_a_fault(said: str, fault: str) -> None:
    of = INDICATORS["A cross-table by rural okrug; a breakdown in words"]
    problems = problems_of(replace(of, sentences=Names(said, said, said)))
    assert len(problems) == len(LANGUAGES)
    assert all(fault in problem for problem in problems)


def test_a_share_of_nothing_and_a_plan_that_nobody_set_stop_no_report(report: Report) -> None:
    """The sentence is printed for a district where nobody applied, and nobody planned."""
    text = "{fact} адам ({share} %), жоспар {plan}, қалғаны {left}{+by:okrug}."
    of = Indicator(
        code="silver-age.of-nobody",
        names=Names("", "", ""),
        values={
            "fact": count_of("silver_age", "open"),
            "nobody": count_of("silver_age", "withdraw"),
            "share": Ratio("fact", "nobody"),
            "left": Difference("plan", "fact"),
        },
        breakdowns=(Breakdown("okrug", ("fact", "share", "left")),),
        sentences=Names(text, text, text),
    )
    form = [FigureForm(of, ())]
    made = build_report(
        office=report.office, start=date(2024, 1, 1), as_of=date(2024, 9, 30), form=form
    )
    assert said(made, of).splitlines()[0] == (
        "5 адам (– %), жоспар –, қалғаны –, оның ішінде Ақжарма – 3, Қоғалы – 2."
    )
    assert said(made, of).endswith("Қоғалы | 2 | – | –\n")


@pytest.mark.parametrize("title", INDICATORS)
def test_a_recipe_prints_what_the_page_shows(title: str, report: Report) -> None:
    assert said(report, INDICATORS[title]) == PRINTED[title]


@pytest.mark.parametrize("title", INDICATORS)
def test_every_number_of_a_recipe_opens_to_its_records(title: str, report: Report) -> None:
    figure = report.figure(INDICATORS[title].code)
    for key, number in _counted(figure):
        cell = cell_of(figure.indicator.code, key=key)
        records = explain(cell, report.period)
        amounts = [record.amount or 0 for record in records]
        assert (sum(amounts) if cell.is_sum else len(records)) == number, key
    for table in figure.tables:
        for printed in printed_tables(figure, "en"):
            if printed.by != table.breakdown.by:
                continue
            for row in printed.rows:
                for (key, group), number in zip(
                    row.opens, table.rows[row.row].values(), strict=True
                ):
                    if not key:  # a share is made of others
                        continue
                    cell = cell_of(
                        figure.indicator.code,
                        key=key,
                        slice_name=group or None,
                        row=(table.breakdown.by, str(row.code or "")),
                    )
                    records = explain(cell, report.period)
                    amounts = [record.amount or 0 for record in records]
                    assert (sum(amounts) if cell.is_sum else len(records)) == number


def _counted(figure: Figure) -> Iterator[tuple[str, int]]:
    from qamtu.casework.indicators import Quantity

    for key, value in figure.indicator.values.items():
        if isinstance(value, Quantity):
            yield key, int(figure.values[key] or 0)
    if figure.plan is not None:
        yield "plan", figure.plan


def test_both_engines_agree_on_every_recipe(
    district: Office, report: Report, tmp_path: Path
) -> None:
    write_snapshot(tmp_path)
    other = _report(district, known_at=report.period.known_at, engine=DuckDBEngine(tmp_path))
    for mine, theirs in zip(report.figures, other.figures, strict=True):
        assert mine.as_data("en") == theirs.as_data("en")


@pytest.fixture
def form(district: Office) -> Iterator[None]:
    """The office prints the page's figures."""
    from qamtu.reporting.models import ReportForm

    items = [FigureForm(of, tuple(g.code for g in of.groups)) for of in INDICATORS.values()]
    kept = ReportForm.objects.create(office=district, figures=[item.as_data() for item in items])
    yield
    kept.delete()


def test_the_report_page_shows_the_tables_and_each_number_opens(
    district: Office, form: None
) -> None:
    try:
        _walk_the_page(district)
    finally:  # a request closes the office behind it
        set_scope([district.pk], persons=True)


def _walk_the_page(district: Office) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.filter(office=district).order_by("pk").first())
    page = client.get("/report/?from=2024-01-01&as_of=2024-09-30&lang=en").content.decode()
    assert "<caption>By okrug</caption>" in page
    links = re.findall(r'<a class="figure" href="([^"]+)">([^<]+)</a>', page)
    of_tables = [(href, text) for href, text in links if "by=okrug" in href]
    assert len(of_tables) >= 8
    for href, text in links:
        answer = client.get(html.unescape(href))
        assert answer.status_code == 200, href
        amount = int("".join(c for c in text.split(".")[0] if c.isdigit()) or 0)
        context = answer.context
        total = context["total"]
        if context["is_money"]:
            assert (total or 0) // (THOUSAND // 10) == _tenth_of_thousands(text), href
        else:
            assert (total if total is not None else context["count"]) == amount, href


def _tenth_of_thousands(text: str) -> int:
    """What a sentence says of money, in tenths of a thousand tenge."""
    number = float(text.split("\u00a0")[0].replace(",", ""))
    return round(number * (10_000 if "million" in text else 10))


@pytest.mark.parametrize("form_of_file", ["text", "md", "json", "xlsx", "docx", "pdf"])
def test_tables_leave_the_house_in_every_form(
    district: Office, report: Report, form_of_file: str
) -> None:
    content = print_report(report, "kk", form_of_file)
    if form_of_file in ("text", "md", "json"):
        assert "Ақжарма" in content.decode()
    elif form_of_file == "xlsx":
        book = load_workbook(io.BytesIO(content))
        sheet = next(book[name] for name in book.sheetnames if "Округтер" in name)
        assert [cell.value for cell in sheet[3]] == ["Ақжарма", 3, 3, 2, 900, 3, 100]
    elif form_of_file == "docx":
        tables = Document(io.BytesIO(content)).tables
        assert [cell.text for cell in tables[0].rows[1].cells][:3] == ["Ақжарма", "3", "3"]
    else:
        assert content.startswith(b"%PDF")
