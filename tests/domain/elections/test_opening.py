"""Opening a box: only whole keys open it, nothing changed or moved gets through, and processes know no voter."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from bot.domain.elections.apart import CHILD, ROOT, ChildFailed, PublicKeys, ask, run, start
from bot.domain.elections.ballotfile import ballot_file, counted_twice
from bot.domain.elections.ballots import listed
from bot.domain.elections.keys import BoxKey, authentication, new_box_key
from bot.domain.elections.opening import CommitmentBroken, EnvelopesBroken, Opened, opened, order_for, writ_of
from bot.domain.elections.paper import Ballot
from bot.domain.elections.recount import recount
from bot.domain.elections.sealing import Envelope, enclosed, open_words, seal, seal_words
from bot.domain.elections.seals import ENVELOPE_BYTES, NotOpened
from bot.domain.elections.tally import Method, Rules
from bot.domain.elections.tally.report import report
from bot.domain.elections.words import WordsDoNotFit
from bot.domain.elections.writ import Writ
from tests.voting import CONFIGURATION, OPTIONS, ROLL, ceremony, changed

KEY = new_box_key()


def writ(number: int = 1, key: BoxKey = KEY, keys: PublicKeys | None = None, ballot: int = 1) -> Writ:
    return writ_of(
        number,
        key,
        keys or ceremony().keys,
        ballot=ballot,
        configuration=CONFIGURATION,
        roll=ROLL,
        method=Method.INSTANT_RUN_OFF,
        marks=4,
        options=OPTIONS,
    )


WORDS = ceremony().words[:2]
CHOICES = [(slot % 4, (slot + 1) % 4)[: slot % 3] for slot in range(1, 41)]


def envelopes(of: Writ, key: BoxKey = KEY) -> list[Envelope]:
    return [enclosed(Ballot(choice, f"C-{slot:03}"), slot, of, key) for slot, choice in enumerate(CHOICES, 1)]


def in_box() -> Opened:
    return opened(envelopes(writ()), writ(), KEY, WORDS)


def test_all_ballots_come_out_sorted_by_what_they_say_however_many_processes_open_them() -> None:
    cast = envelopes(writ())

    found = [opened(cast, writ(), KEY, words, processes) for words, processes in ((WORDS, 1), (ceremony().words, 3))]

    assert found[0] == found[1] == opened(cast[::-1], writ(), KEY, ceremony().words[1:], 2)
    assert sorted(one.code for one in found[0].ballots) == [f"C-{slot:03}" for slot in range(1, 41)]
    assert {one.code: one.choice for one in found[0].ballots} == {f"C-{n:03}": c for n, c in enumerate(CHOICES, 1)}


def test_every_envelope_is_as_long_as_every_other() -> None:
    cast = [
        enclosed(Ballot(c, code, v), 1, writ(), KEY)
        for c in ((), (1,), (3, 2, 1, 0))
        for code in ("", "C" * 64)
        for v in (not c, False)
    ]

    assert {len(each.sealed) for each in cast} == {ENVELOPE_BYTES} == {352}


def test_one_trustee_alone_or_those_of_another_key_open_nothing() -> None:
    key_of_others = writ(keys=replace(ceremony().keys, publics=tuple(reversed(ceremony().keys.publics))))

    for words in (WORDS[:1], (), (WORDS[0], WORDS[0])):
        with pytest.raises(WordsDoNotFit):
            opened(envelopes(writ()), writ(), KEY, words)
    with pytest.raises(WordsDoNotFit):
        opened(envelopes(key_of_others), key_of_others, KEY, WORDS)


def test_the_trustees_words_open_nothing_once_the_box_key_is_gone() -> None:
    other = BoxKey(new_box_key().outer, KEY.authentic)

    found = opened(envelopes(writ()), writ(), other, WORDS)

    assert (found.ballots, found.unreadable) == ((), len(CHOICES))


@pytest.mark.parametrize("at", [0, 31, 32, 150, 351])
def test_a_flipped_bit_in_an_envelope_is_named_by_its_slot(at: int) -> None:
    cast = envelopes(writ())
    cast[6] = changed(cast[6], at)

    with pytest.raises(EnvelopesBroken) as broken:
        opened(cast, writ(), KEY, WORDS)

    assert broken.value.slots == (7,)


def test_an_envelope_moved_to_another_voter_or_election_is_named_by_its_slot() -> None:
    cast = envelopes(writ())
    moved = [replace(cast[0], slot=2), *cast[1:]]
    swapped = [replace(cast[0], slot=2), replace(cast[1], slot=1), *cast[2:]]
    foreign = [enclosed(Ballot((0,)), 1, writ(2), KEY), *cast[1:]]

    for box, slots in ((moved, (2,)), (swapped, (1, 2)), (foreign, (1,))):
        with pytest.raises(EnvelopesBroken) as broken:
            opened(box, writ(), KEY, WORDS)
        assert broken.value.slots == slots


def test_what_is_authentic_but_sealed_for_another_election_is_counted_as_unreadable_and_never_dropped() -> None:
    odd = [enclosed(Ballot((0,)), 1, writ(), KEY), enclosed(Ballot((0,)), 2, writ(), KEY)]
    other = seal(b"\0" * 256, writ())
    stranger = Envelope(2, other, enclosed(Ballot(()), 2, writ(), KEY).authentic)

    with pytest.raises(EnvelopesBroken):
        opened([odd[0], stranger], writ(), KEY, WORDS)
    found = opened([odd[0], authentic(stranger)], writ(), KEY, WORDS)

    assert (len(found.ballots), found.unreadable, found.profile.invalid) == (1, 1, 1)


def authentic(envelope: Envelope) -> Envelope:
    """As if the bot had sealed it: what only a mistake of ours could make."""
    return replace(envelope, authentic=authentication(envelope.sealed, envelope.slot, writ().hash, KEY))


def test_a_run_off_has_keys_of_its_own_that_the_same_words_open() -> None:
    second = writ(ballot=2)
    cast = envelopes(second)

    assert opened(cast, second, KEY, WORDS).ballots == in_box().ballots
    assert second.election_key != writ().election_key
    assert second.commitment != writ().commitment


def test_a_nonce_that_was_not_committed_is_found_out() -> None:
    lying = replace(writ(), commitment="ee" * 32)

    with pytest.raises(CommitmentBroken):
        opened(envelopes(lying), lying, KEY, WORDS)


def test_the_seed_of_the_lots_follows_from_writ_ballots_and_nonce() -> None:
    again, other = in_box(), opened(envelopes(writ())[1:], writ(), KEY, WORDS)

    assert again.seed == in_box().seed
    assert again.seed != other.seed
    assert again.nonce == other.nonce


def test_both_tallies_and_the_published_script_come_to_the_same() -> None:
    found, rules = in_box(), Rules(Method.INSTANT_RUN_OFF)

    result = counted_twice(found.profile, rules, seed=found.seed)

    lines = {one.code: one.choice for one in found.ballots}
    published = recount(ballot_file(found.profile, rules, seed=found.seed, lines=lines))
    assert published == report(result)


def test_a_void_ballot_is_counted_once_and_stands_in_no_list() -> None:
    """Nobody can cast one in the chat; the paper has room for it, and a file that lists it would count it twice."""
    cast = [*envelopes(writ())[:4], enclosed(Ballot((), "VOID-1", void=True), 5, writ(), KEY)]
    found, rules = opened(cast, writ(), KEY, WORDS), Rules(Method.INSTANT_RUN_OFF)

    file = ballot_file(found.profile, rules, seed=found.seed, lines=listed(found.ballots))

    assert [line["code"] for line in file["ballots"]] == ["C-001", "C-002", "C-003", "C-004"]
    assert (file["invalid"], recount(file)) == (1, report(counted_twice(found.profile, rules, seed=found.seed)))


def test_a_server_held_key_opens_without_words() -> None:
    key = new_box_key(holds_secret=True)
    poll = writ_of(
        5, key, None, configuration=CONFIGURATION, roll=ROLL, method=Method.APPROVAL, marks=2, options=("A", "B")
    )

    found = opened([enclosed(Ballot((1, 0)), 1, poll, key)], poll, key)

    assert found.ballots == (Ballot((0, 1)),)


def test_words_are_sealed_for_their_trustee_and_election() -> None:
    sealed = seal_words(WORDS[0], 0, writ())

    assert open_words(sealed, 0, writ(), KEY) == WORDS[0]
    for trustee, of, key in ((1, writ(), KEY), (0, writ(2), KEY), (0, writ(), new_box_key())):
        with pytest.raises(NotOpened):
            open_words(sealed, trustee, of, key)


def test_the_process_is_given_no_voter_and_nothing_in_arguments_or_environment() -> None:
    assert CHILD[1:] == ("-E", "-s", "-m", "bot.domain.elections.child")
    with pytest.raises(ChildFailed) as failed:
        run("open", {**order_for(writ(), KEY, WORDS, 1), "outer": WORDS[0]})

    assert WORDS[1] not in f"{failed.value!r} {failed.value}"


def test_the_process_leaves_no_core_and_lets_nobody_look_into_it() -> None:
    script = (
        "from bot.domain.elections.child import _harden; _harden()\n"
        "import ctypes, resource\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))"
    )

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "(0, 0) 0\n"


def test_a_copy_that_ends_before_its_work_fails_the_whole() -> None:
    """As when the system kills it because memory runs out: no part of a box is ever taken for the whole."""
    script = (
        "import json, os, signal, sys\n"
        "from bot.domain.elections import child\n"
        "parent, work = os.getpid(), child._opened\n"
        "def opened(*given):\n"
        "    return work(*given) if os.getpid() == parent else os.kill(os.getpid(), signal.SIGKILL)\n"
        "child._opened = opened\n"
        "child.main()"
    )
    order = {"task": "open", **order_for(writ(), KEY, WORDS, 2)}
    given = json.dumps(order).encode() + b"\n" + b"".join(e.sealed for e in envelopes(writ()))

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, input=given, capture_output=True, check=True)

    assert (done.stdout, done.stderr) == (b'{"failed": "CopyFailed"}\n', b"")


def test_a_process_that_is_killed_opens_nothing() -> None:
    with start() as child:
        child.kill()
        child.wait()
        with pytest.raises(ChildFailed, match="exit -9"):
            ask(child, "open", {"words": WORDS}, [b"envelope"] * 100_000)


def test_a_mistake_in_the_process_says_its_kind_alone() -> None:
    order = json.dumps({"task": "open", **order_for(writ(), KEY, WORDS, 1), "outer": "geheim"}).encode() + b"\n"

    done = subprocess.run(CHILD, cwd=ROOT, input=order, capture_output=True, env={}, check=True)

    assert (done.stdout, done.stderr) == (b'{"failed": "ValueError"}\n', b"")
