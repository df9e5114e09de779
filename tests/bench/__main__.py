"""`python -m tests.bench [topic ...]`: ratios to limits and peers, in a table and in build/bench.json."""

import json
import sys
from importlib import import_module

from bot.logs import configure
from tests.bench.figures import Figure, line, verdict
from tests.bench.sides import ROOT

TOPICS = (
    "commands",
    "dispatch",
    "delivery",
    "planning",
    "start",
    "search",
    "ballots",
    "slack",
    "mattermost",
    "tally",
    "breakouts",
)
HEAD = f"{'':<58}{'bot':>9}{'against':>9}{'ratio':>14}"


def main(topics: list[str]) -> None:
    configure("ERROR")  # here; the servers and the bots that are timed for themselves write their logs
    path = ROOT / "build" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    figures: list[Figure] = []
    print(f"Ratios of one run; the machine may be busy with other things.\n\n{HEAD}")
    for topic in topics:
        print(f"\n{topic}", flush=True)
        found = import_module(f"tests.bench.{topic}").run()
        print("\n".join(f"  {line(each)}" for each in found), flush=True)
        figures += found
        path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    short = sum(verdict(each).startswith("SHORT") for each in figures)
    print(f"\n{short or 'none'} short; written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:] or list(TOPICS))
