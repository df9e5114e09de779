"""What somebody with certain wishes hears of, and how soon."""

import pytest

from bot.domain.news import News
from bot.domain.subscriptions import EVERYTHING, Rhythm, rhythm_of

NEWS = News("n", "News", committees=frozenset({3}), topics=frozenset({"nlp"}))
PLAIN = News("p", "For everybody")
ONCE, DAILY, WEEKLY, NEVER = Rhythm


@pytest.mark.parametrize(
    ("wishes", "heard", "of_plain"),
    [
        ({}, None, None),
        ({EVERYTHING: DAILY}, DAILY, DAILY),
        ({"committee:3": WEEKLY}, WEEKLY, None),
        ({"committee:3": WEEKLY, EVERYTHING: ONCE}, WEEKLY, ONCE),
        ({"committee:3": WEEKLY, "topic:nlp": ONCE, EVERYTHING: DAILY}, ONCE, DAILY),
        ({"committee:3": NEVER, "topic:nlp": ONCE, EVERYTHING: ONCE}, None, ONCE),
        ({"committee:4": NEVER, "topic:other": DAILY, EVERYTHING: NEVER}, None, None),
        ({"topic:nlp": ONCE, EVERYTHING: NEVER}, ONCE, None),
    ],
)
def test_a_wish_about_the_subject_stands_above_the_general_one_and_silence_above_all(
    wishes: dict[str, Rhythm], heard: Rhythm | None, of_plain: Rhythm | None
) -> None:
    assert (rhythm_of(wishes, NEWS), rhythm_of(wishes, PLAIN)) == (heard, of_plain)
