"""Who follows any link that a page shows arrives, and reads the page's language alone."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from qamtu.accounts.models import Office, Role
from tests.factories import make_user

EACH = 2  # pages of one shape
PARTS_UNREAD = re.compile(
    r"<(script|style|code|title)\b.*?</\1>|<[^>]+ lang=\"en\"[^>]*>[^<]*<", re.DOTALL
)
# Names of formats, standards and the product; the rest that stands in Latin letters is data.
LATIN = {"qamtu", "pdf", "docx", "xlsx", "xls", "ods", "csv", "json", "excel", "mail", "sos",
         "isco", "iii", "sha", "open", "contracting", "shift", "enter", "esc", "tab"}  # fmt: skip
# The columns of a bank's file, as it writes them; the offices and the staff of tests.
AS_THEY_ARE = {"reference", "status", "reason", "user", "office"}
IN_HEX = re.compile("[a-f]+")  # pieces of a paper's check number


def shape_of(address: str) -> str:
    return re.sub(r"\d+", "N", urlsplit(address).path)


def english_in(page: str) -> set[str]:
    text = re.sub(r"<[^>]+>", " ", PARTS_UNREAD.sub(" ", page))
    words = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", unescape(text))}
    return {word for word in words - LATIN - AS_THEY_ARE if not IN_HEX.fullmatch(word)}


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("role", "language"),
    [
        (Role.HEAD, "kk"),
        (Role.SPECIALIST, "ru"),
        (Role.CLERK, "kk"),
        (Role.ACCOUNTANT, "ru"),
        (Role.AUDITOR, "en"),
        (Role.REGIONAL_ANALYST, "ru"),
    ],
)
def test_every_link_opens(office_with_records: Office, role: Role, language: str) -> None:
    client = Client()
    office = None if role is Role.REGIONAL_ANALYST else office_with_records
    client.force_login(make_user(office, role))
    client.get("/", {"lang": language})
    waiting, shapes, seen = deque(["/"]), Counter[str](), {"/"}
    shut: list[tuple[int, str, str]] = []
    half: dict[str, set[str]] = {}
    came_from = {"/": ""}
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code >= 400:
            shut.append((answer.status_code, address, came_from[address]))
        if "html" not in answer.get("Content-Type", "") or answer.streaming:
            continue
        page = answer.content.decode()
        if language != "en" and (words := english_in(page)):
            half[address] = words
        for link in map(unescape, re.findall(r'href="([^"#]+)', page)):
            to = urljoin(address, link)
            if not to.startswith("/") or to.startswith(("/static/", "/sign-out")) or "lang=" in to:
                continue
            if to not in seen and shapes[shape_of(to)] < EACH:
                shapes[shape_of(to)] += 1
                seen.add(to)
                came_from[to] = address
                waiting.append(to)
    assert len(seen) > 8
    assert shut == []
    assert half == {}
