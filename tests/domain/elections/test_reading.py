"""Files of ballots: what is written is read back, and whatever else stands in one is refused in a sentence."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.elections.reading import BadBallotFile, Given, read
from bot.domain.elections.tally import Method, Profile
from tests.domain.elections.strategies import COUNTED, profiles

GOOD = b'3 1\n4 1 2=3 0\n3 2 0\n0\n"Ada"\n"Ben"\n"Eve"\n"Board"\n'
HEAD = b"# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 3\n# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Ben\n"
PIECES = st.sampled_from(['"', "0", "1", "-1", "2=1", "\n", " ", "#", "Ä", "9" * 30, "{", "}", ",", ":", "=", "\x85"])
SUFFIXES = st.sampled_from(["board.blt", "board.toi", "BOARD.SOI"])


@COUNTED
@given(profiles(Method.SCHULZE))
def test_blt_is_read_as_it_was_written(profile: Profile) -> None:
    found = read("board.blt", _blt(profile).encode())

    assert (found.title, found.seats) == ("Board", 2)
    assert found.profile == Profile(profile.candidates, dict(profile.ballots), dict(profile.weak))


@COUNTED
@given(profiles(Method.SCHULZE))
def test_preflib_is_read_as_it_was_written(profile: Profile) -> None:
    found = read("board.toi", _preflib(profile).encode())

    assert found.profile == Profile(profile.candidates, dict(profile.ballots), dict(profile.weak))


@COUNTED
@given(st.binary(max_size=300), SUFFIXES)
@example(b"\xef\xbb\xbf", "board.blt")
@example(b"1 1\n0\n\xff\xfe", "board.blt")
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    _read_or_refused(name, data)


@COUNTED
@given(st.lists(PIECES, max_size=40).map("".join), SUFFIXES)
def test_any_words_are_read_or_refused(text: str, name: str) -> None:
    _read_or_refused(name, text.encode())


@COUNTED
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=3), st.booleans())
def test_a_file_with_one_place_changed_is_read_or_refused(place: int, put: bytes, keep: bool) -> None:
    changed = GOOD[:place] + put + GOOD[place + (0 if keep else 1) :]
    _read_or_refused("board.blt", changed)
    _read_or_refused("board.toi", HEAD + changed)


def _read_or_refused(name: str, data: bytes) -> None:
    found = _read(name, data)
    if isinstance(found, Given):
        assert len(set(found.profile.candidates)) == len(found.profile.candidates) > 0
    else:
        assert str(found)
        assert found.line is None or 1 <= found.line <= data.count(b"\n") + data.count(b"\r") + 1


def _read(name: str, data: bytes) -> Given | BadBallotFile:
    try:
        return read(name, data)
    except BadBallotFile as refused:
        return refused


def _blt(profile: Profile) -> str:
    plain = [f"{number} {' '.join(str(one + 1) for one in ranking)} 0" for ranking, number in profile.ballots.items()]
    weak = [
        f"{number} {' '.join('='.join(str(one + 1) for one in group) for group in groups)} 0"
        for groups, number in profile.weak.items()
    ]
    names = [f'"{name}"' for name in profile.candidates]
    return "\n".join([f"{len(names)} 2", *plain, *weak, "0", *names, '"Board"', ""])


def _preflib(profile: Profile) -> str:
    plain = [f"{number}: {','.join(str(one + 1) for one in ranking)}" for ranking, number in profile.ballots.items()]
    weak = [
        f"{number}: {','.join('{' + ','.join(str(one + 1) for one in group) + '}' for group in groups)}"
        for groups, number in profile.weak.items()
    ]
    names = [f"# ALTERNATIVE NAME {number}: {name}" for number, name in enumerate(profile.candidates, 1)]
    voters = profile.cast - profile.invalid
    head = [f"# NUMBER ALTERNATIVES: {len(names)}", f"# NUMBER VOTERS: {voters}", *names]
    return "\n".join([*head, *plain, *weak, ""])
