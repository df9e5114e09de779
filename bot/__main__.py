"""`python -m bot` is the `netbot` command."""

from bot.cli import app

app()
