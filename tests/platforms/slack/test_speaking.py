"""What people do besides commands: direct messages, the App Home, clicks in modals, newcomers, late triggers."""

import pytest

from bot.chat.events import Click, Command, Event, Joined, Place, Submission
from bot.chat.replies import Answer, Ask, Reject, Whisper, whisper
from bot.chat.text import Reader, Text, literal
from bot.chat.ui import Button, Form, Line, Message, Moment, Paragraph, action
from bot.platforms.slack import phrases
from tests.platforms.slack import screen
from tests.platforms.slack.stage import SlackStage, returned

GERMAN = Reader("de")
HELLO = Text(en="Hello", de="Hallo")
YES = Text(en="Yes", de="Ja")
CARD = Message(HELLO, (Button(YES, action("rsvp", answer="yes")),))
FORM = Form(HELLO, (Line("title", HELLO), Moment("starts", HELLO, required=False)), YES, action("meeting.new"))


class Ear:
    """Answers each kind of event with what it was given for it."""

    def __init__(self, stage: SlackStage) -> None:
        self.heard: list[Event] = []
        self.replies: dict[type[Event], tuple] = {}
        stage.listen(self)

    def __call__(self, event: Event) -> Answer:
        self.heard.append(event)
        return Answer(self.replies.get(type(event), ()), GERMAN)


@pytest.fixture
def ear(stage: SlackStage) -> Ear:
    return Ear(stage)


@pytest.mark.parametrize(
    "words", ["find Zoë &amp; &lt;Co&gt;", "/jrg find Zoë &amp; &lt;Co&gt;", "JRG find Zoë &amp; &lt;Co&gt;"]
)
def test_a_direct_message_is_the_same_command(stage: SlackStage, ear: Ear, words: str) -> None:
    ear.replies[Command] = (Whisper(CARD),)

    stage.people.write("ada", words)

    [command] = ear.heard
    assert isinstance(command, Command)
    assert (command.words, command.account.user, command.place.channel) == ("find Zoë & <Co>", "ada", "Dada")
    [seen] = stage.read(Place("slack", "Dada"), "ada")
    assert (seen.text, list(seen.buttons)) == ("Hallo", ["Ja"])


def test_what_the_bot_and_others_write_in_a_channel_is_not_heard(stage: SlackStage, ear: Ear) -> None:
    about = {"type": "message", "channel": "Dada", "channel_type": "im", "text": "hello"}

    for event in (
        about | {"bot_id": "B1", "user": "UBOT"},
        about | {"subtype": "message_changed"},
        about | {"user": "ada", "channel_type": "channel", "channel": "CNEWS"},
        {"type": "app_home_opened", "user": "ada", "tab": "messages"},
        {"type": "reaction_added", "user": "ada"},
    ):
        stage.people.event(event)

    assert ear.heard == []


def test_a_form_that_was_asked_for_in_a_message_waits_behind_a_button(stage: SlackStage, ear: Ear) -> None:
    ear.replies[Command] = (Ask(FORM),)

    stage.people.write("ada", "meeting new")
    [seen] = stage.read(Place("slack", "Dada"), "ada")
    opened = stage.click("ada", seen.buttons["Formular öffnen"], Place("slack", "Dada"))
    stranger = stage.click("grace", seen.buttons["Formular öffnen"], Place("slack", "Dgrace"))

    assert seen.text == phrases.OPEN_FORM.de
    assert opened.form.inputs == ("title", "starts")
    assert [event.words for event in ear.heard if isinstance(event, Command)] == ["meeting new", "meeting new"]
    assert stranger.refused


def test_the_app_home_shows_what_the_command_without_words_shows(stage: SlackStage, ear: Ear) -> None:
    ear.replies[Command] = (Whisper(CARD),)

    home = stage.people.look_at_home("ada")

    [command] = ear.heard
    assert isinstance(command, Command)
    assert (command.words, command.account.user) == ("", "ada")
    assert screen.seen(home).text == "Hallo"


def test_a_click_on_the_app_home_opens_a_modal_and_shows_the_card_anew(stage: SlackStage, ear: Ear) -> None:
    ear.replies = {Command: (Whisper(CARD),), Click: (whisper(YES),)}
    home = stage.people.look_at_home("ada")
    button = screen.seen(home).buttons["Ja"]

    shown = stage.people.click(
        "ada", {"type": "button", "action_id": "b0", "value": button}, {"view": home, "container": {"type": "view"}}
    )

    assert [seen.text for seen in returned(shown).private] == ["Ja"]
    assert [type(event) for event in ear.heard] == [Command, Click, Command]
    assert stage.workspace.homes["ada"]["id"] != home["id"]


def test_a_form_turns_into_its_answer_and_clicks_there_go_on(stage: SlackStage, ear: Ear) -> None:
    ear.replies = {Command: (Ask(FORM),), Submission: (Whisper(CARD),), Click: (whisper(YES), Ask(FORM))}
    form = stage.people.type("ada", "meeting new", "CNEWS").views[0]
    values = {"title": {"value": {"type": "plain_text_input", "value": "x"}}}

    answered = stage.people.submit("ada", form, values).views[0]
    stage.workspace.views[form["id"]] |= answered
    button = screen.seen(answered).buttons["Ja"]
    clicked = stage.people.click(
        "ada",
        {"type": "button", "action_id": "b0", "value": button},
        {"view": stage.workspace.views[form["id"]], "container": {"type": "view"}},
    )

    assert screen.seen(answered).text == "Hallo"
    assert [view["callback_id"] for view in clicked.views] == ["form"]
    assert ear.heard[-1].place == Place("slack", "CNEWS")


def test_what_belongs_to_no_input_stands_beside_the_first(stage: SlackStage, ear: Ear) -> None:
    ear.replies = {Command: (Ask(FORM),), Submission: (Reject({"": HELLO, "title": YES, "starts": YES}),)}
    form = stage.people.type("ada", "meeting new", "CNEWS").views[0]
    values = {"title": {"value": {"type": "plain_text_input", "value": None}}}

    assert stage.people.submit("ada", form, values).errors == {"title": "Hallo Ja", "starts": "Ja"}


def test_a_moment_may_be_left_out(stage: SlackStage, ear: Ear) -> None:
    ear.replies[Command] = (Ask(FORM),)
    form = stage.people.type("ada", "meeting new", "CNEWS").views[0]
    picker = {"type": "datepicker", "selected_date": None}
    clock = {"type": "timepicker", "selected_time": "14:00"}

    stage.people.submit("ada", form, {"starts.time": {"value": clock}, "starts": {"value": picker}})

    assert ear.heard[-1].values == {"starts": None}


def test_a_form_that_did_not_open_is_excused(stage: SlackStage, ear: Ear) -> None:
    ear.replies = {Command: (whisper(HELLO), Ask(FORM)), Click: (Ask(FORM),)}
    stage.workspace.troubled = ("views.open",)
    stage.workspace.troubles.extend(["500", "expired_trigger_id"])

    typed = stage.people.type("ada", "meeting new", "CNEWS")
    stage.people.write("ada", "x")
    [_, door] = stage.read(Place("slack", "Dada"), "ada")
    clicked = stage.click("ada", door.buttons["Formular öffnen"], Place("slack", "Dada"))

    assert [screen.seen(message).text for message in typed.private] == ["Hallo", phrases.NO_FORM.de]
    assert clicked.private[-1].text == phrases.NO_FORM.de
    assert (typed.views, clicked.form) == ([], None)


def test_a_newcomer_is_met_with_everything_that_slack_says_of_them(stage: SlackStage, ear: Ear) -> None:
    stage.workspace.add_user("new", tz="Europe/Paris", locale="de-DE", is_email_confirmed=True)

    stage.people.event({"type": "team_join", "user": stage.workspace.users["new"]})
    stage.people.event({"type": "team_join", "user": {"id": "robot", "team_id": "T1", "is_bot": True}})

    [joined] = ear.heard
    assert isinstance(joined, Joined)
    account = joined.account
    assert (account.user, account.email, account.zone, account.language) == (
        "new",
        "new@example.org",
        "Europe/Paris",
        "de-DE",
    )
    assert joined.key


def test_before_the_bot_listens_people_are_told_to_wait(stage: SlackStage) -> None:
    shown = returned(stage.people.type("ada", "help", "CNEWS"))

    assert [seen.text for seen in shown.private] == [phrases.NOT_YET.en]


def test_several_whispers_arrive_in_order(stage: SlackStage, ear: Ear) -> None:
    ear.replies[Command] = tuple(whisper(literal(str(number))) for number in range(4))

    shown = returned(stage.people.type("ada", "x", "CNEWS"))
    stage.people.look_at_home("ada")

    assert [seen.text for seen in shown.private] == ["0", "1", "2", "3"]
    assert screen.seen(stage.workspace.homes["ada"]).text == "0\n1\n2\n3"


def test_an_answer_too_large_for_slack_is_replaced_by_a_word_of_that(stage: SlackStage, ear: Ear) -> None:
    ear.replies[Command] = (Whisper(Message(parts=(Paragraph(literal("x" * 3000)),) * 6)),)

    shown = returned(stage.people.type("ada", "x", "CNEWS"))

    assert [seen.text for seen in shown.private] == [phrases.TOO_LARGE.de]
