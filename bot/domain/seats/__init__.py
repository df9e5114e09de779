"""The seats of one meeting: who has one, who is offered one, who waits, and what they must be told."""

from bot.domain.seats.changes import (
    Change,
    ModeNotOffered,
    PartyTooLarge,
    accept,
    answer,
    decline,
    expire,
    set_capacity,
    withdraw,
)
from bot.domain.seats.events import (
    Called,
    Event,
    Noted,
    OfferDeclined,
    Offered,
    OfferExpired,
    Promoted,
    Queued,
    Seated,
    Unlisted,
    Withdrawn,
)
from bot.domain.seats.granting import LAST_DAY, offer_until
from bot.domain.seats.places import MODES, Place, Seating, State, chain

__all__ = [
    "LAST_DAY",
    "MODES",
    "Called",
    "Change",
    "Event",
    "ModeNotOffered",
    "Noted",
    "OfferDeclined",
    "OfferExpired",
    "Offered",
    "PartyTooLarge",
    "Place",
    "Promoted",
    "Queued",
    "Seated",
    "Seating",
    "State",
    "Unlisted",
    "Withdrawn",
    "accept",
    "answer",
    "chain",
    "decline",
    "expire",
    "offer_until",
    "set_capacity",
    "withdraw",
]
