"""Times our own dispatch: a command that does nothing, from the event to the replies."""

import os
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.assemble import Bot
from bot.chat.events import Account, Command, Place
from bot.logs import configure
from tests.bench.measured import beside_all_others, prepared, users
from tests.bench.sides import answer

PLACE = Place("web", "general")


def seconds(bot: Bot, number: int) -> float:
    """How long so many commands take, one after another."""
    [user] = users(bot, 1)
    begun = time.perf_counter()
    for _ in range(number):
        event = Command("bench nothing", Account("web", user), PLACE, bot.context.clock.now())
        assert len(bot.dispatcher.hear(event).replies) == 1
    return time.perf_counter() - begun


if __name__ == "__main__":
    # Log lines are made and written, but no disk is measured.
    with open(os.devnull, "w") as nowhere, redirect_stderr(nowhere), TemporaryDirectory() as home:
        configure(sys.argv[1], as_json=True)
        robot = prepared(Path(home), beside_all_others())
        answer(lambda number: seconds(robot, number))
