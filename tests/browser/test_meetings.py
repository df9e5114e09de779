"""A meeting as a network really holds it: full, with people waiting, a seat passed on, a new date, files to read."""

import csv
import io
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.demo import Demo, Tab

pytestmark = pytest.mark.browser

COORDINATOR, LEADER, MEMBER = "shirin.tehrani", "michael.wolfshofer", "laura.weber"
TITLE = "Meeting of the groups"
DAY = (datetime.now(UTC) + timedelta(days=40)).date()
LATER = DAY + timedelta(days=2)
ADDRESS = re.compile(r"http://\S+\.ics")


def test_a_hybrid_meeting_from_its_plan_to_its_files(demo: Demo, context: BrowserContext) -> None:
    coordinator = Tab(context.new_page(), demo.url, COORDINATOR, "announcements")
    plan(coordinator)
    leader = Tab(context.new_page(), demo.url, LEADER, "announcements")
    member = Tab(context.new_page(), demo.url, MEMBER, "announcements")
    fill_up(leader, member)
    pass_a_seat_on(leader, member)
    put_a_programme_together(coordinator, leader)
    move_the_date(coordinator, member)
    see_and_export_the_answers(coordinator)
    read_and_revoke_a_calendar(member)


def test_a_series_is_asked_about_before_it_is_announced(demo: Demo, context: BrowserContext) -> None:
    tab = Tab(context.new_page(), demo.url, COORDINATOR, "announcements")
    tab.type("/jrg meeting series")
    press(private(tab), "New series")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Title").fill("Working meeting")
    form.get_by_label("every month", exact=True).check()
    form.get_by_role("button", name="Show the dates").click()
    expect(private(tab)).to_contain_text("first Thursday every month, 14:00 Europe/Berlin")
    assert private(tab).locator("li").count() >= 11
    tab.look("series")

    tab.go_to("JRG Netbot")
    question = tab.card("Does this date stand: Working meeting?")
    for _ in range(40):
        if question.count():
            break
        tab.move_clock("next")
    expect(question).to_be_visible()
    tab.look("series-question")
    press(question, "Confirm the date")
    expect(private(tab)).to_contain_text("is confirmed and will be announced on")
    tab.go_to("announcements")
    for _ in range(60):
        if tab.card("Working meeting").count():
            break
        tab.move_clock("next")
    expect(tab.card("Working meeting")).to_contain_text("0 online · 0 on site · 0 maybe · 0 no")


def plan(tab: Tab) -> None:
    form = tab.open_form("/jrg meeting new")
    form.get_by_label("Title").fill(TITLE)
    form.get_by_label("Day").fill(DAY.isoformat())
    form.get_by_label("Where").fill("Leipzig, Härtelstraße 16")
    form.get_by_label("Link").fill("https://meet.example.org/groups")
    form.get_by_role("button", name="Preview").click()
    press(private(tab), "Seats, deadline, description")
    form.get_by_label("Seats on site").fill("1")
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text("on site: 1 of 1 free")
    press(private(tab), "Announce it")
    expect(tab.card(TITLE)).to_contain_text("on site: 1 of 1 free")


def fill_up(leader: Tab, member: Tab) -> None:
    press(leader.card(TITLE), "On site")
    expect(private(leader)).to_contain_text("https://meet.example.org/groups")
    expect(member.card(TITLE)).to_contain_text("on site: all 1 taken")
    press(member.card(TITLE), "On site")
    expect(private(member)).to_contain_text("You are number 1 on the waiting list")
    expect(member.card(TITLE)).to_contain_text("on site: all 1 taken, 1 waiting")
    expect(member.card(TITLE)).not_to_contain_text("meet.example.org")
    member.look("waiting-list")


def pass_a_seat_on(leader: Tab, member: Tab) -> None:
    press(leader.card(TITLE), "I cannot come")
    member.go_to("JRG Netbot")
    offer = member.card(f"A seat for you: {TITLE}")
    expect(offer).to_contain_text("The seat is yours if you take it by")
    member.look("offer")
    press(offer, "Take the seat")
    expect(private(member)).to_contain_text("is yours: on site")
    leader.go_to("announcements")
    expect(leader.card(TITLE)).to_contain_text("0 online · 1 on site · 0 maybe · 1 no")


def put_a_programme_together(coordinator: Tab, leader: Tab) -> None:
    form = leader.open_form("/jrg talk")
    form.get_by_label("Title").fill("What the wards taught us")
    form.get_by_role("button", name="Propose").click()
    expect(private(leader)).to_contain_text("is proposed")
    coordinator.type("/jrg agenda 2")
    press(private(coordinator), "Arrange the programme")
    private(coordinator).get_by_label("Choose an entry").select_option(label="What the wards taught us")
    press(private(coordinator), "Choose")
    press(private(coordinator), "Take it")
    expect(private(coordinator)).to_contain_text("What the wards taught us · Michael Wolfshofer · not told yet")
    coordinator.look("programme")
    expect(leader.card(TITLE)).to_contain_text("What the wards taught us · Michael Wolfshofer")


def move_the_date(coordinator: Tab, member: Tab) -> None:
    form = coordinator.open_form("/jrg meeting edit 2")
    form.get_by_label("Day").fill(LATER.isoformat())
    form.get_by_role("button", name="Save").click()
    expect(private(coordinator)).to_contain_text("2 people will be told")
    moved = member.card(f"A new date: {TITLE}")
    expect(moved).to_contain_text("For the earlier date you said: on site. Does that still hold?")
    member.look("moved")
    expect(coordinator.card(TITLE)).to_contain_text("2 before the change")
    press(moved, "On site")
    expect(coordinator.card(TITLE)).to_contain_text("1 on site · 0 maybe · 0 no · 1 before the change")


def see_and_export_the_answers(tab: Tab) -> None:
    expect(tab.type("/jrg meeting answers 2")).to_contain_text(re.compile(r"on site \(1\): Laura Weber"))
    tab.look("seats")
    link = tab.type("/jrg meeting export 2").get_by_role("link")
    table = csv.DictReader(io.StringIO(fetched(str(link.get_attribute("href"))).decode("utf-8-sig")))
    answers = {" ".join(row["Name"].split()[-2:]): row["Answer"] for row in table}  # without titles such as "Dr."
    assert (answers["Laura Weber"], answers["Michael Wolfshofer"]) == ("on site", "no")


def read_and_revoke_a_calendar(tab: Tab) -> None:
    tab.type("/jrg calendar")
    press(private(tab), "Give me an address")
    expect(private(tab)).to_contain_text("The address is yours alone")
    tab.look("calendar")
    address = ADDRESS.search(private(tab).inner_text())
    assert address
    calendar = fetched(address[0]).decode()
    assert f"DTSTART;TZID=Europe/Berlin:{LATER:%Y%m%d}T140000" in calendar
    assert "URL:https://meet.example.org/groups" in calendar
    press(private(tab), "New address")
    expect(private(tab)).to_contain_text("This is your new address")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetched(address[0])


def private(tab: Tab) -> Locator:
    """The newest answer that only this person sees."""
    return tab.page.locator(".entry.private").last


def press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()
