"""What the bot does: one file or folder per feature, found by itself because it has `routes`."""

from importlib import import_module
from pkgutil import walk_packages

from bot.routing import Router, Table, table


def discover() -> Table:
    """Joins the routes of every feature in this package."""
    modules = (import_module(found.name) for found in walk_packages(__path__, f"{__name__}."))
    return table(router for module in modules if isinstance(router := getattr(module, "routes", None), Router))
