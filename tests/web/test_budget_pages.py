"""Pages of the budget: acts, lines, the table that opens to its entries, statements."""

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from qamtu.finance.budget_acts import enter_budget_act
from qamtu.finance.models import (
    BudgetAct,
    BudgetLine,
    BudgetProgramme,
    StatementRow,
    TreasuryStatement,
)
from qamtu.finance.money import allocate
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_user
from tests.finance.a_budget import YEAR, approve_budget, bound_case, line_of

pytestmark = pytest.mark.django_db

ACT = {
    "year": str(YEAR),
    "kind": "approved",
    "title": "Мәслихат шешімі",
    "number": "45",
    "day": "2020-12-24",
    "measure-0": "fuel_aid",
    "source-0": "local",
    "amount-0": "1 000",
    "measure-1": "bastau",
    "source-1": "republican",
    "amount-1": "500,50",
}


@pytest.fixture
def office() -> Office:
    return make_office()


def client_of(office: Office, role: Role) -> Client:
    client = Client()
    client.force_login(make_user(office, role))
    return client


@pytest.fixture
def accountant(office: Office) -> Client:
    return client_of(office, Role.ACCOUNTANT)


@pytest.fixture
def head(office: Office) -> Client:
    return client_of(office, Role.HEAD)


def text_of(answer: object) -> str:
    return unescape(answer.content.decode()).replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_an_act_is_entered_refused_and_retracted(
    office: Office, accountant: Client, head: Client
) -> None:
    address = reverse("enter-budget-act") + "?lang=ru"
    for wrong, sentence in (
        ({"amount-1": "x"}, "Напишите сумму в тенге"),
        ({"measure-1": "fuel_aid", "source-1": "local"}, "стоит в акте дважды"),
        ({"number": " "}, "Впишите номер акта"),
        ({"kind": "moved"}, "Выберите вид акта"),
        ({"amount-0": "-5"}, "стала бы меньше нуля"),
    ):
        answer = accountant.post(address, ACT | wrong)
        assert answer.status_code == 422, wrong
        assert sentence in text_of(answer)
        assert "Мәслихат шешімі" in text_of(answer), "nothing typed is lost"
    assert accountant.post(address, ACT).status_code == 302
    assert "уже внесён" in text_of(accountant.post(address, ACT))
    with office_scope(office):
        assert line_of(office, "bastau", "republican").allocated == 50_050
        act = BudgetAct.objects.get()
        entry = act.entries.all()[0]
    shown = text_of(accountant.get(reverse("budget-acts"), {"year": YEAR, "lang": "ru"}))
    assert "Мәслихат шешімі № 45, 24.12.2020" in shown
    alone = head.post(reverse("retract-money", args=[entry.pk]) + "?lang=ru", {"reason": "x"})
    assert "отзовите весь акт" in text_of(alone)
    assert accountant.post(reverse("retract-budget-act", args=[act.pk])).status_code == 403
    head.post(reverse("retract-budget-act", args=[act.pk]), {"reason": "қате"})
    with office_scope(office):
        assert not any(line.allocated for line in BudgetLine.objects.all())


def test_money_is_moved_on_the_page(office: Office, accountant: Client) -> None:
    accountant.post(reverse("enter-budget-act"), ACT)
    with office_scope(office):
        fuel, bastau = line_of(office), line_of(office, "bastau", "republican")
    typed = {
        "year": str(YEAR),
        "from": str(fuel.pk),
        "to": str(bastau.pk),
        "amount": "1 001",
        "number": "7",
        "day": "2021-06-01",
    }
    refused = accountant.post(reverse("move-money") + "?lang=ru", typed)
    assert refused.status_code == 422
    assert "стала бы меньше нуля" in text_of(refused)
    assert 'value="1 001"' in text_of(refused)
    assert accountant.post(reverse("move-money"), typed | {"amount": "400"}).status_code == 302
    with office_scope(office):
        assert (line_of(office).allocated, BudgetAct.objects.count()) == (60_000, 2)


def test_a_line_is_classified_planned_released_and_carried(
    office: Office, accountant: Client
) -> None:
    with office_scope(office):
        by = make_user(office)
        approve_budget(office, by, fuel_aid__local=120_000)
        approve_budget(office, by, YEAR + 1, fuel_aid__local=30_000)
        line = line_of(office)
        case = bound_case(line, by, 60_000, paid=20_000)
    accountant.post(
        reverse("budget-programmes"),
        {
            "year": str(YEAR),
            "functional_group": "6",
            "functional_subgroup": "2",
            "administrator": "451",
            "programme": "004",
            "name_kk": "Отынға көмек",
            "name_ru": "Помощь на топливо",
        },
    )
    with office_scope(office):
        programme = BudgetProgramme.objects.get()

    def act(name: str, **typed: str) -> str:
        address = reverse("budget-line-act", args=[line.pk, name]) + "?lang=ru"
        return text_of(accountant.post(address, typed, follow=True))

    assert "три" in act("classify", programme=str(programme.pk), specific="32")
    assert "06 2 451 004 322" in act("classify", programme=str(programme.pk), specific="322")
    months = {f"{column}-{n}": "100" for n in range(1, 13) for column in ("commitments",)}
    months |= {f"payments-{n}": "90" for n in range(1, 13)}
    page = act("plan", act="№ 3", day="2021-01-05", **months)
    assert "расходятся" in page
    assert "По платежам: 120" in page, "1200 allocated, 12 months of 90"
    assert "только 400,00 тенге" in act(
        "release", case=str(case.pk), amount="401", act="№ 1", day="2021-03-01"
    )
    act("release", case=str(case.pk), amount="100", act="№ 1", day="2021-03-01")
    assert "не платили" in act("take-back", case="999999", amount="1", act="№ 2", day="2021-03-01")
    act("take-back", case=str(case.pk), amount="50", act="№ 2", day="2021-03-01")
    with office_scope(office):
        found = line_of(office)
        assert (found.committed, found.paid) == (50_000, 15_000)
    assert "таких свободных средств нет" in act("carry", number="1", day="2022-01-10")
    with office_scope(office):
        following = line_of(office, year=YEAR + 1)
        allocate(line=following, amount=5_000, day=date(2022, 1, 5), act="№ 2", by=by)
    act("carry", number="1", day="2022-01-10", cases=f"№{case.pk}")
    with office_scope(office):
        assert line_of(office, year=YEAR + 1).committed == 35_000
    new = line_of_page(accountant, following.pk)
    assert "перенесено с прошлого года: 350" in new


def line_of_page(client: Client, pk: int) -> str:
    return text_of(client.get(reverse("budget-line", args=[pk]), {"lang": "ru"}))


def test_every_number_of_the_table_opens_to_entries_that_sum_to_it(
    office: Office, accountant: Client
) -> None:
    with office_scope(office):
        by = make_user(office)
        approve_budget(office, by, fuel_aid__local=100_000_00, bastau__republican=50_000_00)
        bound_case(line_of(office), by, 30_000_00, paid=10_000_00)
    table = accountant.get(reverse("budget"), {"as_of": "2021-11-15"})
    opened = 0
    for row in table.context["rows"]:
        for _column, amount, asked in row["cells"]:
            if amount:
                behind = accountant.get(f"{reverse('budget-entries')}?{asked}")
                assert behind.context["total"] == amount
                opened += 1
    assert opened >= 20
    book = accountant.get(reverse("budget"), {"as_of": "2021-11-15", "format": "xlsx"})
    assert load_workbook(BytesIO(book.content)).active
    for wrong in (
        "column=x",
        "column=paid&line=9",
        "column=paid&programme=9",
        "column=paid&source=x",
    ):
        assert accountant.get(f"{reverse('budget-entries')}?{wrong}").status_code == 404


def test_a_statement_is_looked_at_taken_in_and_matched(office: Office, accountant: Client) -> None:
    with office_scope(office):
        by = make_user(office)
        approve_budget(office, by, fuel_aid__local=100_000)
        case = bound_case(line_of(office), by, 50_000, paid=50_000, day=date(2021, 3, 10))
        iin = case.person.iin  # type: ignore[union-attr]
    text = f"Дата;Сумма;БИН/ИИН;Номер документа\n10.03.2021;500,00;{iin};1\n11.03.2021;7,00;;2\n"
    file = SimpleUploadedFile("март.csv", text.encode())
    looked = accountant.post(reverse("treasury-take"), {"file": file}, follow=True)
    assert (looked.context["counts"]["matched"], looked.context["result"].landed) == (1, 2)
    with office_scope(office):
        assert not StatementRow.objects.exists()
    page = accountant.post(looked.redirect_chain[-1][0] + "?lang=ru", follow=True)
    assert "новых строк – 2" in text_of(page)
    assert page.context["counts"] == {
        "matched": 1, "differing": 0, "statement_only": 1, "ours_only": 0,
    }  # fmt: skip
    with office_scope(office):
        row = StatementRow.objects.get(document="2")
    act = reverse("treasury-row-act", args=[row.pk, "match"]) + "?lang=ru"
    assert "хотя бы одну запись" in text_of(accountant.post(act, {}))
    wrong = SimpleUploadedFile("a.csv", "Дата;Кому\n1.1.2021;x\n".encode())
    refused = accountant.post(reverse("treasury-take") + "?lang=ru", {"file": wrong})
    assert refused.status_code == 422
    assert "Сумма платежа" in text_of(refused)


@pytest.mark.parametrize("name", ["budget", "budget-acts", "budget-forecast", "treasury"])
def test_everyone_of_the_office_may_look(office: Office, name: str) -> None:
    for role in Role:
        of = None if role == Role.REGIONAL_ANALYST else office
        client = Client()
        client.force_login(make_user(of, role))
        expected = 403 if of is None else 200
        assert client.get(reverse(name)).status_code == expected, role


@pytest.mark.parametrize("name", ["enter-budget-act", "move-money", "budget-programmes"])
def test_only_the_accountant_and_the_head_change_the_budget(office: Office, name: str) -> None:
    for role in (Role.CLERK, Role.SPECIALIST, Role.AUDITOR):
        assert client_of(office, role).post(reverse(name)).status_code == 403


def test_the_budget_of_another_office_is_not_there(office: Office, accountant: Client) -> None:
    other = make_office()
    with office_scope(other):
        by = make_user(other)
        approve_budget(other, by, fuel_aid__local=100)
        line, act = line_of(other), BudgetAct.objects.get()
    assert accountant.get(reverse("budget-line", args=[line.pk])).status_code == 404
    address = reverse("budget-line-act", args=[line.pk, "release"])
    assert accountant.post(address, {"case": "1"}).status_code == 404
    head = client_of(office, Role.HEAD)
    assert head.post(reverse("retract-budget-act", args=[act.pk])).status_code == 404
    assert accountant.get(reverse("budget"), {"as_of": "2021-11-15"}).context["rows"] == []


def test_queries_of_the_budget_do_not_grow(office: Office, accountant: Client) -> None:
    def add(numbers: range) -> None:
        with office_scope(office):
            by = make_user(office)
            for number in numbers:
                enter_budget_act(
                    office=office, year=YEAR, kind="clarified", number=str(number),
                    day=date(2021, 1, 5), by=by,
                    changes={(list(MEASURES)[number], "local"): 100_000},
                )  # fmt: skip
                StatementRow.objects.create(
                    office=office,
                    statement=TreasuryStatement.objects.create(office=office, filename="a", by=by),
                    occurred_on=date(2021, 3, 1),
                    amount=number + 1,
                    fingerprint=str(number),
                )

    def asked() -> list[int]:
        counts = []
        for page in ("budget", "budget-acts", "treasury"):
            with CaptureQueriesContext(connection) as queries:
                address = f"{reverse(page)}?year={YEAR}&as_of=2021-11-15&show=statement_only"
                assert accountant.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    add(range(2))
    few = asked()
    add(range(2, 7))
    assert asked() == few
