"""Tracking codes: half of it drawn by the bot, half of the voter's choosing, so that no two voters share a line."""

import re
import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that look alike
DRAWN = 8
SHORTEST, LONGEST = 3, 12
OURS = re.compile(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}")


class CodeUnfit(Exception):
    """The voter's half must have 3 to 12 letters or digits."""


def drawn() -> str:
    """The bot's half, which is unique: `K7QM-2XPD`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(DRAWN))
    return f"{letters[:4]}-{letters[4:]}"


def is_drawn(half: str) -> bool:
    """Whether this looks like the bot's half."""
    return OURS.fullmatch(half) is not None


def tracking_code(half: str, ours: str = "") -> str:
    """The code around the voter's half: `K7QM-2XPD-TURM`; the bot's half is drawn now if it was not before. Raises
    CodeUnfit.

    The bot's half is unique, so that a voter finds one line; the voter's half keeps the bot from giving two voters who
    choose alike the same code (Küsters, Truderung, Vogt 2012: clash attacks).
    """
    theirs = normal_half(half)
    return f"{ours or drawn()}-{theirs}"


def normal_half(half: str) -> str:
    """The voter's half as it stands in the code: without spaces, in capitals. Raises CodeUnfit."""
    short = "".join(unicodedata.normalize("NFC", half).split()).upper()
    if not SHORTEST <= len(short) <= LONGEST or not short.isalnum():
        raise CodeUnfit
    return short
