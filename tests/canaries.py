"""A story full of words that no log may repeat, played by `test_logs.py` in a process of its own.

Everything is logged that can be; standard output gets the words to look for, as JSON.
"""

import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import httpx
from sqlalchemy import text

from bot.chat.events import Event, Place
from bot.chat.replies import Reply
from bot.downloads import Downloads
from bot.logs import configure
from bot.platforms.port import Refused, Unsure
from bot.platforms.seal import Seal
from bot.routing import Router, Table, Words, table
from bot.web import application
from handlers import discover
from tests.announcing import announce, correct, withdraw, write
from tests.committees import call, enter, name
from tests.conversation import ADA, BEN, CLARA, PEOPLE, Chat, asked
from tests.databases import sqlite_database
from tests.fetching import WINTER
from tests.platforms.mattermost.stage import MattermostStage
from tests.platforms.web.serving import serving_app
from tests.platforms.web.stage import WebStage
from tests.toys import HELP

NAME, FAMILY, EMAIL = "Kanaria", "Gelbschnabel", "piep@voliere.example"
TITLE, PLACE, DESCRIPTION, REASON = "Singstunde", "Dachboden", "Trillern", "Stimmbruch"
TOPIC, ORCID, QUERY, NONSENSE, ANSWER = "Flugkunde", "0000-0002-1825-0097", "Mauser", "zwitscher", "onsite"
MISTAKE = "Federlesen"
WORDS = [NAME, FAMILY, EMAIL, TITLE, PLACE, DESCRIPTION, REASON, TOPIC, ORCID, QUERY, NONSENSE, ANSWER, MISTAKE]
BIRD = replace(ADA, first_name=NAME, last_name=FAMILY, email=EMAIL)

routes = Router()


@routes.command("stumble", help=HELP)
def stumble(words: Words = Words("")) -> Iterator[Reply]:
    raise ValueError(f"{MISTAKE} {words}")


@routes.tick("plan")
def stumble_again() -> None:
    raise RuntimeError(MISTAKE)


def main() -> None:
    """Plays on paper and in the embedded chat, well and badly."""
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite_database(Path(folder))
        chat = Chat(database, [BIRD if p is ADA else p for p in PEOPLE], _with_mistakes())
        on_paper(chat)
        tokens = [*in_the_page(chat, WebStage(Path(folder))), *in_mattermost(chat, MattermostStage(Path(folder)))]
        tokens += in_the_calendar(chat)
        in_the_libraries()
        database.close()
    print(json.dumps({"words": WORDS, "tokens": tokens}))


def announcements(chat: Chat) -> None:
    enter(chat, TOPIC, about=DESCRIPTION)
    name(chat, BIRD, role=NONSENSE)
    call(chat, TITLE)
    chat.press("call.interest?call=1", BIRD)
    announce(chat, TITLE, text=DESCRIPTION, about=TOPIC, to="everybody", urgent=True)
    write(chat, TITLE, about=NONSENSE)
    correct(chat, text=f"{DESCRIPTION} {QUERY}", again=True)
    withdraw(chat, reason=REASON)


def on_paper(chat: Chat) -> None:
    for words in (f"find {QUERY}", f"who {NAME}", f"{NONSENSE} {QUERY}", f"rsvp {NONSENSE}", f"stumble {QUERY}"):
        chat.type(words, BIRD)
    chat.fill(asked(chat.type("profile", BIRD)), BIRD, topics=TOPIC, orcid=ORCID, title=NAME)
    chat.fill(asked(chat.type("settings", BIRD)), BIRD, zone=NONSENSE)
    form = asked(chat.type("meeting new", CLARA))
    chat.fill(form, CLARA, title=TITLE, day=NONSENSE)
    chat.fill(form, CLARA, title=TITLE, day="2026-12-03", place=PLACE)
    chat.fill(asked(chat.press("meeting.details?meeting=1", CLARA)), CLARA, description=DESCRIPTION)
    chat.press("meeting.announce?meeting=1", CLARA)
    chat.type(f"rsvp {ANSWER}", BIRD)
    announcements(chat)
    chat.paper.troubles = [("before", Unsure(MISTAKE)), ("after", ValueError(MISTAKE)), ("before", Refused(MISTAKE))]
    chat.paper.gone = {BEN.id}
    chat.deliver()
    chat.pass_time(timedelta(days=18))
    chat.fill(asked(chat.type("meeting cancel 1", CLARA)), CLARA, reason=REASON)
    chat.deliver()


def in_the_page(chat: Chat, stage: WebStage) -> list[str]:
    """Says the same to the embedded chat; gives the tokens that it handed out."""
    with chat.database.transaction() as store:
        store.accounts.link("web", "ada", BIRD.id, "test", chat.clock.now())
    stage.listen(chat.dispatcher.hear)
    here = Place("web", "announcements")
    form = stage.type("ada", "profile", here).form
    stage.submit("ada", form.state, {"title": NAME, "topics": TOPIC}, here)
    found = stage.type("ada", f"find {FAMILY}", here).private[0]
    stage.click("ada", f"{NONSENSE}.{EMAIL}", here)

    def broken(event: Event) -> None:
        raise RuntimeError(f"{MISTAKE} {event}")

    stage.listen(broken)
    stage.asking.post("command", **{"as": "ada", "channel": "announcements", "text": f"/jrg {QUERY}"})
    return [form.state, *found.buttons.values()]


def in_the_calendar(chat: Chat) -> list[str]:
    """Fetches a calendar and the answers, well and badly; gives the tokens and keys of the addresses."""
    seal = Seal("secret", chat.clock.now)
    chat.type("calendar", BIRD)
    chat.press("calendar.get", BIRD)
    with chat.database.transaction() as store:
        token = store.feeds.give(BIRD.id, chat.clock.now())
        number = store.meetings.add(replace(WINTER, title=TITLE, place=PLACE, description=DESCRIPTION)).id
    key = quote(seal.close(f"answers.csv?meeting={number}&by={CLARA.id}", "answers.csv", lasts=timedelta(minutes=15)))
    paths = [f"/calendar/{token}.ics", f"/calendar/{token}/{number}.ics", f"/meetings/{number}/answers.csv?key={key}"]
    app = application(chat.database, Downloads(chat.context, lambda key: seal.open(key, "answers.csv")).routes())
    with serving_app(app) as address:
        well = [httpx.get(address + path).status_code for path in paths]
        with chat.database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE seats RENAME TO broken"))
        badly = [httpx.get(address + path).status_code for path in (*paths, f"/calendar/{key}.ics")]
    assert (well, badly) == ([200, 200, 200], [500, 500, 500, 404])
    return [token, key.rpartition(".")[2]]


def in_mattermost(chat: Chat, stage: MattermostStage) -> list[str]:
    """Says the same on Mattermost, whose server stumbles, too; gives the tokens that were handed out."""
    with chat.database.transaction() as store:
        store.accounts.link("mattermost", "ada", BIRD.id, "test", chat.clock.now())
    stage.listen(chat.dispatcher.hear)
    stage.fake.users["ada"] |= {"first_name": NAME, "last_name": FAMILY, "email": EMAIL}
    form = (
        stage.type("ada", f"profile {NONSENSE}", stage.public).form or stage.type("ada", "profile", stage.public).form
    )
    stage.submit("ada", form.state, {"title": NAME, "topics": TOPIC}, stage.public)
    stage.submit("grace", form.state, {"title": NAME}, stage.public)
    found = stage.type("ada", f"find {FAMILY}", stage.public).private[0]
    stage.click("ada", f"{NONSENSE}.{EMAIL}", stage.public)
    stage.type("ada", QUERY, stage.public, token=NONSENSE)
    channel = stage.platform.direct("ada").channel
    stage.fake.troubles += [(500, {"id": "x", "message": MISTAKE}, {})] * 2
    stage.platform._speaking.said("ada", channel, f"find {QUERY}")
    stage.platform._listening.arrived()
    stage.platform._listening.stop()
    [command] = stage.fake.commands
    tokens = [form.state, *found.buttons.values(), command["token"], stage.platform._scene.addresses.secret]
    stage.close()
    return tokens


def in_the_libraries() -> None:
    """What the libraries say of a mistake of ours, and of their own work."""
    try:
        raise RuntimeError(f"{MISTAKE} {QUERY}")
    except RuntimeError:
        for name in ("uvicorn.error", "apscheduler.executors.default", "asyncio"):
            logging.getLogger(name).exception("Exception in %s", EMAIL)
    logging.getLogger("sqlalchemy.engine").warning("INSERT INTO people VALUES (%s)", NAME)


def _with_mistakes() -> Table:
    return table([*dict.fromkeys(route.router for route in discover().routes), routes])


if __name__ == "__main__":
    configure("DEBUG", as_json="--json" in sys.argv)
    logging.getLogger().setLevel(logging.DEBUG)
    main()
