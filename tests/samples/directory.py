"""Samples of the directory: what a search finds, profiles, portraits of groups."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.ui import action
from bot.domain.people import Visibility
from tests.conversation import ADA, BEN, CLARA, EVA, NOW, Chat
from tests.sampling import Shown, reveal, sample


@sample
def find_without_words(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("find"))


@sample
def find_people_and_groups(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("find ada"), *chat.type("find NLP"), *chat.type("find ben@example.org")])


@sample
def find_more_than_is_shown(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("find Leipzig"))


@sample
def find_something_like_it(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("find Adda Mülerr"))


@sample
def find_nothing(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("find xyzzy"))


@sample
def profile_of_somebody(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("who @ada", BEN, {"@ada": ADA.id}), *chat.press(action("person.show", person=EVA.id))])


@sample
def profile_with_everything(chat: Chat) -> Sequence[Shown]:
    _edit(chat, orcid="0000-0002-1825-0097", languages=("de", "en"))
    return reveal(chat.type("who", ADA))


@sample
def profile_that_shows_little(chat: Chat) -> Sequence[Shown]:
    hidden = dict.fromkeys(("email", "topics", "orcid", "languages"), Visibility.NOBODY)
    _edit(chat, visibility=hidden)
    return reveal(chat.press(action("person.show", person=ADA.id), BEN))


@sample
def profile_of_nobody(chat: Chat) -> Sequence[Shown]:
    return reveal([*chat.type("who Rumpelstilzchen"), *chat.press(action("person.show", person="p77"))])


@sample
def group_portrait(chat: Chat) -> Sequence[Shown]:
    described = {
        "programme": "JRG 2",
        "funded_from": "2023-01",
        "funded_until": "2027-12",
        "topics": ("explainable AI", "NLP"),
        "summary": "We explain what models decide.",
        "website": "https://cdx.example.org",
    }
    with chat.database.transaction() as store:
        known = store.directory.read()
        first, *others = known.groups
        store.directory.save(replace(known, groups=(replace(first, **described), *others)), NOW.date())
    return reveal([*chat.type("group", ADA), *chat.press(action("group.show", group="g2"))])


@sample
def group_of_nobody(chat: Chat) -> Sequence[Shown]:
    return reveal(
        [*chat.type("group", CLARA), *chat.type("group xyzzy"), *chat.press(action("group.show", group="g7"))]
    )


@sample
def groups_by_site(chat: Chat) -> Sequence[Shown]:
    return reveal(chat.type("groups"))


def _edit(chat: Chat, **fields: object) -> None:
    with chat.database.transaction() as store:
        store.directory.edit(replace(store.directory.person(ADA.id), **fields))
