"""Makes what people type harmless for storage and display, and changes nothing that they meant."""

import re
import unicodedata

# Controls (but not the line break and the tab), lone surrogates, and the signs that override the direction of
# everything around them. Marks that languages need to be written right to left stay.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def clean(text: str) -> str:
    """The text in composed form (NFC) without control characters; lines end with a line feed."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def clean_command(words: str) -> str:
    """One line of words; typographic quotes, which phones put in by themselves, are plain ones."""
    return " ".join(clean(words).translate(QUOTES).split())
