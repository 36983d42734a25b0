"""A real server on a free port, and a real Chromium before it."""

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def office_with_records(django_db_setup: None, django_db_blocker: Any) -> Office:
    """A district with a little of everything, and staff who can sign in («head-…»)."""
    from pathlib import Path

    from qamtu.demo.building import demonstrate

    scenario = Path(__file__).parents[1] / "reporting" / "zhalagash-2024.toml"
    with django_db_blocker.unblock():
        return demonstrate(scenario, seed=5, noise=True, replace=False, if_missing=True, lang="en")


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """The test's output is not a log."""


@pytest.fixture(scope="session")
def server(office_with_records: Office, django_db_blocker: Any) -> Iterator[str]:
    from qamtu.web.wsgi import application

    with django_db_blocker.unblock():
        httpd = make_server("127.0.0.1", 0, application, handler_class=QuietHandler)
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "Chromium is missing: run tests/ensure-system-packages"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def a_person(office_with_records: Office, committed: None) -> Any:
    from qamtu.people.models import Person

    with office_scope(office_with_records):
        return Person.objects.filter(birth_date__lt=date(2000, 1, 1)).first()
