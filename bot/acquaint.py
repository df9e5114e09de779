"""Links accounts with people before they have ever spoken, so that the bot can write to them."""

import threading
from collections.abc import Iterable, Mapping, Sequence

from bot.chat.events import Account
from bot.context import Context


class Acquaint:
    """Remembers who is on the platforms; whoever comes into the directory later is found among them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._met: dict[tuple[str, str], Account] = {}
        self._versions: Mapping[str, int] = {}
        self._lock = threading.Lock()

    def __call__(self, accounts: Sequence[Account]) -> int:
        """Links each account whose e-mail address, for which its platform vouches, is that of one person.

        Returns how many are new; accounts that belong to somebody already stay theirs.
        """
        with self._lock:
            self._met |= {(account.platform, account.user): account for account in accounts}
            return self._link(accounts)

    def again(self) -> int:
        """Does so for all accounts if the directory has changed meanwhile; returns how many are new."""
        with self._lock:
            versions = self._context.roster.now().versions
            if versions == self._versions:
                return 0
            found = self._link(self._met.values())
            self._versions = versions  # not before: if the database is busy, the next look tries again
            return found

    def _link(self, accounts: Iterable[Account]) -> int:
        known = {person.email.casefold() for person in self._context.roster.now().directory.people if person.email}
        found = [account for account in accounts if account.email.casefold() in known]
        if not found:
            return 0
        with self._context.database.reading() as store:
            linked = {(name, user) for name in {each.platform for each in found} for user in store.accounts.on(name)}
        new = [account for account in found if (account.platform, account.user) not in linked]
        if not new:
            return 0
        at = self._context.clock.real()
        with self._context.database.transaction(alone=True) as store:
            return sum(bool(store.accounts.match(each.platform, each.user, each.email, at)) for each in new)
