"""Samples of announcements: the form, the preview, posts and direct messages, changes, withdrawal, what goes wrong."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.ui import action
from bot.domain.subscriptions import EVERYTHING, Rhythm, Subscriber
from bot.platforms.port import Refused
from handlers.announcements.control import POST, SCHEDULE
from handlers.announcements.texts import CHANGE, DISCARD, WITHDRAW
from tests.announcing import announce, draft, shown, withdraw, write
from tests.committees import call, enter
from tests.conversation import ADA, CLARA, NEWS, Chat, asked
from tests.planning import plan
from tests.sampling import Shown, reveal, sample

LATER = "2026-11-05T09:30:00"


@sample
def announcement_form(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    return reveal(chat.type("announce", CLARA))


@sample
def announcement_draft(chat: Chat) -> Sequence[Shown]:
    """The post and what is known of it, on another platform, changed, scheduled, a second click, discarded."""
    enter(chat)
    post, control = draft(chat, about="consent", to="leaders")
    there = chat.press(action("announcement.show_on", announcement=1, platform="paper"), CLARA)
    chat.deliver()
    nowhere = chat.press(action("announcement.show_on", announcement=1, platform="slack"), CLARA)
    form = asked(chat.click(control, CHANGE, CLARA))
    _, waiting = shown(chat.fill(form, CLARA, when=LATER, about="NLP", urgent=True, channels=("news/paper",)))
    scheduled = [*chat.click(waiting, SCHEDULE, CLARA), *chat.click(waiting, SCHEDULE, CLARA)]
    again = chat.type("announce list 1", CLARA)
    gone = [*chat.click(waiting, DISCARD, CLARA), *chat.click(waiting, DISCARD, CLARA)]
    direct = chat.direct(CLARA)
    return [post, control, *reveal([*there, *nowhere]), *direct, form, waiting, *reveal([*scheduled, *again, *gone])]


@sample
def announcement_form_with_mistakes(chat: Chat) -> Sequence[Shown]:
    mistakes = (
        {"title": ""},
        {"about": "alchemy"},
        {"when": "2026-11-02T08:00:00"},
        {"when": "2028-11-02T08:00:00"},
        {"when": "2027-03-28T02:30:00"},
        {"when": "2026-10-25T02:30:00"},
        {"channels": ()},
        {"channels": ("gone/paper",)},
        {"to": "group:XYZ"},
        {"text": "*" * 2800},
    )
    return [shown for values in mistakes for shown in reveal(write(chat, **values))]


@sample
def announcement_posted(chat: Chat) -> Sequence[Shown]:
    """What the author sees, the post, a second click, and the direct message."""
    _, control = draft(chat, about="federated learning", to="everybody", urgent=True)
    posted = chat.click(control, POST, CLARA)
    chat.deliver()
    return [*reveal([*posted, *chat.click(control, POST, CLARA)]), *chat.public(), *chat.direct(ADA)]


@sample
def announcement_changed(chat: Chat) -> Sequence[Shown]:
    """The form of one that is out, mistakes, what the author sees then, the post, and the second direct message."""
    control = announce(chat, to="group:CDX", urgent=True)
    form = asked(chat.click(control, CHANGE, CLARA))
    wrong = [*chat.fill(form, CLARA, channels=()), *chat.fill(form, CLARA, about="alchemy")]
    wrong += [*chat.fill(form, CLARA, channels=("x/y",)), *chat.fill(form, CLARA)]
    channels = ("announcements/paper", "news/paper")
    saved = chat.fill(form, CLARA, text="The deadline is *Monday*.", channels=channels, again=True)
    late = chat.fill(form, CLARA, text="Too late")
    chat.deliver()
    return [form, *reveal([*wrong, *saved, *late]), *chat.public(NEWS), *chat.direct(ADA)]


@sample
def announcement_withdrawn(chat: Chat) -> Sequence[Shown]:
    """The form, what the author sees, the post, the direct message; nothing can be changed any more."""
    control = announce(chat, to="group:CDX", urgent=True)
    form = chat.click(control, WITHDRAW, CLARA)
    done = withdraw(chat)
    late = [*chat.click(control, WITHDRAW, CLARA), *chat.click(control, CHANGE, CLARA)]
    again = chat.press(action("announcement.open", choice=1), CLARA)
    announce(chat, "Nobody was told")
    quiet = withdraw(chat, 2, "")
    return [*reveal([*form, *done, *late, *again, *quiet]), *chat.public(), chat.direct(ADA)[-1]]


@sample
def announcement_with_a_call(chat: Chat) -> Sequence[Shown]:
    """With the button of the call, and when it is over."""
    enter(chat)
    call(chat)
    form = asked(chat.press(action("announcement.of_call", call=1), CLARA))
    _, control = shown(chat.fill(form, CLARA))
    chat.click(control, POST, CLARA)
    chat.deliver()
    posts = chat.public()
    chat.pass_time(timedelta(days=40))
    return [form, *posts, *chat.public()]


@sample
def announcement_that_went_wrong(chat: Chat) -> Sequence[Shown]:
    """A channel that refuses it, one that left the settings, a moment that was missed."""
    chat.paper.troubles = [("before", Refused("channel_not_found"))]
    announce(chat, "Refused")
    chat.pass_time(timedelta(minutes=1))
    announce(chat, "Lost", when=LATER, channels=("announcements/paper", "news/paper"))
    announce(chat, "Missed", when="2026-11-06T09:30:00")
    del chat.places["news"]
    chat.pass_time(datetime.fromisoformat("2026-11-05T09:00:00+00:00"))
    chat.pass_time(timedelta(days=4))
    return [*chat.direct(CLARA), *reveal(chat.type("announce list 1", CLARA))]


@sample
def announcements_none(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("announce list", CLARA), *chat.type("announce list 7", CLARA)])


@sample
def announcements_listed(chat: Chat) -> Sequence[Shown]:
    draft(chat, "A draft")
    announce(chat, "Tomorrow", when=LATER)
    announce(chat, "Out")
    announce(chat, "Taken back")
    withdraw(chat, 4)
    return reveal(chat.type("announce list", CLARA))


@sample
def announcement_corrected_by_two(chat: Chat) -> Sequence[Shown]:
    """Who looks at what has changed meanwhile is told so."""
    _, control = draft(chat)
    form = asked(chat.click(control, CHANGE, CLARA))
    chat.clock.move_to(chat.clock.now() + timedelta(minutes=1))
    chat.fill(form, CLARA, title="New title")
    stale = [*chat.click(control, POST, CLARA), *chat.fill(form, CLARA, title="Other title")]
    return reveal([*stale, *chat.type("announce list 1", CLARA)])


@sample
def announcement_for_subscribers(chat: Chat) -> Sequence[Shown]:
    """At once, and as it stands among the news."""
    with chat.database.transaction() as store:
        store.subscriptions.wish(Subscriber(ADA.id), EVERYTHING, Rhythm.AT_ONCE)
    announce(chat, about="NLP")
    return [*chat.direct(ADA), *reveal(chat.type("news", ADA))]
