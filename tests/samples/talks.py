"""Samples of the programme: proposing, arranging, what speakers hear, and how it looks on the card."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.ui import action
from handlers.talks.show import PROPOSE
from handlers.talks.speakers import NO, YES
from tests.conversation import ADA, BEN, CLARA, EVA, Chat, asked
from tests.planning import cancel, plan
from tests.programme import arrange, propose, rest, take
from tests.sampling import Shown, reveal, sample


@sample
def talk_form(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    plan(chat, title="Spring assembly", day="2027-04-08")
    return reveal(chat.type("talk"))


@sample
def talk_proposed(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    form = asked(chat.type("talk", EVA))
    wrong = chat.fill(form, EVA, title="Federated analysis", lasts="9h")
    who = chat.fill(form, EVA, title="Federated analysis", speaker="Nobody Known")
    right = chat.fill(
        form, EVA, title="Federated analysis", about="What we learnt", speaker="Ada Müller", lasts="20min"
    )
    chat.pass_time(timedelta(days=1))
    change = chat.press(action("talk.change", talk=1), EVA)
    return reveal([*wrong, *who, *right, *chat.type("agenda", EVA), *change]) + chat.direct(CLARA)


@sample
def programme_empty(chat: Chat) -> Sequence[Shown]:
    none = [*chat.type("agenda"), *chat.press(action("agenda.arrange"), CLARA)]
    plan(chat)
    [empty] = chat.type("agenda", CLARA)
    return reveal(
        [*none, empty, *chat.press(action("agenda.arrange", meeting=1), CLARA), *chat.click(empty.message, PROPOSE)]
    )


@sample
def programme_arranged(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    propose(chat, ADA, "Explaining decisions", lasts="20min", about="With a demonstration")
    propose(chat, BEN, "Our new corpus", kind="highlight")
    propose(chat, EVA, "Who needs consent?", kind="question", lasts="90min")
    propose(chat, EVA, "Another time", lasts="1h")
    for talk in (1, 2, 3):
        take(chat, talk)
    rest(chat)
    full = take(chat, 4)
    one = [*arrange(chat, 2), *arrange(chat, 4)]
    return reveal([*full, *one, *chat.type("agenda", ADA)]) + chat.public()


@sample
def speaker_told(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    propose(chat, ADA, "Explaining decisions")
    propose(chat, BEN, "Our new corpus")
    take(chat, 1)
    take(chat, 2)
    rest(chat)
    [asked_first] = chat.direct(BEN)
    yes, no = chat.click(asked_first, YES, BEN), chat.click(chat.direct(ADA)[0], NO, ADA)
    chat.deliver()
    chat.press(action("agenda.off", meeting=1, talk=1), CLARA)
    rest(chat)
    late = chat.click(asked_first, YES, BEN)
    return [*chat.direct(ADA), *chat.direct(BEN), *chat.direct(CLARA), *reveal([*yes, *no, *late])]


@sample
def talk_declined(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    propose(chat, ADA, "Explaining decisions")
    form = asked(chat.press(action("agenda.decline", talk=1), CLARA))
    done = chat.fill(form, CLARA, reason="We had this in spring.")
    chat.deliver()
    gone = chat.press(action("talk.change", talk=9), ADA)
    foreign = chat.press(action("talk.change", talk=1), BEN)
    return [form, *reveal([*done, *chat.type("agenda", ADA), *gone, *foreign]), *chat.direct(ADA)]


@sample
def talk_of_a_meeting_that_was_cancelled(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    plan(chat, title="Spring assembly", day="2027-04-08")
    propose(chat, ADA, "Explaining decisions")
    take(chat, 1)
    rest(chat)
    cancel(chat, meeting=1)
    rest(chat)
    return [*chat.direct(ADA), *reveal(chat.press(action("agenda.arrange"), CLARA))]
