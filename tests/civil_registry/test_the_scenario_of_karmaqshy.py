"""A scenario that states acts of civil status comes back from the verbs, figure for figure."""

from pathlib import Path

from qamtu.accounts.access import office_scope
from qamtu.civil_registry.models import CivilAction, CivilCertificate
from qamtu.demo.building import demonstrate
from qamtu.demo.scenario import load_scenario
from qamtu.reporting.report import build_report

SCENARIO = Path(__file__).parents[2] / "scenarios" / "karmaqshy-2022-06-30.toml"


def test_every_stated_figure_is_counted_from_registered_acts(committed: None) -> None:
    scenario = load_scenario(SCENARIO, "en")
    office = demonstrate(SCENARIO, seed=3, noise=True, replace=True, if_missing=False, lang="en")
    with office_scope(office):
        report = build_report(office=office, start=scenario.start, as_of=scenario.as_of)
        for figure in scenario:
            found = report.figure(figure.id)
            assert found.fact == figure.fact, figure.id
            assert {code: found.slices[code] for code in figure.slices} == dict(figure.slices)
        registered = CivilAction.objects.filter(office=office, kind="registered")
        births = registered.filter(record_kind="birth").order_by("number")
        assert list(births.values_list("number", flat=True)) == list(range(1, 25))
        assert CivilCertificate.objects.filter(office=office).count() == 24 + 11 + 9 + 4 + 2 + 1 + 3
