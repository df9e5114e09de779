"""Samples of committees: the list, a portrait, who represents the network, calls and interest, reminders."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.ui import action
from handlers.committees.show import CHANGE, NEW_CALL
from tests.committees import call, enter, name
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.sampling import Shown, reveal, sample


@sample
def committees_none(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("committees", BEN), *chat.type("committees", CLARA), *chat.type("committees xyz", BEN)])


@sample
def committees_listed(chat: Chat) -> Sequence[Shown]:
    enter(chat, "Consent")
    enter(chat, "National Steering Committee", kind="steering")
    enter(chat, "Imaging", kind="project")
    enter(chat, "Board of patients", kind="other")
    for person in (ADA, EVA):
        name(chat, person, 2)
    call(chat)
    return reveal([*chat.type("committees", BEN), *chat.type("committees", CLARA)])


@sample
def committee_forms(chat: Chat) -> Sequence[Shown]:
    """A new one, with mistakes; its portrait; changed; ended."""
    form = asked(chat.press(action("committee.new"), CLARA))
    enter(chat, "Data Sharing")
    wrong = [*chat.fill(form, CLARA, name="data  sharing"), *chat.fill(form, CLARA, name="A", website="example.org")]
    about = "Rules for *sharing* data, see https://data.example.org."
    made = enter(chat, "Consent", about=about, website="https://consent.example.org")
    change = asked(chat.click(made, CHANGE, CLARA))
    ended = chat.fill(change, CLARA, closed=True, kind="other")
    late = chat.fill(change, CLARA, name="Late")
    return [form, *reveal(wrong), made, change, *reveal([*ended, *late, *chat.type("committees consent", BEN)])]


@sample
def committee_representatives(chat: Chat) -> Sequence[Shown]:
    """The form, somebody unknown, the portrait; changed, ended; the message to the person."""
    enter(chat)
    form = asked(chat.press(action("mandate.new", committee=1), CLARA))
    unknown = chat.fill(form, CLARA, person="Nobody Known")
    shown = name(chat, ADA, role="speaker", until="2027-03-31")
    change = asked(chat.press(action("mandate.edit", choice=1), CLARA))
    chat.deliver()
    name(chat, BEN, until="2026-10-31")
    portrait = chat.type("committees consent", CLARA)
    ended = chat.fill(change, CLARA, end=True)
    again = chat.press(action("mandate.edit", choice=1), CLARA)
    return [form, *reveal(unknown), shown, change, *reveal([*portrait, *ended, *again]), *chat.direct(ADA)]


@sample
def committee_mandate_ends(chat: Chat) -> Sequence[Shown]:
    """For the person and for the coordination."""
    enter(chat)
    name(chat, ADA, until="2027-01-14")
    chat.pass_time(datetime.fromisoformat("2026-11-20T12:00:00+00:00"))
    chat.pass_time(timedelta(days=3))
    return [chat.direct(ADA)[-1], chat.direct(CLARA)[-1]]


@sample
def call_forms(chat: Chat) -> Sequence[Shown]:
    """A new one, with a deadline that has passed; for its author and for others; changed; closed."""
    portrait = enter(chat)
    form = asked(chat.click(portrait, NEW_CALL, CLARA))
    wrong = chat.fill(form, CLARA, title="A", text="B", day="2026-11-01")
    made = call(chat)
    change = asked(chat.press(action("call.edit", call=1), CLARA))
    changed = chat.fill(change, CLARA, day="2026-12-24")
    late = chat.fill(change, CLARA, day="2026-12-31")
    closed = chat.press(action("call.close", call=1), CLARA)
    after = [*chat.press(action("call.edit", call=1), CLARA), *chat.press(action("call.open", choice=1), BEN)]
    return [form, *reveal(wrong), made, change, *reveal([*changed, *late, *closed, *after])]


@sample
def call_interest(chat: Chat) -> Sequence[Shown]:
    """Interested, twice; the card then; who it is; no longer; the message to the coordination; over."""
    enter(chat)
    call(chat)
    interest, lost = action("call.interest", call=1), action("call.disinterest", call=1)
    nobody = chat.press(action("call.who", call=1), CLARA)
    said = [*chat.press(interest, BEN), *chat.press(interest, BEN), *chat.press(action("call.open", choice=1), BEN)]
    chat.press(interest, CLARA)
    who = chat.press(action("call.who", call=1), CLARA)
    chat.deliver()
    gone = [*chat.press(lost, BEN), *chat.press(lost, BEN)]
    chat.clock.move_to(datetime.fromisoformat("2026-12-02T09:00:00+00:00"))
    return [*reveal([*nobody, *said, *who, *gone, *chat.press(interest, BEN)]), *chat.direct(CLARA)]


@sample
def call_deadline(chat: Chat) -> Sequence[Shown]:
    """Somebody is interested; one week before, and when it is over."""
    enter(chat)
    call(chat)
    chat.press(action("call.interest", call=1), BEN)
    chat.deliver()
    told = chat.direct(CLARA)
    chat.pass_time(datetime.fromisoformat("2026-11-24T12:00:00+00:00"))
    soon = chat.direct(CLARA)[-1]
    chat.pass_time(datetime.fromisoformat("2026-12-02T12:00:00+00:00"))
    return [*told, soon, chat.direct(CLARA)[-1]]
