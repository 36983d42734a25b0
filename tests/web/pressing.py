"""A press on something that opens a page, and the wait for that page.

Playwright's own click may come back while the old page still stands; who then counts, reads the
address or runs axe looks at the wrong page when the machine is busy.
"""

from typing import Any


def press(page: Any, what: Any, key: str = "") -> None:
    """Click `what` (a selector or a locator), or strike `key` on it, and wait for the new page."""
    target = page.locator(what).first if isinstance(what, str) else what
    with page.expect_navigation():
        if key:
            target.press(key)
        else:
            target.click()
