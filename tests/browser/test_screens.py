"""Every screen in both languages, light and dark, wide and narrow: readable, reachable, without a violation."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.demo import Demo, Tab

pytestmark = pytest.mark.browser

GERMAN = "dirk.mooseder"


def test_the_page_speaks_german_to_who_reads_german(demo: Demo, context: BrowserContext) -> None:
    tab = Tab(context.new_page(), demo.url, GERMAN, "announcements")

    expect(tab.page.locator("html")).to_have_attribute("lang", "de")
    expect(tab.type("/jrg hilfe")).to_contain_text("Was ich kann")
    tab.look("german")
    form = tab.open_form("/jrg einstellungen")
    expect(form).to_contain_text("Meine Einstellungen")
    tab.look("german-form")


def test_the_page_is_readable_in_the_dark_and_on_a_phone(demo: Demo, context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    tab = Tab(page, demo.url)
    tab.type("/jrg")
    tab.look("dark")

    page.set_viewport_size({"width": 360, "height": 740})

    expect(page.locator("#line")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    tab.look("phone")


def test_the_composer_completes_commands_by_keyboard(demo: Demo, context: BrowserContext) -> None:
    tab = Tab(context.new_page(), demo.url)
    tab.page.locator("#line").press_sequentially("/jrg meeting n")

    expect(tab.page.locator("#suggestions [role=option]").first).to_contain_text("/jrg meeting new")
    tab.look("completion")
    tab.page.keyboard.press("Tab")

    expect(tab.page.locator("#line")).to_have_value("/jrg meeting new")


def test_what_is_written_in_a_channel_can_be_read_by_others(demo: Demo, context: BrowserContext) -> None:
    one = Tab(context.new_page(), demo.url, GERMAN, "general")
    other = Tab(context.new_page(), demo.url, "laura.weber", "general")

    one.page.locator("#line").fill("Guten Morgen <b>zusammen</b> 👋")
    one.page.keyboard.press("Enter")

    expect(other.page.locator("#messages")).to_contain_text("Guten Morgen <b>zusammen</b> 👋")
