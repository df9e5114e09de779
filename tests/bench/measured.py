"""What is measured: a command that makes one write, one that does nothing, and any number of others beside them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, insert, select, update

import handlers
from bot.assemble import Bot, assemble, open_database
from bot.chat.replies import Whisper, whisper
from bot.chat.text import Text
from bot.chat.ui import Message, Paragraph
from bot.demo import network
from bot.domain.people import Person
from bot.routing import Help, Router, table
from bot.routing import Table as Routes
from storage import Database, Store

tallies = Table("bench_tallies", MetaData(), Column("name", String(40), primary_key=True), Column("number", Integer))
COUNT = update(tallies).where(tallies.c.name == bindparam("who")).values(number=tallies.c.number + 1)
LOOK = select(tallies.c.number).where(tallies.c.name == bindparam("who"))
ROWS = [{"name": name, "number": 0} for name in ("commands", "transactions")]

NOTED = Text(en="Noted for {name}.", de="Notiert für {name}.")
COUNTED = Text(en="{number} so far.", de="{number} bisher.")
WORDS = Text(en="Measured.", de="Gemessen.")
HELP = Help(WORDS, usage=WORDS)

routes = Router()


@routes.command("bench write", help=HELP)
def write(store: Store, me: Person) -> Iterator[Whisper]:
    store.connection.execute(COUNT, {"who": "commands"})
    yield whisper(NOTED.format(name=me.first_name))


@routes.command("bench nothing", help=HELP, reads=True)
def nothing() -> Iterator[Whisper]:
    yield whisper(WORDS)


@routes.notice("bench.notice")
def told(store: Store, me: Person) -> Message:
    number = store.connection.execute(LOOK, {"who": "transactions"}).scalar_one()
    return Message(parts=(Paragraph(NOTED.format(name=me.first_name)), Paragraph(COUNTED.format(number=number))))


def beside_all_others() -> Routes:
    """The bot's own commands and those above."""
    routers = dict.fromkeys(route.router for route in handlers.discover().routes)
    return table([*routers, routes])


def beside(number: int) -> Routes:
    """So many commands in all."""
    others = Router()
    for each in range(number - len(routes.routes)):
        others.command(f"other{each}", help=HELP, reads=True)(nothing)
    return table([routes, others])


def prepared(folder: Path, routes: Routes) -> Bot:
    """A bot of the demo's network in a folder, as `netbot demo` makes it, that answers these routes."""
    settings = network.settings(folder, 0)
    database = open_database(settings)
    network.populate(database)
    make_tallies(database)
    database.close()
    return assemble(settings, table=routes)


def make_tallies(database: Database) -> None:
    """The table to write to, with a row for the bot's commands and one for the bare transactions."""
    with database.transaction() as store:
        tallies.metadata.create_all(store.connection)
        store.connection.execute(insert(tallies), ROWS)


def users(bot: Bot, number: int) -> Sequence[str]:
    """User ids of the embedded chat."""
    with bot.context.database.reading() as store:
        return sorted(store.accounts.on("web"))[:number]
