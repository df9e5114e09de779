"""Meetings: planned by coordinators, answered by everybody, remembered by the bot."""
