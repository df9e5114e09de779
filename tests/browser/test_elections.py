"""An election as a network holds it: two trustees, five voters, one votes twice, one too late, and all recount."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.demo import Demo, Tab

pytestmark = pytest.mark.browser

COORDINATOR = "shirin.tehrani"
VOTERS = ("huda.khalil", "michael.wolfshofer", "raul.ruiz-jimenez", "florian.grafenlechner", "tao.yang")
OFFICE = "Representative in the Steering Committee"
NUMBER = 4  # the demo has three of its own
ENGLISH = {
    "ask": f"You hold a key of “{OFFICE}”",
    "show": "Show my words",
    "field": "Your words",
    "confirm": "Confirm",
    "unknown": "none of the list",
    "confirmed": "Confirmed.",
    "open": "Enter my words",
    "enter": "Enter",
    "thanks": "Thank you.",
}
GERMAN = {
    "ask": f"Du hast einen Schlüssel für „{OFFICE}“",
    "show": "Meine Wörter zeigen",
    "field": "Deine Wörter",
    "confirm": "Bestätigen",
    "unknown": "steht nicht in der Liste",
    "confirmed": "Bestätigt.",
    "open": "Enter my words",  # the card speaks the channel's language
    "enter": "Eingeben",
    "thanks": "Danke.",
}
TRUSTEES = {"laura.weber": ENGLISH, "dirk.mooseder": GERMAN}
CANDIDATES = ("Maren Fleischer", "Claudia Jäger")
CODE = re.compile(r"([2-9A-Z]{4}-[2-9A-Z]{4})-")
NOW = datetime.now(ZoneInfo("Europe/Berlin"))


@contextmanager
def tab_of(user: str, demo: Demo, context: BrowserContext) -> Iterator[Tab]:
    """Somebody's tab, closed in the end: a browser keeps few connections to one server."""
    tab = Tab(context.new_page(), demo.url, user, "elections")
    yield tab
    tab.page.close()


def test_an_election_from_its_set_up_to_the_recount(demo: Demo, context: BrowserContext, tmp_path: Path) -> None:
    first, second = CANDIDATES
    coordinator = Tab(context.new_page(), demo.url, COORDINATOR, "elections")
    set_up(coordinator)
    for user in ("maren.fleischer", "claudia.jaeger"):
        with tab_of(user, demo, context) as tab:
            stand(tab)
    words: dict[str, str] = {}
    for user, said in TRUSTEES.items():
        with tab_of(user, demo, context) as tab:
            words[user] = take_words(tab, said)
    move_until(coordinator, "open until")
    coordinator.look("election")

    codes: list[str] = []
    for user, name in zip(VOTERS, (first, first, first, second, first), strict=True):
        with tab_of(user, demo, context) as tab:
            if user == VOTERS[0]:
                vote(tab, second)  # and then again: the last vote counts
            codes.append(vote(tab, name))
    with tab_of(VOTERS[4], demo, context) as tab:
        late = tab.open_form(f"/jrg vote {NUMBER}")
        move_until(coordinator, "closed, waiting for the trustees")
        fill(late, second)
        expect(private(tab)).to_contain_text(re.compile("Not counted|Nicht gezählt"))

    for user, said in TRUSTEES.items():
        with tab_of(user, demo, context) as tab:
            enter_words(tab, words[user], said)
    expect(coordinator.card(f"{OFFICE} · election {NUMBER}")).to_contain_text(f"Elected: {first}")
    coordinator.look("election-result", coordinator.card(f"{OFFICE} · election {NUMBER}"))
    find_my_ballot(coordinator, codes[0], first)
    recount(coordinator, tmp_path, first, codes)


def set_up(tab: Tab) -> None:
    """Plans it, with the group leaders on the roll, and announces it."""
    form = tab.open_form("/jrg election new")
    form.get_by_label("Office").fill(OFFICE)
    # All within hours, so that nothing else falls due on the way.
    for label, hours in (("Nominations until", 2), ("Voting opens", 3), ("Voting closes", 5)):
        form.get_by_label(label).fill((NOW + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M"))
    form.get_by_label("Election committee").fill("Shirin Tehrani")
    form.get_by_label("Trustees").fill("Laura Weber, Dirk Mooseder")
    tab.look("election-form")
    form.get_by_role("button", name="Save").click()
    expect(form.locator("#error-committee")).to_contain_text("at least two people")
    form.get_by_label("Election committee").fill("Shirin Tehrani, Zbigniew Źródłowski")
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text(f"Draft: {OFFICE}")

    press(private(tab), "Electoral roll")
    expect(form.get_by_label("Group leaders")).to_be_checked()
    form.get_by_role("button", name="Save").click()
    expect(private(tab)).to_contain_text("2 of 2 open the box")
    tab.look("election-draft")
    press(private(tab), "Announce it")
    expect(tab.card(f"{OFFICE} · election {NUMBER}")).to_contain_text("nominations until")
    expect(tab.card(f"The election is announced: {OFFICE}")).to_contain_text("Hash of the set-up")


def stand(tab: Tab) -> None:
    press(tab.card(f"{OFFICE} · election {NUMBER}"), "Nominate")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Statement").fill("I listen first.")
    form.get_by_role("button", name="Send").click()
    expect(private(tab)).to_contain_text("You stand for")


def take_words(tab: Tab, said: dict[str, str]) -> str:
    """Shows the words, enters them wrongly, then as they are."""
    tab.go_to("JRG Netbot")
    press(tab.card(said["ask"]), said["show"])
    form = tab.page.locator("dialog#form")
    expect(form).to_contain_text("20. ")
    words = " ".join(re.findall(r"\d+\. ([a-z]+)", form.inner_text()))
    tab.look("election-words")
    form.get_by_label(said["field"]).fill("one two")
    form.get_by_role("button", name=said["confirm"]).click()
    expect(form.locator("#error-words")).to_contain_text(said["unknown"])
    form.get_by_label(said["field"]).fill(words)
    form.get_by_role("button", name=said["confirm"]).click()
    expect(private(tab)).to_contain_text(said["confirmed"])
    return words


def move_until(tab: Tab, said: str) -> None:
    card = tab.card(f"{OFFICE} · election {NUMBER}")
    for _ in range(80):
        if said in card.inner_text():
            break
        tab.move_clock("next")
    expect(card).to_contain_text(said)


def vote(tab: Tab, name: str) -> str:
    """Votes; returns the tracking code that stands in the form."""
    form = tab.open_form(f"/jrg vote {NUMBER}")
    [ours] = CODE.findall(form.inner_text())
    tab.look("election-ballot", form)
    fill(form, name)
    expect(private(tab)).to_contain_text(re.compile("Your vote is in the box|Deine Stimme ist in der Urne"))
    return f"{ours}-TURM"


def fill(form: Locator, name: str) -> None:
    form.get_by_label(name).check()
    form.locator("input[name=half]").fill("turm")
    form.get_by_role("button").last.click()


def enter_words(tab: Tab, words: str, said: dict[str, str]) -> None:
    press(tab.card(f"{OFFICE} · election {NUMBER}"), said["open"])
    form = tab.page.locator("dialog#form")
    form.get_by_label(said["field"]).fill(words)
    form.get_by_role("button", name=said["enter"], exact=True).click()
    expect(private(tab)).to_contain_text(said["thanks"])


def find_my_ballot(tab: Tab, code: str, name: str) -> None:
    press(tab.card(f"{OFFICE} · election {NUMBER}"), "Find my ballot")
    form = tab.page.locator("dialog#form")
    form.get_by_label("Your tracking code").fill(code.lower())
    form.get_by_role("button", name="Look it up").click()
    expect(form.locator("#error-code")).to_contain_text(f"This ballot is in the list: {name}.")
    tab.look("election-check")
    tab.page.keyboard.press("Escape")


def recount(tab: Tab, folder: Path, elected: str, codes: list[str]) -> None:
    """Downloads the ballots and the program, and counts again with Python alone."""
    press(tab.card(f"{OFFICE} · election {NUMBER}"), "Files and recount")
    for name in ("ballots.json", "recount.py", "minutes.html"):
        url = private(tab).get_by_role("link", name=name).get_attribute("href")
        with urllib.request.urlopen(str(url)) as answer:
            (folder / name).write_bytes(answer.read())
    file = json.loads((folder / "ballots.json").read_text("utf-8"))
    command = [sys.executable, "-I", "recount.py", "ballots.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)

    assert sorted(line["code"] for line in file["ballots"]) == sorted(codes)
    assert elected in done.stdout
    assert f"Elected: {elected}." in (folder / "minutes.html").read_text("utf-8")


def private(tab: Tab) -> Locator:
    return tab.page.locator(".entry.private").last


def press(card: Locator, label: str) -> None:
    card.get_by_role("button", name=label, exact=True).click()
