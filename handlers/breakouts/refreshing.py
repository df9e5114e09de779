"""The posts of breakout rooms follow what happens to their meeting: who comes, when it is, whether it takes place."""

from bot.chat.replies import card
from bot.domain.breakouts.session import Stage
from storage import Store


def refresh_rooms(store: Store, meeting: int) -> None:
    """Marks the posts about the breakout rooms of a meeting as stale, if there are any."""
    session = store.breakouts.find(meeting)
    if session is None or session.stage is Stage.DRAFT:
        return
    store.outbox.refresh(card("breakouts.card", meeting=meeting).packed)
    if session.stage is Stage.PUBLISHED:
        for room in session.rooms:
            store.outbox.refresh(card("breakouts.room", room=room.id).packed)
