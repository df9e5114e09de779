"""A real browser for the page: Debian's Chromium through Playwright, with every complaint of the browser collected."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STILL = "Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))).then(() => null)"


@contextmanager
def browsing() -> Iterator[Browser]:
    """Gives a browser. Without one the tests are skipped, except where they must not be: on CI."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        message = f"no browser found, none of: {', '.join(NAMES)}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def tab(context: BrowserContext, complaints: list[str]) -> Page:
    """A tab that writes down what the browser complains of: errors of scripts, refused by the policy, not found."""
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    return page


def barriers(page: Page) -> list[str]:
    """What keeps people out, as axe sees it."""
    page.evaluate(STILL)
    found = Axe().run(page)
    assert len(found["passes"]) > 20
    return [f"{rule['id']}: {node['html'][:100]}" for rule in found["violations"] for node in rule["nodes"]]


def type_line(page: Page, text: str) -> None:
    page.locator("#line").fill(text)
    page.locator("#line").press("Enter")
