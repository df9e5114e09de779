"""News of a committee as people meet them: a feed is added, subscribed to, read, changed, muted, and digested."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.demo import Tab
from tests.browser.inside import Inside, inside
from tests.feeds.atom import Written, atom
from tests.feeds.authority import Authority
from tests.feeds.server import FeedServer, Page, serving

pytestmark = pytest.mark.browser

COORDINATOR, LEADER, MEMBER = "shirin.tehrani", "michael.wolfshofer", "laura.weber"
OLD = Written("Minutes of October", "urn:old", "https://news.example.org/october")
CALL = Written("Call for talks", "urn:call", "https://news.example.org/call", summary="<b>Until</b> the end of March.")
SECOND = Written("Second call", "urn:second", "https://news.example.org/second")
EVIL = Written("<img src=x onerror=alert(1)> @all <!channel> *evil*", "urn:evil", "javascript:alert(1)", summary="x")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FeedServer]:
    with serving(Authority.founded(), tmp_path) as running:
        yield running


@pytest.fixture
def demo(tmp_path: Path, server: FeedServer) -> Iterator[Inside]:
    with inside(tmp_path / "home", server.reach()) as running:
        yield running


def test_news_from_the_feed_to_the_digest(demo: Inside, server: FeedServer, context: BrowserContext) -> None:
    server.pages["/feed"] = Page(atom(OLD))
    coordinator = Tab(context.new_page(), demo.url, COORDINATOR, "general")
    add_the_feed(coordinator)
    demo.look()
    member = Tab(context.new_page(), demo.url, MEMBER, "general")
    subscribe(member, "at once")
    leader = Tab(context.new_page(), demo.url, LEADER, "general")
    subscribe(leader, "once a day")

    server.pages["/feed"] = Page(atom(EVIL, CALL, OLD))
    demo.look()
    read(member)
    subscribe(coordinator, "at once", whom="for this channel")
    longer = replace(CALL, title="Call for talks, longer")
    server.pages["/feed"] = Page(atom(SECOND, EVIL, longer, OLD))
    demo.look()
    expect(coordinator.card("Second call")).to_be_visible()
    server.pages["/feed"] = Page(atom(replace(SECOND, title="Second call, longer"), longer, OLD))
    demo.look()
    expect(coordinator.card("Second call, longer")).to_be_visible()
    expect(coordinator.card("Second call")).to_have_count(0)
    expect(coordinator.card("Minutes of October")).to_have_count(0)
    mute(member)
    digest(leader)
    expect(member.card("Second call, longer")).to_have_count(0)  # it stands in a channel that she is in
    expect(member.card("Call for talks, longer")).to_have_count(0)


def add_the_feed(tab: Tab) -> None:
    tab.type("/jrg admin feed")
    press(private(tab), "Add a feed")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Address").fill("https://evil.example.net/feed")
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_contain_text("The administrator has to allow evil.example.net first.")
    form.get_by_label("Address").fill("https://news.example.org/feed")
    form.get_by_label("Steering Committee").check()
    form.get_by_role("button", name="Add", exact=True).click()
    expect(private(tab)).to_contain_text("not read yet")
    tab.look("feed")


def subscribe(tab: Tab, rhythm: str, whom: str = "") -> None:
    tab.type("/jrg subscribe")
    press(private(tab), "Subscribe")
    form = tab.page.locator("dialog#form")
    form.get_by_label("To what").select_option(label="Committee: Steering Committee")
    form.get_by_label(rhythm, exact=True).check()
    if whom:
        form.get_by_label(whom).check()
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text("Steering Committee")


def read(member: Tab) -> None:
    """In the direct message, as soon as the hours allow it."""
    member.go_to("JRG Netbot")
    told = member.card("Call for talks")
    wait_for(member, told)
    expect(told).to_contain_text("Until the end of March.")
    expect(told.get_by_role("link")).to_have_attribute("href", "https://news.example.org/call")
    expect(member.card("@all <!channel> *evil*").get_by_role("link")).to_have_count(0)
    member.look("news")


def mute(tab: Tab) -> None:
    press(tab.card("Call for talks"), "Mute")
    expect(private(tab)).to_contain_text("I write to you about Steering Committee no more.")
    expect(tab.type("/jrg subscribe")).to_contain_text("Steering Committee: muted")
    expect(tab.type("/jrg news steer")).to_contain_text("Call for talks, longer")


def digest(tab: Tab) -> None:
    tab.go_to("JRG Netbot")
    found = tab.card("What is new")
    wait_for(tab, found)
    expect(found).to_contain_text(re.compile("Steering Committee.*Call for talks, longer", re.DOTALL))
    expect(found).not_to_contain_text("Minutes of October")
    expect(found).not_to_contain_text("Second call")  # it stands in the channel
    tab.look("digest")


def wait_for(tab: Tab, card: Locator) -> None:
    for _ in range(40):
        if card.count():
            break
        tab.move_clock("next")
    expect(card).to_be_visible()


def private(tab: Tab) -> Locator:
    """The newest answer that only this person sees."""
    return tab.page.locator(".entry.private").last


def press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()
