"""How words are written: case and marks folded, umlauts both ways, and the small words inside names."""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe"})
_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "\N{COMBINING DOT ABOVE}": "",
    }
)
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")

_PARTICLES = """von van vom der den dem zu zum zur de la di da do dos das del della du le ten ter al el bin ibn ben abu
    d o af av"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words of a name that people leave out; they count only when a name has nothing else."""


def words(text: str) -> list[tuple[str, ...]]:
    """The words of a text, each in its one or two spellings: Müller -> (mueller, muller)."""
    text = _POSSESSIVE.sub("", unicodedata.normalize("NFC", text).casefold())
    if text.isascii():
        return [(word,) for word in _WORD.findall(text)]
    plain = _words_without_marks(text)
    german = _words_without_marks(text.translate(_GERMAN))
    return [(one,) if one == other else (one, other) for one, other in zip(german, plain, strict=False)]


def _words_without_marks(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return _WORD.findall("".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower())


def significant(parts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The parts of a name without its particles: von Essen -> essen; a name of particles only keeps them."""
    return [part for part in parts if part[0] not in PARTICLES] or parts


def together(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Several words written as one: Anna-Lena -> annalena."""
    return tuple(dict.fromkeys("".join(part[side] for part in parts) for side in (0, -1)))
