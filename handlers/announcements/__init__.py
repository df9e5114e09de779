"""Announcements: written by coordinators, looked at first, posted at once or at a date, changed and taken back."""
