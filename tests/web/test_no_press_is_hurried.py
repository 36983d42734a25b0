"""Who presses a button waits for its page: a click that does not is a test that fails by chance."""

import re
from pathlib import Path

HURRIED = (
    re.compile(r"\.click\([^)\n]*(?<!\.)button"),
    re.compile(r"(?<!\.)button[^\n]*\.(click|press)\("),
)

# The inspector's form works without a network: its buttons open no page.
OF_ONE_PAGE = re.compile(r'"#form(s|-place) button')


def test_a_button_is_pressed_by_press() -> None:
    hurried = [
        f"{path.name}: {line.strip()}"
        for path in sorted(Path(__file__).parent.glob("test_*_*.py"))
        for line in path.read_text().splitlines()
        if path != Path(__file__) and any(one.search(line) for one in HURRIED)
        if not OF_ONE_PAGE.search(line)
    ]
    assert not hurried, "use press(page, selector) of tests/web/pressing.py"
