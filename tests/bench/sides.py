"""Other processes that measure when they are asked, so that two sides can take turns on one noisy machine."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import Any

ROOT = Path(__file__).parents[2]

Ask = Callable[[Any], Any]


@contextmanager
def side(*command: str | Path) -> Iterator[Ask]:
    """Starts a program that answers each line of JSON with one; gives the function that asks it."""
    with TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )

        def ask(question: Any) -> Any:
            assert process.stdin
            assert process.stdout
            process.stdin.write(f"{json.dumps(question)}\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            if not answer:
                errors.seek(0)
                raise RuntimeError(f"{command[1:]} has ended:\n{errors.read()[-2000:]}")
            return json.loads(answer)

        with process:
            try:
                yield ask
            finally:
                process.terminate()


def module(name: str, *arguments: object) -> tuple[str, ...]:
    """The command that runs a module of this package."""
    return (sys.executable, "-m", f"tests.bench.{name}", *map(str, arguments))


def answer(work: Ask) -> None:
    """The other end: answers every line until there are no more."""
    for line in sys.stdin:
        print(json.dumps(work(json.loads(line))), flush=True)


def in_turns(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Measures every side in every round, in an order that is turned round each time; the first round only warms up."""
    measured: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            value = sides[name]()
            if number:
                measured[name].append(value)
    return measured


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of each round, which the noise of the machine moves least."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))
