"""Who is who: search, profile cards, portraits of groups."""

from dataclasses import replace

import pytest

from bot.chat.replies import whisper
from bot.chat.text import literal
from bot.chat.ui import Button, action
from bot.domain.people import Directory, Role
from handlers.groups import NO_GROUPS
from storage import Database
from tests.conversation import (
    ADA,
    BEN,
    CLARA,
    DIRECTORY,
    EVA,
    GERMAN,
    GROUPS,
    NETWORK,
    PEOPLE,
    TOPICS,
    Chat,
    button,
    said,
    words,
)


def labels(reply: object) -> list[str]:
    return [part.label.plain(GERMAN) for part in reply.message.parts if isinstance(part, Button)]


def test_a_search_finds_people_and_says_why(chat: Chat) -> None:
    assert said(chat.type("/jrg find text mining")) == (
        "Found for “text mining”\nDr. Ada Müller · group leader · CDX, Leipzig · works on natural language processing"
    )
    assert said(chat.type("/jrg suche text mining", EVA), GERMAN) == (
        "Gefunden zu „text mining“\nDr. Ada Müller · Gruppenleitung · CDX, Leipzig · arbeitet zu Sprachverarbeitung"
    )


@pytest.mark.parametrize("typed", ["ada", "ADA MÜLLER", "muller ada", "Mueller", "Adda Muler", "ada@example.org"])
def test_a_search_forgives(chat: Chat, typed: str) -> None:
    assert said(chat.type(f"/jrg find {typed}")).splitlines()[1].startswith("Dr. Ada Müller")


def test_each_hit_has_a_button_that_shows_it(chat: Chat) -> None:
    [found] = chat.type("/jrg find Leipzig")

    person = chat.press(button(found.message, literal("Ben Mayr")).action)
    group = chat.press(button(found.message, literal("CDX")).action)

    assert said(person).startswith("Ben Mayr\nRole: researcher")
    assert said(group).startswith("CDX · Clinical Decision Explanation\nLeader: Ada Müller")


def test_more_hits_than_are_shown_are_counted(sqlite: Database) -> None:
    crowd = [replace(BEN, id=f"c{n}", first_name=f"Ben {n}", email=f"ben{n}@example.org") for n in range(30)]
    chat = Chat(sqlite, [*PEOPLE, *crowd])

    [found] = chat.type("/jrg find Mayr Leipzig")

    assert (len(found.message.parts[0].texts), found.message.parts[0].more) == (5, 26)
    assert found.message.footer.plain(GERMAN).startswith("Grenze es ein")


def test_nothing_is_found_and_nothing_is_asked(chat: Chat) -> None:
    assert said(chat.type("/jrg find xyzzy")).startswith("Nothing found for “xyzzy”.")
    assert said(chat.type("/jrg find")).startswith("What are you looking for?")


def test_a_long_question_is_repeated_only_in_part(chat: Chat) -> None:
    assert said(chat.type(f"/jrg find {'x' * 10_000}")).startswith(f"Nothing found for “{'x' * 59}…”.")


def test_who_knows_a_mention_a_name_and_oneself(chat: Chat) -> None:
    by_mention = chat.type("/jrg who @ben", ADA, {"@ben": BEN.id})

    assert by_mention == chat.type("/jrg who Ben Mayr", ADA) == chat.press(action("person.show", person=BEN.id))
    assert said(chat.type("/jrg wer", ADA)).startswith("Dr. Ada Müller")


def test_who_with_several_matches_shows_them_all(chat: Chat) -> None:
    assert said(chat.type("/jrg who Leipzig")) == said(chat.type("/jrg find Leipzig"))


def test_a_mention_of_an_account_that_belongs_to_nobody_is_looked_up_as_a_name(chat: Chat) -> None:
    assert said(chat.type("/jrg who @nora", ADA, {"@nora": "p9"})).startswith("Nothing found")


def test_a_person_who_has_gone_is_refused_in_words(chat: Chat) -> None:
    assert said(chat.press(action("person.show", person="p77"))).startswith("I do not know this person.")
    assert said(chat.press(action("group.show", group="g77"))).startswith("There is no such group.")


def test_a_group_is_found_by_acronym_name_topic_and_membership(chat: Chat) -> None:
    shown = "CDX · Clinical Decision Explanation"

    for typed in ("group CDX", "group cdx", "gruppe Clinical Decision", "group"):
        assert said(chat.type(f"/jrg {typed}", ADA)).startswith(shown)


def test_a_portrait_shows_whoever_leads_first_and_counts_the_rest(sqlite: Database) -> None:
    crowd = [
        replace(BEN, id=f"c{n}", first_name=f"Ben {n:02}", email=f"b{n}@example.org", topics=()) for n in range(20)
    ]
    deputy = replace(
        EVA, id="d1", first_name="Zoë", last_name="Zuletzt", role=Role.DEPUTY, group="CDX", email="z@e.org"
    )
    chat = Chat(sqlite, [*crowd, *PEOPLE, deputy])

    [portrait] = chat.type("/jrg group CDX")
    members = portrait.message.parts[-1]

    assert said([portrait]).splitlines()[:4] == [
        "CDX · Clinical Decision Explanation",
        "Leader: Ada Müller",
        "Deputy: Zoë Zuletzt",
        "Site: Leipzig",
    ]
    assert [text.plain(GERMAN) for text in members.texts][:3] == [
        "Ada Müller · NLP",
        "Zoë Zuletzt",
        "Ben Mayr · federated learning",
    ]
    assert (len(members.texts), members.more) == (12, 11)


def test_a_portrait_speaks_the_language_of_its_reader(chat: Chat) -> None:
    assert said(chat.type("/jrg gruppe FEDORIS", EVA), GERMAN) == (
        "FEDORIS · Verteilte Auswertung\nStandort: Heidelberg\nEine Person in dieser Gruppe:\nEva Groß"
    )


def test_who_has_no_group_is_asked_which(chat: Chat) -> None:
    assert said(chat.type("/jrg group", CLARA)) == "Which group? /jrg groups shows all of them."
    assert said(chat.type("/jrg group xyzzy")).startswith("There is no such group.")


def test_all_groups_are_listed_by_site(sqlite: Database) -> None:
    described = (replace(GROUPS[0], topics=("NLP", "genomics", "imaging", "ethics")), GROUPS[1])
    chat = Chat(sqlite, directory=replace(DIRECTORY, groups=described))

    assert (
        said(chat.type("/jrg groups")) == "Groups by site\nHeidelberg: FEDORIS\nLeipzig: CDX (NLP, genomics, imaging)"
    )


def test_a_network_without_groups_says_so(sqlite: Database) -> None:
    alone = [replace(person, group="") for person in PEOPLE]
    chat = Chat(sqlite, alone, network=NETWORK, directory=Directory(topics=TOPICS))

    assert chat.type("/jrg groups") == [whisper(NO_GROUPS)]


def test_a_name_stays_what_it_is_whatever_it_looks_like(sqlite: Database) -> None:
    nasty = replace(BEN, first_name="@channel", last_name="*bold* `code` {0} <b>")
    chat = Chat(sqlite, [ADA, nasty])

    assert words(chat.press(action("person.show", person=BEN.id))[0].message).startswith(
        "@channel *bold* `code` {0} <b>"
    )
