"""Breakout rooms on a real Mattermost server: RSVP, wish, plan, pin, publish, a no-show, a late comer, next round."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.live.user import Post, Told, User, actions, eventually

DAY = (datetime.now(UTC) + timedelta(days=16)).date()
ROOMS = "Sharing *data*; 1-3; online\nCareers @channel; 1-3; online"


def private(user: User, act: Callable[[], object], words: str) -> Post:
    """What this person alone is told with these words after something was done; after a dialog, a direct message."""
    before = len(user.told)
    act()

    def is_it(told: Told) -> bool:
        post = told.get("post") or {}
        alone = told["event"] == "ephemeral_message" or post.get("channel_id") == user.bot_channel
        return alone and words in post.get("message", "")

    return user.wait(is_it, before)


def test_a_meeting_to_which_three_come(clara: User, ada: User, ben: User) -> None:
    before = len(clara.told)
    clara.type("/jrg meeting new")
    values = {"title": "Winter meeting", "day": f"{DAY:%d.%m.%Y}", "time": "14:00"}
    draft = private(clara, lambda: clara.submit(clara.dialog(before), **values), "Draft: Winter meeting")
    clara.click(draft, "Announce it")
    eventually(lambda: clara.read("announcements"))
    [card] = clara.read("announcements")

    assert all("Noted" in user.clicked(card, "Online") for user in (clara, ada, ben))


def test_rooms_are_planned_with_a_form_and_wishes_asked_for(clara: User) -> None:
    before = len(clara.told)
    clara.type("/jrg breakouts plan 1")
    dialog = clara.dialog(before)

    wrong = clara.submit(dialog, rounds="2", rooms="Data; 9-1", apart="Ada Müller + Xanthippe")
    planned = private(clara, lambda: clara.submit(dialog, rounds="2", rooms=ROOMS), "only coordinators know of it")

    assert wrong["errors"].keys() == {"rooms", "apart"}
    assert "3 people, 3 of them online" in planned["message"]
    clara.click(planned, "Ask for wishes")
    eventually(lambda: len(clara.read("announcements")) == 2)
    assert "@channel" not in clara.read("announcements")[1]["message"]


def test_a_wish_is_taken_and_told_to_nobody(ada: User, ben: User) -> None:
    card = ada.read("announcements")[1]
    before = len(ada.told)
    ada.click(card, "My wishes")
    dialog = ada.dialog(before)
    careers = next(o["value"] for o in dialog.elements["wish1"]["options"] if o["text"].startswith("Careers"))

    noted = private(ada, lambda: ada.submit(dialog, wish1=careers), "Noted for")

    assert "Careers" in noted["message"]
    eventually(lambda: "from one person" in ben.read("announcements")[1]["message"])
    assert "none yet" in private(ben, lambda: ben.type("/jrg breakouts 1"), "Your wishes")["message"]


def test_the_plan_is_looked_at_pinned_and_published(clara: User, ada: User) -> None:
    preview = private(clara, lambda: clara.type("/jrg breakouts assign 1"), "Only coordinators see this")
    assert "by chance" in preview["message"]
    before = len(clara.told)
    clara.click(preview, "Pin somebody")
    dialog = clara.dialog(before)
    careers = next(o["value"] for o in dialog.elements["room"]["options"] if o["text"].startswith("Careers"))
    pinned = private(
        clara, lambda: clara.submit(dialog, person="Ada Müller", room=careers), "Only coordinators see this"
    )
    mine = len(ada.told)

    clara.click(pinned, "Publish")

    told = ada.message_from_bot(mine, lambda post: "Your rooms" in post["message"])
    assert "It is your first choice." in told["message"]
    eventually(lambda: len(clara.read("announcements")) == 4)
    eventually(lambda: "Everybody who comes has a room now" in clara.read("announcements")[1]["message"])


def test_a_no_show_and_a_late_comer_move_nobody(clara: User) -> None:
    late = private(clara, lambda: clara.type("/jrg breakouts late 1"), "Late comers")
    [menu] = [each for each in actions(late) if each["name"].startswith("Is not there")]
    ben = next(option["value"] for option in menu["options"] if option["text"] == "Ben Mayr")
    missed = private(clara, lambda: clara.click(late, menu["name"], ben), "is not there from Round 1 on")
    eventually(lambda: not any("Ben Mayr" in post["message"] for post in clara.read("announcements")[2:]))
    before = len(clara.told)
    clara.click(missed, "Somebody joins")
    dialog = clara.dialog(before)

    joined = private(clara, lambda: clara.submit(dialog, person="Eva Groß", way="online"), "has a seat from Round 1 on")

    assert "Nobody else gets another room." in joined["message"]
    eventually(lambda: sum("Eva Groß" in post["message"] for post in clara.read("announcements")[2:]) >= 1)


def test_the_next_round_is_planned_around_what_happened(clara: User) -> None:
    late = private(clara, lambda: clara.type("/jrg breakouts late 1"), "Late comers")
    begun = private(clara, lambda: clara.click(late, "Round 1 begins"), "Round 1 of 2")
    preview = private(clara, lambda: clara.click(begun, "Plan what is to come anew"), "Only coordinators see this")
    done = private(clara, lambda: clara.click(preview, "Publish"), "are published")
    late = private(clara, lambda: clara.click(done, "Late comers"), "Late comers")

    assert "Round 2 of 2" in private(clara, lambda: clara.click(late, "Round 2 begins"), "Round 2 of 2")["message"]
