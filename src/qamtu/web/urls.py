"""Every page's address."""

from django.urls import path

from .views import cases, desk, importing, people, report, session

handler403 = "qamtu.web.views.session.forbidden"
handler404 = "qamtu.web.views.session.not_found"

urlpatterns = [
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("", desk.desk, name="desk"),
    path("board/", desk.board, name="board"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new-person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:person_pk>/new-case/", cases.new_case, name="new-case"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/act/<slug:transition>/", cases.act, name="act"),
    path("cases/<int:pk>/retract/<int:event_pk>/", cases.retract, name="retract"),
    path("documents/<int:pk>/", cases.document, name="document"),
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
