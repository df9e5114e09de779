"""An election on a real Mattermost server: two trustees, five voters, a revote, a late vote, both languages."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.assemble import Bot
from bot.domain.elections.recount import recount
from bot.domain.people import Person
from tests.conversation import ADA, BEN, CLARA, EVA
from tests.electing import DORA, FINN
from tests.live.conftest import URL
from tests.live.provision import VARIABLE, Ground, provision
from tests.live.running import pass_time
from tests.live.user import Dialog, User, eventually

CAST = {"clara": CLARA, "ada": ADA, "ben": BEN, "eva": EVA, "dora": DORA, "finn": FINN}
GERMAN = ("eva", "dora")
CODE = re.compile(r"([2-9A-Z]{4}-[2-9A-Z]{4})-")
NOW = datetime.now(ZoneInfo("Europe/Berlin"))
OFFICE = "Speaker of the groups"


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    if not URL:
        pytest.skip(f"no Mattermost server: {VARIABLE} names none")
    made = provision(URL, [(who, "de" if who in GERMAN else "en") for who in CAST])
    yield made
    made.admin.close()


@pytest.fixture(scope="module")
def people(ground: Ground) -> list[Person]:
    any_time = {"hours": "00:00-24:00", "weekends": True}
    return [
        replace(person, email=ground.email(who), language="de" if who in GERMAN else "en", **any_time)
        for who, person in CAST.items()
    ]


@pytest.fixture(scope="module")
def users(ground: Ground, bot: Bot) -> Iterator[dict[str, User]]:
    opened = {who: User(ground, who) for who in CAST}
    for user in opened.values():
        user.whispered("/jrg elections")  # so that the bot knows everybody's account
    yield opened
    for user in opened.values():
        user.close()


def opened_by(user: User, command: str) -> Dialog:
    before = len(user.told)
    user.type(command)
    return user.dialog(before)


def told(user: User, dialog: Dialog, **values: object) -> str:
    """What the bot writes after a form that is right: here that is a message, which stays."""
    before = len(user.told)
    assert user.submit(dialog, **values) == {}
    return user.message_from_bot(before)["message"]


def ballot(user: User, name: str, half: str = "turm") -> tuple[Dialog, dict[str, object]]:
    """A ballot, and how it is filled in for this name."""
    dialog = opened_by(user, "/jrg vote")
    options = dialog.elements["vote"]["options"]
    [chosen] = [option["value"] for option in options if name in option["text"]]
    return dialog, {"vote": chosen, "half": half}


def vote(user: User, name: str, half: str = "turm") -> str:
    """Votes; the tracking code."""
    dialog, values = ballot(user, name, half)
    said = told(user, dialog, **values)
    assert ("Deine Stimme ist in der Urne" if user.who in GERMAN else "Your vote is in the box") in said
    [ours] = CODE.findall(dialog.shown["introduction_text"])
    return f"{ours}-{half.upper()}"


def card(user: User) -> dict[str, object]:
    return next(post for post in user.read("announcements") if "election 1" in post["message"])


def test_the_whole_story(bot: Bot, users: dict[str, User]) -> None:
    clara, ada, ben, eva, dora, finn = (users[who] for who in CAST)
    set_up(clara)
    for user in (ben, dora):
        assert OFFICE in told(user, opened_by(user, "/jrg nominate"), statement="I listen.")
    words = {user.who: take_words(user) for user in (ada, eva)}
    pass_time(bot, timedelta(hours=61))
    pass_time(bot, timedelta(hours=24))
    eventually(lambda: "open until" in card(clara)["message"])

    first = vote(eva, "Dora")
    again = vote(eva, "Ben", "mond")
    others = [vote(user, "Ben") for user in (clara, ada, dora)]
    others.append(vote(finn, "Dora"))
    late, values = ballot(ben, "Dora")
    pass_time(bot, timedelta(hours=22))
    eventually(lambda: "closed" in card(clara)["message"])
    too_late = told(ben, late, **values)
    for user in (ada, eva):
        enter_words(user, words[user.who])
    eventually(lambda: "Elected: Ben Mayr" in card(clara)["message"])

    assert "Not counted" in too_late
    looked = [
        finn.submit(_clicked(finn, card(finn), "Find my ballot"), code=code)["errors"]["code"]
        for code in (again, first)
    ]
    assert looked[0] == "This ballot is in the list: Ben Mayr."
    assert "not in the list" in looked[1]
    with bot.context.database.reading() as store:
        file = json.loads(store.election_results.file(1) or "")
        report = json.loads(store.election_results.report(1) or "")["report"]
    assert recount(file) == report
    codes = [again, *others]
    assert sorted(line["code"] for line in file["ballots"]) == sorted(codes)
    everything = "".join(
        post["message"] + json.dumps(post["props"])
        for user in users.values()
        for channel in (user.bot_channel, "announcements")
        for post in user.read(channel)
    )
    assert [secret for secret in (*codes, *words.values()) if secret in everything] == []
    assert "Ballot received" in everything


def set_up(clara: User) -> None:
    dialog = opened_by(clara, "/jrg election new")
    values = {
        "office": OFFICE,
        "committee": "Clara Ordnung",
        "trustees": "Ada Müller, Eva Groß",
    }
    for name, hours in (("nominations_until", 60), ("opens", 84), ("closes", 106)):
        values[name] = (NOW + timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M")
    wrong = clara.submit(dialog, **values)
    assert list(wrong["errors"]) == ["committee"]
    before = len(clara.told)
    assert clara.submit(dialog, **values | {"committee": "Clara Ordnung, Finn Özdemir"}) == {}
    draft = clara.message_from_bot(before)
    clara.click(draft, "Electoral roll")
    roll = clara.dialog(before)
    before = len(clara.told)
    boxes = {name: None for name in roll.elements if name.startswith("roles")}
    assert clara.submit(roll, **boxes) == {}
    draft = clara.message_from_bot(before)
    assert "6 votes" in draft["message"]
    assert "is announced" in clara.clicked(draft, "Announce it")
    eventually(lambda: any("Hash of the set-up" in post["message"] for post in clara.read("announcements")))


def take_words(user: User) -> str:
    german = user.who in GERMAN
    question = user.message_from_bot(0, lambda post: OFFICE in post["message"] and "20" in post["message"])
    dialog = _clicked(user, question, "Meine Wörter zeigen" if german else "Show my words")
    words = " ".join(re.findall(r"\d+\\?\. ([a-z]+)", dialog.shown["introduction_text"]))
    assert len(words.split()) == 20
    wrong = user.submit(dialog, words="one two")
    assert list(wrong["errors"]) == ["words"]
    assert ("Bestätigt." if german else "Confirmed.") in told(user, dialog, words=words)
    return words


def enter_words(user: User, words: str) -> None:
    dialog = _clicked(user, card(user), "Enter my words")
    assert ("Danke" if user.who in GERMAN else "Thank you") in told(user, dialog, words=words)


def _clicked(user: User, post: dict[str, object], label: str) -> Dialog:
    before = len(user.told)
    user.click(post, label)
    return user.dialog(before)
