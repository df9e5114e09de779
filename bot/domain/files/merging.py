"""The directory after an import: nothing is deleted, own edits stay, and references follow what is renamed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.files.comparing import Kept, compare
from bot.domain.files.sheets import GROUPS, PEOPLE, SITES, TOPICS, Sheet
from bot.domain.people import Directory, DirectoryError, Person, Role


class TooManyLeavers(DirectoryError):
    """An import in which suspiciously many people are missing; counts the active people of before."""

    def __init__(self, leaving: int, active: int):
        super().__init__(f"{leaving} of {active} active people are missing and would become alumni")
        self.leaving = leaving
        self.active = active


def merge(
    old: Directory, new: Directory, kept: Kept | None = None, *, today: date, allow_leavers: bool = False
) -> Directory:
    """The directory to store when `new` is imported into `old`: the entries of `new`, then those that stay of `old`.

    Active people who are not in `new` become alumni who left `today`; groups, topics and sites stay. Raises
    TooManyLeavers when more than a fifth of the active people would leave, unless `allow_leavers`.
    """
    changes = compare(old, new, kept)
    if changes.too_many_leave and not allow_leavers:
        raise TooManyLeavers(len(changes.left), changes.active)
    before = {person.id: person for person in old.people}
    leaving = frozenset(changes.left)
    told = [_with_own(person, before.get(person.id), changes.kept.get(person.id, ())) for person in new.people]
    stay = [_departed(person, today) if person.id in leaving else person for person in _staying(PEOPLE, old, new)]
    merged = Directory(
        people=(*told, *stay),
        groups=(*new.groups, *_staying(GROUPS, old, new)),
        topics=(*new.topics, *_staying(TOPICS, old, new)),
        sites=(*new.sites, *_staying(SITES, old, new)),
    )
    return _with_references_following(merged, old, new)


def _staying(sheet: Sheet, old: Directory, new: Directory) -> list[Any]:
    listed = {sheet.key(entry) for entry in sheet.entries(new)}
    return [entry for entry in sheet.entries(old) if sheet.key(entry) not in listed]


def _with_own(person: Person, before: Person | None, own: Iterable[str]) -> Person:
    """The person as imported, with their own edits and with the settings that no file holds."""
    if before is None:
        return person
    settings = ("visibility", "language", "zone", "reminders", "hours", "weekends")
    return replace(person, **{name: getattr(before, name) for name in (*settings, *own)})


def _departed(person: Person, today: date) -> Person:
    # Somebody announced for next month who never comes leaves on the day of joining, not before it.
    return replace(person, role=Role.ALUMNI, left=max(today, person.joined or today))


def _with_references_following(merged: Directory, old: Directory, new: Directory) -> Directory:
    """People follow their group to its new acronym, groups their leader to the new e-mail address.

    Otherwise a file of people alone, or an address kept by its owner, would leave the group with a leader unknown.
    """
    acronyms = _renamed(GROUPS, "acronym", merged, old.groups)
    emails = _renamed(PEOPLE, "email", merged, (*old.people, *new.people))
    return replace(
        merged,
        people=tuple(_moved(person, "group", acronyms) for person in merged.people),
        groups=tuple(_moved(group, "lead", emails) for group in merged.groups),
    )


def _renamed(sheet: Sheet, name: str, merged: Directory, earlier: Iterable[Any]) -> dict[str, str]:
    """Names that nobody has any more, casefolded, with what the entry that had them is called now."""
    now = {sheet.key(entry): getattr(entry, name) for entry in sheet.entries(merged)}
    in_use = {current.casefold() for current in now.values()}
    gone = [(getattr(entry, name).casefold(), now[sheet.key(entry)]) for entry in earlier]
    return {was: current for was, current in gone if was and current and was not in in_use}


def _moved(entry: Any, name: str, renamed: dict[str, str]) -> Any:
    current = renamed.get(getattr(entry, name).casefold())
    return replace(entry, **{name: current}) if current else entry
