"""Takes the screenshots of the guides from a running demo: `python docs/screenshots.py`.

Needs `make run` on 127.0.0.1:8000 and Chromium (tests/ensure-system-packages).
"""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent / "images"
SITE = "http://127.0.0.1:8000"
DATES = "from=2021-01-01&as_of=2021-11-15"
PAGES = {
    "desk": "/",
    "board": f"/board/?{DATES}",
    "people": "/people/?q=Айгерим",
    "report": f"/report/?{DATES}",
    "records": f"/report/records/?indicator=bastau.referred&slice=youth&{DATES}",
    "cases": "/cases/?measure=startup_grant",
    "import": "/import/",
    "disability": "/disability/?day=2021-11-15",
    "taxi": "/taxi/?day=2021-10-20",
    "loans": "/work/loans/?day=2021-11-15",
    "places": "/places/",
    "map": "/map/syrdariia/?need=wheelchair",
}


def sign_in(page: Page, user: str = "head-syrdariia") -> None:
    page.goto(f"{SITE}/sign-in/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", "qamtu-demo")
    page.click("button[type=submit], main button")


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1180, "height": 820}, locale="ru-RU")
        sign_in(page)
        for name, path in PAGES.items():
            answer = page.goto(SITE + path)
            if answer is None or answer.status != 200:
                raise SystemExit(f"{path}: {answer and answer.status}")
            page.screenshot(path=HERE / f"{name}.png")
        page.goto(f"{SITE}/cases/?measure=startup_grant")
        page.locator("tbody tr a").first.click()
        page.screenshot(path=HERE / "case.png")
        page.goto(f"{SITE}/report/records/?indicator=bastau.referred&slice=youth&{DATES}")
        page.locator("tbody tr a").first.click()
        page.screenshot(path=HERE / "person.png")
        page.goto(f"{SITE}/work/courses/")
        page.locator("section[aria-labelledby=groups] tbody a").last.click()
        page.screenshot(path=HERE / "course.png")
        page.goto(f"{SITE}/assistants/?month=2021-10")
        page.locator("tbody a").first.click()
        page.screenshot(path=HERE / "pairing.png")
        browser.close()


if __name__ == "__main__":
    main()
