"""The stage of a demo: invented people type, press and fill in there, as visitors do, in a past that is played."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import excuses
from bot.assemble import Bot
from bot.chat.events import Account, Click, Command, Place, Submission, Submitted
from bot.chat.replies import Answer, Ask, Reject, Whisper
from bot.chat.text import Reader, Text
from bot.chat.ui import Button, Choice, Form, Paragraph, action, unpack
from bot.domain.people import Person
from bot.domain.walltime import nearest_utc
from storage import Store

PLATFORM = "web"
ENGLISH = Reader("en")
EXCUSES = (excuses.BROKEN, excuses.BUSY, excuses.STALE, excuses.UNKNOWN)


class OutOfTurn(Exception):
    """The bot has not answered as the scene expects."""


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody on the stage: who they are, and their account in the embedded chat."""

    person: Person
    account: Account


class Stage:
    """Plays scenes with a bot. Its clock is set back at first; each `at` moves it on, and what is due is done."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._clock = bot.context.clock
        self.zone = bot.context.network.timezone
        self._today = self._clock.now().astimezone(ZoneInfo(self.zone)).date()
        with bot.context.database.reading() as store:
            users = {person: user for user, person in store.accounts.on(PLATFORM).items()}
        people = [person for person in bot.context.roster.now().directory.people if person.is_active]
        self.everybody = [Player(each, _account(each, users)) for each in people]
        self._by_handle = {player.account.user: player for player in self.everybody}

    def __contains__(self, handle: str) -> bool:
        return handle in self._by_handle

    @property
    def coordinator(self) -> Player:
        """The first of the coordinators."""
        return next(player for player in self.everybody if player.person.is_coordinator)

    def player(self, handle: str) -> Player:
        """Who writes from this address, the part before the @."""
        return self._by_handle[handle]

    def reading(self) -> AbstractContextManager[Store]:
        """What has become of it so far."""
        return self._bot.context.database.reading()

    def wall(self, days: int, hour: int) -> datetime:
        """What the clock on the wall of the network shows so many days after today, at this hour."""
        return datetime.combine(self._today + timedelta(days=days), time(hour))

    def moment(self, days: int, hour: int) -> datetime:
        return nearest_utc(self.wall(days, hour), self.zone)

    def set_back_to(self, days: int, hour: int) -> None:
        self._clock.begin_at(self.moment(days, hour))

    def at(self, days: int, hour: int, minute: int = 1) -> None:
        """Moves on to this moment, a minute after the full hour so that what is due then is done."""
        self._move(self.moment(days, hour) + timedelta(minutes=minute))

    def come_to_the_present(self) -> None:
        self._move(self._clock.real())

    def _move(self, moment: datetime) -> None:
        self._clock.move_to(min(moment, self._clock.real()))
        self._bot.dispatcher.tick("plan")

    def type(self, who: Player, words: str, channel: str = "general") -> Answer:
        return self._checked(
            self._bot.dispatcher.hear(Command(words, who.account, Place(PLATFORM, channel), self._clock.now()))
        )

    def click(self, who: Player, name: str, **arguments: object) -> Answer:
        """Presses a button of a card that stands in a channel."""
        return self._click(who, action(name, **arguments))

    def press(self, who: Player, shown: Answer, name: str) -> Answer:
        """Presses the button of this name in an answer."""
        packed = next((button.action for button in _buttons(shown) if unpack(button.action)[0] == name), None)
        if packed is None:
            raise OutOfTurn(f"there is no button {name}")
        return self._click(who, packed)

    def fill(self, who: Player, asked: Answer, values: Mapping[str, Submitted]) -> Answer:
        """Fills in the form that an answer has opened; what is not named stays empty."""
        return self.submit(who, form_of(asked).carry, values)

    def submit(
        self, who: Player, carry: str, values: Mapping[str, Submitted], channel: str = "announcements"
    ) -> Answer:
        """Sends a form that somebody has open."""
        place = Place(PLATFORM, channel)
        return self._checked(
            self._bot.dispatcher.hear(Submission(carry, values, who.account, place, self._clock.now()))
        )

    def _click(self, who: Player, packed: str) -> Answer:
        place = Place(PLATFORM, "announcements")
        return self._checked(self._bot.dispatcher.hear(Click(packed, who.account, place, self._clock.now())))

    @staticmethod
    def _checked(answer: Answer) -> Answer:
        for reply in answer.replies:
            if isinstance(reply, Reject):
                wrong = {field: text.plain(ENGLISH) for field, text in reply.errors.items()}
                raise OutOfTurn(f"the form was refused: {wrong}")
            if isinstance(reply, Whisper) and any(_says(reply, excuse) for excuse in EXCUSES):
                raise OutOfTurn("the bot excused itself")
        return answer


def form_of(answer: Answer) -> Form:
    """The form that an answer opens."""
    for reply in answer.replies:
        if isinstance(reply, Ask):
            return reply.form
    raise OutOfTurn("no form was opened")


def option(form: Form, field: str, label: str) -> str:
    """The value of the option that reads so."""
    for each in form.inputs:
        if isinstance(each, Choice) and each.name == field:
            return next(one.value for one in each.options if one.label.plain(ENGLISH).endswith(label))
    raise OutOfTurn(f"there is no choice {field}")


def _buttons(answer: Answer) -> Iterator[Button]:
    for reply in answer.replies:
        if isinstance(reply, Whisper):
            yield from (part for part in reply.message.parts if isinstance(part, Button))


def _says(reply: Whisper, excuse: Text) -> bool:
    return any(isinstance(part, Paragraph) and part.text.en == excuse.en for part in reply.message.parts)


def _account(person: Person, users: dict[str, str]) -> Account:
    return Account(PLATFORM, users.get(person.id, person.id), person.name, person.email)
