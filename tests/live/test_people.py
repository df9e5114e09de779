"""How people come to know each other on a real Mattermost server: a newcomer is greeted, and two are introduced."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.assemble import Bot
from bot.domain.people import Person
from tests.conversation import CLARA, EVA
from tests.live.provision import Ground
from tests.live.running import pass_time
from tests.live.user import Post, User, eventually, labels

DAY = timedelta(days=1)
ROUND = (datetime.now(UTC) + 5 * DAY).date()


@pytest.fixture(scope="module")
def people(people: list[Person]) -> list[Person]:
    """Eva comes into the group that Ada leads; Clara is of another one and shares a topic with Ada."""
    group = {EVA.id: {"group": "CDX"}, CLARA.id: {"group": "FEDORIS", "topics": ("NLP",)}}
    return [replace(person, **group.get(person.id, {})) for person in people]


def test_a_newcomer_is_greeted_with_three_buttons_and_the_leader_of_the_group_is_told(
    ground: Ground, bot: Bot, ada: User, clara: User
) -> None:
    ada.asked("help")
    before = len(ada.told)
    ground.join(ground.sign_up("eva", "de"))
    eva = User(ground, "eva")
    try:
        eventually(lambda: eva.read(eva.bot_channel))
        [greeting] = eva.read(eva.bot_channel)
        assert greeting["message"].startswith("#### Willkommen, Eva")
        assert labels(greeting) == ["Mein Profil", "Das nächste Treffen", "Was sich abonnieren lässt"]
        heard = len(eva.told)
        eva.click(greeting, "Mein Profil")
        assert eva.submit(eva.dialog(heard), topics="Sprachverarbeitung") == {}
        eva.message_from_bot(heard, lambda post: "Sprachverarbeitung" in post["message"])
    finally:
        eva.close()
    pass_time(bot, timedelta(minutes=1))
    told = ada.message_from_bot(before, lambda post: "New in your group: Eva Groß" in post["message"])
    assert "I have greeted them" in told["message"]
    assert "never said that their entry is right" in clara.whispered("/jrg admin profiles")["message"]


def test_who_takes_part_is_warned_and_may_skip_the_round(bot: Bot, clara: User, ada: User, ben: User) -> None:
    for user in (clara, ada, ben):
        offered, before = user.whispered("/jrg intro"), len(user.told)
        user.click(offered, "Take part")
        user.wait(lambda told: "You take part." in str(told.get("post")), before)
    offered, before = clara.whispered("/jrg intro"), len(clara.told)
    clara.click(offered, "Plan the rounds")
    assert clara.submit(clara.dialog(before), weeks="4", day=f"{ROUND:%Y-%m-%d}") == {}

    before = len(ben.told)
    pass_time(bot, 3 * DAY)
    warning = ben.message_from_bot(before, lambda post: "The next round is on" in post["message"])

    assert "You skip this round" in ben.clicked(warning, "Skip this round")


def test_two_meet_in_a_conversation_of_their_own_and_say_whether_they_did(
    ground: Ground, bot: Bot, clara: User, ada: User, ben: User
) -> None:
    before = {user.who: len(user.told) for user in (clara, ada)}
    pass_time(bot, 3 * DAY)
    cards = [user.wait(lambda told: _introduces(told.get("post")), before[user.who]) for user in (clara, ada)]
    members = {row["user_id"] for row in ada.api.get(f"/channels/{cards[0]['channel_id']}/members")}

    assert cards[0]["id"] == cards[1]["id"]
    assert members == {ada.id, clara.id, ground.bot}
    assert "What connects you: NLP." in cards[0]["message"]
    assert "To start with:" in cards[0]["message"]

    pass_time(bot, 15 * DAY)
    for user, other in ((clara, "Ada Müller"), (ada, "Clara Ordnung")):
        asked = user.message_from_bot(
            before[user.who], lambda post, who=other: f"Did you meet {who}?" in post["message"]
        )
        assert "Thank you." in user.clicked(asked, "Yes")
    numbers = clara.whispered("/jrg intro")
    assert "people: 2, conversations: 1, met: 2, did not meet: 0, had nobody: 0" in _all_of(numbers)
    assert "people:" not in _all_of(ben.whispered("/jrg intro"))


def _introduces(post: Post | None) -> bool:
    return "Meet each other:" in (post or {}).get("message", "")


def _all_of(post: Post) -> str:
    """The words of a post and of its attachments."""
    return f"{post['message']} {post.get('props')}"
