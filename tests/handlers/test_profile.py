"""One's own entry: what it says, and who may see which field."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.replies import Reject
from bot.chat.ui import action
from bot.domain import files
from bot.domain.people import Directory, Person, Visibility
from handlers.portraits import EDIT, person_card
from handlers.profile import TAKEN_ORCID, UNPRINTABLE, WRONG_ORCID
from tests.conversation import ADA, BEN, Chat, asked, said, words
from tests.databases import sqlite_database


def stored(chat: Chat, person: Person = ADA) -> Person:
    with chat.database.reading() as store:
        return store.directory.person(person.id)


def test_the_form_shows_what_the_entry_says(chat: Chat) -> None:
    shown = {entry.name: entry.value for entry in asked(chat.type("/jrg profile")).inputs}

    assert shown == {
        "title": "Dr.",
        "topics": "NLP",
        "languages": "",
        "orcid": "",
        "sees_email": "network",
        "sees_topics": "network",
        "sees_languages": "network",
        "sees_orcid": "network",
    }


def test_an_entry_is_edited_and_shown_as_it_is_now(chat: Chat) -> None:
    form = asked(chat.type("/jrg profile"))

    shown = said(
        chat.fill(
            form, title="Prof. Dr.", topics="genomics; NLP ;; genomics", languages="de, en", orcid="0000000218250097"
        )
    )

    assert stored(chat) == replace(
        ADA,
        title="Prof. Dr.",
        topics=("genomics", "NLP"),
        languages=("de", "en"),
        orcid="0000-0002-1825-0097",
        visibility=dict.fromkeys(("email", "topics", "languages", "orcid"), Visibility.NETWORK),
    )
    assert shown.splitlines()[0] == "Prof. Dr. Ada Müller"
    assert said(chat.type("/jrg who")) == shown


def test_an_entry_can_be_emptied(chat: Chat) -> None:
    form = asked(chat.type("/jrg profile"))
    chat.fill(form, title="Dr.", topics="NLP", orcid="0000-0002-1825-0097")

    chat.fill(form, title=None, topics=None, languages=None, orcid=None)

    assert (stored(chat).title, stored(chat).topics, stored(chat).orcid) == ("", (), "")


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0098", "12", "x" * 40])
def test_a_wrong_orcid_is_refused_beside_its_input(chat: Chat, orcid: str) -> None:
    form = asked(chat.type("/jrg profile"))

    assert chat.fill(form, orcid=orcid, topics="genomics") == [Reject({"orcid": WRONG_ORCID})]
    assert stored(chat) == ADA


def test_two_people_cannot_have_one_orcid(chat: Chat) -> None:
    form = asked(chat.type("/jrg profile"))
    chat.fill(form, ADA, orcid="0000-0002-1825-0097")

    assert chat.fill(form, BEN, orcid="0000000218250097") == [Reject({"orcid": TAKEN_ORCID})]
    assert not isinstance(chat.fill(form, ADA, orcid="0000-0002-1825-0097")[0], Reject)


def test_a_character_that_nobody_can_see_is_refused_beside_its_input(chat: Chat) -> None:
    form = asked(chat.type("/jrg profile"))

    assert chat.fill(form, topics="geno\u200bmics", title="D\u00adr.") == [
        Reject({"title": UNPRINTABLE, "topics": UNPRINTABLE})
    ]


@pytest.fixture(scope="module")
def one_chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    database = sqlite_database(tmp_path_factory.mktemp("profile"))
    yield Chat(database)
    database.close()


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(max_size=60),
    topics=st.lists(st.text(max_size=30), max_size=5).map("; ".join),
    languages=st.text(st.sampled_from("de, ;enü\n"), max_size=20),
)
def test_what_is_saved_survives_export_and_import(one_chat: Chat, title: str, topics: str, languages: str) -> None:
    form = asked(one_chat.type("/jrg profile"))
    one_chat.fill(form, title=title, topics=topics, languages=languages)
    with one_chat.database.reading() as store:
        known = store.directory.read()

    again = files.read(files.write(known), Directory())

    kept = [(person.title, person.topics, person.languages) for person in known.people]
    assert [(person.title, person.topics, person.languages) for person in again.people] == kept


@pytest.mark.parametrize("level", ["everybody", "", None, "PUBLIC "])
def test_only_a_known_level_of_visibility_is_taken(chat: Chat, level: str | None) -> None:
    form = asked(chat.type("/jrg profile"))

    [reply] = chat.fill(form, sees_email=level)

    known = level == "PUBLIC "
    assert isinstance(reply, Reject) is not known
    assert stored(chat).visibility.get("email") == (Visibility.PUBLIC if known else None)


def test_what_is_hidden_is_shown_to_nobody_else_and_found_by_nobody_else(chat: Chat) -> None:
    form = asked(chat.type("/jrg profile"))
    chat.fill(form, topics="genomics", sees_email="nobody", sees_topics="nobody", sees_languages="nobody")

    theirs = said(chat.press(action("person.show", person=ADA.id), BEN))
    mine = said(chat.press(action("person.show", person=ADA.id), ADA))

    assert theirs == "Dr. Ada Müller\nRole: group leader\nGroup: CDX\nSite: Leipzig\nConfirmed on: Mon, 2 Nov 2026"
    assert mine == f"{theirs}\nTopics: genomics\nE-mail: ada@example.org"
    assert said(chat.type("/jrg find genomics", BEN)).startswith("Nothing found")
    assert "this e-mail address" not in said(chat.type("/jrg find ada@example.org", BEN))


def test_the_world_sees_only_what_is_public(chat: Chat) -> None:
    shown = words(person_card(ADA, None, chat.roster.now()))

    assert shown == "Dr. Ada Müller\nRole: group leader\nGroup: CDX\nSite: Leipzig"


def test_the_button_of_ones_own_card_opens_the_form(chat: Chat) -> None:
    [card] = chat.type("/jrg who")

    assert asked(chat.click(card.message, EDIT)) == asked(chat.type("/jrg profile"))
    assert not any(part.label == EDIT for part in chat.type("/jrg who ben")[0].message.parts if hasattr(part, "label"))
