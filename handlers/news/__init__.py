"""News of the committees: what feeds and announcements say, and how it reaches whoever wants to hear of it."""
