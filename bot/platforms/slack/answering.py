"""How each kind of request is answered: in its acknowledgement, at its response address, in a modal, by a message."""

from collections.abc import Iterable
from secrets import token_urlsafe
from typing import Any

from bot.chat.events import Account, Place
from bot.chat.replies import Answer, Ask, Reject, Whisper
from bot.chat.text import Reader, Text
from bot.chat.ui import Button, Form, Message, Paragraph
from bot.platforms.port import Refused, TooFast, Unsure
from bot.platforms.slack import forms, limits, mrkdwn, phrases, render
from bot.platforms.slack.api import Api, respond
from bot.platforms.slack.parse import Json
from bot.platforms.slack.render import Block
from bot.platforms.slack.scene import Scene

REPLIES = 5  # Slack takes so many at one response address
PRIVATELY = {"response_type": "ephemeral", "replace_original": False}
TROUBLES = (Unsure, TooFast, Refused)


class Answering:
    """Puts replies into Slack's words. What is too large for Slack is replaced by a sentence that says so."""

    def __init__(self, scene: Scene, api: Api) -> None:
        self._scene = scene
        self._api = api

    def whispers(self, answer: Answer, user: str) -> list[Block]:
        """The private messages of an answer."""
        return [
            self._drawn(reply.message, answer.reader, user) for reply in answer.replies if isinstance(reply, Whisper)
        ]

    def said(self, text: Text, reader: Reader, user: str) -> Block:
        """One sentence of our own as a private message."""
        return self._drawn(Message(parts=(Paragraph(text),)), reader, user)

    def opens(self, answer: Answer, place: Place, user: str, trigger: str) -> bool:
        """Opens the form of an answer, if there is one; false if Slack did not take it."""
        for form in _forms(answer):
            try:
                self._api.open_form(trigger, self.form(form, answer.reader, place, user))
            except TROUBLES:
                return False
        return True

    def form(self, asked: Form, reader: Reader, place: Place, user: str) -> Block:
        """A modal with a number of its own, so that sending it twice does its work once."""
        state = self._scene.state(asked.carry, token_urlsafe(9), place.channel, user)
        return forms.form(asked, reader, state)

    def in_modal(self, answer: Answer, place: Place, user: str) -> Block | None:
        """A modal that shows the private messages of an answer, if there are any."""
        shown = together([reply.message for reply in answer.replies if isinstance(reply, Whisper)])
        return self.modal(shown, answer.reader, place, user) if shown else None

    def modal(self, shown: Message, reader: Reader, place: Place, user: str) -> Block:
        sealer, title = self._scene.private(user), self._scene.title
        drawn = forms.reading(shown, reader, sealer, title=title, state=place.channel)
        if limits.of_view(drawn):
            return forms.reading(_sorry(), reader, sealer, title=title, state=place.channel)
        return drawn

    def at_response_address(self, url: str, bodies: Iterable[Block]) -> None:
        """Sends private messages after the acknowledgement. Raises Unsure."""
        for body in list(bodies)[:REPLIES]:
            respond(url, body)

    def by_message(self, answer: Answer, words: str, place: Place, account: Account) -> None:
        """Answers a direct message with messages; a form waits behind a button. Raises as the port does."""
        for body in self.whispers(answer, account.user):
            self._post(place, body)
        if list(_forms(answer)):
            self._post(place, self._door(words, answer.reader, account.user))

    def home(self, answer: Answer, user: str) -> None:
        """Shows the answer on the App Home. Raises as the port does."""
        shown = together([reply.message for reply in answer.replies if isinstance(reply, Whisper)])
        if shown:
            sealer = self._scene.private(user)
            drawn = forms.home(shown, answer.reader, sealer)
            view = forms.home(_sorry(), answer.reader, sealer) if limits.of_view(drawn) else drawn
            self._api.call(self._api.client.views_publish, user_id=user, view=view)

    def in_view(self, view: Json, body: Json, answer: Answer, place: Place, user: str) -> None:
        """Answers a click in a modal in its place, and one on the App Home in a modal above it."""
        asked = next((self.form(form, answer.reader, place, user) for form in _forms(answer)), None)
        shown = asked or self.in_modal(answer, place, user)
        if shown and view.get("type") == "modal":
            self._api.call(self._api.client.views_update, view_id=view["id"], view=shown)
        elif shown:
            self._api.open_form(str(body.get("trigger_id")), shown)

    def errors(self, rejected: Reject, reader: Reader, view: Json) -> dict[str, str]:
        """What is wrong beside each input; what belongs to none stands beside the first."""
        names = forms.inputs_of(list(view.get("blocks") or []))
        errors: dict[str, str] = {}
        for name, text in rejected.errors.items():
            where = name if name in names else names[0]
            errors[where] = " ".join(filter(None, [errors.get(where), mrkdwn.words(text, reader)]))
        return errors

    def _post(self, place: Place, body: Block) -> None:
        sent = {name: body[name] for name in ("text", "blocks")}
        self._api.call(self._api.client.chat_postMessage, channel=place.channel, mrkdwn=False, **QUIETLY, **sent)

    def _door(self, words: str, reader: Reader, user: str) -> Block:
        """A button that says the same command again, this time with a trigger for its form."""
        shown = Message(parts=(Paragraph(phrases.OPEN_FORM), Button(phrases.OPEN, words, "primary")))
        return render.message(shown, reader, lambda said: self._scene.said(said, user))

    def _drawn(self, shown: Message, reader: Reader, user: str) -> Block:
        sealer = self._scene.private(user)
        drawn = render.message(shown, reader, sealer)
        return PRIVATELY | (render.message(_sorry(), reader, sealer) if limits.of_message(drawn) else drawn)


QUIETLY: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}


def together(messages: list[Message]) -> Message | None:
    """Several messages as one: a modal and the App Home have no room for more."""
    if len(messages) < 2:
        return messages[0] if messages else None
    titles = [Paragraph(message.title) if number and message.title else None for number, message in enumerate(messages)]
    parts = [
        part
        for title, message in zip(titles, messages, strict=True)
        for part in (*([title] if title else ()), *message.parts)
    ]
    return Message(messages[0].title, tuple(parts), messages[-1].footer)


def _forms(answer: Answer) -> Iterable[Form]:
    return (reply.form for reply in answer.replies if isinstance(reply, Ask))


def _sorry() -> Message:
    return Message(parts=(Paragraph(phrases.TOO_LARGE),))
