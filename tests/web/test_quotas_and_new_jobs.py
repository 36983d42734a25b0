"""Quotas, new jobs and resocialisation at the counter: by clicking, without JavaScript, by role."""

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
from qamtu.employment.models import NewJob, QuotaHire, QuotaResolution
from qamtu.organizations.models import Organization
from qamtu.people.models import AccessEntry, Person
from qamtu.people.statuses import record_status
from tests.factories import make_office, make_organization, make_person, make_user

from .pressing import press
from .test_assistance_in_a_browser import PASSWORD, assert_accessible, sign_in

JOB = {
    "title": "Күзетші", "sector": "N", "term": "permanent", "created_on": "2024-05-06",
    "evidence": "№ 12 еңбек шарты", "evidence_on": "2024-05-06",
}  # fmt: skip


@pytest.fixture
def department(committed: None) -> Office:
    office = make_office()
    for role in (Role.CLERK, Role.SPECIALIST, Role.HEAD):
        user = User(username=f"{role}-{office.code}", office=office, role=role)
        user.set_password(PASSWORD)
        user.save()
    return office


def employer_and_person(office: Office) -> tuple[Organization, Person]:
    by = User.objects.filter(office=office).first() or make_user(office)
    with office_scope(office):
        person = make_person(office)
        record_status(
            person=person, kind="probation", valid_from=date(2024, 1, 1), paper="№ 4", by=by
        )
        return make_organization(office), person


def client_of(office: Office, role: Role) -> Client:
    client = Client()
    client.force_login(make_user(office, role))
    return client


def resolution(bin_: str, places: int = 1) -> dict[str, Any]:
    return {
        "group": "probation", "number": "271", "signed_on": "2023-12-28", "year": "2024",
        "bin-0": bin_, "staff-0": "100", "excluded-0": "", "percent-0": "1", "places-0": places,
    }  # fmt: skip


def test_from_the_resolution_to_the_letter(browser: Any, server: str, department: Office) -> None:
    employer, person = employer_and_person(department)
    desk = sign_in(browser, server, department, Role.HEAD, java_script_enabled=False)
    desk.goto(f"{server}/work/quotas/?lang=ru")
    desk.select_option("#group", "probation")
    desk.fill("#number", "271")
    desk.fill("#signed_on", "2023-12-28")
    desk.fill("#year", "2024")
    for name, value in (("bin", employer.bin), ("staff", "100"), ("percent", "0"), ("places", "1")):
        desk.fill(f"#{name}-0", value)
    press(desk, "form[enctype] button")
    assert "процент больше 0" in desk.locator("[role=alert]").inner_text()
    desk.fill("#percent-0", "1")
    press(desk, "form[enctype] button")
    desk.fill("#iin", person.iin)
    desk.fill("#day", "2023-12-30")
    desk.fill("#order", "№ 5-ж/қ")
    press(desk, "form[action$='/hire/'] button")
    assert "в 2024 году" in desk.locator("[role=alert]").inner_text()
    desk.fill("#day", "2024-02-01")
    press(desk, "form[action$='/hire/'] button")
    assert person.full_name in desk.locator("#hires + article").inner_text()
    with desk.expect_download() as download:
        desk.click("a[href$='kk.docx']")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    desk.goto(f"{server}/work/quotas/?day=2024-01-31")
    press(desk, "form[action$='/letters/'] button")
    assert desk.locator("dl.facts dd").nth(2).inner_text() == "1", "the shortfall of that day"
    with desk.expect_download() as download:
        desk.click("a[href$='ru.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    desk.select_option("#answer", "will_hire")
    press(desk, "main form:has(#answer) button")
    assert "примет на работу" in desk.locator("#answers + ul").inner_text()


@pytest.mark.parametrize("address", ["quotas/", "new-jobs/", "resocialisation/"])
def test_every_page_is_accessible_and_narrow(
    browser: Any, server: str, department: Office, address: str
) -> None:
    employer, person = employer_and_person(department)
    client = Client()
    client.force_login(User.objects.get(office=department, role=Role.HEAD))
    made = client.post(reverse("quotas"), resolution(employer.bin))
    for evidence in ("№ 1", "№ 2"):
        client.post(reverse("new-jobs-of", args=[employer.pk]), JOB | {"evidence": evidence})
    taken = client.post(
        reverse("resocialisation"),
        {"iin": person.iin, "day": "2024-02-01", "paper": "№ 9", "needs": ["work", "legal"]},
    )
    inner = {
        "quotas/": made["Location"],
        "new-jobs/": reverse("new-jobs-of", args=[employer.pk]),
        "resocialisation/": taken["Location"],
    }[address]
    size = {"width": 375, "height": 740}
    page = sign_in(browser, server, department, Role.HEAD, viewport=size)
    for one in (f"/work/{address}", inner):
        page.goto(f"{server}{one}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.django_db
def test_a_place_reported_twice_is_refused_beside_the_form() -> None:
    office = make_office()
    employer, _person = employer_and_person(office)
    clerk = client_of(office, Role.CLERK)
    address = reverse("new-jobs-of", args=[employer.pk])
    assert clerk.post(address, JOB).status_code == 302
    again = clerk.post(address + "?lang=ru", JOB | {"evidence": "№ 012 Еңбек шарты"})
    assert again.status_code == 422
    with office_scope(office):
        job = NewJob.objects.get()
    page = again.content.decode()
    assert f"дело № {job.case_id}" in page
    assert "№ 012 Еңбек шарты" in page, "what was typed stays"
    listed = clerk.get(reverse("new-jobs"), {"year": "2024"})
    assert (listed.context["total"], listed.context["plan"]) == (1, 0)
    assert (
        client_of(office, Role.SPECIALIST)
        .post(reverse("new-job-act", args=[job.pk, "take-back"]), {"reason": "қате"})
        .status_code
        == 403
    )
    taken = client_of(office, Role.HEAD).post(
        reverse("new-job-act", args=[job.pk, "take-back"]), {"reason": "қате"}
    )
    assert taken.status_code == 302
    assert clerk.post(address, JOB).status_code == 302


@pytest.mark.django_db
def test_a_suspicion_goes_when_it_is_reviewed() -> None:
    office = make_office()
    employer, _person = employer_and_person(office)
    specialist = client_of(office, Role.SPECIALIST)
    for evidence in ("№ 1", "№ 2"):
        specialist.post(reverse("new-jobs-of", args=[employer.pk]), JOB | {"evidence": evidence})
    (job,) = specialist.get(reverse("new-jobs")).context["suspicions"]
    assert job.evidence == "№ 2"
    address = reverse("new-job-act", args=[job.pk, "review"])
    assert specialist.post(address, {"note": " "}).status_code == 422
    assert specialist.post(address, {"note": "екі ауысым"}).status_code == 302
    assert specialist.get(reverse("new-jobs")).context["suspicions"] == []


@pytest.mark.django_db
def test_support_is_for_those_who_may_and_every_look_is_logged() -> None:
    office = make_office()
    _employer, person = employer_and_person(office)
    typed = {"iin": person.iin, "day": "2024-02-01", "paper": "№ 9", "needs": ["work"]}
    assert client_of(office, Role.CLERK).post(reverse("resocialisation"), typed).status_code == 403
    specialist = client_of(office, Role.SPECIALIST)
    none = specialist.post(reverse("resocialisation"), typed | {"needs": []})
    assert none.status_code == 422
    made = specialist.post(reverse("resocialisation"), typed)
    assert made.status_code == 302
    page = made["Location"]
    specialist.get(page)
    with office_scope(office):
        assert AccessEntry.objects.filter(person=person, act="read").count() == 1
    day = {"day": "2024-02-05"}
    assert specialist.post(f"{page}service/", day | {"kind": "legal"}).status_code == 302
    assert specialist.post(f"{page}service/", day | {"kind": "legal"}).status_code == 422
    assert specialist.post(f"{page}outcome/", day | {"outcome": "moved"}).status_code == 302
    assert specialist.post(f"{page}service/", day | {"kind": "work"}).status_code == 422
    assert client_of(make_office(), Role.HEAD).get(page).status_code == 404


@pytest.mark.django_db
def test_only_a_specialist_adopts_hires_and_writes() -> None:
    office = make_office()
    employer, person = employer_and_person(office)
    for role in (Role.CLERK, Role.ACCOUNTANT, Role.AUDITOR):
        assert client_of(office, role).get(reverse("quotas")).status_code == 200
        answer = client_of(office, role).post(reverse("quotas"), resolution(employer.bin))
        assert answer.status_code == 403
    specialist = client_of(office, Role.SPECIALIST)
    scan = SimpleUploadedFile("271.pdf", b"%PDF-1.7", "application/pdf")
    page = specialist.post(reverse("quotas"), resolution(employer.bin) | {"document": scan})[
        "Location"
    ]
    document = specialist.get(page).context["resolution"].document
    kept = specialist.get(reverse("document", args=[document.pk]))
    assert kept.getvalue() == b"%PDF-1.7", "the resolution itself is kept"
    with office_scope(office):
        quota = QuotaResolution.objects.get().employers.get()
    typed = {"quota": quota.pk, "iin": person.iin, "day": "2024-03-01", "order": "№ 1"}
    assert client_of(office, Role.CLERK).post(f"{page}hire/", typed).status_code == 403
    assert specialist.post(f"{page}hire/", typed).status_code == 302
    assert specialist.post(f"{page}hire/", typed).status_code == 422
    with office_scope(office):
        hired = QuotaHire.objects.get()
    left = {"hire": hired.pk, "day": "2024-02-29", "reason": "өз еркімен"}
    assert specialist.post(f"{page}leave/", left).status_code == 422
    assert specialist.post(f"{page}leave/", left | {"day": "2024-03-01"}).status_code == 302
    undo = {"hire": hired.pk, "reason": "қате"}
    assert specialist.post(f"{page}undo/", undo).status_code == 403
    assert client_of(office, Role.HEAD).post(f"{page}undo/", undo).status_code == 302
    assert specialist.post(f"{page}take-back/", {"reason": "қате"}).status_code == 403
    assert client_of(make_office(), Role.HEAD).get(page).status_code == 404


@pytest.mark.django_db
def test_the_pages_ask_the_database_as_often_for_many_as_for_few() -> None:
    def queries(times: int) -> list[int]:
        office = make_office()
        head = client_of(office, Role.HEAD)
        for number in range(times):
            employer, person = employer_and_person(office)
            head.post(reverse("quotas"), resolution(employer.bin) | {"number": f"{number}"})
            head.post(reverse("new-jobs-of", args=[employer.pk]), JOB)
            head.post(
                reverse("resocialisation"),
                {"iin": person.iin, "day": "2024-02-01", "paper": "№ 9", "needs": ["work"]},
            )
        counts = []
        for address in ("quotas", "new-jobs", "resocialisation"):
            with CaptureQueriesContext(connection) as asked:
                assert head.get(reverse(address), {"day": "2024-03-01"}).status_code == 200
            counts.append(len(asked))
        return counts

    assert queries(2) == queries(8)
