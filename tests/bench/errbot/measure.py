"""Times errbot's own dispatch, as a program for the environment that has errbot (`requirements.lock` beside it).

Measured is `process_message`, the function that a backend calls for every message, until the answer has reached the
backend: it finds the command, asks the filters (access rights among them) and calls the plugin. "shipped" keeps the
settings that errbot comes with: commands run in its thread pool and are logged at INFO, on the screen and in a file
(here both are /dev/null, so that no disk is measured). "bare" leaves out the pool and the log, to be fair to what lies
beneath. In either case nothing is stored, nothing is put into Markdown, and the backend does nothing with the answer.
The plugins of errbot's core are loaded, as always.
"""

import json
import logging
import os
import sys
import time
from contextlib import redirect_stderr
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from errbot import BotPlugin, botcmd
from errbot.backends.base import Message
from errbot.bootstrap import setup_bot
from errbot.core import ErrBot

SETTINGS = {
    "shipped": {"BOT_ASYNC": True, "BOT_LOG_LEVEL": logging.INFO},
    "bare": {"BOT_ASYNC": False, "BOT_LOG_LEVEL": logging.ERROR},
}


class Ping(BotPlugin):
    """One command that says one word."""

    @botcmd
    def ping(self, msg: Message, args: str) -> str:
        return "Noted."


def started(folder: str, settings: dict[str, object]) -> ErrBot:
    """A bot with its core plugins and ours."""
    template = vars(import_module("errbot.config-template"))
    places = {
        "BOT_DATA_DIR": folder,
        "BOT_LOG_FILE": os.devnull,
        "BOT_EXTRA_BACKEND_DIR": str(Path(__file__).parent),
    }
    quiet = {"STORAGE": "Memory", "BOT_EXTRA_PLUGIN_DIR": None, "AUTOINSTALL_DEPS": False, "BOT_ADMINS": ("@clara",)}
    bot = setup_bot("Memory", logging.getLogger(""), SimpleNamespace(**template | places | quiet | settings))
    bot.plugin_manager.activate_non_started_plugins()
    bot.inject_commands_from(Ping(bot, "Ping"))
    return bot


def seconds(bot: ErrBot, number: int) -> float:
    """How long so many messages take, one after another."""
    ada = bot.build_identifier("ada")
    begun = time.perf_counter()
    for _ in range(number):
        message = Message("!ping")
        message.frm, message.to = ada, bot.bot_identifier
        bot.process_message(message)
        assert bot.said.get(timeout=10) == "Noted."
    return time.perf_counter() - begun


if __name__ == "__main__":
    with open(os.devnull, "w") as nowhere, redirect_stderr(nowhere), TemporaryDirectory() as home:
        robot = started(home, SETTINGS[sys.argv[1]])
        for line in sys.stdin:
            print(json.dumps(seconds(robot, json.loads(line))), flush=True)
