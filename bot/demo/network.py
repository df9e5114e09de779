"""Sets the scene of a demo: settings, the directory, and a first meeting that some have answered already."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.assemble import Bot
from bot.chat.events import Account, Click, Place, Submission
from bot.chat.ui import action
from bot.config import Settings
from bot.demo import demo_files
from bot.domain.meetings import Answer
from bot.domain.people import Person
from bot.sections import (
    ChannelSection,
    ChannelsSection,
    DatabaseSection,
    ElectionsSection,
    HttpSection,
    NetworkSection,
    WebSection,
)
from storage import Database

SEED = 21
SHARE = 0.15  # of the people have answered when the demo opens
PLACE = Place("web", "announcements")
GERMAN = 7  # every so-manyth researcher reads German, so that both languages are met


def settings(home: Path, port: int) -> Settings:
    """The settings of a demo that keeps everything in `home`."""
    return Settings(
        network=NetworkSection(name="Junior research groups"),
        database=DatabaseSection(url=f"sqlite:///{home / 'netbot.db'}"),
        http=HttpSection(listen=f"127.0.0.1:{port}", public_url=f"http://localhost:{port}"),
        elections=ElectionsSection(secrets_dir=home / "secrets"),
        channels=ChannelsSection(more={"news": ChannelSection(web="news")}),
        web=WebSection(enabled=True, home=home),
    )


def populate(database: Database, load: Path | None = None) -> int:
    """Imports the files of a folder, or the invented network into a fresh demo; returns how many are active."""
    from bot.importing import collect, load_into  # noqa: PLC0415 (a late import: see tests/test_shape.py)

    with database.reading() as store:
        known = store.directory.read()
    if load is not None:
        known = load_into(database, collect([load]))
    elif not known.people:
        known = load_into(database, demo_files())
        readers = [person for person in known.people if person.is_active and not person.is_coordinator][::GERMAN]
        with database.transaction() as store:
            for person in readers:
                store.directory.edit(replace(person, language="de"))
    return sum(person.is_active for person in known.people)


def set_the_scene(bot: Bot) -> None:
    """Plans a first meeting as a coordinator would, and lets some people answer, unless there is one already."""
    now = bot.context.clock.now()
    with bot.context.database.reading() as store:
        if store.meetings.exists():
            return
    people = [person for person in bot.context.roster.now().directory.people if person.is_active]
    coordinator = next((person for person in people if person.is_coordinator), None)
    if coordinator is None:
        return
    day = _weekday((now + timedelta(days=15)).date())
    values = {
        "title": "Winter working meeting",
        "day": day.isoformat(),
        "time": "14:00",
        "zone": bot.context.network.timezone,
        "mode": "hybrid",
        "lasts": "3h",
        "place": "Leipzig, Härtelstraße 16",
        "link": "https://meet.example.org/winter",
    }
    details = {
        "onsite_seats": "24",
        "description": "Highlights of the groups, news from the committees, and time to meet each other.",
    }
    account = _account(bot, coordinator)
    bot.dispatcher.hear(Submission(action("meeting.new"), values, account, PLACE, now))
    bot.dispatcher.hear(
        Submission(action("meeting.details", meeting=1, seen=now.isoformat()), details, account, PLACE, now)
    )
    bot.dispatcher.hear(Click(action("meeting.announce", meeting=1), account, PLACE, now))
    dice = random.Random(SEED)  # noqa: S311 (a demo, no secret)
    answers = [*[Answer.ONLINE] * 6, Answer.ONSITE, Answer.ONSITE, Answer.MAYBE, Answer.NO]
    for person in dice.sample(people, int(len(people) * SHARE)):
        _answer(bot, person, dice.choice(answers), now)


def _weekday(day: date) -> date:
    """This day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _answer(bot: Bot, person: Person, answer: Answer, now: datetime) -> None:
    bot.dispatcher.hear(Click(action("meeting.answer", meeting=1, answer=answer), _account(bot, person), PLACE, now))


def _account(bot: Bot, person: Person) -> Account:
    """The person's account in the embedded chat."""
    with bot.context.database.reading() as store:
        users = {owner: user for user, owner in store.accounts.on(PLACE.platform).items()}
    return Account(PLACE.platform, users.get(person.id, person.id), person.name, person.email)
