"""The network of the demo: 240 people in 25 groups, every one invented; no name, address or number is a real person's.

Names, groups, e-mail addresses and ORCID iDs were combined by dice (the domain is example.org, the iDs begin with 0099,
which nobody has); only the names of cities and hospitals are real. Look-alikes (Anna Müller and Mueller; Meier, Maier,
Mair, Mayer, Mayr, Meyer), particles, hyphens and people named like cities are there for the search to find. Everybody
has a name of their own, so that a menu never shows one twice.
"""

from importlib.resources import files


def demo_files() -> dict[str, bytes]:
    """The four CSV files of the directory by name, such as "people.csv"."""
    here = files(__name__)
    return {name: here.joinpath(name).read_bytes() for name in ("people.csv", "groups.csv", "topics.csv", "sites.csv")}
