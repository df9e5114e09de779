"""The dates of series as meetings: made a year ahead, and kept in step with their rule until somebody changes them."""

from dataclasses import replace
from datetime import datetime

from bot.domain.meetings import Meeting, Stage
from bot.domain.reminders import Audience, Rung
from bot.domain.series import (
    SOON,
    Series,
    announcement,
    is_untouched,
    moments,
    month_of,
    proposed,
    year_ahead,
)
from storage import Store


def fill(store: Store, series: Series, region: str, now: datetime) -> None:
    """Makes the dates of the coming year that are not there yet; one in a month, whatever became of it. Public holidays
    are the region's.
    """
    taken = {month_of(one.slot) for one in store.meetings.of_series(series.id) if one.slot}
    for found in year_ahead(series, now, region):
        if month_of(found.wall) not in taken:
            made = store.meetings.add(proposed(series, found))
            store.seats.set_capacity(made.id, series.capacity(found), now=now)
            store.meetings.set_rungs(made.id, _at_the_earliest(moments(made, series.announce_days), now))


def follow_rule(store: Store, series: Series, region: str, now: datetime) -> None:
    """Gives the untouched dates to come what a changed series says, and makes those that are missing."""
    wanted = {month_of(found.wall): found for found in year_ahead(series, now, region)}
    for found_before in store.meetings.of_series(series.id):
        before = store.meetings.lock(found_before.id)  # somebody may announce it at this very moment
        if before.slot is None or before.starts <= now or before.cancelled is not None:
            continue
        if not is_untouched(before):
            follow_date(store, before)
            continue
        found = wanted.get(month_of(before.slot))
        if found is None:
            store.meetings.discard(before.id)
            continue
        after = replace(proposed(series, found), id=before.id)
        store.meetings.save(after)
        store.seats.set_capacity(after.id, series.capacity(found), now=now)
        # Who has been asked about the same date is not asked again: the message is sent once for each date.
        rungs = _at_the_earliest(moments(after, series.announce_days), now)
        store.meetings.set_rungs(after.id, rungs, anew=True)
    fill(store, series, region, now)


def follow_date(store: Store, meeting: Meeting) -> None:
    """Lets the announcement of a date that was moved follow it, and the question, unless it was asked already."""
    if meeting.series is None or meeting.stage not in (Stage.PROPOSED, Stage.CONFIRMED):
        return
    days = store.series.get(meeting.series).announce_days
    store.meetings.forget_rungs(meeting.id, Audience.ANNOUNCE)  # the new day is announced though the old one was due
    store.meetings.set_rungs(meeting.id, moments(meeting, days))


def drop(store: Store, meeting: Meeting, now: datetime) -> None:
    """Takes back a meeting that was not announced; of a date of a series it is remembered, or it would come again."""
    if meeting.series is None:
        store.meetings.discard(meeting.id)
        return
    store.meetings.save(replace(meeting, cancelled="", changed=now))
    store.meetings.set_rungs(meeting.id, (), anew=True)


def public_at(store: Store, meeting: Meeting) -> datetime | None:
    """When a date of a series is announced; None of a meeting that belongs to none."""
    if meeting.series is None:
        return None
    return announcement(meeting, store.series.get(meeting.series).announce_days)


def _at_the_earliest(rungs: list[Rung], now: datetime) -> list[Rung]:
    return [replace(rung, due=max(rung.due, now + SOON)) for rung in rungs]
