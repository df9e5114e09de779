"""The words of the page: all that the page asks for are there, none is there for nothing."""

import re
from pathlib import Path

from bot.platforms.web import phrases
from bot.platforms.web.adapter import STATIC

ASKED = re.compile(r"""\bt\("(\w+)"|data-(?:text|label)="(\w+)\"""")
JUMPS = {"next", "day", "meeting"}  # named by the buttons themselves


def test_the_page_and_its_words_fit_together():
    files = [path for path in Path(STATIC).iterdir() if path.suffix in (".js", ".html")]
    asked = {one or other for path in files for one, other in ASKED.findall(path.read_text("utf-8"))}

    assert asked | JUMPS == phrases.PAGE.keys()


def test_every_language_has_every_word():
    english, german = phrases.of_page("en"), phrases.of_page("de")

    assert english.keys() == german.keys()
    assert [name for name, words in (english | german).items() if not words] == []
