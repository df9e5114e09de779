"""The whole story as a newcomer plays it: find, plan, answer from two tabs, be reminded, call off."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.demo import Demo, Tab

pytestmark = pytest.mark.browser

COORDINATOR = "shirin.tehrani"
LEADER = "michael.wolfshofer"
MEMBER = "laura.weber"
SILENT = "andreas.meyer"
TODAY = datetime.now(UTC).date()
TITLE = "Spring assembly"


def test_the_whole_story(demo: Demo, context: BrowserContext) -> None:
    coordinator = Tab(context.new_page(), demo.url)
    expect(coordinator.page.locator("#person")).to_contain_text("Shirin Tehrani")
    coordinator.look("welcome")

    find_somebody_with_a_typo(coordinator)
    plan_a_meeting(coordinator)
    leader = Tab(context.new_page(), demo.url, LEADER, "announcements")
    answer_from_two_tabs(coordinator, leader)
    silent = Tab(context.new_page(), demo.url, SILENT, "announcements")
    be_reminded(coordinator, leader, silent)
    see_who_comes(coordinator)
    call_it_off(coordinator, leader, silent)


def find_somebody_with_a_typo(tab: Tab) -> None:
    answer = tab.type("/jrg find Mayr Heidelbrg")

    expect(answer).to_contain_text("only you see this")
    expect(answer.locator("li").first).to_contain_text("Jürgen Mayr")
    tab.look("find")


def plan_a_meeting(tab: Tab) -> None:
    form = tab.open_form("/jrg meeting new")
    form.get_by_label("Title").fill(TITLE)
    form.get_by_label("Day").fill((TODAY - timedelta(days=2)).isoformat())
    form.get_by_label("Where").fill("Leipzig, Härtelstraße 16")
    form.get_by_label("Link").fill("https://meet.example.org/spring")
    tab.look("form")
    form.get_by_role("button", name="Preview").click()
    expect(form.locator("#error-day")).to_contain_text("Choose a later one.")

    form.get_by_label("Day").fill((TODAY + timedelta(days=30)).isoformat())
    form.get_by_role("button", name="Preview").click()

    expect(form).to_be_hidden()
    draft = tab.page.locator(".entry.private").last
    expect(draft).to_contain_text(f"Draft: {TITLE}")
    tab.look("draft")
    press(draft, "Seats, deadline, description")
    form.get_by_label("Seats on site").fill("2")
    form.get_by_role("button", name="Save").click()
    expect(tab.page.locator(".entry.private").last).to_contain_text("on site: 2 of 2 free")
    press(tab.page.locator(".entry.private").last, "Announce it")
    expect(tab.card(TITLE)).to_contain_text("0 online · 0 on site · 0 maybe · 0 no")


def answer_from_two_tabs(one: Tab, other: Tab) -> None:
    press(one.card(TITLE), "Online")
    press(other.card(TITLE), "On site")

    for tab in (one, other):
        expect(tab.card(TITLE)).to_contain_text("1 online · 1 on site · 0 maybe · 0 no")
    press(other.card(TITLE), "Maybe")
    for tab in (one, other):
        expect(tab.card(TITLE)).to_contain_text("1 online · 0 on site · 1 maybe · 0 no")
    other.look("card")


def be_reminded(coordinator: Tab, leader: Tab, silent: Tab) -> None:
    """The clock moves on until the first reminder of the new meeting; it reaches only who has not answered."""
    question = f"Are you coming to “{TITLE}”?"
    silent.go_to("JRG Netbot")
    leader.go_to("JRG Netbot")
    for _ in range(30):
        silent.move_clock("next")
        if silent.card(question).count():
            break

    expect(silent.card(question)).to_be_visible()
    expect(leader.page.locator("#messages h3", has_text=question)).to_have_count(0)
    silent.look("reminder")
    press(silent.card(question), "I cannot come")
    coordinator.go_to("announcements")
    expect(coordinator.card(TITLE)).to_contain_text("1 online · 0 on site · 1 maybe · 1 no")


def see_who_comes(tab: Tab) -> None:
    answer = tab.type("/jrg meeting answers 2")

    expect(answer).to_contain_text(re.compile(r"online.*Shirin Tehrani"))
    expect(answer).to_contain_text("No answer yet")
    tab.look("answers")


def call_it_off(coordinator: Tab, leader: Tab, silent: Tab) -> None:
    form = coordinator.open_form("/jrg meeting cancel 2")
    form.get_by_label("Reason").fill("The lecture hall is flooded.")
    form.get_by_role("button", name="Call it off").click()

    expect(coordinator.card(f"Cancelled: {TITLE}")).to_contain_text("The lecture hall is flooded.")
    expect(leader.card(f"Cancelled: {TITLE}")).to_be_visible()
    expect(silent.page.locator("#messages h3", has_text="Cancelled")).to_have_count(0)
    coordinator.look("cancelled")


def press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()
