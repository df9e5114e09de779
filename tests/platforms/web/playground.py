"""Runs the embedded chat with the toy network, to look at: python -m tests.platforms.web.playground [port]."""

import sys
import tempfile
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from bot.chat.events import Place
from bot.chat.text import Reader, Text, literal
from bot.chat.ui import Button, Items, Message, Paragraph, action
from bot.platforms.web.adapter import Web
from tests.platforms.web.toy import CHANNELS, ONLINE, Clock, hear, invitation, network

CALL = Text(
    en="The spring school takes applications until {day}.", de="Die Frühlingsschule nimmt Bewerbungen bis {day} an."
)
REMINDER = Text(
    en="The winter meeting is in ten days, and you have not answered yet.",
    de="Das Wintertreffen ist in zehn Tagen, und du hast noch nicht geantwortet.",
)


def furnish(web: Web) -> None:
    """Posts some messages, so that there is something to see."""
    english, german = Reader("en"), Reader("de")
    news = Message(literal("News"), (Items((CALL.format(day="2027-01-15"), literal("Open call: data stewards"))),))
    web.post(Place("web", CHANNELS[0].id), news, english, "news")
    web.post(Place("web", CHANNELS[0].id), invitation(), english, "card")
    button = Button(ONLINE, action("rsvp", answer="online"), "primary")
    web.post(web.direct("ada"), Message(parts=(Paragraph(REMINDER), button)), german, "reminder")


def main(port: int = 8123) -> None:
    with tempfile.TemporaryDirectory() as home:
        web = network(Path(home), Clock(), crowd=236)
        web.listen(hear)
        furnish(web)
        uvicorn.run(Starlette(routes=web.routes()), port=port, log_level="info", access_log=False)


if __name__ == "__main__":
    main(*(int(port) for port in sys.argv[1:]))
