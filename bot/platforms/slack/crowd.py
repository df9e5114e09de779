"""Who is in the workspace: read page by page in the background, so that no request waits for it."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass

from bot.chat.events import Account
from bot.platforms.port import Refused, TooFast, Unsure
from bot.platforms.slack.api import Api, next_cursor
from bot.platforms.slack.parse import PLATFORM, Json, part

PAGE = 200
FRESH = 3600.0  # seconds until everybody is read again
AGAIN = 60.0  # seconds until a reading that failed is repeated
PATIENCE = 1.0  # seconds that a request waits for somebody whom we have not seen yet

Met = Callable[[Sequence[Account]], object]


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of a user; `is_person` is false for bots and for those who have left."""

    account: Account
    handle: str
    is_person: bool


class Crowd:
    """All users by id. `met` is told of those who were read, so that the bot can write to them before they speak."""

    def __init__(self, api: Api, aside: Executor, met: Met, pause: Callable[[float], object] = time.sleep) -> None:
        self._api = api
        self._aside = aside
        self._met = met
        self._pause = pause
        self._team: tuple[str, ...] = ()
        self._profiles: dict[str, Profile] = {}
        self._asked: dict[str, Future[Profile | None]] = {}
        self._lock = threading.Lock()

    def account(self, user: str) -> Account:
        """Who somebody is, as far as that is known within PATIENCE."""
        known = self._profiles.get(user)
        if known is None:
            try:
                known = self._ask(user).result(PATIENCE)
            except TimeoutError:
                known = None
        return known.account if known else Account(PLATFORM, user)

    def handle(self, user: str) -> str:
        """What somebody is called after an @."""
        known = self._profiles.get(user)
        return known.handle if known else user

    def learn(self, user: Json) -> Profile:
        """Takes over what Slack says of a user."""
        with suppress(Unsure, TooFast, Refused):
            self._know_our_team()
        profile = profile_of(user, self._team)
        self._profiles[profile.account.user] = profile
        return profile

    def refresh(self) -> int:
        """Reads everybody anew; returns how many. Raises as the port does."""
        self._know_our_team()
        people = [self.learn(user) for page in self._pages() for user in page]
        self._met([profile.account for profile in people if profile.is_person])
        return len(people)

    def _know_our_team(self) -> None:
        if not self._team:
            who = self._api.call(self._api.client.auth_test)
            self._team = tuple(str(who[name]) for name in ("team_id", "enterprise_id") if who.get(name))

    def _pages(self) -> Iterator[Sequence[Json]]:
        cursor = ""
        while True:
            page = self._page(cursor)
            yield page["members"]
            cursor = next_cursor(page)
            if not cursor:
                return

    def _page(self, cursor: str) -> Json:
        """Waits as often as Slack wants it: twenty pages a minute are not enough for a large workspace at once."""
        while True:
            try:
                return self._api.call(
                    self._api.client.users_list, limit=PAGE, cursor=cursor or None, include_locale=True
                )
            except TooFast as wait:
                self._pause(wait.seconds)

    def _ask(self, user: str) -> Future[Profile | None]:
        """Looks one user up aside, once however many ask at the same time."""
        with self._lock:
            if user not in self._asked:
                self._asked[user] = self._aside.submit(self._look_up, user)
            return self._asked[user]

    def _look_up(self, user: str) -> Profile | None:
        try:
            return self.learn(self._api.call(self._api.client.users_info, user=user, include_locale=True)["user"])
        except (Unsure, TooFast, Refused):
            return None
        finally:
            with self._lock:
                self._asked.pop(user, None)


def profile_of(user: Json, team: Sequence[str]) -> Profile:
    """A user of Slack; only our own workspace vouches for an e-mail address, and only for a confirmed one."""
    profile = part(user, "profile")
    ours = bool(team) and not user.get("is_stranger") and user.get("team_id", team[0]) in team
    vouched = ours and user.get("is_email_confirmed", True)
    account = Account(
        PLATFORM,
        str(user["id"]),
        str(profile.get("real_name") or user.get("real_name") or user.get("name") or ""),
        str(profile.get("email") or "") if vouched else "",
        str(user.get("locale") or ""),
        str(user.get("tz") or ""),
    )
    is_person = not user.get("deleted") and not user.get("is_bot") and account.user != "USLACKBOT"
    return Profile(account, str(user.get("name") or user["id"]), is_person)
