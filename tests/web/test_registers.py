"""The pages of the registers: each page's main act, its refusals, who may, and whose rows."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from qamtu.casework.acts import open_case
from qamtu.casework.models import Case
from qamtu.finance.models import BudgetLine, Target
from qamtu.identifiers import make_bin
from qamtu.organizations.models import Facility
from qamtu.people.models import AccessEntry, HouseholdMember, Person, StatusPeriod
from qamtu.people.statuses import record_status
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.own_pages import OWN_PAGES, title_of
from tests.factories import (
    make_household,
    make_office,
    make_organization,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db


def client_of(office: Office | None, role: Role) -> Client:
    client = Client()
    client.force_login(make_user(office, role))
    return client


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def clerk(office: Office) -> Client:
    return client_of(office, Role.CLERK)


@pytest.fixture
def head(office: Office) -> Client:
    return client_of(office, Role.HEAD)


def person_in(office: Office) -> Person:
    with office_scope(office):
        return make_person(office)


def entry(person: Person, **changes: str) -> dict[str, str]:
    return {
        "surname": person.surname,
        "given_name": person.given_name,
        "patronymic": "",
        "territory": str(person.territory_id),
        "address": "",
        "phones": "",
        "consent_on": "",
        "consent_withdrawn_on": "",
    } | changes


# --- the person's page ---


def test_a_corrected_name_is_found_by_the_former_one_too(office: Office, clerk: Client) -> None:
    person = person_in(office)
    former = person.surname
    typed = entry(
        person, surname="Тоқтарбекова", phones="8 701 123 45 67, +77011234568", address="Абай, 1"
    )
    answer = clerk.post(reverse("correct-person", args=[person.pk]), typed)
    assert answer.status_code == 302
    with office_scope(office):
        person.refresh_from_db()
        assert (person.surname, person.phones) == ("Тоқтарбекова", ["7011234567", "7011234568"])
        log = AccessEntry.objects.get(person=person, act="changed").detail
        assert log["surname"] == [former, "Тоқтарбекова"]
    for name in (former, "Тоқтарбекова"):
        assert person in clerk.get(reverse("people"), {"q": name}).context["page"].object_list


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"surname": "  "}, "Напишите фамилию и имя"),
        ({"phones": "12345"}, "«12345» – не номер телефона"),
        ({"consent_on": "2024-02-31"}, "Дата не распознана"),
        ({"consent_withdrawn_on": "2024-02-01"}, "Согласие нельзя отозвать раньше"),
        ({"territory": "999999999"}, "Выберите населённый пункт"),
        ({"surname": "Ә" * 101}, "не больше 100 знаков"),
    ],
)
def test_a_refused_correction_keeps_what_was_typed(
    office: Office, clerk: Client, wrong: dict[str, str], sentence: str
) -> None:
    person = person_in(office)
    typed = entry(person, address="Көктем көшесі, 5") | wrong
    answer = clerk.post(reverse("correct-person", args=[person.pk]) + "?lang=ru", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="Көктем көшесі, 5"' in page
    with office_scope(office):
        assert Person.objects.get(pk=person.pk).address == ""


def test_a_status_is_recorded_ended_and_retracted(
    office: Office, clerk: Client, head: Client
) -> None:
    person = person_in(office)
    typed = {"kind": "disability.group_2", "paper": "№ 12 анықтама", "valid_from": "2021-03-01"}
    assert clerk.post(reverse("new-status", args=[person.pk]), typed).status_code == 302
    with office_scope(office):
        status = StatusPeriod.objects.live().get(person=person)
    assert (status.kind, status.category, status.valid_to) == ("disability", "group_2", None)

    again = clerk.post(reverse("new-status", args=[person.pk]) + "?lang=ru", typed)
    assert again.status_code == 422
    assert "уже есть этот статус" in again.content.decode()
    assert 'value="№ 12 анықтама"' in again.content.decode()

    close = reverse("close-status", args=[person.pk, status.pk])
    early = {"last_day": "2021-01-01", "reason": "топ алынды"}
    refused = clerk.post(close + "?lang=ru", early)
    assert refused.status_code == 422
    assert "Последний день раньше первого" in refused.content.decode()
    assert 'value="топ алынды"' in refused.content.decode()
    assert clerk.post(close, early | {"last_day": "2022-01-31"}).status_code == 302
    with office_scope(office):
        ended = StatusPeriod.objects.live().get(person=person)
    assert ended.valid_to == date(2022, 1, 31)

    retract = reverse("retract-status", args=[person.pk, ended.pk])
    assert clerk.post(retract, {"reason": "қате"}).status_code == 403
    assert head.post(retract, {"reason": " "}).status_code == 422
    assert head.post(retract, {"reason": "қате"}).status_code == 302
    with office_scope(office):
        assert not StatusPeriod.objects.live().filter(person=person).exists()


def test_a_family_is_founded_joined_and_left(office: Office, clerk: Client) -> None:
    head_of_it, child = person_in(office), person_in(office)
    day = {"since": "2020-05-01"}
    assert clerk.post(reverse("new-household", args=[head_of_it.pk]), day).status_code == 302
    with office_scope(office):
        household = head_of_it.memberships.get().household
    join = reverse("join", args=[head_of_it.pk, household.pk])

    typed = day | {"iin": "990131300007", "relation": "child"}
    unknown = clerk.post(join + "?lang=ru", typed)
    assert unknown.status_code == 422
    assert "В реестре нет человека с таким ИИН" in unknown.content.decode()
    assert 'value="990131300007"' in unknown.content.decode()

    spaced = f"{child.iin[:6]} {child.iin[6:]}"
    assert clerk.post(join, typed | {"iin": spaced}).status_code == 302
    twice = clerk.post(join + "?lang=ru", typed | {"iin": child.iin})
    assert twice.status_code == 422
    assert "уже состоит в этой семье" in twice.content.decode()
    assert clerk.post(join, typed | {"iin": child.iin, "relation": "cat"}).status_code == 422

    with office_scope(office):
        membership = HouseholdMember.objects.live().get(person=child)
    leave = reverse("leave", args=[head_of_it.pk, membership.pk])
    early = {"last_day": "2020-01-01", "reason": "көшті"}
    assert clerk.post(leave, early).status_code == 422
    assert clerk.post(leave, {"last_day": "2023-01-01", "reason": ""}).status_code == 422
    assert clerk.post(leave, early | {"last_day": "2023-01-01"}).status_code == 302
    with office_scope(office):
        left = HouseholdMember.objects.live().get(person=child)
    assert (left.valid_to, left.relation) == (date(2023, 1, 1), "child")


def test_the_acts_of_a_person_are_not_for_an_auditor(office: Office) -> None:
    person = person_in(office)
    auditor = client_of(office, Role.AUDITOR)
    for name in ("correct-person", "new-status", "new-household"):
        assert auditor.post(reverse(name, args=[person.pk]), {}).status_code == 403
    page = auditor.get(reverse("person", args=[person.pk])).content.decode()
    assert 'class="act"' not in page


def test_the_rows_of_another_office_are_not_there(head: Client) -> None:
    other = make_office()
    with office_scope(other):
        by = make_user(other)
        stranger = make_person(other)
        household = make_household(other, [stranger], by)
        day = date(2024, 1, 9)
        status = record_status(person=stranger, kind="kandas", valid_from=day, paper="№ 1", by=by)
        member = stranger.memberships.get()
    for name, *keys in (
        ("correct-person",),
        ("new-status",),
        ("close-status", status.pk),
        ("retract-status", status.pk),
        ("new-household",),
        ("join", household.pk),
        ("leave", member.pk),
    ):
        address = reverse(name, args=[stranger.pk, *keys])
        assert head.post(address, {"reason": "x"}).status_code == 404, name


def test_a_status_of_one_person_is_not_ended_on_the_page_of_another(
    office: Office, head: Client
) -> None:
    one, another = person_in(office), person_in(office)
    with office_scope(office):
        by = make_user(office)
        day = date(2024, 1, 9)
        status = record_status(person=one, kind="kandas", valid_from=day, paper="№ 1", by=by)
    address = reverse("retract-status", args=[another.pk, status.pk])
    assert head.post(address, {"reason": "x"}).status_code == 404


# --- organisations and facilities ---

BIN = make_bin(2019, 3, 77) or ""


def test_an_organisation_is_entered_once_and_found(office: Office, clerk: Client) -> None:
    typed = {"bin": BIN, "name_kk": "«Әсем» ЖШС", "name_ru": "ТОО «Асем»"}
    first = clerk.post(reverse("new-organization"), typed)
    second = clerk.post(reverse("new-organization"), typed | {"name_kk": "Басқа"})
    assert first["Location"] == second["Location"]
    for text in (BIN[:7], "әсем", "асем", "«Әсем» ЖШС"):
        page = clerk.get(reverse("organizations"), {"q": text}).context["page"]
        assert [row.bin for row in page] == [BIN], text
    assert not clerk.get(reverse("organizations"), {"q": "жоқ"}).context["page"].object_list


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("1234", "БИН должен состоять из двенадцати цифр"),
        (BIN[:11] + str((int(BIN[11]) + 1) % 10), "В БИН ошибка"),
        ("191341000772", "Это не БИН"),
        ("990131300008", "контрольная цифра не сходится"),  # a sole trader's ИИН
    ],
)
def test_a_wrong_bin_gets_its_own_sentence(clerk: Client, number: str, sentence: str) -> None:
    typed = {"bin": number, "name_kk": "«Әсем» ЖШС"}
    answer = clerk.post(reverse("new-organization") + "?lang=ru", typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="«Әсем» ЖШС"' in answer.content.decode()


def test_a_sole_trader_is_entered_by_the_iin(office: Office, clerk: Client) -> None:
    typed = {"bin": "990131300007", "name_kk": "«Шапағат» ЖК"}
    assert clerk.post(reverse("new-organization"), typed).status_code == 302


def test_organisations_stand_in_kazakh_order(office: Office, clerk: Client) -> None:
    names = ["«Ақбота»", "Әсем", "«Бақыт»", "Ғалым", "«Қайрат»", "Шапағат"]
    with office_scope(office):
        for name in reversed(names):
            make_organization(office, name)
    page = clerk.get(reverse("organizations")).context["page"]
    assert [row.name_kk for row in page] == names


def test_a_facility_is_entered_and_inventoried(office: Office, clerk: Client) -> None:
    with office_scope(office):
        owner = make_organization(office)
    typed = {"name": "№ 7 мектеп", "owner": "190340000999", "address": "Абай, 3"}
    refused = clerk.post(reverse("new-facility") + "?lang=ru", typed)
    assert refused.status_code == 422
    assert "нет организации с таким БИН" in refused.content.decode()
    assert 'value="№ 7 мектеп"' in refused.content.decode()
    entered = clerk.post(reverse("new-facility"), typed | {"owner": owner.bin})
    assert entered.status_code == 302
    opened = clerk.post(entered["Location"], {"measure": "accessibility", "day": "2024-05-06"})
    assert opened.status_code == 302
    with office_scope(office):
        facility = Facility.objects.get(office=office)
        assert facility.owner == owner
        assert Case.objects.get(facility=facility).measure == "accessibility"
    again = clerk.post(reverse("new-facility"), typed | {"owner": ""})
    assert again.status_code == 422
    assert facility in clerk.get(reverse("facilities"), {"q": "мектеп абай"}).context["page"]


def test_a_case_is_opened_for_its_own_kind_of_subject(office: Office, clerk: Client) -> None:
    with office_scope(office):
        person = make_person(office)
    address = reverse("new-case", args=[person.pk])
    assert clerk.get(address).status_code == 200
    wrong = clerk.post(address, {"measure": "quota", "day": "2024-05-06", "note": "ескерту"})
    assert wrong.status_code == 422
    assert "ескерту" in wrong.content.decode()
    opened = clerk.post(address, {"measure": "bastau", "day": "2024-05-06"})
    assert opened.status_code == 302
    assert clerk.get(opened["Location"]).status_code == 200
    assert client_of(office, Role.AUDITOR).get(address).status_code == 403
    assert client_of(make_office(), Role.HEAD).get(address).status_code == 404


def test_a_supplier_has_a_contract_and_not_a_bare_case(office: Office, clerk: Client) -> None:
    with office_scope(office):
        organization = make_organization(office)
    address = reverse("new-organization-case", args=[organization.pk])
    assert reverse("new-contract") in clerk.get(address).content.decode()
    typed = {"measure": "resocialisation", "day": "2024-05-06"}
    assert clerk.post(address, typed).status_code == 422


def test_what_the_rules_decide_is_applied_for_on_its_own_page(
    office: Office, clerk: Client
) -> None:
    with office_scope(office):
        household = make_household(office, [make_person(office)], make_user(office))
    address = reverse("new-household-case", args=[household.pk])
    assert reverse("apply", args=[household.pk]) in clerk.get(address).content.decode()
    typed = {"measure": "targeted_assistance", "day": "2024-05-06"}
    assert clerk.post(address, typed).status_code == 422


def test_fuel_aid_is_opened_and_decided_only_by_lists(office: Office, clerk: Client) -> None:
    """Otherwise a clerk would go round the amount, the once a year and the list."""
    with office_scope(office):
        person = make_person(office)
    address = reverse("new-case", args=[person.pk])
    offered = clerk.get(address).content.decode()
    assert 'value="fuel_aid"' not in offered
    assert reverse("fuel-aid") in offered
    typed = {"measure": "fuel_aid", "day": "2024-05-06", "note": "тізімнен тыс"}
    refused = clerk.post(f"{address}?lang=ru", typed)
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "«Помощь на топливо» здесь не открывается" in said
    assert "тізімнен тыс" in said, "what was typed is kept"
    with office_scope(office):
        assert not Case.objects.filter(person=person).exists()
        case = open_case(
            measure=MEASURES["fuel_aid"], office=office, subject=person,
            day=date(2024, 5, 6), by=make_user(office),
        )  # fmt: skip
    head = client_of(office, Role.HEAD)
    for act in ("check", "approve", "refuse", "carry_out", "pay"):
        pressed = {"day": "2024-05-07", "reason": "жоқ", "amount": "1"}
        assert head.post(reverse("act", args=[case.pk, act]), pressed).status_code == 403
    shown = head.get(reverse("case", args=[case.pk])).content.decode()
    assert reverse("fuel-aid") in shown
    assert reverse("act", args=[case.pk, "approve"]) not in shown
    taken_back = {"day": "2024-05-07", "reason": "қате ашылған"}
    assert head.post(reverse("act", args=[case.pk, "withdraw"]), taken_back).status_code == 302


def test_each_measure_of_the_rules_has_one_page_of_its_own(head: Client) -> None:
    ruled = [code for code, measure in MEASURES.items() if measure.is_decided_by_rules]
    assert sorted(ruled) == sorted(code for codes in OWN_PAGES.values() for code in codes)
    for page in OWN_PAGES:
        assert title_of(page)
        assert head.get(reverse(page)).status_code == 200


def test_an_organisation_of_another_office_is_not_there(head: Client) -> None:
    other = make_office()
    with office_scope(other):
        stranger = make_organization(other)
    assert head.get(reverse("organization", args=[stranger.pk])).status_code == 404
    assert not head.get(reverse("organizations")).context["page"].object_list


def test_the_region_reads_no_register(office: Office) -> None:
    region = client_of(None, Role.REGIONAL_ANALYST)
    for name in ("organizations", "new-organization", "facilities", "new-facility"):
        assert region.get(reverse(name)).status_code == 403
    assert "/organizations/" not in region.get(reverse("board")).content.decode()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["organizations", "facilities"])
def test_queries_of_a_list_do_not_grow(office: Office, clerk: Client, name: str) -> None:
    def add(times: int) -> None:
        with office_scope(office):
            for number in range(times):
                owner = make_organization(office)
                Facility.objects.create(
                    office=office, name=f"Мектеп {number}", owner=owner, territory=office.territory
                )

    add(2)
    few = queries_of(clerk, reverse(name))
    add(10)
    assert queries_of(clerk, reverse(name)) == few


# --- the plan, the money, the contracts ---

PLAN = {
    "year": "2024",
    "indicator": "bastau.referred",
    "value": "40",
    "act": "әкімдік қаулысы № 12",
    "signed_on": "2024-01-10",
    "valid_from": "2024-01-01",
    "valid_to": "2024-12-31",
}
ALLOCATION = {
    "year": "2024",
    "measure": "invataxi_contract",
    "source": "local",
    "amount": "4 000 000,50",
    "day": "2024-01-15",
    "act": "мәслихат шешімі № 90",
}


def test_a_plan_is_set_and_retracted(office: Office, head: Client) -> None:
    specialist = client_of(office, Role.SPECIALIST)
    assert specialist.post(reverse("set-plan"), PLAN)["Location"] == "/money/?year=2024"
    with office_scope(office):
        target = Target.objects.get(office=office)
    assert (target.value, target.indicator) == (40, "bastau.referred")
    page = specialist.get(reverse("money"), {"year": "2024"}).content.decode()
    assert "әкімдік қаулысы № 12" in page
    assert reverse("retract-plan", args=[target.pk]) not in page
    retract = reverse("retract-plan", args=[target.pk])
    assert specialist.post(retract, {"reason": "қате"}).status_code == 403
    assert head.post(retract, {"reason": "", "year": "2024"}).status_code == 422
    assert head.post(retract, {"reason": "қате", "year": "2024"}).status_code == 302
    with office_scope(office):
        target.refresh_from_db()
    assert target.retraction_reason == "қате"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"indicator": "no.such"}, "Выберите показатель"),
        ({"value": "сорок"}, "целым числом"),
        ({"act": " "}, "Укажите документ"),
        ({"valid_to": "2023-12-31"}, "Последний день плана раньше первого"),
    ],
)
def test_a_refused_plan_keeps_what_was_typed(
    head: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = head.post(reverse("set-plan") + "?lang=ru", PLAN | {"signed_on": "2024-01-11"} | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="2024-01-11"' in answer.content.decode()


def test_money_is_allocated_taken_off_and_retracted(office: Office, head: Client) -> None:
    accountant = client_of(office, Role.ACCOUNTANT)
    address = reverse("allocate")
    assert accountant.post(address, ALLOCATION).status_code == 302
    assert accountant.post(address, ALLOCATION | {"amount": "-1 000 000"}).status_code == 302
    with office_scope(office):
        line = BudgetLine.objects.get(office=office)
        assert (line.allocated, line.free) == (300_000_050, 300_000_050)
        first, second = line.entries.order_by("pk")
    too_much = accountant.post(address + "?lang=ru", ALLOCATION | {"amount": "−9 000 000"})
    assert too_much.status_code == 422
    assert "меньше нуля" in too_much.content.decode()
    assert 'value="−9 000 000"' in too_much.content.decode()

    shown = accountant.get(reverse("budget-line", args=[line.pk]), {"kind": "allocated"})
    assert [entry.pk for entry in shown.context["page"]] == [second.pk, first.pk]
    retract = reverse("retract-money", args=[first.pk])
    assert accountant.post(retract, {"reason": "қате"}).status_code == 403
    refused = head.post(retract + "?lang=ru", {"reason": "қате"})
    assert refused.status_code == 422  # the second entry stands on it
    assert "меньше нуля" in refused.content.decode()
    assert 'value="қате"' in refused.content.decode()
    assert head.post(reverse("retract-money", args=[second.pk]), {"reason": "қате"})
    assert head.post(retract, {"reason": "қате"}).status_code == 302
    with office_scope(office):
        assert BudgetLine.objects.get(office=office).allocated == 0


def test_a_line_is_not_opened_by_a_refused_allocation(office: Office, head: Client) -> None:
    answer = head.post(reverse("allocate"), ALLOCATION | {"amount": "-5"})
    assert answer.status_code == 422
    with office_scope(office):
        assert not BudgetLine.objects.filter(office=office).exists()


def test_a_contract_is_signed_within_the_line(office: Office, head: Client) -> None:
    head.post(reverse("allocate"), ALLOCATION)
    with office_scope(office):
        line = BudgetLine.objects.get(office=office)
        supplier = make_organization(office)
    typed = {
        "line": str(line.pk),
        "supplier": supplier.bin,
        "number": "2024/7",
        "subject": "Инватакси қызметі",
        "day": "2024-02-01",
        "amount": "3 500 000",
    }
    address = reverse("new-contract")
    for wrong, sentence in (
        ({"amount": "5 000 000"}, "нет таких свободных средств"),
        ({"supplier": BIN}, "нет организации с таким БИН"),
        ({"line": ""}, "Выберите строку бюджета"),
        ({"number": " "}, "Напишите номер договора"),
    ):
        refused = head.post(address + "?lang=ru", typed | wrong)
        assert refused.status_code == 422
        assert sentence in refused.content.decode()
        assert 'value="Инватакси қызметі"' in refused.content.decode()
    signed = head.post(address, typed)
    assert signed.status_code == 302
    assert head.get(signed["Location"]).status_code == 200
    again = head.post(address + "?lang=ru", typed | {"amount": "1"})
    assert again.status_code == 422
    assert "с таким номером уже записан" in again.content.decode()
    with office_scope(office):
        line.refresh_from_db()
        assert line.committed == 350_000_000
        assert Case.objects.get(organization=supplier).state == "approved"
    page = head.get(reverse("organization", args=[supplier.pk]))
    assert [contract.committed for contract in page.context["contracts"]] == [350_000_000]
    year = head.get(reverse("money"), {"year": "2024"})
    assert [contract.number for contract in year.context["contracts"]] == ["2024/7"]


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("set-plan", {Role.SPECIALIST, Role.HEAD}),
        ("allocate", {Role.ACCOUNTANT, Role.HEAD}),
        ("new-contract", {Role.SPECIALIST, Role.HEAD}),
        ("money", set(Role) - {Role.REGIONAL_ANALYST}),
    ],
)
def test_each_act_on_money_asks_for_its_role(office: Office, name: str, roles: set[Role]) -> None:
    for role in Role:
        of = None if role == Role.REGIONAL_ANALYST else office
        expected = {200, 302} if role in roles else {403}
        assert client_of(of, role).get(reverse(name)).status_code in expected, role


def test_the_money_of_another_office_is_not_there(head: Client) -> None:
    other = make_office()
    client_of(other, Role.HEAD).post(reverse("allocate"), ALLOCATION)
    client_of(other, Role.HEAD).post(reverse("set-plan"), PLAN)
    with office_scope(other):
        line = BudgetLine.objects.get(office=other)
        entry, target = line.entries.get(), Target.objects.get(office=other)
    assert head.get(reverse("budget-line", args=[line.pk])).status_code == 404
    for name, pk in (("retract-money", entry.pk), ("retract-plan", target.pk)):
        assert head.post(reverse(name, args=[pk]), {"reason": "x"}).status_code == 404
    page = head.get(reverse("money"), {"year": "2024"}).context
    assert (page["lines"], page["targets"]) == ([], [])


def test_queries_of_the_money_do_not_grow(office: Office, head: Client) -> None:
    def add(numbers: range) -> None:
        for number in numbers:
            head.post(reverse("set-plan"), PLAN)
            head.post(reverse("allocate"), ALLOCATION)
            with office_scope(office):
                line, supplier = BudgetLine.objects.get(office=office), make_organization(office)
            typed = {
                "line": str(line.pk),
                "supplier": supplier.bin,
                "number": f"{number}",
                "subject": "Қызмет",
                "day": "2024-02-01",
                "amount": "100",
            }
            assert head.post(reverse("new-contract"), typed).status_code == 302

    add(range(2))
    with office_scope(office):
        line = BudgetLine.objects.get(office=office)
    pages = (f"{reverse('money')}?year=2024", reverse("budget-line", args=[line.pk]))
    few = [queries_of(head, page) for page in pages]
    add(range(2, 8))
    assert [queries_of(head, page) for page in pages] == few


# --- whatever is typed ---

GARBAGE = ("", "\0", "ә" * 5000, "-1", "9" * 25, "²", "9999-12-31")


def test_no_garbage_breaks_a_form(office: Office, head: Client) -> None:
    with office_scope(office):
        by = make_user(office)
        person = make_person(office)
        household = make_household(office, [person], by)
        organization = make_organization(office)
        day = date(2024, 1, 9)
        status = record_status(person=person, kind="kandas", valid_from=day, paper="№ 1", by=by)
        member = person.memberships.get()
    head.post(reverse("allocate"), ALLOCATION)
    head.post(reverse("set-plan"), PLAN)
    with office_scope(office):
        line, target = BudgetLine.objects.get(office=office), Target.objects.get(office=office)
        money = line.entries.get()
    forms: list[tuple[str, list[int], dict[str, str]]] = [
        ("correct-person", [person.pk], entry(person)),
        (
            "new-status",
            [person.pk],
            {"kind": "unemployed", "paper": "№ 2", "valid_from": "2024-01-01", "valid_to": ""},
        ),
        ("close-status", [person.pk, status.pk], {"last_day": "2024-05-01", "reason": "x"}),
        ("retract-status", [person.pk, status.pk], {"reason": "x"}),
        ("new-household", [person.pk], {"since": "2010-01-01"}),
        (
            "join",
            [person.pk, household.pk],
            {"iin": person.iin, "relation": "child", "since": "2024-01-01"},
        ),
        ("leave", [person.pk, member.pk], {"last_day": "2024-05-01", "reason": "x"}),
        (
            "new-organization",
            [],
            {"bin": BIN, "name_kk": "Ә", "name_ru": "", "territory": "", "address": ""},
        ),
        ("new-facility", [], {"name": "М", "owner": "", "territory": "", "address": ""}),
        (
            "new-organization-case",
            [organization.pk],
            {"measure": "resocialisation", "category": "", "day": "2024-01-01", "note": ""},
        ),
        ("set-plan", [], PLAN | {"territory": ""}),
        ("retract-plan", [target.pk], {"reason": "x", "year": "2024"}),
        ("allocate", [], ALLOCATION),
        ("retract-money", [money.pk], {"reason": "x"}),
        (
            "new-contract",
            [],
            {
                "line": f"{line.pk}",
                "supplier": organization.bin,
                "number": "1",
                "subject": "x",
                "day": "2024-02-01",
                "amount": "1",
            },
        ),
    ]
    for name, keys, typed in forms:
        for field in typed:
            for garbage in GARBAGE:
                answer = head.post(reverse(name, args=keys), typed | {field: garbage})
                assert answer.status_code in (302, 422), (name, field, garbage[:20])
        assert head.post(reverse(name, args=keys), {}).status_code in (302, 422), name
    for page in ("people", "cases", "organizations", "facilities", "money"):
        for field in ("q", "page", "year", "after", "case", "kind", "measure"):
            for garbage in GARBAGE:
                answer = head.get(reverse(page), {field: garbage})
                assert answer.status_code == 200, (page, field, garbage[:20])
