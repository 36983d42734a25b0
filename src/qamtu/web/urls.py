"""Every page's address."""

from django.urls import path

from .views import cases, desk, importing, money, organizations, people, person, report, session

handler403 = "qamtu.web.views.session.forbidden"
handler404 = "qamtu.web.views.session.not_found"

urlpatterns = [
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("", desk.desk, name="desk"),
    path("board/", desk.board, name="board"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new-person"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/correct/", person.correct, name="correct-person"),
    path("people/<int:pk>/statuses/", person.new_status, name="new-status"),
    path("people/<int:pk>/statuses/<int:status_pk>/end/", person.close_status, name="close-status"),
    path(
        "people/<int:pk>/statuses/<int:status_pk>/retract/",
        person.retract_status,
        name="retract-status",
    ),
    path("people/<int:pk>/household/", person.new_household, name="new-household"),
    path("people/<int:pk>/household/<int:household_pk>/join/", person.join, name="join"),
    path("people/<int:pk>/household/leave/<int:member_pk>/", person.leave, name="leave"),
    path("people/<int:pk>/new-case/", cases.new_case, {"kind": "person"}, name="new-case"),
    path(
        "households/<int:pk>/new-case/",
        cases.new_case,
        {"kind": "household"},
        name="new-household-case",
    ),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/new/", organizations.new_organization, name="new-organization"),
    path("organizations/<int:pk>/", organizations.organization, name="organization"),
    path(
        "organizations/<int:pk>/new-case/",
        cases.new_case,
        {"kind": "organization"},
        name="new-organization-case",
    ),
    path("facilities/", organizations.facilities, name="facilities"),
    path("facilities/new/", organizations.new_facility, name="new-facility"),
    path(
        "facilities/<int:pk>/new-case/",
        cases.new_case,
        {"kind": "facility"},
        name="new-facility-case",
    ),
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/act/<slug:transition>/", cases.act, name="act"),
    path("cases/<int:pk>/retract/<int:event_pk>/", cases.retract, name="retract"),
    path("documents/<int:pk>/", cases.document, name="document"),
    path("money/", money.money, name="money"),
    path("money/plan/", money.set_plan, name="set-plan"),
    path("money/plan/<int:pk>/retract/", money.retract_plan, name="retract-plan"),
    path("money/allocate/", money.allocate, name="allocate"),
    path("money/lines/<int:pk>/", money.budget_line, name="budget-line"),
    path("money/entries/<int:pk>/retract/", money.retract_money, name="retract-money"),
    path("contracts/new/", money.new_contract, name="new-contract"),
    path("import/", importing.upload, name="import"),
    path("import/<slug:token>/", importing.preview, name="import-preview"),
    path("import/runs/<int:pk>/", importing.run, name="import-run"),
    path("import/runs/<int:pk>/errors/", importing.errors, name="import-errors"),
    path("report/", report.report, name="report"),
    path("report/records/", report.records, name="records"),
    path("report/by/", report.by, name="figures-by"),
    path("report/sign/", report.sign, name="sign-report"),
    path("report/signed/<int:pk>/", report.signed_report, name="signed-report"),
    path("report/<slug:form>/", report.download, name="download-report"),
]
