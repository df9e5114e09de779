"""How a name sounds to a German ear: Cologne phonetics, refined to a respelling and a skeleton of consonants."""

import re

_RESPELLING = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"aeu|eu", "oi"),
        (r"ae", "e"),
        (r"oe", "o"),
        (r"ue|ou", "u"),
        (r"[ae][iy]", "ei"),
        (r"eie", "ei"),
        (r"oi(?=[gst])", "o"),  # Voigt, Troisdorf: the i only lengthens
        (r"ie", "i"),
        (r"^y|(?<=[aou])y(?=[aou])", "j"),
        (r"(?<=[rlmn])j(?=[aeou])", "i"),
        (r"y", "i"),
        (r"dsch|tsch|tzsch|tch|zsch", "tS"),
        (r"sch|sh", "S"),
        (r"^ch(?=[rlaou])|ck|q|kh|gh", "k"),
        (r"c(?=[eiy])|tz|ts|cz", "z"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"ph|pf|v", "f"),
        (r"th|dt", "t"),
        (r"(?<=[aeiou])h(?![aeiou])|(?<=r)h", ""),
        (r"(.)\1+", r"\1"),
        (r"d$", "t"),
        (r"b$", "p"),
        (r"g$", "k"),
    ]
]
_VOICED = re.compile(r"[aeiou]+")
_VOWELS = str.maketrans("", "", "aeiouhj")


def sound(word: str) -> str:
    """Equal for names that sound the same: Meyer, Maier and Mayr are all "meir"."""
    for pattern, heard in _RESPELLING:
        word = pattern.sub(heard, word)
    return word


def skeleton(heard: str) -> str:
    """What is left of a sound when vowels are forgotten, but for whether it begins with one."""
    return ("0" if heard[:1] in "aeiou" else "") + heard.translate(_VOWELS)


def syllables(heard: str) -> int:
    """How many times a vowel is heard."""
    return len(_VOICED.findall(heard))
