"""The stem of a technical word, so that plurals, adjectives and professions meet: Onkologin, oncologists."""

_LISTED = """e en er ern es s n in innen y ie ien ies ic ics ical ically ik iker ikerin isch ische ischen ischer isches
    al ally ist ists istin isten ing ings ed ung ungen ment ments or ors ion ions ation ations
    ise ised ising iser isation isations ize ized izing izer ization izations
    isieren isiert isierte isierten isierung isierungen ieren iert ierte ierten ierung ierungen"""
_ENDINGS = frozenset(_LISTED.split())
_LONGEST = max(map(len, _ENDINGS))
_SHORTEST = 5


def stem(word: str) -> str:
    """Without its longest ending, if at least five letters remain."""
    for length in range(min(_LONGEST, len(word) - _SHORTEST), 0, -1):
        if word[-length:] in _ENDINGS:
            return word[:-length]
    return word
