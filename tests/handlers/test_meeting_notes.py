"""Notes for the organisers: with consent, not for long, and withdrawn at any time."""

from datetime import timedelta

from bot.chat.replies import Reject
from bot.chat.ui import action
from handlers.meetings.answers import NOTES
from handlers.meetings.mynote import ERASE
from tests.conversation import ADA, BEN, CLARA, NOW, Chat, asked, said, words
from tests.planning import plan


def test_a_note_needs_consent_and_is_erased_two_weeks_after_the_meeting(chat_on_both: Chat) -> None:
    chat = chat_on_both
    plan(chat)
    form = asked(chat.press(action("meeting.reply", meeting=1), ADA))
    [refused] = chat.fill(form, ADA, answer="onsite", note="vegan")
    chat.fill(form, ADA, answer="onsite", note="vegan", consent=True)
    [answers] = chat.type("/jrg meeting answers", CLARA)
    before = said(chat.click(answers.message, NOTES, CLARA))

    kept = []
    for moment in (timedelta(days=45), timedelta(days=46)):  # the meeting begins on the 31st day
        chat.clock.move_to(NOW + moment)
        chat.dispatcher.tick("keep house")
        kept.append(said(chat.press(action("meeting.notes", meeting=1), CLARA)).splitlines()[1:])

    assert isinstance(refused, Reject)
    assert list(refused.errors) == ["consent"]
    assert before == "Notes: Winter meeting\nAda Müller: vegan"
    assert kept == [["Ada Müller: vegan"], ["Nobody has left a note."]]


def test_a_note_can_be_withdrawn_even_when_the_meeting_has_begun(chat: Chat) -> None:
    plan(chat)
    form = asked(chat.press(action("meeting.reply", meeting=1), ADA))
    chat.fill(form, ADA, answer="onsite", note="vegan", consent=True)
    chat.clock.move_to(NOW + timedelta(days=32))

    [mine] = chat.type("/jrg meeting 1", ADA)
    [others] = chat.type("/jrg meeting 1", BEN)
    erased = said(chat.click(mine.message, ERASE, ADA))
    [after] = chat.type("/jrg meeting 1", ADA)

    assert ["vegan" in words(each.message) for each in (mine, others, after)] == [True, False, False]
    assert erased == "Your note for Winter meeting is erased."
