"""Sets the scene of a demo: settings, the directory, and what has happened before a visitor comes."""

from dataclasses import replace
from pathlib import Path

from bot.assemble import Bot
from bot.config import Settings
from bot.demo import committees, demo_files, elections, introductions, meetings
from bot.demo.stage import Stage
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

GUEST = "shirin.tehrani"  # is at home in the invented network only
GERMAN = 7  # every so-manyth researcher reads German, so that both languages are met


def settings(home: Path, port: int) -> Settings:
    """The settings of a demo that keeps everything in `home`."""
    return Settings(
        network=NetworkSection(name="Junior research groups"),
        database=DatabaseSection(url=f"sqlite:///{file_of(home)}"),
        http=HttpSection(listen=f"127.0.0.1:{port}", public_url=f"http://localhost:{port}"),
        elections=ElectionsSection(secrets_dir=home / "secrets"),
        channels=ChannelsSection(more={name: ChannelSection(web=name) for name in ("elections", "news")}),
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


def file_of(home: Path) -> Path:
    """The database of a demo."""
    return home / "netbot.db"


def has_begun(database: Database) -> bool:
    """Whether something has happened already."""
    with database.reading() as store:
        return store.meetings.exists()


def set_the_scene(bot: Bot) -> None:
    """Lets something happen, unless something has: with the invented network all that the bot can do, with another
    network a first meeting.
    """
    if has_begun(bot.context.database):
        return
    stage = Stage(bot)
    if not any(player.person.is_coordinator for player in stage.everybody):
        return
    if GUEST in stage:
        _play(stage)
    else:
        meetings.plan(stage)
        meetings.answer(stage)


def _play(stage: Stage) -> None:
    """Twelve days of the network, up to now."""
    stage.set_back_to(-12, 10)
    committees.found(stage)
    committees.subscribe(stage)
    elections.set_up(stage, elections.FIRST, opens=-8, closes=-4)
    elections.stand(stage, elections.FIRST)
    stage.at(-8, 9)
    elections.vote(stage, elections.FIRST)
    meetings.plan(stage)
    coming = meetings.answer(stage)
    meetings.propose(stage)
    stage.at(-4, 18)
    committees.seat(stage, elections.accept(stage))
    committees.announce(stage)
    meetings.ask_for_wishes(stage, coming)
    introductions.join(stage)
    elections.set_up(stage, elections.SECOND, opens=-1, closes=5)
    elections.stand(stage, elections.SECOND)
    stage.at(-1, 9)
    elections.vote(stage, elections.SECOND)
    committees.call(stage)
    elections.ask(stage)
    stage.come_to_the_present()
