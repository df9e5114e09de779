"""The shape of the source files: short, each with a sentence that says what it is, imports where one looks for them."""

import re
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.sources import ROOT, files, modules

LONGEST = 250
MEDIAN = range(50, 131)

# Why a rule of the linter may be set aside; a new reason is a decision, made here.
REASONS = {
    "ARG001": "a signature that somebody else prescribes",
    "ARG002": "a signature that somebody else prescribes",
    "DTZ011": "the administrator's calendar day",
    "PLC0415": "a late import: see LATE",
    "S311": "dice, not secrets",
    "S603": "a program of our own",
    "S608": "SQL made of our own constants",
    "T201": "standard output of a command line",
}
LATE = {
    "bot.domain.breakouts.drawing": "only who assigns rooms needs NumPy and SciPy, which take long to import",
    "bot.console": "only who meets an error needs the words for all of them",
    "bot.demo.network": "only a fresh demo reads files",
    "bot.domain.elections.tally.counting": "only a count needs the methods",
    "handlers.profile": "only who saves an entry needs the rules of the files",
    "bot.mouths": "a bot loads the libraries of the platforms that it serves",
    "bot.cli": "each command imports what it needs, so that all start fast",
    "bot.downloads": "only who fetches a calendar needs icalendar, which takes long to import",
    "bot.feeds.polling": "only a bot that has feeds needs an HTTP client",
    "bot.domain.introductions": "needed once in a few weeks",
    "bot.domain.publicholidays": "the library takes longer to import than a short command",
    "bot.reckoning": "as bot.cli",
    "storage.roster": "only who searches needs the index",
    "storage.migrate": "only a start with something to migrate needs Alembic",
}

RARELY_NEEDED = {
    *("numpy", "scipy", "rustworkx", "holidays", "icalendar", "feedparser", "httpx", "alembic", "rich.progress"),
    *("bot.importing", "bot.domain.files", "bot.domain.search.index", "bot.domain.elections.tally.scottish"),
}


def test_no_file_is_long() -> None:
    written = [path for path in files("bot", "handlers", "storage", "tests") if "goldens" not in path.parts]

    assert {_short(path): lines for path in written if (lines := _lines(path)) > LONGEST} == {}


def test_files_have_a_middle_size() -> None:
    lengths = [_lines(module.path) for module in modules().values() if module.path.name != "__init__.py"]

    assert round(median(lengths)) in MEDIAN


def test_every_module_begins_with_a_sentence_that_says_what_it_is() -> None:
    silent = [module.name for module in modules().values() if not _is_sentence(module.docstring)]
    silent += [_short(path) for path in files("tests") if path.suffix == ".py" and not _begins_with_docstring(path)]

    assert silent == []


def test_imports_stand_at_the_top() -> None:
    late = {module.name for module in modules().values() for found in module.imports if not found.at_top}

    assert late <= LATE.keys()


def test_a_start_loads_nothing_that_few_commands_need() -> None:
    code = f"import bot.serving, handlers, sys; handlers.discover(); print({RARELY_NEEDED} & sys.modules.keys())"

    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "set()\n"


def test_rules_are_set_aside_for_known_reasons_only() -> None:
    used = {
        code
        for module in modules().values()
        for line in re.findall(r"# noqa: (.*)", module.text)
        for code in _codes(line)
    }

    assert used - REASONS.keys() == set()
    assert [module.name for module in modules().values() if re.search(r"# noqa(?!: [A-Z])", module.text)] == []


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_sentence(docstring: str) -> bool:
    first, _, rest = docstring.partition("\n")
    return first.endswith(".") and not first[0].islower() and (not rest or rest.startswith("\n"))


def _begins_with_docstring(path: Path) -> bool:
    first = path.read_text("utf-8").partition("\n")[0]
    return first.startswith('"""') and first.rstrip('"').endswith(".")


def _codes(line: str) -> list[str]:
    return re.findall(r"\b[A-Z]+[0-9]{3,4}\b", line.partition("(")[0])
