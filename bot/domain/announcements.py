"""Announcements: what is written, where and when it appears, to whom it goes directly, and what becomes of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.people import Person, Role
from bot.domain.walltime import nearest_utc, to_utc

FARTHEST = timedelta(days=366)  # ahead: a later year is a slip of the finger
TOO_LATE = timedelta(hours=12)  # a moment that was missed by more is no longer what the author meant
LEADING = (Role.LEADER, Role.DEPUTY)


class Audience(StrEnum):
    """To whom an announcement is written directly, besides its channels."""

    NOBODY = "nobody"
    EVERYBODY = "everybody"
    LEADERS = "leaders"
    GROUP = "group"
    UNANSWERED = "unanswered"  # those without an answer to a meeting


class Stage(StrEnum):
    """How far an announcement has come. Only coordinators know of a DRAFT and of what is SCHEDULED."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


class AnnouncementError(Exception):
    """A wish about an announcement that cannot be fulfilled."""


class NoSuchAnnouncement(AnnouncementError):
    """There is no announcement with this number, or it was discarded."""


class AnnouncementChanged(AnnouncementError):
    """Somebody has changed it, or it has gone out, since it was looked at."""


class AnnouncementWithdrawn(AnnouncementError):
    """It was taken back, so that nothing can be changed any more."""


class AnnouncementOut(AnnouncementError):
    """It was posted already."""


class MomentPassed(AnnouncementError):
    """Nothing can be posted at a moment that has gone."""


class MomentTooFar(AnnouncementError):
    """Nothing can be scheduled for a time so far ahead."""


class NobodyAddressed(AnnouncementError):
    """It would appear in no channel, and nobody would be told."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something to say to the network. `channels` are names of the settings, each with a platform.

    `wall` is a wall-clock time in the author's `zone`, None for at once. `group` and `meeting` say more of the
    `audience`. `revision` counts what readers have to notice.
    """

    id: int
    title: str
    text: str
    committee: int | None = None
    topic: str = ""
    call: int | None = None
    channels: tuple[str, ...] = ()
    wall: datetime | None = None
    zone: str = "UTC"
    audience: Audience = Audience.NOBODY
    group: str = ""
    meeting: int | None = None
    urgent: bool = False
    author: str | None = None
    stage: Stage = Stage.DRAFT
    revision: int = 1
    posted: datetime | None = None
    edited: datetime | None = None
    withdrawn_by: str | None = None
    reason: str = ""
    changed: datetime | None = None
    watched: bool = False

    @property
    def due(self) -> datetime | None:
        """The instant at which it appears, in UTC; None for at once."""
        return nearest_utc(self.wall, self.zone) if self.wall else None

    @property
    def is_out(self) -> bool:
        return self.stage in (Stage.POSTED, Stage.WITHDRAWN)


def version(found: Announcement) -> str:
    """Names the state, so that a form or a button can tell whether it is still the one that was shown."""
    return found.changed.isoformat() if found.changed else ""


def expect_unchanged(found: Announcement, seen: str) -> None:
    """Raises AnnouncementChanged unless this is the version that was seen."""
    if seen != version(found):
        raise AnnouncementChanged


def expect_standing(found: Announcement) -> None:
    """Raises AnnouncementWithdrawn."""
    if found.stage is Stage.WITHDRAWN:
        raise AnnouncementWithdrawn


def expect_unposted(found: Announcement) -> None:
    """Raises AnnouncementOut or AnnouncementWithdrawn if people may have read it."""
    expect_standing(found)
    if found.is_out:
        raise AnnouncementOut


def checked(wanted: Announcement, *, now: datetime) -> Announcement:
    """The announcement itself, if it can go out.

    Raises NobodyAddressed, MomentPassed, MomentTooFar, WallTimeMissing or WallTimeTwice.
    """
    if not wanted.channels and wanted.audience is Audience.NOBODY:
        raise NobodyAddressed
    if wanted.wall is not None:
        due = to_utc(wanted.wall, wanted.zone)
        if due <= now:
            raise MomentPassed
        if due - now > FARTHEST:
            raise MomentTooFar
    return wanted


def schedule(draft: Announcement, *, now: datetime) -> Announcement:
    """The announcement with its moment fixed. Raises as `checked` and `expect_unposted` do."""
    expect_unposted(draft)
    return replace(checked(draft, now=now), stage=Stage.SCHEDULED, changed=now)


def post(found: Announcement, *, now: datetime) -> Announcement:
    """The announcement made public. Raises NobodyAddressed, AnnouncementOut or AnnouncementWithdrawn."""
    expect_unposted(found)
    checked(replace(found, wall=None), now=now)
    return replace(found, stage=Stage.POSTED, posted=now, changed=now, watched=True)


def missed(found: Announcement, *, now: datetime) -> Announcement:
    """A draft once more, whose moment went by while nobody could post it."""
    return replace(found, stage=Stage.DRAFT, wall=None, changed=now)


def is_missed(found: Announcement, now: datetime) -> bool:
    """Whether its moment was so long ago that somebody should decide anew."""
    return found.due is not None and now - found.due > TOO_LATE


def edit(before: Announcement, after: Announcement, *, now: datetime) -> Announcement:
    """The announcement with other words. Its posts are changed in place and say so.

    Raises AnnouncementWithdrawn; before it is posted also as `checked` does.
    """
    expect_standing(before)
    if not before.is_out:
        checked(after, now=now)
        return replace(after, changed=now)
    told = (before.title, before.text) != (after.title, after.text)
    edited = now if told else before.edited
    return replace(after, revision=before.revision + told, edited=edited, changed=now, watched=True)


def withdraw(found: Announcement, by: str, reason: str, *, now: datetime) -> Announcement:
    """The announcement taken back. Raises AnnouncementWithdrawn; of one that is not out, NoSuchAnnouncement."""
    expect_standing(found)
    if not found.is_out:
        raise NoSuchAnnouncement
    return replace(
        found, stage=Stage.WITHDRAWN, withdrawn_by=by, reason=reason, revision=found.revision + 1, changed=now,
        watched=True,
    )  # fmt: skip


def addressed(found: Announcement, people: Iterable[Person], answered: Collection[str] = ()) -> list[Person]:
    """The active people to whom it is written directly; `answered` are those who have answered its meeting."""
    active = [person for person in people if person.is_active]
    match found.audience:
        case Audience.NOBODY:
            return []
        case Audience.EVERYBODY:
            return active
        case Audience.LEADERS:
            return [person for person in active if person.role in LEADING]
        case Audience.GROUP:
            return [person for person in active if person.group == found.group]
        case Audience.UNANSWERED:
            return [person for person in active if person.id not in answered]
