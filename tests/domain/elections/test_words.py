"""The trustees' words: any two of three open, everything that can be mistyped is named, nothing is repeated."""

import itertools

import pytest
from shamir_mnemonic import generate_mnemonics

from bot.domain.elections.apart import hold_ceremony
from bot.domain.elections.keys import election_key, lot_nonce, public_half
from bot.domain.elections.tally import commitment
from bot.domain.elections.words import (
    WORDLIST,
    WordsDoNotFit,
    WordsWrong,
    Wrong,
    checked,
    marked,
    put_together,
    spelled,
    split,
)
from tests.voting import ceremony

# From the official test vectors of SLIP-0039: 128 bits, two of three, passphrase TREZOR.
VECTOR = (
    "shadow pistol academic always adequate wildlife fancy gross oasis cylinder mustang wrist rescue view short owner "
    "flip making coding armed",
    "shadow pistol academic acid actress prayer class unknown daughter sweater depict flip twice unkind craft early "
    "superior advocate guest smoking",
)
SECRET = bytes(range(16))


def wrong(typed: str, trustee: int = 0) -> WordsWrong:
    with pytest.raises(WordsWrong) as raised:
        checked(typed, trustee, ceremony().keys.marks)
    return raised.value


def test_any_two_of_three_put_the_secret_together_and_one_alone_does_not() -> None:
    words = split(SECRET, 2, 3)

    assert {put_together(pair) for pair in itertools.permutations(words, 2)} == {SECRET}
    assert put_together(words) == SECRET
    for one in words:
        with pytest.raises(WordsDoNotFit):
            put_together([one])


def test_words_of_two_keys_do_not_fit() -> None:
    with pytest.raises(WordsDoNotFit):
        put_together([split(SECRET, 2, 3)[0], split(SECRET, 2, 3)[1]])
    with pytest.raises(WordsDoNotFit):
        put_together([])


def test_the_words_are_those_of_the_standard() -> None:
    assert [spelled(words) for words in VECTOR] == list(VECTOR)
    assert len(put_together(VECTOR)) == 16


def test_a_ceremony_gives_what_the_secret_gives() -> None:
    made = hold_ceremony(3, 4)

    secret = put_together(made.words[1:])

    assert made.keys.publics == tuple(public_half(election_key(secret, ballot)) for ballot in (1, 2, 3))
    assert made.keys.commitments == tuple(commitment(lot_nonce(secret, ballot)) for ballot in (1, 2, 3))
    assert len(set(made.keys.publics)) == 3
    assert [checked(words, number, made.keys.marks) for number, words in enumerate(made.words)] == list(made.words)


def test_words_may_be_typed_in_any_way_that_is_clear() -> None:
    words = ceremony().words[0].split()
    typed = "\n".join(f"{number}. {word.upper()}," for number, word in enumerate(words, 1))

    assert checked(typed, 0, ceremony().keys.marks) == " ".join(words)
    assert checked(" ".join(word[:4] for word in words), 0, ceremony().keys.marks) == " ".join(words)


def test_what_is_mistyped_is_named() -> None:
    words = ceremony().words[0].split()
    other = next(word for word in WORDLIST if word not in words)

    unknown = wrong(" ".join([*words[:6], "zzzz", *words[7:]]))
    assert (unknown.why, unknown.place) == (Wrong.UNKNOWN, 7)
    assert (wrong(" ".join(words[:19])).why, wrong(" ".join(words[:19])).number) == (Wrong.NUMBER, 19)
    assert wrong("").why is Wrong.NUMBER
    assert wrong(" ".join([*words[:10], other, *words[11:]])).why is Wrong.MISTYPED
    assert wrong(ceremony().words[1]).why is Wrong.OTHER_TRUSTEE
    assert wrong(generate_mnemonics(1, [(2, 3)], SECRET)[0][0]).why is Wrong.OTHER_KEY


def test_no_word_is_repeated_in_errors_records_or_ceremonies() -> None:
    words = ceremony().words
    mistyped = " ".join([*words[0].split()[:19], "academic"])
    shown = [wrong(words[1]), wrong(mistyped), ceremony(), ceremony().keys, marked(words[0])]
    with pytest.raises(WordsDoNotFit) as raised:
        put_together([words[0]])
    shown.append(raised.value)

    texts = [text for each in shown for text in (str(each), repr(each))]
    causes = [each.__context__ for each in shown if isinstance(each, Exception)]

    pairs = [" ".join(pair) for each in words for pair in itertools.pairwise(each.split())]
    assert [text for text in texts if any(pair in text for pair in pairs)] == []
    assert causes == [None] * len(causes)


def test_words_are_split_only_among_enough_people() -> None:
    for threshold, trustees in ((1, 3), (3, 2), (2, 8)):
        with pytest.raises(ValueError, match="trustees"):
            split(SECRET, threshold, trustees)
