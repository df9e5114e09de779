"""What a Mattermost server lets its users forge, and that none of it does anything."""

import httpx
import pytest

from bot.assemble import Bot
from bot.platforms.mattermost import phrases
from bot.platforms.mattermost.parse import CLICK, PRIVATE
from bot.platforms.seal import Seal
from tests.conversation import ENGLISH
from tests.live.api import Problem
from tests.live.provision import Ground
from tests.live.user import Post, User, eventually

BROKEN = phrases.BROKEN.plain(ENGLISH)
MADE_UP = ("", "meeting.answer?meeting=1&answer=no", "meeting.answer?meeting=1&answer=no.7fffffff.AAAA", "🎉" * 200)


@pytest.fixture(scope="module")
def reminder(bot: Bot, clara: User, ada: User) -> Post:
    """A direct message to Ada with buttons that are hers alone."""
    before = len(clara.told)
    clara.type("/jrg meeting new")
    clara.submit(clara.dialog(before), title="Winter", day="2029-01-15", time="14:00")
    clara.click(clara.message_from_bot(before), "Announce it")
    mine = len(ada.told)
    ada.say("meeting 1")
    return ada.message_from_bot(mine)


def forged(by: User, bot: Bot, context: dict[str, object], kind: str = "button") -> Post:
    """A post of a user whose button leads to the bot."""
    action = {
        "id": "b1",
        "type": kind,
        "name": "Free coffee",
        "integration": {"url": bot.connected[0]._scene.addresses.action, "context": context},
    }
    return by.api.post(
        "/posts",
        {
            "channel_id": by.ground.channels["announcements"],
            "message": "",
            "props": {"attachments": [{"text": "Click!", "actions": [action]}]},
        },
    )


def answered(bot: Bot) -> set[str]:
    with bot.context.database.reading() as store:
        return store.seats.answered(1, 1)


@pytest.mark.parametrize("made_up", MADE_UP)
def test_a_forged_button_of_another_user_does_nothing(
    bot: Bot, ada: User, ben: User, reminder: Post, made_up: str
) -> None:
    post = forged(ben, bot, {"a": made_up})

    assert ada.clicked(post, "Free coffee") == BROKEN
    assert answered(bot) == set()


def test_a_button_made_for_one_person_does_nothing_for_another(bot: Bot, ada: User, ben: User, reminder: Post) -> None:
    seal: Seal = bot.connected[0]._scene.seal
    hers = seal.close("meeting.answer?meeting=1&answer=no", CLICK, ada.id, lasts=PRIVATE)

    assert ben.clicked(forged(ada, bot, {"a": hers}), "Free coffee") == BROKEN
    assert answered(bot) == set()


def test_no_client_is_shown_what_a_button_carries(ada: User, reminder: Post) -> None:
    home = ada.type("/jrg")
    shown = [str(home), str(ada.read("announcements")), str(ada.read(ada.bot_channel)), str(ada.told)]

    assert [
        secret for secret in ("/mattermost/action", "meeting.answer") if any(secret in each for each in shown)
    ] == []


def test_a_dialog_that_was_never_opened_does_nothing(bot: Bot, ada: User) -> None:
    url, channel = bot.connected[0]._scene.addresses.dialog, ada.ground.channels["announcements"]

    for state in MADE_UP:
        assert ada.send(url, state, {"title": "x"}, channel) == {"error": BROKEN}


def test_another_persons_dialog_does_nothing_and_a_sent_one_works_once(bot: Bot, ada: User, ben: User) -> None:
    before = len(ada.told)
    ada.type("/jrg profile")
    dialog = ada.dialog(before)
    values = {name: element.get("default") or None for name, element in dialog.elements.items()}

    foreign = ben.send(dialog.url, dialog.shown["state"], values | {"title": "King"}, dialog.channel)
    first = ada.submit(dialog, title="Prof.")
    replayed = ada.submit(dialog, title="Dr.")

    assert (foreign, first, replayed) == ({"error": BROKEN}, {}, {})
    people = bot.context.roster.now().people
    assert (people["p2"].title, people["p3"].title) == ("Prof.", "")


def test_a_dialog_at_the_address_of_buttons_is_turned_away(bot: Bot, ada: User) -> None:
    with pytest.raises(Problem) as problem:
        ada.send(bot.connected[0]._scene.addresses.action, "", {"do": "menu"}, ada.ground.channels["announcements"])

    assert problem.value.status == 400


def test_who_knows_no_token_gives_no_command(bot: Bot, ada: User, ground: Ground) -> None:
    form = {"user_id": ada.id, "channel_id": "x", "team_id": ground.team_id, "text": "find Mayr", "trigger_id": "x"}
    address = bot.connected[0]._scene.addresses.command

    for token in ("", "x" * 26, "ä"):
        assert httpx.post(address, data=form | {"token": token}, trust_env=False).status_code == 403
    assert httpx.post(address[:-3] + "abc", data=form, trust_env=False).status_code == 404


def test_the_card_pings_nobody_whatever_a_meeting_is_called(clara: User, ben: User) -> None:
    before, mine = len(ben.told), len(clara.told)
    clara.type("/jrg meeting new")
    clara.submit(
        clara.dialog(mine), title=f"@channel @all @{ben.me['username']} ~town-square", day="2029-02-15", time="9:00"
    )
    clara.click(clara.message_from_bot(mine), "Announce it")
    eventually(lambda: "town-square" in str(ben.read("announcements")))

    posted = ben.wait(lambda told: told["event"] == "posted" and "town-square" in str(told["post"]), before, raw=True)

    assert "mentions" not in posted["data"]
