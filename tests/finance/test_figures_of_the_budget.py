"""An office may print the budget in its report: the sentences, and the same figure by source."""

from datetime import date

import pytest

from qamtu.accounts.access import office_scope
from qamtu.finance.indicators import INDICATORS
from qamtu.finance.money import allocate, budget_line, take_back
from qamtu.language import plain
from qamtu.reporting.declarations import declared_problems
from qamtu.reporting.report import FigureForm, build_report, standard_form
from qamtu.reporting.sentences import paragraphs
from tests.factories import make_office, make_user

from .a_budget import YEAR, approve_budget, bound_case, line_of

THOUSAND = 100_000


def test_they_can_be_counted_and_said() -> None:
    assert declared_problems() == []
    assert {of.code for of in INDICATORS} <= {form.indicator.code for form in standard_form()}


@pytest.mark.django_db
def test_what_came_back_is_not_paid_and_a_fund_is_not_the_budget() -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        approve_budget(
            office, head, fuel_aid__local=800 * THOUSAND, fuel_aid__republican=200 * THOUSAND
        )
        fund = budget_line(office=office, year=YEAR, measure="microcredit", source="fund")
        allocate(line=fund, amount=5, day=date(YEAR, 1, 2), act="№ 1", by=head)
        case = bound_case(line_of(office), head, 500 * THOUSAND, paid=450 * THOUSAND)
        take_back(
            line=line_of(office), case=case, amount=50 * THOUSAND, day=date(YEAR, 3, 1), by=head
        )
        report = build_report(
            office=office,
            start=date(YEAR - 1, 12, 1),
            as_of=date(YEAR, 11, 15),
            form=[FigureForm.from_data({"id": of.code}) for of in INDICATORS],
        )
        paid = report.figure("budget.paid").as_data("en")
        assert (paid["money"], paid["allocated"], paid["committed"]) == (400.0, 1000.0, 500.0)
        assert (paid["share"], paid["share_local"]) == (40.0, 50.0)
        assert paid["money_by_source"] == {"local": 400.0}
        by_measure = paid["tables"]["measure"]
        assert [(row["row"], row["money"]) for row in by_measure] == [("fuel_aid", 400.0)]
        for language, said in {
            "kk": "Бөлімнің бағдарламаларына бюджеттен 1 000,0 мың теңге бөлінді, оның ішінде"
            " республикалық бюджеттен – 200,0 мың теңге, жергілікті бюджеттен – 800,0 мың теңге."
            " Осы қаражаттан 400,0 мың теңге игерілді (40,0 %); жергілікті бюджет 50,0 % игерілді.",
            "ru": "На программы отдела из бюджета выделено 1 000,0 тыс. тенге, в том числе из"
            " республиканского бюджета – 200,0 тыс. тенге, из местного бюджета – 800,0 тыс. тенге."
            " Из них освоено 400,0 тыс. тенге (40,0 %); местный бюджет освоен на 50,0 %.",
        }.items():
            ((section, figures),) = paragraphs(report, language)
            assert section == "budget"
            text = " ".join(plain(segments) for _figure, segments in figures)
            assert text.replace("\u00a0", " ") == said
