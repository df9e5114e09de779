"""Who may import whom: every import statement of the packages is read and compared with the rule."""

import sys
import tomllib
from graphlib import TopologicalSorter

import pytest

from tests.sources import ROOT, Module, is_ours, modules

MAY_IMPORT = {
    "bot.domain": ("bot.domain",),
    "bot.chat": ("bot.chat",),
    "storage": ("bot.domain", "storage"),
    "bot.arguments": ("bot.chat",),
    "bot.routing": ("bot.chat", "bot.arguments"),
    "bot.feeds": ("bot.domain", "bot.feeds", "bot.cleaning", "bot.clock", "bot.logs", "storage"),
    "bot.platforms": ("bot.chat", "bot.platforms", "bot.logs"),
    "handlers": ("bot.domain", "bot.chat", "bot.routing", "storage", "handlers"),
}
JOINS = "bot.assemble"  # the only place that knows platforms and handlers together
MOUTHS = "bot.mouths"  # makes the platforms, and knows no feature
STAGE = "bot.cast"  # the people of the directory as the embedded chat shows them
PORT = "bot.platforms.port"  # all that the rest of the bot knows of platforms

# Each library has one home; what is imported anywhere else, or has no home yet, fails.
HOMES = {
    "alembic": ("storage.migrate",),
    "anyio": ("bot.platforms.web",),
    "apscheduler": ("bot.scheduler",),
    "babel": ("bot.chat.text",),
    "cryptography": ("bot.domain.elections",),
    "dateutil": ("bot.domain.recurrence",),
    "feedparser": ("bot.feeds.parsing",),
    "holidays": ("bot.domain.publicholidays",),
    "httpcore": ("bot.feeds.connection", "bot.feeds.fetching"),
    "httpx": ("bot.feeds.connection", "bot.feeds.fetching"),
    "icalendar": ("bot.domain.calendar",),
    "itsdangerous": ("bot.platforms.seal",),
    "mattermostdriver": ("bot.platforms.mattermost",),
    "nh3": ("bot.feeds.parsing",),
    "numpy": ("bot.domain.breakouts",),
    "pydantic": ("bot.config", "bot.sections", "bot.feedsections"),
    "websockets": ("bot.platforms.mattermost",),
    "rapidfuzz": ("bot.domain.search", "bot.arguments", "bot.dispatch"),
    "rich": ("bot.console", "bot.doctor", "bot.importing", "bot.serving"),
    "rustworkx": ("bot.domain.introductions",),
    "threadpoolctl": ("bot.domain.breakouts.threads",),
    "scipy": ("bot.domain.breakouts.matching", "bot.domain.breakouts.programs"),
    "shamir_mnemonic": ("bot.domain.elections.words", "bot.domain.elections.trustees"),
    "slack_bolt": ("bot.platforms.slack",),
    "slack_sdk": ("bot.platforms.slack",),
    "sqlalchemy": ("storage",),
    "starlette": ("bot.web", "bot.downloads", "bot.platforms", "bot.assemble", "bot.serving"),
    "structlog": ("bot.logs",),
    "typer": ("bot.cli", "bot.console", "bot.reckoning"),
    "urllib3": ("bot.platforms.mattermost",),
    "uvicorn": ("bot.serving",),
}
DISTRIBUTED_AS = {"dateutil": "python_dateutil"}
COME_ALONG = {"anyio", "urllib3"}  # starlette and mattermostdriver are made of them


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    inside = [module for module in modules().values() if module.inside(package)]

    wrong = [(module.name, target) for module in inside for target in _ours(module) if not _may(package, target)]

    assert inside
    assert wrong == []


def test_one_module_alone_knows_platforms_and_handlers() -> None:
    platforms = {name for name in _importers_of("bot.platforms", besides=PORT) if not name.startswith("bot.platforms")}
    features = {name for name in _importers_of("handlers") if not name.startswith("handlers")}

    assert (platforms, features) == ({JOINS, MOUTHS, STAGE}, {JOINS})


def test_there_is_no_cycle_of_imports() -> None:
    graph = {module.name: _ours(module) for module in modules().values()}

    order = list(TopologicalSorter(graph).static_order())  # raises CycleError with the modules of a cycle

    assert set(graph) <= set(order)


def test_each_library_has_one_home() -> None:
    used = {(library, module.name) for module in modules().values() for library in _libraries(module)}

    astray = {(library, name) for library, name in used if not modules()[name].inside(*HOMES.get(library, ()))}

    assert astray == set()


def test_every_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {
        line.partition(">")[0].partition("=")[0].replace("-", "_").casefold() for line in project["dependencies"]
    }

    used = {DISTRIBUTED_AS.get(library, library) for module in modules().values() for library in _libraries(module)}

    assert used - declared - COME_ALONG == set()


def _ours(module: Module) -> set[str]:
    return {found.target for found in module.imports if is_ours(found.target)}


def _libraries(module: Module) -> set[str]:
    tops = {found.target.partition(".")[0] for found in module.imports if not is_ours(found.target)}
    return tops - sys.stdlib_module_names


def _may(package: str, target: str) -> bool:
    return any(target == allowed or target.startswith(f"{allowed}.") for allowed in (package, *MAY_IMPORT[package]))


def _importers_of(package: str, besides: str = "") -> set[str]:
    return {
        module.name
        for module in modules().values()
        for target in _ours(module)
        if target != besides and (target == package or target.startswith(f"{package}."))
    }
