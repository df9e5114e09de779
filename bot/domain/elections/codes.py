"""Tracking codes: half of it drawn by the bot, half of the voter's choosing, so that no two voters share a line."""

import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that look alike
DRAWN = 8
SHORTEST, LONGEST = 3, 12


class CodeUnfit(Exception):
    """The voter's half must have 3 to 12 letters or digits."""


def tracking_code(half: str) -> str:
    """A fresh code around the voter's half: `K7QM-2XPD-TURM`. Raises CodeUnfit.

    The bot's half is unique, so that a voter finds one line; the voter's half keeps the bot from giving two voters who
    choose alike the same code (Küsters, Truderung, Vogt 2012: clash attacks).
    """
    theirs = normal_half(half)
    ours = "".join(secrets.choice(LETTERS) for _ in range(DRAWN))
    return f"{ours[:4]}-{ours[4:]}-{theirs}"


def normal_half(half: str) -> str:
    """The voter's half as it stands in the code: without spaces, in capitals. Raises CodeUnfit."""
    short = "".join(unicodedata.normalize("NFC", half).split()).upper()
    if not SHORTEST <= len(short) <= LONGEST or not short.isalnum():
        raise CodeUnfit
    return short
