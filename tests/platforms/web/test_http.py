"""The addresses of the embedded chat: what is answered, and what is kept."""

from pathlib import Path

import httpx
import pytest

from bot.chat.events import Command, Event
from bot.chat.replies import Answer
from bot.chat.text import Reader
from bot.platforms.web.adapter import Web
from bot.platforms.web.scene import Channel
from tests.platforms.web.asking import Asking
from tests.platforms.web.toy import ONLINE, Clock, hear, invitation, network

ADA = {"as": "ada", "channel": "coffee"}


@pytest.fixture
def web(tmp_path: Path) -> Web:
    web = network(tmp_path, Clock(), crowd=3)
    web.listen(hear)
    return web


@pytest.fixture
def asking(web: Web) -> Asking:
    return Asking(web)


def revision(asking: Asking) -> int:
    return asking.get("/api/room").json()["revision"]


@pytest.mark.parametrize("name", ["command", "click", "submit", "read"])
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 404),
        ({"as": 7, "channel": "coffee"}, 404),
        ({"as": "nobody", "channel": "coffee"}, 404),
        ({"as": "ada", "channel": "nowhere"}, 404),
        ({"as": "ada", "channel": ["coffee"]}, 404),
        ({"as": "ada", "channel": "direct:grace"}, 404),
    ],
)
def test_nobody_and_nowhere_are_said_to_be_unknown(asking: Asking, name: str, body: dict[str, object], status: int):
    answer = asking.post(name, **body)

    assert (answer.status_code, set(answer.json()["error"])) == (status, {"en", "de"})


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("command", {"text": 1}),
        ("command", {}),
        ("command", {"text": " \n"}),
        ("click", {}),
        ("click", {"token": 1}),
        ("click", {"token": "x", "choice": 1}),
        ("submit", {"values": {}}),
        ("clock", {"to": "yesterday"}),
        ("clock", {"to": ["day"]}),
    ],
)
def test_a_request_that_misses_something_is_answered_kindly(asking: Asking, name: str, body: dict[str, object]):
    assert asking.post(name, **ADA, **body).status_code == 400


@pytest.mark.parametrize("values", [None, [], "x", {"a": 1}, {"a": {"b": "c"}}, {"a": [1]}])
def test_values_that_no_form_sends_are_not_heard(asking: Asking, values: object):
    [ask] = asking.post("command", **ADA, text="/jrg meeting new").json()["replies"]
    token = ask["html"].partition('data-token="')[2].partition('"')[0]

    assert asking.post("submit", **ADA, token=token, values=values).status_code == 400


def test_a_slash_command_is_answered_and_kept_nowhere(asking: Asking):
    answer = asking.post("command", **ADA, text="/JRG  help me ").json()

    assert answer["replies"] == [
        {"kind": "whisper", "html": '<div class="card" lang="de"><p dir="auto">Du sagtest: help me </p></div>'}
    ]
    assert (revision(asking), answer["language"]) == (0, "de")


def test_other_words_are_said_to_everybody(asking: Asking):
    asking.post("command", **ADA, text="Good <b>morning</b>\nall")

    [message] = asking.get("/api/messages", **{"as": "grace", "channel": "coffee"}).json()["messages"]
    assert message["html"] == '<div class="said"><p dir="auto">Good &lt;b&gt;morning&lt;/b&gt;\nall</p></div>'
    assert (message["author"], message["name"], message["edited"]) == ("ada", "Ada Winter", False)


def test_in_the_direct_conversation_every_word_is_for_the_bot(web: Web, asking: Asking):
    heard: list[Event] = []
    web.listen(lambda event: heard.append(event) or Answer((), Reader()))
    for text in ("help @grace,", "/jrg help", "jrg help", "/jrg"):
        asking.post("command", **{"as": "ada", "channel": "direct:ada"}, text=text)

    assert [event.words for event in heard if isinstance(event, Command)] == ["help @grace,", "help", "jrg help", ""]
    assert revision(asking) == 0


def test_an_unknown_slash_command_is_not_said_to_everybody(asking: Asking):
    answer = asking.post("command", **ADA, text="/jrgx help")

    assert answer.status_code == 404
    assert answer.json()["error"]["en"] == "Only /jrg is known here. To see what it can do, type: /jrg help"
    assert revision(asking) == 0


def test_before_the_bot_listens_the_page_says_so(tmp_path: Path):
    assert Asking(network(tmp_path)).post("command", **ADA, text="/jrg").status_code == 503


def test_a_mistake_of_the_bot_is_logged_and_answered(web: Web, asking: Asking, caplog: pytest.LogCaptureFixture):
    def stumble(event: Event) -> Answer:
        raise ZeroDivisionError

    web.listen(stumble)
    answer = asking.post("command", **ADA, text="/jrg")

    assert (answer.status_code, set(answer.json()["error"])) == (500, {"en", "de"})
    assert "ZeroDivisionError" in caplog.text


def test_the_room_is_told_in_the_words_of_the_person(asking: Asking):
    room = asking.get("/api/room", **{"as": "jonas"}).json()

    assert room["you"] == {
        "user": "jonas",
        "name": "Jonas Müller-Lüdenscheidt",
        "note": "OMOPIA, Hamburg",
        "pinned": True,
        "language": "de",
        "zone": "Europe/Berlin",
    }
    assert [face["user"] for face in room["faces"]][:5] == ["ada", "grace", "jonas", "noor", "p000000"]
    assert room["channels"][0]["purpose"] == "Was alle wissen sollten"
    assert (room["direct"]["id"], room["texts"]["send"]) == ("direct:jonas", "Senden")
    assert room["hints"][0] == {"usage": "/jrg help [word]", "text": "Was ich kann"}
    assert room["clock"]["now"] == "2026-11-23T09:04:00+00:00"


def test_without_a_name_one_is_the_first_of_the_pinned(asking: Asking):
    assert asking.get("/api/room").json()["you"]["user"] == "ada"


def test_unread_counts_what_others_wrote_since_one_read(web: Web, asking: Asking):
    def unread() -> tuple[int, int]:
        room = asking.get("/api/room", **{"as": "grace"}).json()
        return room["channels"][2]["unread"], room["direct"]["unread"]

    posted = [asking.post("command", **ADA, text=f"{n}").json()["posted"] for n in range(3)]
    asking.post("command", **{**ADA, "as": "grace"}, text="mine")
    web.post(web.direct("grace"), invitation(), Reader(), "")
    before = unread()
    asking.post("read", **{**ADA, "as": "grace"}, post=posted[1])
    asking.post("read", **{**ADA, "as": "grace"}, post=posted[0])

    assert (before, unread()) == ((3, 1), (1, 1))


def test_older_messages_come_in_pages(asking: Asking):
    for number in range(53):
        asking.post("command", **ADA, text=f"{number}")
    newest = asking.get("/api/messages", **ADA).json()
    oldest = asking.get("/api/messages", **ADA, before=newest["messages"][0]["id"]).json()

    assert (len(newest["messages"]), newest["more"]) == (50, True)
    assert (len(oldest["messages"]), oldest["more"]) == (3, False)
    assert asking.get("/api/messages", **ADA, before="9" * 40).status_code == 200


def test_the_clock_moves_as_far_as_it_can(asking: Asking):
    assert asking.get("/api/clock").json() == {
        "now": "2026-11-23T09:04:00+00:00",
        "next": "2026-11-30T13:00:00+00:00",
        "meeting": "2026-12-03T13:00:00+00:00",
    }
    assert asking.post("clock", to="meeting").json() == {"now": "2026-12-03T13:00:00+00:00"}
    assert asking.get("/api/clock").json()["next"] is None


def test_no_channel_may_be_named_like_a_conversation(tmp_path: Path):
    clash = Channel("direct:ada", "x", ONLINE)
    with pytest.raises(ValueError, match="direct:"):
        Web(
            home=tmp_path,
            seal=None,  # type: ignore[arg-type]
            channels=(clash,),
            faces=tuple,
            commands=lambda account: (),
            timekeeper=Clock(),
        )


def test_the_faces_are_sorted_once_for_each_sequence(web: Web):
    crowd = web._scene.crowd

    assert crowd._table() is crowd._table()


def test_posts_outlive_the_server(tmp_path: Path):
    first = network(tmp_path)
    first.post(first.direct("ada"), invitation(), Reader("de"), "key")
    again = Asking(network(tmp_path))

    assert len(again.get("/api/messages", **{"as": "ada", "channel": "direct:ada"}).json()["messages"]) == 1
    assert isinstance(again.get("/"), httpx.Response)
