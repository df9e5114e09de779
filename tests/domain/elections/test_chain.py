"""The log of an election: whatever is changed, moved, taken out or cut off is named by its number."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections.chain import ChainBroken, Entry, begun, linked, verified

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
DEEDS = ("set up", "roll frozen", "opened", "extended", "closed")


def chain(election: int = 1) -> list[Entry]:
    def after(last: Entry, deed: str) -> Entry:
        at = NOON + timedelta(hours=last.number)
        return linked(last.hash, last.number + 1, at, "clara", deed, {"days": last.number, "reason": "Umzug"})

    first = Entry(0, NOON, "", "", {}, begun(election))
    return list(accumulate(DEEDS, after, initial=first))[1:]


def broken(entries: list[Entry], heads: dict[int, str] | None = None) -> tuple[int, str]:
    with pytest.raises(ChainBroken) as raised:
        verified(1, entries, heads)
    return raised.value.number, raised.value.why


def test_a_whole_chain_gives_its_head() -> None:
    entries = chain()

    assert verified(1, entries, {2: entries[1].hash, 5: entries[4].hash}) == entries[4].hash
    assert verified(1, []) == begun(1)


@given(st.integers(0, 4), st.sampled_from(["at", "by", "action", "details", "hash"]))
def test_any_change_is_named(place: int, field: str) -> None:
    entries = chain()
    other = {
        "at": NOON - timedelta(microseconds=1),
        "by": "mallory",
        "action": "x",
        "details": {"days": 9},
        "hash": begun(2),
    }[field]

    entries[place] = replace(entries[place], **{field: other})

    assert broken(entries) == (place + 1, "changed")


def test_an_entry_that_was_taken_out_or_moved_is_named() -> None:
    entries = chain()

    assert broken([*entries[:2], *entries[3:]]) == (3, "missing")
    assert broken([entries[1], entries[0], *entries[2:]]) == (1, "missing")
    renumbered = [replace(entry, number=number) for number, entry in enumerate([*entries[:2], *entries[3:]], 1)]
    assert broken(renumbered) == (3, "changed")


def test_the_end_cut_off_or_a_chain_made_anew_is_found_by_the_heads_that_were_posted() -> None:
    entries = chain()
    posted = {3: entries[2].hash}
    anew = linked(entries[1].hash, 3, NOON, "mallory", "opened", {})

    assert broken(entries[:2], posted) == (3, "missing")
    assert broken([*entries[:2], anew], posted) == (3, "head")
    assert verified(1, [*entries[:2], anew]) == anew.hash


def test_the_log_of_another_election_does_not_pass() -> None:
    assert broken(chain(election=2)) == (1, "changed")
