"""The page in a real browser: what newcomers see and do, by mouse and by keyboard, in both languages and themes."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.platforms.web.browsing import NARROW, WIDE, barriers, type_line

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nobody_is_kept_out(page: Page, theme: str, size: dict[str, int]):
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size(size)
    found = barriers(page)
    page.locator("#post-2").get_by_role("button", name="On site").click()
    type_line(page, "/jrg find Meyer")
    expect(page.locator(".private .items")).to_be_visible()
    found += barriers(page)
    page.locator("#line").fill("/jrg")
    expect(page.locator("#suggestions li").first).to_be_visible()
    found += barriers(page)
    type_line(page, "/jrg meeting new")
    page.get_by_role("button", name="Plan", exact=True).click()
    expect(page.locator(".field.wrong")).to_be_visible()
    found += barriers(page)
    page.keyboard.press("Escape")
    page.locator("#person").click()
    found += barriers(page)
    page.keyboard.press("Escape")
    if size is NARROW:
        page.get_by_role("button", name="Channels and clock").click()
        found += barriers(page)

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_private_answer_is_marked_stays_in_this_tab_and_outlives_a_reload(page: Page, address: str):
    other = page.context.browser.new_page(base_url=address)
    other.goto("/?as=ada")
    type_line(page, "/jrg find Meyer Lepzig")
    expect(page.locator(".private")).to_contain_text("/jrg find Meyer Lepzig")
    expect(page.locator(".private")).to_contain_text("only you see this")
    page.reload()

    expect(page.locator(".private h3")).to_have_text("Found for “Meyer Lepzig”")
    expect(other.locator("#post-2")).to_be_visible()
    expect(other.locator(".private")).to_have_count(0)
    other.close()


def test_a_button_answers_below_its_card_and_a_second_answer_takes_the_place_of_the_first(page: Page):
    for name in ("Online", "Maybe"):
        page.locator("#post-2").get_by_role("button", name=name).click()

    expect(page.locator("#post-2 + .private")).to_contain_text("Noted: maybe.")
    expect(page.locator(".private")).to_have_count(1)


def test_a_menu_acts_when_something_was_chosen(page: Page):
    type_line(page, "/jrg find Meyer")
    menu = page.locator(".private .menu")
    menu.get_by_role("button").click()
    expect(page.get_by_text("Please choose something first.")).to_be_visible()
    menu.get_by_role("combobox").select_option("Tim Maier")
    menu.get_by_role("button").click()

    expect(page.locator(".private").last).to_contain_text("Noted: p2.")


def test_a_form_says_what_is_wrong_leads_there_and_goes_when_it_is_taken(page: Page):
    type_line(page, "/jrg meeting new")
    title = page.get_by_role("textbox", name="Title")
    expect(title).to_be_focused()
    page.get_by_role("button", name="Plan", exact=True).click()
    expect(title).to_have_accessible_description("This is needed.")
    expect(title).to_be_focused()
    title.fill("Spring <assembly>")
    title.press("Enter")

    expect(page.locator("#form")).to_be_hidden()
    expect(page.locator(".private").last).to_contain_text("Planned: Spring <assembly>")
    expect(page.locator("#line")).to_be_focused()


def test_commands_are_completed_with_the_keyboard_alone(page: Page):
    line = page.locator("#line")
    line.press_sequentially("/j")
    line.press("ArrowDown")
    expect(line).to_have_attribute("aria-activedescendant", "suggestion-0")
    for _ in range(4):
        line.press("ArrowDown")
    line.press("Tab")
    expect(line).to_have_value("/jrg rsvp ")
    line.press_sequentially("ons")
    line.press("Tab")
    expect(line).to_have_value("/jrg rsvp onsite ")
    line.press("Escape")
    expect(page.locator("#completion")).to_be_hidden()
    line.press("Enter")

    expect(page.locator(".private")).to_contain_text("You said: rsvp onsite")
    expect(line).to_have_value("")
    line.press("ArrowUp")
    expect(line).to_have_value("/jrg rsvp onsite ")


def test_the_page_speaks_the_language_of_whoever_one_is(page: Page):
    page.locator("#person").click()
    page.keyboard.type("muller")
    page.keyboard.press("Enter")

    expect(page.locator("#person")).to_contain_text("Du bist")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", name="Kanäle")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?as=jonas&channel=announcements$"))
    page.go_back()
    expect(page.locator("#person")).to_contain_text("You are")


def test_the_welcome_runs_what_it_offers_and_stays_hidden_once_hidden(page: Page):
    page.get_by_role("button", name="Plan a meeting, as a coordinator").click()
    expect(page.locator("#form h2")).to_have_text("Neues Treffen")
    expect(page.locator("#person")).to_contain_text("Ada Winter")
    page.get_by_role("button", name="Abbrechen").click()
    page.get_by_role("button", name="Ausblenden").click()
    page.reload()
    expect(page.locator("#post-2")).to_be_visible()
    expect(page.locator("#welcome")).to_be_hidden()
    page.get_by_role("button", name="Was ist das?").click()

    expect(page.locator("#welcome")).to_be_visible()


def test_an_unknown_person_is_told_so_and_becomes_the_first_one(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(f"{address}/?as=nobody&channel=coffee")

    expect(page.get_by_text("There is nobody of this name in the demo.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?as=ada&channel=coffee$"))
    page.close()


def test_the_theme_is_kept(page: Page):
    page.get_by_role("button", name="Light or dark").click()
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
