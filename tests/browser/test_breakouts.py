"""Breakout rooms as a network plays them: planned, wished for, looked at, pinned, published; then people are late."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.demo import Demo, Tab

pytestmark = pytest.mark.browser

COORDINATOR, MEMBER, LATE = "shirin.tehrani", "laura.weber", "andreas.meyer"
TITLE = "Winter working meeting"
TEACHING, CAREERS = "Lehre und Nachwuchs", "Careers after the junior group"


def test_rooms_from_the_first_wish_to_the_second_round(demo: Demo, context: BrowserContext) -> None:
    coordinator = Tab(context.new_page(), demo.url, COORDINATOR, "announcements")
    member = Tab(context.new_page(), demo.url, MEMBER, "announcements")
    press(member.card(TITLE), "Online")
    expect(private(member)).to_contain_text("Noted for")
    plan(coordinator)
    wish(member)
    look_at_the_plan(coordinator)
    read_my_rooms(member)
    seat_a_late_comer(coordinator)
    begin_the_next_round(coordinator)


def plan(tab: Tab) -> None:
    """The demo has asked for wishes already; two people are to be kept apart."""
    expect(tab.type("/jrg breakouts plan")).to_contain_text("Careers after the junior group")
    press(private(tab), "Change")
    form = tab.page.locator("dialog#form")
    expect(form).to_contain_text("Write one room a line")
    form.get_by_label("Keep apart").fill("Laura Weber + Michael Wolfshofer")
    tab.look("breakouts-form")
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text("Laura Weber + Michael Wolfshofer")
    expect(tab.card(f"Breakout rooms: {TITLE}")).to_contain_text("Nobody else ever sees your wishes")


def wish(tab: Tab) -> None:
    press(tab.card(f"Breakout rooms: {TITLE}"), "My wishes")
    form = tab.page.locator("dialog#form")
    choose(form, "First choice", TEACHING)
    choose(form, "Second choice", CAREERS)
    tab.look("breakouts-wishes")
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text(f"Noted for {TITLE}: {TEACHING} and {CAREERS}")
    expect(tab.card(f"Breakout rooms: {TITLE}")).to_contain_text("from 9 people")


def look_at_the_plan(tab: Tab) -> None:
    tab.type("/jrg breakouts assign")
    expect(private(tab)).to_contain_text("Only coordinators see this")
    expect(private(tab)).to_contain_text("by chance")
    press(private(tab), "Pin somebody")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Who").fill("Laura Weber")
    choose(form, "Room", CAREERS)
    choose(form, "When", "Round 2")
    before = tab.page.locator(".entry.private").count()
    form.get_by_role("button", name="Pin").click()
    expect(tab.page.locator(".entry.private")).to_have_count(before + 1)
    tab.look("breakouts-preview", private(tab))
    press(private(tab), "Round 2")
    expect(private(tab).locator("li", has_text=CAREERS)).to_contain_text("Laura Weber")
    shown = tab.type("/jrg breakouts publish")
    press(shown, "Publish")
    expect(private(tab)).to_contain_text(f"The rooms of {TITLE} are published")


def read_my_rooms(tab: Tab) -> None:
    expect(tab.card(f"{CAREERS} · {TITLE}")).to_contain_text(re.compile(r"Round 2: .*Laura Weber"))
    tab.go_to("JRG Netbot")
    mine = tab.card(f"Your rooms: {TITLE}")
    expect(mine).to_contain_text(f"Round 1: {TEACHING}")
    expect(mine).to_contain_text("It is your first choice.")
    expect(mine).to_contain_text("New to you: ")
    tab.look("breakouts-mine")


def seat_a_late_comer(tab: Tab) -> None:
    tab.type("/jrg breakouts late")
    tab.look("breakouts-late")
    private(tab).get_by_label("Is not there: …").select_option("Laura Weber")
    press(private(tab), "Choose")
    expect(private(tab)).to_contain_text("Laura Weber is not there from Round 1 on. Nobody else gets another room.")
    expect(tab.card(f"{CAREERS} · {TITLE}")).not_to_contain_text("Laura Weber")
    press(private(tab), "Somebody joins")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Who").fill("Meyer")  # there are several
    choose(form, "How", "Online")
    form.get_by_role("button", name="Give a room").click()
    expect(form.locator("#error-person")).to_contain_text("I cannot tell who that is.")
    form.get_by_label("Who").fill("andreas.meyer@example.org")
    form.get_by_role("button", name="Give a room").click()
    expect(private(tab)).to_contain_text("Andreas Meyer has a seat from Round 1 on. Nobody else gets another room.")
    expect(tab.page.locator("#messages")).to_contain_text(re.compile(r"Round 1: .*Andreas Meyer"))


def begin_the_next_round(tab: Tab) -> None:
    press(private(tab), "Round 1 begins")
    expect(private(tab)).to_contain_text("Round 1 of 2")
    press(private(tab), "Plan what is to come anew")
    expect(private(tab)).to_contain_text("Only coordinators see this")
    press(private(tab), "Publish")
    expect(private(tab)).to_contain_text(f"The rooms of {TITLE} are published")
    press(private(tab), "Late comers")
    press(private(tab), "Round 2 begins")
    expect(private(tab)).to_contain_text("Round 2 of 2")


def private(tab: Tab) -> Locator:
    """The newest answer that only this person sees."""
    return tab.page.locator(".entry.private").last


def press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()


def choose(form: Locator, question: str, answer: str) -> None:
    form.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
