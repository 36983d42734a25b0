"""Startup grants at the counter: by clicking, without JavaScript, by role; each bad input said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.employment.grant_applications import refuse
from qamtu.employment.grant_awards import award, draw_protocol, sign_contract
from qamtu.employment.grant_scores import declare_conflict
from qamtu.employment.models import GrantApplication, GrantDecision, GrantRound
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.money import allocate_for
from qamtu.people.models import AccessEntry, Person
from qamtu.people.statuses import record_status
from tests.employment.a_grant_round import CHECKED, GRANT, HELD, Department, make_department
from tests.factories import make_office, make_person, make_user

from .pressing import press
from .test_assistance_in_a_browser import PASSWORD, assert_accessible, sign_in

JPEG = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture
def department(committed: None) -> Office:
    office = make_office()
    for role in (Role.SPECIALIST, Role.ACCOUNTANT, Role.HEAD):
        user = User(username=f"{role}-{office.code}", office=office, role=role)
        user.set_password(PASSWORD)
        user.save()
    head = User.objects.get(office=office, role=Role.HEAD)
    with office_scope(office):
        allocate_for(
            office=office, year=2021, measure="startup_grant", source="republican", amount=GRANT,
            day=date(2021, 1, 5), act="№ 1", by=head,
        )  # fmt: skip
    return office


def an_applicant(office: Office) -> Person:
    head = User.objects.get(office=office, role=Role.HEAD)
    with office_scope(office):
        person = make_person(office, date(1985, 5, 17))
        record_status(
            person=person, kind="self_employed", paper="№ 1", valid_from=date(2020, 1, 1), by=head
        )
        record_account(
            owner=person, iban=make_iban(601, f"{person.pk:013}"), since=date(2020, 1, 1), by=head
        )
    return person


def client_of(office: Office, role: Role) -> Client:
    client = Client()
    client.force_login(make_user(office, role))
    return client


def say(alert: Any) -> str:
    return str(alert.inner_text()).replace("\u00a0", " ")


def test_from_the_round_to_a_visit(browser: Any, server: str, department: Office) -> None:
    person = an_applicant(department)
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/work/grants/?lang=ru")
    assert_accessible(desk)
    desk.fill("#act", "Приказ № 5")
    desk.fill("#opens_on", "2021-04-01")
    desk.fill("#closes_on", "2021-04-30")
    desk.fill("#money", "583 400,01")
    desk.fill("#quorum", "1")
    press(desk, "section[aria-labelledby=new] form > button")
    assert "не закреплено 583 400,00" in say(desk.locator("[role=alert]"))
    desk.fill("#money", "583 400")
    press(desk, "section[aria-labelledby=new] form > button")
    round_page = desk.url
    desk.fill("#iin", "000000000000")
    press(desk, "section[aria-labelledby=new] button")
    assert desk.locator("[role=alert]", has_text="нет").count() == 1
    desk.goto(round_page)
    desk.fill("#name", "Ким А.")
    desk.fill("#post", "эксперт")
    press(desk, "form[action$='/member/'] button")
    desk.fill("#iin", person.iin)
    press(desk, "section[aria-labelledby=new] button")
    assert_accessible(desk)
    desk.fill("#day", "2021-04-12")
    desk.fill("#title", "Пекарня")
    desk.fill("#what-0", "Печь")
    desk.locator("#price-0").click()
    desk.keyboard.type("583401")
    desk.locator("#answer", has_text="Сумма выше предела").wait_for()  # answered while typed
    desk.fill("#price-0", "583400")
    desk.locator("#answer", has_text="Допускается к конкурсу: 583").wait_for()
    assert_accessible(desk)
    desk.fill("#day", "2021-05-02")
    press(desk, "button[name=register]")
    assert "с 01.04.2021 по 30.04.2021" in say(desk.locator("#answer [role=alert]"))
    desk.fill("#day", "2021-04-12")
    press(desk, "button[name=register]")
    application = desk.url
    desk.fill("#day-a", "2021-04-22")
    press(desk, "form[action$='/admit/'] button")
    desk.goto(round_page)
    press(desk, "section[aria-labelledby=scores] form button")
    cells = desk.locator("input[name^='p-']")
    assert cells.count() == 5
    for at in range(5):
        cells.nth(at).fill("8")
    cells.nth(0).fill("11")
    press(desk, "form[action$='/scores/'] button")
    assert "от 0 до 10" in say(desk.locator("[role=alert]"))
    desk.locator("input[name^='p-']").nth(0).fill("8")
    press(desk, "form[action$='/scores/'] button")
    assert_accessible(desk)
    desk.fill("#held", "2021-05-03")
    press(desk, "form[action$='/protocol/'] button")
    with desk.expect_download() as download:
        desk.click("a[href$='ru.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    desk.fill("#award-day", "2021-05-03")
    press(desk, "form[action$='/award/'] button")
    assert_accessible(desk)
    desk.goto(application)
    assert "№ 1/2021" in desk.content()
    desk.fill("#number", "12")
    desk.fill("#day-c", "2021-05-10")
    desk.fill("#spend_by", "2021-11-10")
    press(desk, "form[action$='/contract/'] button")
    desk.goto(f"{server}/payments/")
    desk.select_option("#measure", "startup_grant")
    desk.fill("#month", "2021-05")
    press(desk, "main form button")
    run = desk.url
    payer = sign_in(browser, server, department, Role.ACCOUNTANT)
    payer.goto(run)
    payer.fill("#day", "2021-05-20")
    press(payer, "form[action$='/approve/'] button")
    desk.goto(application)
    desk.click("summary:has-text('Предъявить чек')")
    desk.fill("#what", "Печь")
    desk.fill("#amount", "400000")
    desk.fill("#spent_on", "2021-06-01")
    receipt = {"name": "чек.pdf", "mimeType": "application/pdf", "buffer": b"%PDF a receipt"}
    desk.set_input_files("#document", receipt)
    press(desk, "form[action$='/receipt/'] button")
    desk.locator("details:has(form[action$='/visit/']) summary").click()
    desk.fill("#visitor", "Ким А.")
    desk.fill("#findings", "Печь на месте")
    desk.set_input_files("#photos", {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    press(desk, "form[action$='/visit/'] button")
    assert "Печь на месте" in desk.content()
    assert_accessible(desk)
    desk.locator("details:has(form[action$='/demand/']) summary").click()
    desk.fill("#demanded", "583401")
    desk.fill("#why-d", "жұмсалмаған")
    press(desk, "form[action$='/demand/'] button")
    desk.wait_for_selector("[role=alert]")
    assert desk.locator("#demanded").input_value() == "583401", "nothing typed is lost"
    assert desk.locator("#why-d").input_value() == "жұмсалмаған"
    desk.fill("#demanded", "183400")
    press(desk, "form[action$='/demand/'] button")
    desk.locator("details:has(form[action$='/return/']) summary").click()
    desk.fill("form[action$='/return/'] input[name=amount]", "183400")
    desk.fill("form[action$='/return/'] input[name=act]", "№ 14")
    press(desk, "form[action$='/return/'] button")
    assert_accessible(desk)
    desk.locator("details:has(form[action$='/accept/']) summary").click()
    press(desk, "form[action$='/accept/'] button")
    with office_scope(department):
        assert GrantApplication.objects.get(person=person).case.state == "carried_out"


def test_an_application_without_javascript_on_a_phone(
    browser: Any, server: str, department: Office
) -> None:
    person = an_applicant(department)
    with office_scope(department):
        made = _a_round(department)
    page = sign_in(
        browser, server, department, Role.SPECIALIST, java_script_enabled=False,
        viewport={"width": 360, "height": 780},
    )  # fmt: skip
    page.goto(f"{server}/work/grants/{made.pk}/apply/?iin={person.iin}&lang=kk")
    page.fill("#title", "Наубайхана")
    page.fill("#day", "2021-04-12")
    press(page, "button[name=rows]")
    assert page.locator("input[name^='what-']").count() == 10
    assert page.input_value("#title") == "Наубайхана", "what was typed is kept"
    page.fill("#what-0", "Пеш")
    page.fill("#price-0", "100 000")
    page.select_option("#category", "asp_recipient")
    press(page, "button[name=judge]")
    assert "өзін-өзі жұмыспен қамтыған" in page.locator("#answer [role=alert]").inner_text()
    page.select_option("#category", "")
    press(page, "button[name=register]")
    assert "/work/grants/applications/" in page.url
    body = page.locator("body").bounding_box()
    assert body["width"] <= 360, "nothing is wider than the phone"


def _a_round(office: Office) -> GrantRound:
    from qamtu.employment.grant_rounds import open_round
    from qamtu.finance.money import budget_line

    return open_round(
        office=office, money=GRANT, act="№ 5", by=User.objects.get(office=office, role=Role.HEAD),
        line=budget_line(office=office, year=2021, measure="startup_grant", source="republican"),
        opens_on=date(2021, 4, 1), closes_on=date(2021, 4, 30),
    )  # fmt: skip


@pytest.fixture
def made(db: None) -> Department:
    return make_department()


def post(made: Department, name: str, *args: Any, role: Role = Role.HEAD, **said: Any) -> Any:
    return client_of(made.office, role).post(reverse(name, args=args) + "?lang=en", said)


def alert_of(answer: Any) -> str:
    assert answer.status_code == 422
    return str(answer.context["problem"])


def test_a_second_application_and_a_conflicted_member_are_said(made: Department) -> None:
    with office_scope(made.office):
        application = made.admitted()
        member, person = made.members[0], application.person
        declare_conflict(application=application, member=member, reason="a cousin", by=made.head)
        criteria = list(made.round.criteria.values_list("pk", flat=True))
    answer = post(
        made, "grant-apply", made.round.pk, register="", iin=person.iin, day="2021-04-20",
        title="x", **{"what-0": "y", "price-0": "10"},
    )  # fmt: skip
    assert alert_of(answer) == "This person has an application in this round already."
    points = {f"p-{application.pk}-{key}": "5" for key in criteria}
    answer = post(made, "grant-act", made.round.pk, "scores", member=member.pk, **points)
    assert "declared a conflict of interest (a cousin)" in alert_of(answer)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"price-0": "-5"}, "Write the sum in tenge"),
        ({"price-0": "0"}, "more than zero"),
        ({"own-0": "11"}, "Row 1 of the estimate"),
        ({"what-0": ""}, "Row 1 of the estimate"),
        ({"what-0": "", "price-0": ""}, "Fill in the estimate"),
        ({"quantity-0": "x"}, "as a whole number"),
        ({"title": ""}, "name of the project"),
        ({"day": "2021-03-31"}, "from 01.04.2021 to 30.04.2021"),
        ({"day": "2121-04-01"}, "in the future"),
        ({"category": "carer"}, "name the paper"),
        ({"category": "zzz"}, "Choose the category"),
        ({"certified_on": "2021-03-01"}, "number of the certificate"),
        ({"certified_on": "2021-04-21", "certificate": "1"}, "after the day of the application"),
        ({"day": "2018-08-01"}, "no «"),
    ],
)
def test_bad_input_of_an_application_is_said(
    made: Department, said: dict[str, str], sentence: str
) -> None:
    with office_scope(made.office):
        person = made.person()
    typed = {
        "register": "", "iin": person.iin, "day": "2021-04-20", "title": "x", "what-0": "y",
        "price-0": "10",
    } | said  # fmt: skip
    assert sentence in alert_of(post(made, "grant-apply", made.round.pk, **typed))


def test_every_refusal_of_grants_has_its_sentence() -> None:
    import re

    from qamtu.employment.grant_rounds import GrantRefused
    from qamtu.web.grant_refusals import sentences_of_grants

    codes = set(re.findall(r"«(grant-[a-z-]+)»", GrantRefused.__doc__ or ""))
    assert codes == set(sentences_of_grants())


def test_a_refusal_and_its_paper(made: Department) -> None:
    with office_scope(made.office):
        application = made.application(made.person(""))
    page = client_of(made.office, Role.CLERK).get(
        reverse("grant-application", args=[application.pk]), {"lang": "ru"}
    )
    assert "Не относится к категориям" in page.content.decode()
    assert "/refuse/" not in page.content.decode(), "a clerk does not decide"
    with office_scope(made.office):
        assert AccessEntry.objects.filter(person=application.person, act="read").exists()
        decision = refuse(application=application, day=CHECKED, by=made.head)
    for language in ("kk", "ru"):
        for form, head in (("pdf", b"%PDF"), ("docx", b"PK")):
            paper = client_of(made.office, Role.AUDITOR).get(
                reverse("grant-decision-paper", args=[decision.pk, language, form])
            )
            assert paper.content.startswith(head)


def test_what_each_paper_says(made: Department) -> None:
    from qamtu.documents.paper import Table
    from qamtu.employment.grant_papers import decision_paper, protocol_paper

    with office_scope(made.office):
        best, conflicted = made.admitted(9), made.admitted(8)
        declare_conflict(
            application=conflicted, member=made.members[2], reason="a cousin", by=made.head
        )
        kept = draw_protocol(round=made.round, day=HELD, by=made.specialist)
        decision = award(application=best, day=HELD, by=made.head)
        members, rows = (b for b in protocol_paper(kept, "kk").blocks if isinstance(b, Table))
        assert "сырттан тартылған сарапшы" in members.rows[2][2]
        assert [row[0] for row in rows.rows] == ["1", "2"]
        assert "мүдделер қақтығысы: К. Ли" in rows.rows[1][-1]
        words = " ".join(getattr(b, "text", "") for b in decision_paper(decision, "ru").blocks)
        assert "583 400" in words.replace("\u00a0", " ").replace("\u202f", " ")
        assert "самозанятые" in words
        assert "от 23.08.2018 № 513" in words


def test_who_may_do_what(made: Department) -> None:
    with office_scope(made.office):
        application = made.admitted()
    for act in ("award", "refuse", "contract", "demand", "accept"):
        answer = post(made, "grant-application-act", application.pk, act, role=Role.CLERK)
        assert answer.status_code == 403, act
    assert post(made, "grant-act", made.round.pk, "protocol", role=Role.CLERK).status_code == 403
    assert post(made, "grants", role=Role.CLERK).status_code == 403
    assert post(made, "grant-act", made.round.pk, "nothing").status_code == 404
    stranger = client_of(make_office(), Role.HEAD)
    for name, key in (("grant-round", made.round.pk), ("grant-application", application.pk)):
        assert stranger.get(reverse(name, args=[key])).status_code == 404


def test_a_photo_is_a_picture_and_a_receipt_is_shown_once(made: Department) -> None:
    from qamtu.employment.dues import PAID_BY_RUNS

    payable = PAID_BY_RUNS["startup_grant"]
    with office_scope(made.office):
        application = made.admitted()
        draw_protocol(round=made.round, day=HELD, by=made.specialist)
        decision = award(application=application, day=HELD, by=made.head)
        sign_contract(
            decision=decision, number="1", day=HELD, spend_by=date(2021, 11, 3), by=made.head
        )
        run = payable.prepare(office=made.office, month=HELD, by=made.accountant)
        payable.approve(run=run, day=date(2021, 5, 20), by=made.head)
    said = {"day": "2021-06-02", "visitor": "x", "findings": "y"}
    text = SimpleUploadedFile("a.txt", b"x", "text/plain")
    answer = post(made, "grant-application-act", application.pk, "visit", photos=text, **said)
    assert "JPEG" in alert_of(answer)
    photo = SimpleUploadedFile("a.jpg", JPEG, "image/jpeg")
    answer = post(made, "grant-application-act", application.pk, "visit", photos=photo, **said)
    assert answer.status_code == 302
    receipt = {"day": "2021-06-02", "what": "x", "amount": "5", "spent_on": "2021-06-01"}
    for status in (302, 422):
        document = SimpleUploadedFile("r.pdf", b"%PDF r", "application/pdf")
        answer = post(
            made, "grant-application-act", application.pk, "receipt", document=document, **receipt
        )
        assert answer.status_code == status
    with office_scope(made.office):
        struck = {"kind": "receipt", "record": application.receipts.get().pk, "reason": "wrong"}
    for role, status in ((Role.SPECIALIST, 403), (Role.HEAD, 302)):
        answer = post(made, "grant-application-act", application.pk, "strike", role=role, **struck)
        assert answer.status_code == status
    answer = post(
        made, "grant-application-act", application.pk, "demand", day="2021-06-02", amount="5",
        reason="a car",
    )  # fmt: skip
    assert answer.status_code == 302
    with office_scope(made.office):
        demand = application.case.overpayments.get()
    for act, more in (("return", {"amount": "2"}), ("claim", {"act": "№ 3"})):
        answer = post(
            made, "grant-application-act", application.pk, act, day="2021-06-03",
            demand=demand.pk, **more,
        )  # fmt: skip
        assert answer.status_code == 302
    page = client_of(made.office, Role.HEAD).get(
        reverse("grant-application", args=[application.pk]), {"lang": "en"}
    )
    assert "claimed in court" in page.content.decode()
    of_case = client_of(made.office, Role.HEAD).get(reverse("case", args=[application.case_id]))
    assert reverse("grant-application", args=[application.pk]) in of_case.content.decode()


def test_the_queries_of_a_round_do_not_grow_with_its_applications(made: Department) -> None:
    def queries() -> int:
        client = client_of(made.office, Role.HEAD)
        url = reverse("grant-round", args=[made.round.pk])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url, {"member": made.members[0].pk}).status_code == 200
        return len(seen)

    with office_scope(made.office):
        made.admitted()
    few = queries()
    with office_scope(made.office):
        for _ in range(4):
            made.admitted()
    assert queries() == few


def test_the_queries_of_the_rounds_do_not_grow_with_them(made: Department) -> None:
    def queries() -> int:
        client = client_of(made.office, Role.HEAD)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("grants")).status_code == 200
        return len(seen)

    few = queries()
    with office_scope(made.office):
        make_department(GRANT, office=made.office)
    assert queries() == few


def test_a_withdrawn_award_says_so(made: Department) -> None:
    with office_scope(made.office):
        application = made.admitted()
        draw_protocol(round=made.round, day=HELD, by=made.specialist)
        award(application=application, day=HELD, by=made.head)
    answer = post(
        made, "grant-application-act", application.pk, "withdraw", day="2021-05-04", reason="moves"
    )
    assert answer.status_code == 302
    with office_scope(made.office):
        assert not GrantDecision.objects.live().filter(application=application).exists()
    page = client_of(made.office, Role.HEAD).get(reverse("grant-round", args=[made.round.pk]))
    assert page.context["left"] == made.round.money
