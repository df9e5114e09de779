"""The story of the demo on a real Mattermost server, told from the first word to the last."""

from datetime import UTC, datetime, timedelta

from bot.assemble import Bot
from tests.live.provision import Ground
from tests.live.running import pass_time
from tests.live.user import User, eventually, labels

DAY = (datetime.now(UTC) + timedelta(days=16)).date()
LATER = DAY + timedelta(days=1)


def test_a_name_is_found_in_spite_of_slips(ada: User) -> None:
    found = ada.whispered("/jrg find Mayer")

    assert "Ben Mayr" in found["message"]
    assert ada.read("announcements") == []


def test_the_server_checks_nothing_of_what_is_typed_so_that_it_arrives_as_it_is(ada: User) -> None:
    found = ada.whispered("/JRG   find  *Mayr*  ")

    assert "Ben Mayr" in found["message"]


def test_a_meeting_is_planned_with_a_form_whose_mistakes_keep_it_open(clara: User, ground: Ground) -> None:
    before = len(clara.told)
    clara.type("/jrg meeting new")
    dialog = clara.dialog(before)

    wrong = clara.submit(dialog, title="", day="soon", time="14:00")
    right = clara.submit(dialog, title="Winter *meeting* @channel", day=f"{DAY:%d.%m.%Y}", time="14:00")
    again = clara.submit(dialog, title="Winter *meeting* @channel", day=f"{DAY:%d.%m.%Y}", time="14:00")

    assert wrong["errors"].keys() == {"title", "day"}
    assert (right, again) == ({}, {})
    draft = clara.message_from_bot(before)
    assert "Draft: Winter" in draft["message"]
    assert clara.read("announcements") == []
    after = len(clara.told)
    clara.click(draft, "Seats, deadline, description")
    assert clara.submit(clara.dialog(after), onsite_seats="1") == {}
    preview = clara.message_from_bot(before, lambda post: "on site: 1 of 1 free" in post["message"])
    clara.click(preview, "Announce it")
    eventually(lambda: clara.read("announcements"))
    [card] = clara.read("announcements")
    assert card["user_id"] == ground.bot
    assert "Winter" in card["message"]
    assert "@channel" not in card["message"]


def test_two_people_answer_and_the_card_counts_them(ada: User, ben: User) -> None:
    [card] = ada.read("announcements")

    told = [ada.clicked(card, "Online"), ben.clicked(card, "On site")]

    assert all("Noted" in each for each in told)
    eventually(lambda: ["1 online · 1 on site" in post["message"] for post in ada.read("announcements")] == [True])
    [shown] = ben.read("announcements")
    assert (shown["id"], labels(shown)) == (card["id"], labels(card))


def test_who_waits_is_offered_the_seat_that_becomes_free(ada: User, ben: User) -> None:
    [card] = ada.read("announcements")
    before = len(ada.told)

    assert "You are *number 1*".replace("*", "**") in ada.clicked(card, "On site")
    assert "Noted" in ben.clicked(card, "Online")
    offer = ada.message_from_bot(before, lambda post: "A seat for you" in post["message"])

    assert "is yours" in ada.clicked(offer, "Take the seat")
    eventually(lambda: "1 online · 1 on site" in ben.read("announcements")[0]["message"])


def test_a_moved_date_asks_those_who_have_answered(clara: User, ada: User) -> None:
    before, mine = len(ada.told), len(clara.told)
    clara.type("/jrg meeting edit 1")

    assert clara.submit(clara.dialog(mine), day=f"{LATER:%d.%m.%Y}") == {}

    moved = ada.message_from_bot(before, lambda post: "A new date" in post["message"])
    assert "Does that still hold?" in moved["message"]
    assert "Noted" in ada.clicked(moved, "On site")
    eventually(lambda: "1 before the change" in ada.read("announcements")[0]["message"])


def test_a_talk_is_proposed_taken_and_confirmed(bot: Bot, clara: User, ada: User) -> None:
    before, mine = len(ada.told), len(clara.told)
    ada.type("/jrg talk")
    assert ada.submit(ada.dialog(before), title="Explaining decisions") == {}
    agenda = clara.whispered("/jrg agenda 1")
    clara.click(agenda, "Arrange the programme")
    arranged = clara.message_from_bot(mine, lambda post: "Choose an entry …" in labels(post))
    clara.click(arranged, "Choose an entry …", "1")
    entry = clara.message_from_bot(mine, lambda post: "Take it" in labels(post))
    clara.click(entry, "Take it")
    eventually(lambda: "Explaining decisions" in ada.read("announcements")[0]["message"])

    pass_time(bot, timedelta(minutes=11))
    told = ada.message_from_bot(before, lambda post: "In the programme" in post["message"])

    assert "See you at" in ada.clicked(told, "I will be there")


def test_only_who_has_not_answered_is_reminded(bot: Bot, ada: User, ben: User, clara: User) -> None:
    before = len(clara.told)
    pass_time(bot, timedelta(days=3))

    reminder = clara.message_from_bot(before, lambda post: "Are you coming" in post["message"])

    assert "Winter" in reminder["message"]
    eventually(lambda: _is_quiet(bot))
    asked = [post["message"] for who in (ada,) for post in who.read(who.bot_channel)]
    assert [message for message in asked if "Are you coming" in message] == []
    assert "Noted" in clara.clicked(reminder, "I cannot come")


def test_a_profile_is_edited_with_errors_beside_the_fields(ada: User) -> None:
    before = len(ada.told)
    ada.type("/jrg profile")
    dialog = ada.dialog(before)

    wrong = ada.submit(dialog, orcid="1234")
    right = ada.submit(dialog, orcid="0000-0002-1825-0097", topics="NLP; birds")

    assert wrong["errors"].keys() == {"orcid"}
    assert right == {}
    assert "birds" in ada.message_from_bot(before)["message"]


def test_a_direct_message_is_a_command_with_or_without_the_slash(ada: User, ben: User) -> None:
    assert "Ben Mayr" in ada.asked("find Mayr")["message"]
    assert "Ben Mayr" in ada.asked("jrg find Mayr")["message"]
    assert "Ben Mayr" in ada.whispered("/jrg find Mayr", ada.bot_channel)["message"]
    assert "I do not know" in ben.asked("how are you?")["message"]


def test_a_form_that_is_asked_for_in_a_direct_message_waits_behind_a_button(ada: User) -> None:
    offered = ada.asked("settings")
    before = len(ada.told)

    ada.click(offered, "Open the form")

    assert ada.dialog(before).shown["title"]


def test_a_newcomer_is_greeted_once_with_a_button_to_the_profile(ground: Ground) -> None:
    ground.join(ground.sign_up("eva", "de"))
    eva = User(ground, "eva")
    try:
        eventually(lambda: eva.read(eva.bot_channel))
        [greeting] = eva.read(eva.bot_channel)
        before = len(eva.told)
        eva.click(greeting, "Mein Profil")

        assert greeting["message"].startswith("#### Willkommen, Eva")
        assert eva.dialog(before).shown["title"] == "Mein Profil"
    finally:
        eva.close()


def test_a_cancelled_meeting_is_cancelled_in_place_and_told(clara: User, ada: User, bot: Bot) -> None:
    [card] = clara.read("announcements")
    before, mine = len(ada.told), len(clara.told)
    clara.type("/jrg meeting cancel 1")

    assert clara.submit(clara.dialog(mine), reason="Snow") == {}

    assert "Snow" in ada.message_from_bot(before, lambda post: "Snow" in post["message"])["message"]
    eventually(lambda: "Snow" in clara.read("announcements")[0]["message"])
    [shown] = clara.read("announcements")
    assert (shown["id"], labels(shown)) == (card["id"], [])


def _is_quiet(bot: Bot) -> bool:
    with bot.context.database.reading() as store:
        return store.outbox.is_quiet(bot.context.clock.now())
