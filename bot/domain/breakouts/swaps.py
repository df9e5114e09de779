"""A position of the tabu search: all swaps of two people priced at once, and kept up to date after each."""

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Floats32, Ints
from bot.domain.breakouts.tables import cost, margins, tables

FORBIDDEN = np.float32(1e12)


class Position:
    """Seats [R, n] with their tables; `swap` changes both."""

    def __init__(self, data: Arrays, room: Ints) -> None:
        self._data = data
        self.room = np.array(room, np.int64, order="C")
        self.cost = cost(data, self.room)
        self.slack = 1e-6 * max(1.0, abs(self.cost))
        rounds, people = self.room.shape
        number = len(data.rooms)
        self._tables = tables(data, self.room)
        self._margin = margins(data)
        self._step = [data.same_room * float(value) for value in self._margin]
        self._rooms: list[list[int]] = self.room.tolist()
        self._visits: list[list[int]] = self._tables.visits.tolist()
        self._flags: tuple[list[bool], list[bool]] = (data.able.tolist(), data.empty.tolist())
        self._seated: Ints = self.room + (np.arange(rounds) * number)[:, None]  # rows of the flat price table
        self._pair_offset: Ints = (np.arange(rounds) * people * people)[:, None]
        self._price_offset: Ints = (np.arange(rounds) * number * people)[:, None]
        shape = (rounds, people, people)
        self._priced: Floats32 = np.empty(shape, np.float32)
        self._changes: Floats32 = np.empty(shape, np.float32)
        self._rules: Floats32 = np.empty(shape, np.float32)
        self._transposed = self._priced.transpose(0, 2, 1)
        self._own = self._priced.reshape(rounds, people * people)[:, :: people + 1]
        self._able = data.able.astype(np.float32)
        self._unable = 1 - self._able
        self._empty = data.empty.astype(np.float32)
        self._real = 1 - self._empty
        for number in range(rounds):
            self._set_rules(number)

    def changes(self) -> Floats32:
        """What each swap would change, flat over [round, person, person]; may be written to until the next call."""
        people = self.room.shape[1]
        price = self._tables.price.reshape(-1, people)
        np.take(price, self._seated, axis=0, out=self._priced, mode="clip")
        self._priced -= self._own.copy()[:, None, :]
        np.add(self._priced, self._transposed, out=self._changes)
        self._changes += self._rules
        return self._changes.reshape(-1)

    def swap(self, move: int) -> tuple[int, int]:
        """Makes a move of `changes`; gives it back in both of its places there."""
        people = self.room.shape[1]
        number, pair = divmod(move, people * people)
        one, other = divmod(pair, people)
        self.cost += float(self._changes.reshape(-1)[move])
        left, entered = int(self.room[number, one]), int(self.room[number, other])
        self._move(number, one, other, left, entered)
        self._follow_repeats(number, one, other, left, entered)
        if self._data.same_room:
            self._follow_visits(number, one, left, entered)
            self._follow_visits(number, other, entered, left)
        if self._data.fairness:
            self._follow_fairness(number, one, other, left, entered)
        self._set_rules(number)
        return move, (number * people + other) * people + one

    def _move(self, number: int, one: int, other: int, left: int, entered: int) -> None:
        """The seats, and the prices of this round."""
        table, data = self._tables, self._data
        difference = table.pair[number, other] - table.pair[number, one]
        table.price[number, left] += difference
        table.price[number, entered] -= difference
        rooms = len(data.rooms)
        for person, where in ((one, entered), (other, left)):
            self.room[number, person] = self._rooms[number][person] = where
            self._seated[number, person] = number * rooms + where
        for counts, flags in zip((table.able, table.empty), self._flags, strict=True):
            more = flags[other] - flags[one]
            if more:
                counts[number, left] += more
                counts[number, entered] -= more

    def _follow_repeats(self, number: int, one: int, other: int, left: int, entered: int) -> None:
        """The other rounds' costs of the pairs that no longer meet in this one, and of those that now do."""
        table, people, room = self._tables, self.room.shape[1], self.room
        here = room[number]
        stay, come = (here == left).nonzero()[0], (here == entered).nonzero()[0]
        stay, come = stay[stay != other], come[come != one]
        mates = np.concatenate((stay, come, stay, come))
        signs = np.ones(len(mates), np.int64)
        signs[: len(stay)] = signs[2 * len(stay) + len(come) :] = -1
        movers: Ints = np.repeat((one, other), len(mates) // 2)
        there, back = movers * people + mates, mates * people + movers
        met: Ints = table.met.reshape(-1)
        before: Ints = met[there]
        after = before + signs
        met[there] = met[back] = after
        theirs, ours = room.take(mates, axis=1), room.take(movers, axis=1)
        same = theirs == ours
        more = self._more(after - same, before - same, self._data.again.reshape(-1)[there])
        more[number] = 0
        self._add_to_pairs(there, back, more)
        price, added = table.price.reshape(-1), more.ravel()
        for rooms, columns in ((theirs, movers), (ours, mates)):
            np.add.at(price, (rooms * people + columns + self._price_offset).ravel(), added)

    def _more(self, after: Ints, before: Ints, weight: Floats32) -> Floats32:
        """What pairs cost more than before, by how often they meet in the other rounds."""
        return np.multiply(np.subtract(self._margin.take(after), self._margin.take(before)), weight)

    def _add_to_pairs(self, there: Ints, back: Ints, more: Floats32) -> None:
        there, back = there + self._pair_offset, back + self._pair_offset
        for flat, added in ((self._tables.pair.reshape(-1), more), (self._rules.reshape(-1), more * np.float32(-2))):
            flat[there] = flat[back] = flat[there] + added

    def _follow_visits(self, number: int, person: int, left: int, entered: int) -> None:
        if self._flags[1][person]:
            return
        visits, price, step = self._visits[person], self._tables.price, self._step
        for where, more in ((left, -1), (entered, 1)):
            before = visits[where]
            visits[where] = before + more
            for each, rooms in enumerate(self._rooms):
                others = before - (rooms[person] == where)
                if each != number and step[others + more] != step[others]:
                    price[each, where, person] += step[others + more] - step[others]

    def _follow_fairness(self, number: int, one: int, other: int, left: int, entered: int) -> None:
        """A person's wish costs in this round weigh in the others."""
        data = self._data
        for person, before, after in ((one, left, entered), (other, entered, left)):
            wish = data.wish[person]
            if wish[after] != wish[before]:
                more = (2 * data.fairness * (wish[after] - wish[before]) * wish).astype(np.float32)
                self._tables.price[np.arange(data.rounds) != number, :, person] += more

    def _set_rules(self, number: int) -> None:
        """Minus twice the pair's cost, and what a swap does to facilitators and to the number of empty seats."""
        data, table, rules, here = self._data, self._tables, self._rules[number], self.room[number]
        np.multiply(here[:, None] == here, FORBIDDEN, out=rules)
        single: Floats32 | None = None
        if data.facilitator:
            weighed = np.float32(data.facilitator) * self._able
            single = np.multiply.outer(weighed * (table.able[number] == 1)[here], self._unable)
            lacking = table.able[number] == 0
            if lacking.any():
                single -= np.multiply.outer(weighed, self._unable * lacking[here])
        if len(data.people) < len(here):
            full = (table.empty[number] >= data.spare)[here]
            kept = np.multiply.outer(self._empty, FORBIDDEN * np.maximum(self._real * full, self._empty))
            single = kept if single is None else single + kept
        if single is not None:
            rules += single
            rules += single.T
        rules -= table.pair[number] + table.pair[number]
