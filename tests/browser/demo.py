"""The demo as a newcomer starts it, and its page as they see it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parent.parent.parent
UNCOVER = "document.querySelector('#toasts').replaceChildren(); document.querySelector('#newer').hidden = true"
IMAGES = ROOT / "docs" / "img"
SERIOUS = {"serious", "critical"}


@dataclass
class Demo:
    """A running demo: where it is, and what it said when it started."""

    url: str
    process: subprocess.Popen[str]


@contextmanager
def started(home: Path) -> Generator[Demo]:
    """Runs `netbot demo` as a process of its own and ends it as Ctrl-C does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--home", str(home)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        _wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", process)
        yield Demo(f"http://localhost:{port}", process)
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
        assert "Traceback" not in said, said


def _wait_until_it_answers(url: str, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the demo ended by itself"
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the demo did not start")


class Tab:
    """One tab of the page, in which somebody is somebody."""

    def __init__(self, page: Page, url: str, user: str = "", channel: str = "") -> None:
        self.page = page
        self.mistakes: list[str] = []
        page.on("pageerror", lambda error: self.mistakes.append(str(error)))
        page.goto(f"{url}/?as={user}&channel={channel}" if user else url)
        expect(page.locator("#app")).to_be_visible()

    def type(self, words: str) -> Locator:
        """Types into the composer; returns the newest private answer."""
        answers = self.page.locator(".entry.private")
        before = answers.count()
        self.page.locator("#line").fill(words)
        self.page.keyboard.press("Escape")
        self.page.locator("#line").press("Enter")
        expect(answers).to_have_count(before + 1)
        return answers.last

    def open_form(self, words: str) -> Locator:
        """Types a command that opens a form."""
        self.page.locator("#line").fill(words)
        self.page.keyboard.press("Escape")
        self.page.locator("#line").press("Enter")
        form = self.page.locator("dialog#form")
        expect(form).to_be_visible()
        return form

    def card(self, title: str) -> Locator:
        """The newest post with this title."""
        heading = re.compile(f"^{re.escape(title)}$")
        return self.page.locator("#messages li[data-post]", has=self.page.locator("h3", has_text=heading)).last

    def go_to(self, channel: str) -> None:
        self.page.locator("#side nav a", has_text=channel).click()

    def move_clock(self, to: str) -> None:
        """Presses a button of the time control and waits until the clock has moved."""
        with self.page.expect_response(lambda response: response.url.endswith("/api/clock") and response.ok):
            self.page.locator(f"#jumps [data-to={to}]").click()

    def look(self, name: str, of: Locator | None = None) -> None:
        """Finds no serious violation on this screen; keeps a picture of it or a part if NETBOT_SCREENSHOTS is set."""
        found = Axe().run(self.page)["violations"]
        serious = [violation for violation in found if violation["impact"] in SERIOUS]
        assert serious == [], [(v["id"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"]) for v in serious]
        assert self.mistakes == []
        if os.environ.get("NETBOT_SCREENSHOTS"):
            IMAGES.mkdir(parents=True, exist_ok=True)
            self.page.evaluate(UNCOVER)
            (of or self.page).screenshot(path=IMAGES / f"{name}.png")
