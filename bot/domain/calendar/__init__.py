"""Meetings as calendar files (RFC 5545), for a download and for a subscription."""

from bot.domain.calendar.event import Entry, Privacy, Status, event
from bot.domain.calendar.feed import calendar, etag
from bot.domain.calendar.vtimezone import vtimezone

__all__ = ["Entry", "Privacy", "Status", "calendar", "etag", "event", "vtimezone"]
