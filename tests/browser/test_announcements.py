"""An announcement as a coordinator makes it: looked at, in two channels, at a date, changed, withdrawn; and a call."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.demo import Demo, Tab

pytestmark = pytest.mark.browser

COORDINATOR, LEADER, MEMBER = "shirin.tehrani", "michael.wolfshofer", "laura.weber"
MORNING = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT09:30")
DEADLINE = (datetime.now(UTC) + timedelta(days=30)).date()


def test_an_announcement_from_its_preview_to_its_end(demo: Demo, context: BrowserContext) -> None:
    coordinator = Tab(context.new_page(), demo.url, COORDINATOR, "announcements")
    reader = Tab(context.new_page(), demo.url, MEMBER, "news")
    schedule(coordinator)
    wait_for_its_moment(coordinator, reader)
    change(coordinator, reader)
    withdraw(coordinator, reader)


def test_a_committee_calls_and_somebody_is_interested(demo: Demo, context: BrowserContext) -> None:
    coordinator = Tab(context.new_page(), demo.url, COORDINATOR, "announcements")
    member = Tab(context.new_page(), demo.url, MEMBER, "announcements")
    enter_a_committee(coordinator)
    announce_a_call(coordinator)

    press(member.card("A speaker for the symposium"), "I am interested")
    expect(private(member)).to_contain_text("Noted: you are interested in A speaker for the symposium")
    press(member.card("A speaker for the symposium"), "I am interested")
    expect(private(member)).to_contain_text("I know already")
    expect(member.type("/jrg committees")).to_contain_text("Consent · Working group · Michael Wolfshofer")
    member.look("committees")

    coordinator.go_to("JRG Netbot")
    for _ in range(40):
        if coordinator.page.get_by_text("is interested: A speaker for the symposium").count():
            break
        coordinator.move_clock("next")
    expect(coordinator.page.get_by_text("Laura Weber is interested: A speaker for the symposium")).to_be_visible()


def schedule(tab: Tab) -> None:
    form = tab.open_form("/jrg announce")
    form.get_by_label("Title").fill("Spring school")
    form.get_by_label("Text").fill("The *spring school* takes `posters`, see https://school.example.org/call.")
    form.get_by_label("news (Web)").check()
    form.get_by_label("When").fill(MORNING)
    form.get_by_label("Also directly to").select_option("leaders")
    form.get_by_label("Directly at once").check()
    tab.look("announcement-form")
    form.get_by_role("button", name="Preview").click()
    post = private(tab).locator(".card").first
    expect(post.locator("strong")).to_have_text("spring school")
    expect(post.get_by_role("link")).to_have_attribute("href", "https://school.example.org/call")
    expect(private(tab)).to_contain_text("announcements (Web) and news (Web)")
    tab.look("announcement-preview")
    press(private(tab), "Schedule it")
    expect(private(tab)).to_contain_text("Spring school will appear on")
    expect(tab.type("/jrg announce list")).to_contain_text("Spring school")


def wait_for_its_moment(coordinator: Tab, reader: Tab) -> None:
    expect(reader.card("Spring school")).to_have_count(0)
    for _ in range(40):
        if reader.card("Spring school").count():
            break
        coordinator.move_clock("next")
    for tab in (coordinator, reader):
        expect(tab.card("Spring school")).to_contain_text("The spring school takes posters")


def change(coordinator: Tab, reader: Tab) -> None:
    coordinator.type("/jrg announce list 3")
    press(private(coordinator), "Change")
    form = coordinator.page.locator("dialog#form")
    form.get_by_label("Text").fill("The deadline is *Monday*.")
    form.get_by_role("button", name="Save").click()
    for tab in (coordinator, reader):
        expect(tab.card("Spring school")).to_contain_text("The deadline is Monday.")
        expect(tab.card("Spring school")).to_contain_text("changed")
    reader.look("announcement")


def withdraw(coordinator: Tab, reader: Tab) -> None:
    press(private(coordinator), "Withdraw")
    form = coordinator.page.locator("dialog#form")
    form.get_by_label("Reason").fill("The date was wrong.")
    form.get_by_role("button", name="Withdraw it").click()
    expect(private(coordinator)).to_contain_text("Spring school is withdrawn")
    for tab in (coordinator, reader):
        expect(tab.card("Withdrawn: Spring school")).to_contain_text("Shirin Tehrani has taken this announcement back.")
        expect(tab.card("Withdrawn: Spring school")).to_contain_text("Reason: The date was wrong.")
        expect(tab.card("Spring school")).to_have_count(0)


def enter_a_committee(tab: Tab) -> None:
    tab.type("/jrg committees")
    press(private(tab), "New committee")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Name").fill("Consent")
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text("nobody represents us")
    press(private(tab), "Name a representative")
    form.get_by_label("Who").fill("Michael Wolfshofer")
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text(re.compile("Michael Wolfshofer"))


def announce_a_call(tab: Tab) -> None:
    press(private(tab), "New call")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Title").fill("A speaker for the symposium")
    form.get_by_label("What it is about").fill("Ten minutes about your data.")
    form.get_by_label("Deadline").fill(DEADLINE.isoformat())
    form.get_by_role("button", name="Save").click()
    press(private(tab), "Announce it")
    form.get_by_role("button", name="Preview").click()
    press(private(tab), "Post it now")
    expect(tab.card("A speaker for the symposium")).to_contain_text("Announced by")


def private(tab: Tab) -> Locator:
    """The newest answer that only this person sees."""
    return tab.page.locator(".entry.private").last


def press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()
