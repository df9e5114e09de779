"""The furnished chat of the toy network on a real port, and a tab of a real browser that looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.platforms.web.adapter import Web
from tests.platforms.web.browsing import WIDE, browsing, tab
from tests.platforms.web.playground import furnish
from tests.platforms.web.serving import serving
from tests.platforms.web.toy import Clock, hear, network


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def web(tmp_path: Path) -> Web:
    web = network(tmp_path, Clock())
    web.listen(hear)
    furnish(web)
    return web


@pytest.fixture
def address(web: Web) -> Iterator[str]:
    with serving(web) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab of Grace, who reads English; at the end the browser must have had nothing to complain of."""
    complaints: list[str] = []
    context = browser.new_context(viewport=WIDE, base_url=address)
    page = tab(context, complaints)
    page.goto("/?as=grace")
    expect(page.locator("#post-2")).to_be_visible()
    yield page
    context.close()
    assert complaints == []
