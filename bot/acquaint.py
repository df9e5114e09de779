"""Links accounts with people before they have ever spoken, so that the bot can write to them."""

from collections.abc import Sequence

from bot.chat.events import Account
from bot.context import Context


def acquaint(context: Context, accounts: Sequence[Account]) -> int:
    """Links each account whose e-mail address, for which its platform vouches, is that of one person; returns how many.

    Accounts that belong to somebody already stay theirs.
    """
    known = {person.email.casefold() for person in context.roster.now().directory.people if person.email}
    found = [account for account in accounts if account.email.casefold() in known]
    if not found:
        return 0
    with context.database.reading() as store:
        linked = store.accounts.on(found[0].platform)
    new = [account for account in found if account.user not in linked]
    if not new:
        return 0
    at = context.clock.real()
    with context.database.transaction(alone=True) as store:
        return sum(bool(store.accounts.match(each.platform, each.user, each.email, at)) for each in new)
