"""Minutes in both languages, as Markdown and as a page: golden files beside this one, and what a browser says.

`pytest tests/handlers/elections/test_minutes.py --update-goldens` writes them anew.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Route

from bot.chat.text import LANGUAGES, Reader, Text, literal
from bot.domain.elections.outcome import Standing, standing
from bot.domain.elections.publication import Publication, published
from bot.domain.elections.tally import Lot, Method, Profile, Rules, TieRule, count, grouped
from bot.domain.elections.turnout import Quorum, Turnout
from handlers.elections.document import POLICY, as_html, as_markdown
from handlers.elections.minutes import Minutes, written
from tests.platforms.web.browsing import barriers, browsing, tab

GOLDENS = Path(__file__).parent / "minutes"
NAMES = ("Ada *Ünlü*", "Ben <b>Ortiz</b>", "Cleo | Fall", "1. Dan_Moor", "- Eve")
OPENED = datetime(2026, 11, 2, 8, tzinfo=UTC)


def minutes(
    profile: Profile,
    rules: Rules,
    lot: Lot = None,
    *,
    publication: Publication = Publication.BALLOTS,
    percent: int = 50,
) -> Minutes:
    result, turnout, quorum = count(profile, rules, lot), Turnout(21, profile.cast), Quorum(percent=percent)
    return Minutes(
        Text(en="Representative · election 3", de="Vertretung · Wahl 3"),
        ((Text(en="Method", de="Verfahren"), literal(rules.method)), (Text(en="Seats", de="Sitze"), literal("2"))),
        profile.candidates,
        published(result, publication),
        standing(result, turnout, quorum),
        turnout,
        quorum,
        (Text(en="{name} has accepted", de="{name} hat die Wahl angenommen").format(name=NAMES[0]),),
        ((OPENED, Text(en="opened", de="geöffnet")),),
        ((Text(en="SHA-256 of the ballot file", de="SHA-256 der Stimmzettel-Datei"), "ab" * 32),),
        ("Kim Roth", "Lee Sand"),
    )


PLAYED = {
    "transferable": minutes(
        grouped(NAMES, {(0, 1): 8, (2,): 3, (): 1, (1, 2): 3, (3, 1): 1, (4,): 1}, invalid=1),
        Rules(Method.SCOTTISH_STV, seats=2),
        (4, 3, 2, 1, 0),
    ),
    "duels": minutes(grouped(NAMES[:3], {(0, 1, 2): 5, (1, 2, 0): 4, (2, 0, 1): 3}), Rules(Method.SCHULZE)),
    "run-off": minutes(
        grouped(NAMES[:3], {(0,): 6, (1,): 4, (2,): 4}),
        Rules(Method.ABSOLUTE_MAJORITY, ties=TieRule.RUN_OFF_THEN_LOT),
    ),
    "few": minutes(
        grouped(NAMES[:2], {(0,): 2, (1,): 1}),
        Rules(Method.RELATIVE_MAJORITY),
        publication=Publication.ELECTED,
        percent=0,
    ),
    "no quorum": minutes(grouped(NAMES[:2], {(0,): 5, (1,): 1}), Rules(Method.RELATIVE_MAJORITY)),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLAYED)
def test_minutes_read_like_this(name: str, language: str, request: pytest.FixtureRequest) -> None:
    document, reader = written(PLAYED[name]), Reader(language)
    for suffix, shown in (("md", as_markdown(document, reader)), ("html", as_html(document, reader))):
        path = GOLDENS / f"{name}.{language}.{suffix}"
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(shown, "utf-8")
        assert shown == path.read_text("utf-8")


def test_no_number_of_votes_stands_in_the_minutes_of_few_ballots() -> None:
    document = written(PLAYED["few"])

    for reader in map(Reader, LANGUAGES):
        shown = as_markdown(document, reader)
        votes = [line for line in shown.splitlines() if re.search(r"\d", line) and "21" not in line]
        assert [line for line in votes if not re.search(r"Wahl 3|election 3|2026|SHA|Sitze|Seats|3 \(14", line)] == []


def test_where_too_few_took_part_nobody_is_called_elected() -> None:
    assert PLAYED["no quorum"].standing is Standing.NO_QUORUM
    assert "elected" not in as_markdown(written(PLAYED["no quorum"]), Reader("en"))


@pytest.mark.browser
def test_a_browser_shows_them_to_everybody_under_a_strict_policy() -> None:
    complaints: list[str] = []

    def answered(route: Route) -> None:
        page = as_html(written(PLAYED["transferable"]), Reader("de"))
        route.fulfill(body=page, content_type="text/html; charset=utf-8", headers={"content-security-policy": POLICY})

    with browsing() as browser, browser.new_context(bypass_csp=True) as trusted, browser.new_context() as strict:
        for context in (trusted, strict):  # axe is a script, which the policy forbids
            page = tab(context, complaints)
            page.route("http://minutes.test/", answered)
            page.goto("http://minutes.test/")
            assert page.locator("table").count() == 4
            assert context is strict or barriers(page) == []

        assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    assert [each for each in complaints if "favicon" not in each and "ERR_NAME" not in each] == []
