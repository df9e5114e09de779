"""Announcements and committees on a real Mattermost server: looked at, posted in two channels, changed, withdrawn."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.assemble import Bot
from tests.live.running import pass_time
from tests.live.user import Dialog, Post, User, eventually, labels

CHANNELS = ("announcements", "news")
DEADLINE = (datetime.now(UTC) + timedelta(days=30)).date()
TEXT = "The *deadline* for `posters` is Friday, see https://school.example.org/call"


def test_what_is_announced_looks_in_both_channels_as_it_did_before(clara: User, ada: User) -> None:
    control = write(clara, "Spring school @channel", to="leaders", urgent=True)
    preview = next(post for post in clara.read(clara.bot_channel) if post["message"].startswith("#### Spring school"))
    before = len(ada.told)

    clara.click(control, "Post it now")
    eventually(lambda: all(clara.read(channel) for channel in CHANNELS))

    posts = [post for channel in CHANNELS for post in clara.read(channel)]
    assert [post["message"] for post in posts] == [preview["message"]] * 2
    assert "**deadline**" in preview["message"]
    assert "@channel" not in preview["message"]
    assert "deadline" in ada.message_from_bot(before)["message"]


def test_a_second_click_posts_nothing_more(clara: User) -> None:
    control = control_of(clara, 0)

    assert "is out already" in clara.clicked(control, "Post it now")
    assert [len(clara.read(channel)) for channel in CHANNELS] == [1, 1]


def test_what_is_out_is_changed_where_it_stands(clara: User, ada: User) -> None:
    ids = [clara.read(channel)[0]["id"] for channel in CHANNELS]
    before = len(clara.told)
    clara.click(opened(clara, 1), "Change")
    dialog = clara.dialog(before)

    assert clara.submit(dialog, text="The deadline is *Monday*.", **channels(dialog)) == {}

    eventually(lambda: all("**Monday**" in ada.read(channel)[0]["message"] for channel in CHANNELS))
    assert [clara.read(channel)[0]["id"] for channel in CHANNELS] == ids


def test_what_is_withdrawn_says_so(clara: User, ada: User) -> None:
    before, hers = len(clara.told), len(ada.told)
    clara.click(opened(clara, 1), "Withdraw")

    assert clara.submit(clara.dialog(before), reason="The date was wrong.") == {}

    eventually(lambda: all("The date was wrong." in ada.read(channel)[0]["message"] for channel in CHANNELS))
    assert "Withdrawn" in ada.message_from_bot(hers)["message"]


def test_what_is_scheduled_appears_at_its_moment(bot: Bot, clara: User) -> None:
    moment = datetime.now(UTC) + timedelta(days=1)
    control = write(clara, "Later", when=f"{moment:%Y-%m-%d %H:%M}")
    before = len(clara.told)
    clara.click(control, "Schedule it")
    clara.message_from_bot(before, lambda post: "will appear on" in post["message"])
    assert [len(clara.read(channel)) for channel in CHANNELS] == [1, 1]

    pass_time(bot, timedelta(days=1, hours=3))
    eventually(lambda: all("Later" in clara.read(channel)[-1]["message"] for channel in CHANNELS))


def test_a_call_is_announced_and_somebody_is_interested(bot: Bot, clara: User, ben: User) -> None:
    before = len(clara.told)
    listed = clara.whispered("/jrg committees")
    clara.click(listed, "New committee")
    assert clara.submit(clara.dialog(before), name="Consent") == {}
    portrait = clara.message_from_bot(before, lambda post: "Consent" in post["message"])
    before = len(clara.told)
    clara.click(portrait, "New call")
    call = {"title": "A speaker", "text": "Ten minutes", "day": f"{DEADLINE:%Y-%m-%d}"}
    assert clara.submit(clara.dialog(before), **call) == {}
    card = clara.message_from_bot(before, lambda post: "A speaker" in post["message"])
    before = len(clara.told)
    clara.click(card, "Announce it")
    dialog = clara.dialog(before)
    assert clara.submit(dialog, **channels(dialog)) == {}
    clara.click(control_of(clara, before), "Post it now")
    eventually(lambda: "A speaker" in ben.read("announcements")[-1]["message"])
    post = ben.read("announcements")[-1]
    assert labels(post) == ["I am interested"]

    before = len(clara.told)
    assert "Noted" in ben.clicked(post, "I am interested")
    assert "I know already" in ben.clicked(post, "I am interested")
    pass_time(bot, timedelta(days=1))
    assert "is interested" in clara.message_from_bot(before)["message"]


def write(user: User, title: str, **values: Any) -> Post:
    """Fills in the form; returns what its author can do then."""
    before = len(user.told)
    user.type("/jrg announce")
    dialog = user.dialog(before)
    assert user.submit(dialog, title=title, text=TEXT, **channels(dialog), **values) == {}
    return control_of(user, before)


def control_of(user: User, before: int) -> Post:
    return user.message_from_bot(before, lambda post: "Only you see this so far" in post["message"])


def opened(user: User, number: int) -> Post:
    """What can be done to an announcement that is out."""
    before = len(user.told)
    user.type(f"/jrg announce list {number}")

    def is_it(told: dict[str, Any]) -> bool:
        return told["event"] == "ephemeral_message" and "It is out." in told["post"]["message"]

    return user.wait(is_it, before)


def channels(dialog: Dialog) -> dict[str, Any]:
    """Both channels, chosen as this server lets one choose."""
    keys = [f"{channel}/mattermost" for channel in CHANNELS]
    if "channels" in dialog.elements:
        return {"channels": keys}
    return {f"channels[{key}]": True for key in keys}
