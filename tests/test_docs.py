"""The documentation: every link within the project leads to a file and a heading that are there."""

import re
from pathlib import Path

import pytest

from tests.sources import ROOT

LINK = re.compile(r"\]\((?!https?:|mailto:)(?P<file>[^)#\s]*)(?:#(?P<heading>[^)\s]+))?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text("utf-8"))
    astray = [found[0] for found in LINK.finditer(text) if not _is_there(page, found["file"], found["heading"])]

    assert astray == []


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    page = ROOT / "docs" / "elections.md"

    assert _is_there(page, "election-committee.md", "belenios-instead")
    assert not _is_there(page, "election-committee.md", "belenios-never")
    assert not _is_there(page, "nowhere.md", None)


def _is_there(page: Path, file: str, heading: str | None) -> bool:
    target = page.parent / file if file else page
    if not target.exists():
        return False
    return heading is None or heading in _headings(target.read_text("utf-8"))


def _headings(text: str) -> set[str]:
    """The anchors that GitHub and most others make of headings."""
    lines = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}
