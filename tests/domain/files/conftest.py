"""A small network as files, and what reading a changed copy of it says."""

from collections.abc import Callable, Mapping

import pytest

from bot.domain.files import BadFiles, read
from bot.domain.people import Directory

PEOPLE = """\
id,first_name,last_name,title,email,role,group,site,topics,orcid,languages,joined,left
p1,Ada,Müller,Dr.,ada@example.org,leader,CDX,Köln,sepsis;KI,0099-1800-6755-2372,de;en,2021-01-04,
p2,Bo,von Essen,,bo@example.org,researcher,CDX,Kiel,,,en,2022-03-01,
p3,Cem,Yılmaz,,cem@example.org,alumni,FEDORIS,Kiel,FHIR,,,2019-05-01,2023-06-30
"""
GROUPS = """\
id,acronym,name_en,name_de,site,lead,programme,funded_from,funded_until,topics,summary,website
g1,CDX,Clinical Decisions,Klinische Entscheidungen,Köln,ada@example.org,I,2020-07,2026-06,sepsis,,https://cdx.example.org
g2,FEDORIS,Federated Analysis,Verteilte Auswertung,Kiel,,II,,,,"Statistics travel, records stay.",
"""
TOPICS = """\
id,en,de,abbreviations,synonyms
t1,sepsis,Sepsis,,blood poisoning;Blutvergiftung
"""
SITES = """\
site,aliases
Kiel,UKSH
Köln,Cologne;UKK
"""


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def files() -> dict[str, bytes]:
    """Four good files in canonical form."""
    texts = {"people.csv": PEOPLE, "groups.csv": GROUPS, "topics.csv": TOPICS, "sites.csv": SITES}
    return {name: crlf(text) for name, text in texts.items()}


@pytest.fixture
def network(files: dict[str, bytes]) -> Directory:
    return read(files)


@pytest.fixture
def complaints() -> Callable[..., list[str]]:
    """What is wrong with these files, a sentence each; nothing if they can be read."""

    def sentences(files: Mapping[str, bytes], known: Directory | None = None) -> list[str]:
        try:
            read(files, known or Directory())
        except BadFiles as bad:
            return [str(problem) for problem in bad.problems]
        return []

    return sentences


@pytest.fixture
def after(files: dict[str, bytes], complaints: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """What is wrong after one text in one file was replaced by another."""

    def change(file: str, was: str, becomes: str) -> list[str]:
        assert was.encode() in files[file]
        return complaints({**files, file: files[file].replace(was.encode(), becomes.encode(), 1)})

    return change
