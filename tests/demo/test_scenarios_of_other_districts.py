"""Scenarios of other districts come back key by key: nothing, little, much, odd, of one name."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.cli import main
from qamtu.demo.building import DistrictExists, demonstrate
from qamtu.demo.scenario import load_scenario
from qamtu.places.models import Territory
from qamtu.reporting.explanation import cell_of, explain
from qamtu.reporting.printing import print_report
from qamtu.reporting.report import Report, build_report

HEAD = 'district = "{}"\nregion = "{}"\nfrom = {}\nas_of = {}\n'


def scenario_file(folder: Path, head: tuple[str, str, str, str], *figures: str) -> Path:
    path = folder / "scenario.toml"
    path.write_text(
        HEAD.format(*head) + "".join(f"[[figure]]\n{one}\n" for one in figures), encoding="utf-8"
    )
    return path


def comes_back(path: Path, *, noise: bool = False) -> tuple[Office, Report]:
    office = demonstrate(path, seed=2, noise=noise, replace=False, if_missing=False, lang="en")
    scenario = load_scenario(path)
    with office_scope(office):
        report = build_report(office=office, start=scenario.start, as_of=scenario.as_of)
        printed = json.loads(print_report(report, "kk", "json"))
        stated = tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
        assert [one["id"] for one in printed] == [one["id"] for one in stated]
        for said, counted in zip(stated, printed, strict=True):
            for key, value in said.items():
                assert counted.get(key) == value, f"{said['id']}: {key}"
        assert print_report(report, "kk", "text")
    return office, report


def test_what_is_nothing_is_said_as_nothing(committed: None, tmp_path: Path) -> None:
    """A plan of 0, no money from a source that is named, nobody in a group."""
    office, report = comes_back(
        scenario_file(
            tmp_path,
            ("Нөл ауданы", "Абай облысы", "2024-01-01", "2024-02-10"),
            'id="permanent-jobs.placed"\nfact=0\nplan=0\nslices={women=0}',
            'id="bastau.planned"\nplan=0',
            'id="asp.allocated"\nmoney_by_source={local=0, republican=12.5}',
            'id="asp.paid"\nhouseholds=0\npeople=0\nmoney=0',
            'id="civil.births"\nfact=0\nslices={boys=0, girls=0}\nexclusive=true',
        ),
        noise=True,
    )
    with office_scope(office):
        assert len(explain(cell_of("bastau.planned", key="plan"), report.period)) == 1
        assert not explain(cell_of("public-works.placed", key="plan"), report.period)


def test_groups_are_said_to_make_the_whole_as_the_scenario_says(
    committed: None, tmp_path: Path
) -> None:
    comes_back(
        scenario_file(
            tmp_path,
            ("Бөлік ауданы", "Абай облысы", "2025-01-01", "2025-06-30"),
            'id="centre.applicants"\nfact=6\nslices={women=2, men=4}\nexclusive=true',
            'id="startup-grant.awarded"\nfact=5\nslices={youth=2, disabled=1}\nexclusive=false',
            'id="civil.divorces"\nfact=6\nslices={consent=4, court=2}\nexclusive=true',
            'id="civil.deaths"\nfact=5\nslices={women=2, rural=4, over_50=3, disabled=1}',
            'id="civil.name-changes"\nfact=3\nslices={youth=2, men=1}',
            'id="civil.late-births"\nfact=2',
        )
    )


def test_certificates_repeated_in_a_month_without_acts(committed: None, tmp_path: Path) -> None:
    comes_back(
        scenario_file(
            tmp_path,
            ("Көшірме ауданы", "Абай облысы", "2021-02-01", "2021-02-28"),
            'id="civil.repeated-certificates"\nfact=3',
            'id="civil.marriages"\nfact=0',
        )
    )


def test_less_than_the_law_gives_for_the_children_and_many_rides_of_one_rider(
    committed: None, tmp_path: Path
) -> None:
    """Such payments and rides are recorded, though no application or slot leads to them."""
    comes_back(
        scenario_file(
            tmp_path,
            ("Тиын ауданы", "Абай облысы", "2024-02-29", "2024-02-29"),
            'id="asp.paid"\nhouseholds=1\npeople=14\nmoney=0.00001',
            'id="invataxi.trips"\nfact=40\npeople=1',
            'id="resocialisation.contracted"\nsupplier="«Алғыр ой» қоры"',
        )
    )


def test_two_districts_of_one_name_live_side_by_side(committed: None, tmp_path: Path) -> None:
    offices = []
    for region, applicants in (("Абай облысы", 3), ("Шымкент қаласы", 5)):
        head = ("Аттас ауданы", region, "2024-01-01", "2024-03-31")
        path = scenario_file(tmp_path, head, f'id="new-jobs.created"\nfact={applicants}')
        offices.append(comes_back(path)[0])
        with pytest.raises(DistrictExists):
            comes_back(path)
    assert [one.code for one in offices] == ["attas", "attas-shymkent"]


def test_a_real_office_is_never_built_anew(committed: None, tmp_path: Path) -> None:
    region = Territory.objects.create(
        kato="880000000", kind="region", name_kk="Р", name_ru="Р", name_en="R"
    )
    real = Office.objects.create(
        code="nakty", name_kk="Нақты ауданы", name_ru="-", name_en="-", region="Р", territory=region
    )
    path = scenario_file(
        tmp_path, ("Нақты ауданы", "Р", "2024-01-01", "2024-03-31"), 'id="bastau.planned"\nplan=1'
    )
    with pytest.raises(DistrictExists, match="real"):
        demonstrate(path, seed=1, noise=False, replace=True, if_missing=False, lang="en")
    assert Office.objects.filter(pk=real.pk).exists()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_file_that_is_not_there_is_a_sentence_in_every_language(
    committed: None, tmp_path: Path, lang: str
) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        answer = CliRunner().invoke(main, ["demo", str(path), "--lang", lang])
        assert answer.exit_code == 1
        expected = {"kk": "оқу мүмкін емес", "ru": "не удаётся прочитать", "en": "cannot be read"}
        assert expected[lang] in answer.output


def test_a_period_over_the_end_of_the_year(committed: None, tmp_path: Path) -> None:
    office, report = comes_back(
        scenario_file(
            tmp_path,
            ("Жылаяғы ауданы", "Абай облысы", "2021-12-30", "2022-01-05"),
            'id="public-works.placed"\nfact=9\nplan=12',
            'id="asp.paid"\nhouseholds=3\npeople=8\nmoney=120.1',
        )
    )
    with office_scope(office):
        assert len(explain(cell_of("public-works.placed"), report.period)) == 9


def test_courses_before_their_rules_and_families_paid_more_than_any(
    committed: None, tmp_path: Path
) -> None:
    comes_back(
        scenario_file(
            tmp_path,
            ("Ерте ауданы", "Абай облысы", "2018-12-10", "2019-03-01"),
            'id="bastau.registered"\nfact=9',
            'id="bastau.referred"\nfact=8',
            'id="bastau.completed"\nfact=7',
            'id="asp.paid"\nhouseholds=6\npeople=60\nmoney=9000000.5',
        )
    )
