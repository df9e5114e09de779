"""What a user typed, read into words: capped, cleaned, with e-mail addresses and ORCID iDs taken out."""

import re
import unicodedata
from dataclasses import dataclass, replace

from bot.domain.search.spelling import PARTICLES, words
from bot.domain.search.vocabulary import GROUP, HOSPITAL, NOISE, TITLES

_TELLING_ALONE = 5  # letters of a small word that may be meant if nothing else is said
_MOST_LETTERS, _MOST_WORDS, _MOST_TELLING, _NO_QUESTION = 200, 30, 12, 1000

_EMAIL = re.compile(r"<?(?:mailto:)?([^\s<>|:,;\"'()]+@[^\s<>|,;\"'()@]+)(?:\|[^\s<>|]*)?>?", re.IGNORECASE)
_ORCID = re.compile(r"(?<!\d)(\d{4})[-\s‐-―]?(\d{4})[-\s‐-―]?(\d{4})[-\s‐-―]?(\d{3}[\dXx])(?!\d)")
_LOCAL = re.compile(r"@?([^\s@,;<>]*[._\d][^\s@,;<>]*)")
_URL = re.compile(r"https?://\S+|\bwww\.\S+|\borcid(?:\.org)?\b:?", re.IGNORECASE)
_DEGREE = re.compile(
    r"\b[mb]\.?\s?sc\b\.?|\bph\.?\s?d\b\.?|\bdipl\b\.?(?:-\w+\.?)?|\b(?:rer|med|phil|h\.\s?c)\.", re.IGNORECASE
)
_MARKUP = re.compile(r"[<>{}\[\]$;=|\\*%^~`]|\.\./|--|/\w+/|[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word in its spellings; noise asks for nothing by itself, a particle may belong to a name."""

    spellings: tuple[str, ...]
    noise: bool = False
    particle: bool = False

    @property
    def letters(self) -> int:
        return min(map(len, self.spellings))

    @property
    def is_initial(self) -> bool:
        return self.letters == 1 and self.spellings[0].isalpha()

    @property
    def is_scrap(self) -> bool:
        """Too short to be insisted on: "Frankfurt a. M.", "TU München"."""
        return not self.noise and self.letters <= 2

    @property
    def is_address(self) -> bool:
        """Titles and the like, which are never the beginning of a name."""
        return self.spellings[0] in TITLES | GROUP | HOSPITAL


@dataclass(frozen=True, slots=True)
class Question:
    """A query as the search understands it. `strict`: it looks like code, so nothing is forgiven."""

    words: tuple[Word, ...] = ()
    email: str = ""
    local_part: str = ""
    orcid: str = ""
    strict: bool = False
    last_first: bool = False

    @property
    def wants_group(self) -> bool:
        return any(spelling in GROUP for word in self.words for spelling in word.spellings)

    @property
    def telling(self) -> int:
        return sum(not word.noise for word in self.words)

    @property
    def says_nothing(self) -> bool:
        """Nothing but small words, too many to be somebody's name."""
        return not self.telling and not self.wants_group and len(self.words) > 3

    @property
    def may_hide_a_name(self) -> bool:
        """Whether it is a single telling word beside a small one."""
        return self.telling == 1 and len(self.words) == 2 and not any(word.is_address for word in self.words)

    @property
    def is_sentence(self) -> bool:
        """Long enough, with enough small words, that a word nobody knows is not what it is about."""
        small = len(self.words) - self.telling
        return len(self.words) >= 4 and (small >= 3 or small + 1 >= self.telling)


def read(text: str) -> Question:
    """Understand a query; whatever is in it, this neither fails nor takes long."""
    if len(text) > _NO_QUESTION:
        return Question()
    text = unicodedata.normalize("NFC", text[:_MOST_LETTERS]).strip()
    email, orcid = _EMAIL.search(text), _ORCID.search(text)
    if orcid:
        return Question(orcid="".join(orcid.groups()).upper())
    if email:
        address = email[1].strip(".").casefold()
        return Question(email=address, words=_read_words(address.partition("@")[0]))
    local = _LOCAL.fullmatch(text)
    rest = _DEGREE.sub(" ", _URL.sub(" ", text))
    found = _read_words(rest)
    return Question(
        words=found,
        local_part=local[1].casefold() if local else "",
        strict=bool(_MARKUP.search(text)) or _has_controls(text),
        last_first=text.count(",") == 1,
    )


def _read_words(text: str) -> tuple[Word, ...]:
    read_words: list[Word] = []
    telling = 0
    for spellings in words(text):
        noise = any(spelling in NOISE for spelling in spellings)
        telling += not noise
        if telling > _MOST_TELLING or len(read_words) == _MOST_WORDS:
            break
        read_words.append(Word(spellings, noise, spellings[0] in PARTICLES))
    if not telling and len(read_words) == 1:
        return tuple(replace(word, noise=word.letters < _TELLING_ALONE or word.is_address) for word in read_words)
    return tuple(read_words)


def _has_controls(text: str) -> bool:
    """Control characters, or more loose marks than any script puts on its letters."""
    marks = sum(unicodedata.combining(letter) > 0 for letter in text)
    return marks > 3 or any(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r" for letter in text)
