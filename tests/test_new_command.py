"""A new command is one new file: a copy of the project gets one, and the default tests there cover it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

HELLO = '''"""Greetings."""

from collections.abc import Iterator

from bot.chat.replies import Whisper, whisper
from bot.chat.text import Text
from bot.domain.people import Person
from bot.routing import Help, Router

HELLO = Text(en="Hello {name}.", de="Hallo {name}.")

routes = Router()


@routes.command(
    "hello",
    "hallo",
    reads=True,
    help=Help(
        Text(en="Say hello.", de="Hallo sagen."),
        usage=Text(en="hello", de="hallo"),
    ),
)
def greet(me: Person) -> Iterator[Whisper]:
    yield whisper(HELLO.format(name=me.first_name))
'''
DEFAULT_TESTS = (
    "tests/test_every_feature.py",
    "tests/test_words.py",
    "tests/test_architecture.py",
)

# What may be wrong with it, and what the default tests say then.
MISTAKES = {
    "German is missing": (', de="Hallo {name}."', "", "missing 1 required keyword-only argument: 'de'"),
    "a usage that finds another command": (
        'usage=Text(en="hello"',
        'usage=Text(en="help"',
        "test_what_usage_and_example_say_is_understood_in_both_languages",
    ),
    "a handler that breaks": ("name=me.first_name", "nome=me.first_name", "test_bad_arguments_get_a_friendly_answer"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in a folder of its own."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("bot", "handlers", "storage", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "goldens"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def test_one_new_file_is_a_new_command_and_is_tested(project: Path) -> None:
    done = default_tests(project, HELLO)

    assert done.returncode == 0, done.stdout
    for test in (
        "test_bad_arguments_get_a_friendly_answer[hello]",
        "test_only_those_who_may_are_let_in[command hello]",
    ):
        assert f"{test} PASSED" in done.stdout


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_it_is_found(project: Path, mistake: str) -> None:
    right, wrong, said = MISTAKES[mistake]

    done = default_tests(project, HELLO.replace(right, wrong), "-x")

    assert done.returncode != 0
    assert said in done.stdout


def default_tests(project: Path, hello: str, *options: str) -> "subprocess.CompletedProcess[str]":
    """Runs the default tests of a project with this file in its folder of features."""
    (project / "handlers" / "hello.py").write_text(hello, "utf-8")
    selected = ["-k", "hello or imports_only", *options]
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", *selected, *DEFAULT_TESTS]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
