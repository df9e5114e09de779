"""How people come to know each other: a newcomer is greeted, and two who did not know each other are introduced."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from bot.chat.events import Account, Joined, Place
from bot.domain.quiet import next_allowed
from bot.domain.walltime import nearest_utc
from bot.feeds.addresses import Reach
from tests.browser.demo import Tab
from tests.browser.inside import Inside, inside

pytestmark = pytest.mark.browser

COORDINATOR, LEADER, MEMBER = "shirin.tehrani", "michael.wolfshofer", "laura.weber"
HER_LEADER = "jan-philipp.brueckenmueller"
BERLIN = "Europe/Berlin"
TO_BOT = "JRG Netbot"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Inside]:
    with inside(tmp_path / "home", Reach()) as running:
        yield running


def test_a_newcomer_is_greeted_and_the_group_hears_of_it(demo: Inside, context: BrowserContext) -> None:
    joined = Joined(
        Account("web", MEMBER, email=f"{MEMBER}@example.org"), Place("web", ""), demo.bot.context.clock.now()
    )
    for _ in range(2):  # a platform may say so twice
        demo.bot.dispatcher.hear(joined)
    demo.bot.workers.wake()

    newcomer = Tab(context.new_page(), demo.url, MEMBER, "general")
    newcomer.go_to(TO_BOT)
    greeting = newcomer.card("Welcome, Laura")
    expect(greeting).to_have_count(1)
    expect(greeting).to_contain_text("I am the bot of Junior research groups.")
    newcomer.look("greeting")

    press(greeting, "My profile")
    form = newcomer.page.locator("dialog#form")
    form.get_by_label("Topics").fill("homomorphic encryption, record linkage")
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_hidden()
    press(greeting, "The next meeting")
    expect(private(newcomer)).to_contain_text("Winter working meeting")
    press(greeting, "What to subscribe to")
    expect(private(newcomer)).to_contain_text("You have subscribed to nothing yet.")
    expect(newcomer.type("/jrg who Laura Weber")).to_contain_text("record linkage")

    later(demo, 3)
    leader = Tab(context.new_page(), demo.url, HER_LEADER, "general")
    leader.go_to(TO_BOT)
    expect(leader.page.get_by_text("New in your group: Laura Weber")).to_be_visible()
    coordinator = Tab(context.new_page(), demo.url, COORDINATOR, "general")
    unconfirmed = coordinator.type("/jrg admin profiles")
    expect(unconfirmed).to_contain_text("have never said that their entry is right")


def test_an_introduction_from_the_plan_to_the_numbers(demo: Inside, context: BrowserContext) -> None:
    coordinator, leader, member = (
        Tab(context.new_page(), demo.url, user, "general") for user in (COORDINATOR, LEADER, MEMBER)
    )
    for tab in (coordinator, leader, member):
        tab.type("/jrg intro")
        press(private(tab), "Take part")
        expect(private(tab)).to_contain_text("You take part.")
    plan(coordinator, demo, days=6)

    later(demo, 4)  # less than three days before
    coordinator.go_to(TO_BOT)
    press(posted(coordinator, "The next round is on"), "Skip this round")
    expect(private(coordinator)).to_contain_text("You skip this round")

    later(demo, 4)
    member.page.reload()
    member.go_to("Michael Wolfshofer")
    together = posted(member, "Meet each other:")
    for words in ("Laura Weber, TRUSTAMED", "Michael Wolfshofer, LINKARO"):
        expect(together).to_contain_text(words)
    expect(together).to_contain_text(re.compile("What connects you: .*homomorphe Verschlüsselung"))
    expect(together).to_contain_text("To start with:")
    member.look("introduction")

    later(demo, 15)
    for tab, other, answer in ((leader, "Laura Weber", "Yes"), (member, "Michael Wolfshofer", "Yes")):
        tab.go_to(TO_BOT)
        press(posted(tab, f"Did you meet {other}?"), answer)
        expect(private(tab)).to_contain_text("Thank you.")
    expect(coordinator.type("/jrg intro")).to_contain_text(
        "people: 2, conversations: 1, met: 2, did not meet: 0, had nobody: 0"
    )


def plan(tab: Tab, demo: Inside, days: int) -> None:
    tab.type("/jrg intro")
    press(private(tab), "Plan the rounds")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Next round on").fill(f"{day_in(demo, days):%Y-%m-%d}")
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text("then every 4 weeks")


def later(demo: Inside, days: int) -> None:
    """Lets time pass until the noon of a day on which everybody may be written to."""
    noon = nearest_utc(day_in(demo, days).replace(hour=12), BERLIN)
    habits, clock = demo.bot.context.habits(None), demo.bot.context.clock
    clock.move_to(max(noon, next_allowed(noon, habits.zone, habits.hours)))
    for _ in range(2):  # what is owed now, and what is decided when that is written down
        demo.bot.dispatcher.tick("plan")
        demo.bot.workers.wake()


def day_in(demo: Inside, days: int) -> datetime:
    today = demo.bot.context.clock.now().astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None, hour=0, minute=0)
    return today + timedelta(days=days)


def posted(tab: Tab, words: str) -> Locator:
    """The newest post with these words, in a letter perhaps."""
    return tab.page.locator("#messages li[data-post]", has_text=words).last


def private(tab: Tab) -> Locator:
    """The newest answer that only this person sees."""
    return tab.page.locator(".entry.private").last


def press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()
