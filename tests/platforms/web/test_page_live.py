"""The page in a real browser while things happen: other tabs, changing cards, a moving clock, a lost connection."""

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.chat.events import Place
from bot.chat.text import Reader
from bot.platforms.web.adapter import Web
from tests.platforms.web.browsing import type_line
from tests.platforms.web.serving import serving
from tests.platforms.web.toy import invitation

pytestmark = pytest.mark.browser


def test_two_tabs_can_be_two_people_who_see_each_other_write(page: Page, web: Web):
    other = page.context.new_page()
    other.goto("/?as=noor&channel=coffee")
    type_line(other, "مرحبا & <b>hello</b>")
    badge = page.locator("#channels .badge")
    expect(badge).to_contain_text("1")
    page.get_by_role("link", name="coffee").click()

    expect(page.locator(".said")).to_have_text("مرحبا & <b>hello</b>")
    expect(badge).to_have_count(0)
    expect(page.locator("#line")).to_be_focused()


def test_a_card_changes_under_the_finger_without_losing_it(page: Page, web: Web):
    button = page.locator("#post-2").get_by_role("button", name="Maybe")
    button.focus()
    ref = web.post(Place("web", "announcements"), invitation(), Reader(), "other")
    web.edit(type(ref)(ref.channel, "2"), invitation((32, 12, 4)), Reader())

    expect(page.locator("#post-2 .bars")).to_contain_text("32")
    expect(page.locator("#post-4")).to_be_attached()
    expect(button).to_be_focused()
    expect(page.locator("#announce")).to_contain_text("JRG Netbot: Winter meeting")


def test_the_clock_moves_in_every_tab_and_stops_where_nothing_is_left(page: Page):
    other = page.context.new_page()
    other.goto("/?as=ada")
    page.get_by_role("button", name="To the meeting").click()

    expect(page.locator("#now")).to_have_text("Thu, 3 Dec 2026, 14:00")
    expect(other.locator("#now")).to_have_text("Do., 3. Dez. 2026, 14:00")
    expect(page.get_by_role("button", name="To the meeting")).to_contain_text("none planned")
    expect(page.get_by_role("button", name="To the meeting")).to_be_disabled()


def test_older_messages_are_added_above(page: Page, web: Web):
    for number in range(60):
        web.post(Place("web", "coffee"), invitation((number, 1, 1)), Reader(), "")
    page.get_by_role("link", name="coffee").click()
    entries = page.locator("[data-post]")
    expect(entries).to_have_count(50)
    page.get_by_role("button", name="Show older messages").click()

    expect(entries).to_have_count(60)
    expect(page.get_by_role("button", name="Show older messages")).to_be_hidden()


def test_a_lost_connection_is_said_and_what_was_missed_is_shown(browser: Browser, web: Web):
    page = browser.new_page()
    with serving(web) as address:
        page.goto(f"{address}/?as=grace")
        expect(page.locator("#post-2")).to_be_visible()
    web._streams._closed = False
    expect(page.get_by_text("Connection lost.")).to_be_visible()
    type_line(page, "/jrg help")
    expect(page.get_by_text("That did not reach the bot.")).to_be_visible()
    expect(page.locator("#line")).to_have_value("/jrg help")
    web.post(Place("web", "announcements"), invitation(), Reader(), "missed")
    with serving(web, int(address.rpartition(":")[2])):
        expect(page.locator("#post-4")).to_be_visible(timeout=15_000)
        expect(page.get_by_text("Connected again.")).to_be_visible()
        expect(page.get_by_text("Connection lost.")).to_have_count(0)
    page.close()
