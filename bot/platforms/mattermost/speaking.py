"""What people say to the bot on Mattermost, and what goes back to them at once, by the paths that do not leak.

A slash command is answered in its own response; a click with text in its response, or with a direct message where the
answer has buttons; a form with a direct message. Nothing relies on changing what only one person sees.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from secrets import token_urlsafe

from bot.chat.events import Account, Command, Event, Place
from bot.chat.replies import Answer, Ask, Reject, Whisper
from bot.chat.text import LANGUAGES, Reader, Text
from bot.chat.ui import Button, Form, Message, Paragraph
from bot.logs import log
from bot.platforms.mattermost import forms, parse, phrases, render
from bot.platforms.mattermost.markdown import markdown
from bot.platforms.mattermost.parse import ASKED, FORM, PLATFORM, PRIVATE, WORDS, Filled, Pressed, Slash
from bot.platforms.mattermost.registration import Registration
from bot.platforms.mattermost.render import Drawn, Json
from bot.platforms.mattermost.scene import Scene
from bot.platforms.port import Hear, Refused, TooFast, Unsure
from bot.platforms.seal import Broken, Expired

LONGEST_WORDS = 300  # characters of a command that a button can give once more
NO_PARSING = {"skip_slack_parsing": True}  # else what looks like Slack's markup would be rewritten


class Speaking:
    """Events that the bot hears, and its immediate answers."""

    def __init__(self, scene: Scene, registration: Registration) -> None:
        self._scene = scene
        self._registration = registration
        self.hear: Hear | None = None

    def command(self, slash: Slash) -> Json | None:
        """The answer to a slash command; None if nobody who knows the token has sent it."""
        if not self._registration.knows(slash.team, slash.token):
            return None
        account = self._scene.people.account(slash.user)
        answer = self._heard(slash.command(account, self._scene.now()))
        shown = [self._scene.drawn(message, answer.reader, slash.user) for message in _whispers(answer)]
        failed = self._open_all(answer, slash.trigger, slash.user, slash.place)
        shown += [Drawn(markdown(text, answer.reader)) for text in failed]
        if not shown:
            return {}
        first, *others = (_ephemeral(drawn) for drawn in shown)
        return first | ({"extra_responses": others} if others else {})

    def action(self, pressed: Pressed) -> Json:
        """The answer to a click."""
        account = self._scene.people.account(pressed.user)
        try:
            event = parse.click(pressed, account, self._scene.now(), self._scene.seal)
        except (Broken, Expired) as error:
            return _private(markdown(_refusal("click", pressed.user, error), _reader(account)))
        answer = self._heard(event)
        texts = [
            markdown(text, answer.reader)
            for text in self._open_all(answer, pressed.trigger, pressed.user, pressed.place)
        ]
        for message in _whispers(answer):
            drawn = self._scene.drawn(message, answer.reader, pressed.user)
            if drawn.has_controls and self._tell(pressed.user, drawn):
                if self._scene.conversation(pressed.user) != pressed.channel:
                    texts.append(markdown(phrases.SENT_DIRECTLY, answer.reader))
            else:
                texts.append(render.inline(message, answer.reader))
        return _private("\n\n".join(texts)) if texts else {}

    def dialog(self, filled: Filled) -> Json:
        """The answer to a form: nothing, or errors beside its inputs, which keep it open."""
        account = self._scene.people.account(filled.user)
        try:
            event = parse.submission(filled, account, self._scene.now(), self._scene.seal)
        except (Broken, Expired) as error:
            return {"error": _refusal("form", filled.user, error).plain(_reader(account))}
        answer = self._heard(event)
        for reply in answer.replies:
            if isinstance(reply, Reject):
                return _errors(reply, answer.reader, filled.values)
        for message in _whispers(answer):
            self._tell(filled.user, self._scene.drawn(message, answer.reader, filled.user))
        return {}

    def said(self, user: str, channel: str, words: str) -> None:
        """Answers a direct message to the bot: the same commands, without the slash."""
        account = self._scene.people.account(user)
        answer = self._heard(Command(words, account, Place(PLATFORM, channel, alone=True), self._scene.now()))
        for reply in answer.replies:
            if isinstance(reply, Whisper):
                self._tell(user, self._scene.drawn(reply.message, answer.reader, user))
            elif isinstance(reply, Ask):
                self._tell(user, self._waiting(reply.form, answer.reader, user, words))

    def _heard(self, event: Event) -> Answer:
        if self.hear is None:
            return Answer((Whisper(Message(parts=(Paragraph(phrases.NOT_YET),))),), Reader())
        return self.hear(event)

    def _open_all(self, answer: Answer, trigger: str, user: str, place: Place) -> list[Text]:
        """Opens the forms of an answer; says what to do about those that did not open."""
        asked = [reply.form for reply in answer.replies if isinstance(reply, Ask)]
        return [phrases.AGAIN for form in asked if not self._open(form, answer.reader, trigger, user, place)]

    def _open(self, form: Form, reader: Reader, trigger: str, user: str, place: Place) -> bool:
        # The number of this very form, so that sending it twice does its work once. Where it was asked for stands in
        # the state, because what the client says of that later may be anything.
        content = f"{token_urlsafe(9)} {parse.place_in_state(place)} {form.carry}"
        state = self._scene.seal.close(content, FORM, user, lasts=ASKED)
        dialog = forms.dialog(form, reader, state, self._scene.features())
        try:
            self._scene.gateway.open_dialog(trigger, self._scene.addresses.dialog, dialog)
        except (Refused, TooFast, Unsure) as error:
            log.warning("form_not_opened", platform=PLATFORM, reason=str(error))
            return False
        return True

    def _waiting(self, form: Form, reader: Reader, user: str, words: str) -> Drawn:
        """A form opens only after a click, so a message has a button that gives the command once more."""
        message = Message(
            parts=(Paragraph(phrases.FORM_WAITS.format(title=form.title)), Button(phrases.OPEN_FORM, words, "primary"))
        )
        sealer = partial(self._scene.seal.close, purpose=WORDS, person=user, lasts=PRIVATE)
        return render.message(message, reader, lambda each: sealer(each[:LONGEST_WORDS]), self._scene.addresses.action)

    def _tell(self, user: str, drawn: Drawn) -> bool:
        """Posts an immediate answer into the conversation with its person. Nothing is owed here."""
        try:
            channel = self._scene.conversation(user)
            props = {"attachments": drawn.attachments} if drawn.attachments else {}
            self._scene.gateway.post({"channel_id": channel, "message": drawn.text, "props": props})
        except (Refused, TooFast, Unsure) as error:
            log.warning("answer_not_sent", platform=PLATFORM, reason=str(error))
            return False
        return True


def _whispers(answer: Answer) -> Sequence[Message]:
    return [reply.message for reply in answer.replies if isinstance(reply, Whisper)]


def _ephemeral(drawn: Drawn) -> Json:
    """Attachments stand at the top: among the props they would show their contexts to whoever typed the command."""
    attachments = {"attachments": drawn.attachments} if drawn.attachments else {}
    return {"response_type": "ephemeral", "text": drawn.text, **attachments, **NO_PARSING}


def _private(text: str) -> Json:
    return {"ephemeral_text": text, **NO_PARSING}


def _errors(rejected: Reject, reader: Reader, values: Mapping[str, object]) -> Json:
    errors = parse.beside({name: text.plain(reader) for name, text in rejected.errors.items()}, values)
    shown = {name: text for name, text in errors.items() if name in values}
    return {"errors": shown} if shown else {"error": " ".join(errors.values())}


def _refusal(kind: str, user: str, error: Broken | Expired) -> Text:
    """Words for whoever holds something forged, foreign or old, and a line for whoever guards the server."""
    expired = isinstance(error, Expired)
    log.warning("seal_refused", platform=PLATFORM, kind=kind, user=user, why="expired" if expired else "forged")
    return phrases.EXPIRED if expired else phrases.BROKEN


def _reader(account: Account) -> Reader:
    language = account.language[:2]
    return Reader(language if language in LANGUAGES else "en")
