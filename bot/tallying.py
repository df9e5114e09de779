"""`netbot tally`: counts a file of ballots, in JSON that anybody can check, or in lines to read."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.domain.elections.ballotfile import ballot_file, counted_twice, recount_script
from bot.domain.elections.reading import SUFFIXES, BadBallotFile, Given, check_size, read
from bot.domain.elections.recountfile import MOST_BALLOTS
from bot.domain.elections.tally import ONE_SEAT, Base, Method, Rules, RulesImpossible, count, drawn
from bot.domain.elections.tally.report import report

ALSO_CALLED = {
    "majority": "absolute-majority",
    "plurality": "relative-majority",
    "irv": "instant-run-off",
    "instant-runoff": "instant-run-off",
    "block": "several-seats",
}
WRONG = {
    "seats": "This method fills one seat; say --seats 1, or take another method.",
    "marks": "Only several-seats knows --marks, and it is at least 1.",
    "base": "Only majorities (absolute-majority, yes-no) know --base.",
    "eligible": "With this base, --eligible has to say how many people may vote.",
    "candidates": "A yes-no file has two candidates: the first is yes, the second no.",
}


NEXT_BLT = (
    "Correct the file there, or export it again. A ballot of BLT is `12 3 1 0`: twelve times candidate 3, then 1."
)
NEXT_PREFLIB = "Correct the file there, or download it again: https://preflib.org/format says what it should look like."
MOST_SAVED = f"The recount script looks at every paper; it takes no more than {MOST_BALLOTS:,} ballots."


class CannotTally(Exception):
    """What was asked for cannot be counted; says why, and what to do next."""

    def __init__(self, why: str, *further: str) -> None:
        super().__init__(why)
        self.further = further


class Tally:
    """One file and the rules by which it is counted; the lot is drawn by `seed`, or is the order of the file."""

    def __init__(
        self,
        path: Path,
        method: str,
        *,
        seats: int | None = None,
        marks: int | None = None,
        base: str = Base.VALID,
        eligible: int | None = None,
        seed: str = "",
    ) -> None:
        chosen = _method(method)
        given = _read(path)
        self._profile = given.profile
        self._seed = sha256(seed.encode()).digest() if seed else None
        names = given.profile.candidates
        self._lot = drawn(self._seed, names) if self._seed else tuple(range(len(names)))
        stated = None if chosen in ONE_SEAT else given.seats
        try:
            self._rules = Rules(chosen, seats or stated or 1, marks, _base(base), eligible)
            self.report = report(count(self._profile, self._rules, self._lot))
        except RulesImpossible as wrong:
            raise CannotTally(WRONG[wrong.field]) from None

    def save(self, folder: Path) -> list[Path]:
        """Writes the ballot file and the script that counts it again, after both counts agree.

        Raises TalliesDisagree, CannotTally.
        """
        if self._profile.cast > MOST_BALLOTS:
            raise CannotTally(MOST_SAVED)
        counted_twice(self._profile, self._rules, seed=self._seed, lot=self._lot)
        file = ballot_file(self._profile, self._rules, seed=self._seed, lot=self._lot)
        folder.mkdir(parents=True, exist_ok=True)
        ballots, script = folder / "ballots.json", folder / "recount.py"
        ballots.write_text(json.dumps(file, ensure_ascii=False, indent=1) + "\n", "utf-8")
        script.write_text(recount_script(), "utf-8")
        return [ballots, script]

    def in_words(self) -> str:
        """A few lines for each round, the ties and who is elected."""
        return "\n".join(_lines(self.report))


def _read(path: Path) -> Given:
    try:
        check_size(path.stat().st_size)
        return read(path.name, path.read_bytes())
    except BadBallotFile as error:
        raise CannotTally(
            f"{path}: {error}", NEXT_PREFLIB if path.name.casefold().endswith(SUFFIXES) else NEXT_BLT
        ) from None


def _method(word: str) -> Method:
    try:
        return Method(ALSO_CALLED.get(word, word))
    except ValueError:
        raise CannotTally(f"There is no method {word!r}; there are {', '.join(Method)}.") from None


def _base(word: str) -> Base:
    try:
        return Base(word)
    except ValueError:
        raise CannotTally(f"There is no base {word!r}; there are {', '.join(Base)}.") from None


def _lines(shown: dict[str, Any]) -> Iterator[str]:
    if shown["quota"]:
        yield f"needed: {shown['quota']}"
    for number, one in enumerate(shown["rounds"]):
        yield f"\nround {number}: {one['deed']}{' of ' + one['subject'] if one['subject'] else ''}"
        width = max(map(len, one["votes"].values()), default=0)
        for name, votes in one["votes"].items():
            yield f"  {votes:>{width}}  {name}{'  elected' if name in one['elected'] else ''}"
    for one, row in shown.get("pairwise", {}).items():
        yield f"{one} is preferred to " + ", ".join(f"{other} by {votes}" for other, votes in row.items())
    for tie in shown["ties"]:
        how = f"{tie['broken']}{' chose ' + ', '.join(tie['chosen']) if tie['chosen'] else ''}"
        yield f"\ntie ({tie['deciding']}, round {tie['round']}): {', '.join(tie['candidates'])}; {how}"
    if shown["run_off"]:
        yield f"\nrun-off: {', '.join(shown['run_off'])}"
    yield f"\nelected: {', '.join(shown['elected']) or 'nobody'}"
