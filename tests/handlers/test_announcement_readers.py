"""Who is written to directly, what becomes of posts that are changed or withdrawn, and who hears of what went wrong."""

from datetime import datetime, timedelta

import pytest

from bot.chat.replies import whisper
from bot.chat.ui import Button, Message
from bot.domain.announcements import AnnouncementChanged, AnnouncementWithdrawn
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber, of_topic
from handlers.announcements.control import POST
from handlers.announcements.correct import UNCHANGED
from handlers.announcements.texts import CHANGE, REFUSALS, WITHDRAW
from handlers.news.words import MUTE
from tests.announcing import TEXT, announce, correct, draft, withdraw
from tests.conversation import (
    ADA,
    ANNOUNCEMENTS,
    BEN,
    CLARA,
    ENGLISH,
    EVA,
    NEWS,
    PEOPLE,
    Chat,
    asked,
    said,
    words,
)
from tests.planning import cancel, plan

BOTH = ("announcements/paper", "news/paper")
NIGHT = datetime.fromisoformat("2026-11-02T21:00:00+00:00")
PLAIN = TEXT.replace("*", "").replace("`", "")


def refused(error: type[Exception]) -> str:
    return REFUSALS[error].format(command="/jrg").plain(ENGLISH)


def titles(messages: list[Message]) -> list[str]:
    return [words(message).splitlines()[0] for message in messages]


def told(chat: Chat) -> list[str]:
    """Who has got a direct message."""
    return [person.first_name for person in PEOPLE if chat.direct(person)]


def subscribe(chat: Chat, subscriber: Subscriber, subject: str = EVERYTHING, rhythm: Rhythm = Rhythm.AT_ONCE) -> None:
    with chat.database.transaction() as store:
        store.subscriptions.wish(subscriber, subject, rhythm)


@pytest.mark.parametrize(
    ("to", "people"),
    [
        ("nobody", []),
        ("everybody", ["Ada", "Ben", "Eva"]),
        ("leaders", ["Ada"]),
        ("group:CDX", ["Ada", "Ben"]),
        ("unanswered:1", ["Ben", "Eva"]),
    ],
)
def test_those_who_are_addressed_are_written_to_once(chat_on_both: Chat, to: str, people: list[str]) -> None:
    chat = chat_on_both
    plan(chat)
    chat.type("/jrg rsvp online", ADA)
    announce(chat, to=to, urgent=True)
    chat.pass_time(timedelta(minutes=1))

    assert told(chat) == people


def test_what_is_not_urgent_waits_for_the_hours_of_its_reader(chat: Chat) -> None:
    chat.clock.move_to(NIGHT)
    announce(chat, to="leaders")
    assert titles(chat.public()) == ["Spring school"]
    assert told(chat) == []

    chat.pass_time(timedelta(hours=12))
    assert titles(chat.direct(ADA)) == ["Spring school"]


def test_who_has_answered_meanwhile_is_not_asked_for_an_answer(chat: Chat) -> None:
    plan(chat)
    chat.clock.move_to(NIGHT)
    announce(chat, "Please answer", to="unanswered:1")
    chat.type("/jrg rsvp no", EVA)
    chat.pass_time(timedelta(hours=12))

    assert [titles(chat.direct(person)) for person in (ADA, EVA)] == [["Please answer"], []]


def test_nobody_is_asked_to_answer_a_meeting_that_was_cancelled(chat: Chat) -> None:
    plan(chat)
    announce(chat, "Please answer", to="unanswered:1", when="2026-11-05T09:30:00")
    chat.clock.move_to(NIGHT)
    announce(chat, "Tomorrow at the latest", to="unanswered:1")
    cancel(chat, "", 1)
    chat.pass_time(datetime.fromisoformat("2026-11-05T09:00:00+00:00"))

    assert titles(chat.public())[1:] == ["Tomorrow at the latest", "Please answer"]
    assert told(chat) == []


def test_subscribers_hear_of_it_once_whatever_the_ways(chat_on_both: Chat) -> None:
    chat = chat_on_both
    for person in PEOPLE:
        subscribe(chat, Subscriber(person.id))
    subscribe(chat, Subscriber(platform="paper", channel=ANNOUNCEMENTS.channel))
    subscribe(chat, Subscriber(platform="paper", channel=NEWS.channel), of_topic("t1"))
    announce(chat, to="leaders", urgent=True, about="NLP")
    chat.pass_time(timedelta(days=2))

    assert [titles(chat.direct(person)) for person in PEOPLE] == [[], *[["Spring school"]] * 3]
    assert [titles(chat.public()), titles(chat.public(NEWS))] == [["Spring school"]] * 2
    assert next(part.label for part in chat.direct(BEN)[0].parts if isinstance(part, Button)) == MUTE
    assert [part for part in chat.direct(ADA)[0].parts if isinstance(part, Button)] == []


def test_a_digest_names_it_unless_it_was_told_or_withdrawn(chat: Chat) -> None:
    for person in (ADA, BEN):
        subscribe(chat, Subscriber(person.id), rhythm=Rhythm.DAILY)
    announce(chat, "Stands", to="leaders")
    announce(chat, "Gone")
    withdraw(chat, 2)
    chat.pass_time(timedelta(days=1))

    assert titles(chat.direct(ADA)) == ["Stands"]
    assert [words(message).splitlines()[-1] for message in chat.direct(BEN)] == ["Stands (Mon, 2 Nov 2026)"]


def test_a_channel_in_which_it_stands_does_not_name_it_in_its_digest(chat: Chat) -> None:
    for place in (ANNOUNCEMENTS, NEWS):
        subscribe(chat, Subscriber(platform="paper", channel=place.channel), rhythm=Rhythm.DAILY)
    announce(chat)
    chat.pass_time(timedelta(days=2))

    assert titles(chat.public()) == ["Spring school"]
    assert titles(chat.public(NEWS)) == ["What is new"]


def test_whom_its_new_subject_concerns_hears_of_it(chat: Chat) -> None:
    subscribe(chat, Subscriber(EVA.id), of_topic("t2"))
    announce(chat, about="NLP")
    assert told(chat) == []

    correct(chat, about="federated learning")
    assert titles(chat.direct(EVA)) == ["Spring school"]


def test_posts_are_changed_in_place_and_say_so(chat_on_both: Chat) -> None:
    chat = chat_on_both
    control = announce(chat, channels=BOTH)
    chat.clock.move_to(chat.clock.now() + timedelta(hours=1))
    late = asked(chat.click(control, CHANGE, CLARA))
    correct(chat, text="The deadline is *Monday*.")

    for place in (ANNOUNCEMENTS, NEWS):
        [post] = chat.public(place)
        assert words(post) == "Spring school\nThe deadline is Monday."
        assert post.footer.plain(ENGLISH) == "Announced by Clara Ordnung · changed Mon, 2 Nov 2026, 11:00 CET"
    assert said(chat.fill(late, CLARA, text="Too late")) == refused(AnnouncementChanged)
    assert correct(chat) == [whisper(UNCHANGED.format(title="Spring school"))]


def test_a_channel_that_is_added_gets_it_then(chat: Chat) -> None:
    announce(chat)
    assert chat.public(NEWS) == []
    correct(chat, channels=BOTH)

    assert words(chat.public(NEWS)[0]) == words(chat.public()[0]) == f"Spring school\n{PLAIN}"


def test_who_got_the_old_words_gets_the_new_ones_if_the_author_wants_that(chat: Chat) -> None:
    announce(chat, to="leaders", urgent=True)
    chat.clock.move_to(NIGHT)
    announce(chat, "At night", to="group:CDX")
    correct(chat, 1, text="First change")
    correct(chat, 1, text="Second change", again=True)
    correct(chat, 2, text="In the night", again=True)
    chat.pass_time(timedelta(hours=12))

    assert [words(message) for message in chat.direct(ADA)] == [
        f"Spring school\n{PLAIN}",
        "Spring school\nSecond change",
        "At night\nIn the night",
    ]
    assert [words(message) for message in chat.direct(BEN)] == ["At night\nIn the night"]


def test_what_is_withdrawn_says_so_by_whom_and_why(chat_on_both: Chat) -> None:
    chat = chat_on_both
    control = announce(chat, channels=BOTH, to="leaders", urgent=True)
    withdraw(chat)

    gone = "Withdrawn: Spring school\nClara Ordnung has taken this announcement back.\nReason: The date was wrong."
    assert [words(message) for message in (*chat.public(), *chat.public(NEWS))] == [gone, gone]
    assert [words(message) for message in chat.direct(ADA)] == [f"Spring school\n{PLAIN}", gone]
    for label in (CHANGE, WITHDRAW):
        assert said(chat.click(control, label, CLARA)) == refused(AnnouncementWithdrawn)


def test_who_has_not_read_it_yet_never_hears_of_what_was_withdrawn(chat: Chat) -> None:
    chat.clock.move_to(NIGHT)
    announce(chat, to="everybody")
    withdraw(chat)
    chat.pass_time(timedelta(days=2))

    assert told(chat) == []


def test_what_is_withdrawn_before_its_post_has_left_says_only_that(chat: Chat) -> None:
    _, control = draft(chat, to="everybody", urgent=True)
    chat.click(control, POST, CLARA)
    withdraw(chat)

    assert titles(chat.public()) == ["Withdrawn: Spring school"]
    assert told(chat) == []
