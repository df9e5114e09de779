"""Samples of what concerns oneself: home, help, profile and settings."""

from collections.abc import Sequence

from bot.chat.ui import action
from bot.platforms.port import Refused
from tests.conversation import ADA, BEN, CLARA, NORA, Chat, asked
from tests.planning import announce, plan
from tests.sampling import Shown, reveal, sample


@sample
def home_without_a_meeting(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("", ADA), *chat.type("", CLARA)])


@sample
def home_with_a_meeting(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    plan(chat, title="Spring assembly", day="2027-04-08")
    return reveal(chat.type("", ADA))


@sample
def home_when_all_is_answered(chat: Chat) -> Sequence[Shown]:
    plan(chat)
    chat.type("rsvp maybe", ADA)
    return reveal(chat.type("", ADA))


@sample
def home_of_a_coordinator(chat: Chat) -> Sequence[Shown]:
    chat.paper.troubles = [("before", Refused("channel_not_found"))]
    announce(chat)
    return reveal(chat.type("", CLARA))


@sample
def help_for_everybody(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("help", ADA))


@sample
def help_for_coordinators(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("help", CLARA))


@sample
def help_for_strangers(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("help", NORA))


@sample
def help_about_one_command(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("help rsvp"), *chat.type("hilfe zusage"), *chat.type("help meetings")])


@sample
def help_about_nothing(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("help xyzzy"))


@sample
def profile_form(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("profile", ADA), *chat.press(action("profile.edit"), BEN)])


@sample
def profile_saved(chat: Chat) -> Sequence[Shown]:
    form = asked(chat.type("profile", ADA))
    wrong = chat.fill(form, orcid="0000-0002-1825-0098")
    right = chat.fill(form, topics="NLP; genomics; NLP", languages="de, en", orcid="0000-0002-1825-0097")
    return reveal([*wrong, *right])


@sample
def settings_form(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("settings"))


@sample
def settings_saved(chat: Chat) -> Sequence[Shown]:
    form = asked(chat.type("settings"))
    language = chat.context.network.language
    wrong = chat.fill(form, language=language, zone="Berlin")
    refused = chat.fill(form, language=language, hours="in the morning")
    saved = chat.fill(form, language=language, zone="America/Sao_Paulo", reminders=True)
    always = chat.fill(form, language=language, hours="any time", weekends=True)
    return reveal([*wrong, *refused, *saved, *always, *chat.fill(form, language=language, reminders=False)])
