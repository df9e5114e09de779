"""A position of the tabu search: all swaps of two people priced at once, and kept up to date after each.

With `price[k, i]` for person i in room k, and `rise[k, i]` = price[k, i] - price[room i, i], the swap of i and j costs
rise[room j, i] + rise[room i, j] - 2 pair[i, j]. With ones where somebody sits, both sums over rooms are products of
matrices, which BLAS reckons faster than anything that looks the rooms up. Two more "rooms" stand for rules: one that
all facilitators are in, one that all empty seats are in. All entries are exact, so that no order of sums matters.
"""

import numpy as np

from bot.domain.breakouts.arrays import Arrays, Floats32, Ints
from bot.domain.breakouts.tables import cost, inside, margins, pair_costs, seat_costs, together, totals
from bot.domain.breakouts.threads import one_thread

FORBIDDEN = np.float32(1e12)


class Position:
    """Seats [R, n] with their tables; `swap` changes both."""

    def __init__(self, data: Arrays, room: Ints) -> None:
        one_thread()
        self._data = data
        self.room = np.array(room, np.int64, order="C")
        self.cost = cost(data, self.room)
        self.slack = 1e-6 * max(1.0, abs(self.cost))
        self._step = [data.same_room * float(value) for value in margins(data)]
        self._rooms: list[list[int]] = self.room.tolist()
        self._flags: tuple[list[bool], list[bool]] = (data.able.tolist(), data.empty.tolist())
        met, visits = totals(data, self.room)
        self._met = met.astype(np.float32)
        self._twice = 2 * data.again
        self._signs: Floats32 = np.empty((2, len(data.pair)), np.float32)
        self._visits: list[list[int]] = visits.tolist()
        rounds = range(len(self.room))
        self._double = np.stack([2 * pair_costs(data, met - together(self.room[each])) for each in rounds])
        self._base = np.stack([seat_costs(data, self.room, each, visits).T for each in rounds])
        self._lay_out()
        self._rules = _Rules(data, self.room)
        self._follow_rules()

    def _lay_out(self) -> None:
        """The two factors overlap: (ones, rises) and (rises, ones) are parts of one array."""
        (rounds, people), number = self.room.shape, len(self._data.rooms)
        rows = number + 2
        factors = np.zeros((rounds, 3 * rows, people), np.float32)
        ones = inside(self.room, number).transpose(0, 2, 1)
        factors[:, :number] = factors[:, 2 * rows : 2 * rows + number] = ones
        factors[:, number] = factors[:, 2 * rows + number] = self._data.able
        factors[:, number + 1] = factors[:, 2 * rows + number + 1] = self._data.empty
        factors[:, rows + number + 1] = self._data.empty * (FORBIDDEN / 2)
        self._ones = (factors[:, :number], factors[:, 2 * rows : 2 * rows + number])
        self._half: Floats32 = ones * np.float32(0.5)
        self._rise = factors[:, rows : rows + number]
        self._sole_row = factors[:, rows + number]
        self._factors = (factors[:, : 2 * rows].transpose(0, 2, 1), factors[:, rows:])
        self._flat: Floats32 = factors.reshape(-1)
        each: Ints = np.arange(rounds, dtype=np.int64).reshape(-1, 1)
        self._at: Ints = (each * number + self.room) * people + np.arange(people)
        self._own: Ints = (each * 3 * rows + rows + self.room) * people + np.arange(people)
        self._price: Floats32 = np.empty((rounds, number, people), np.float32)
        self._flat_price: Floats32 = self._price.reshape(-1)
        self._changes: Floats32 = np.empty((rounds, people, people), np.float32)
        self._flat_changes: Floats32 = self._changes.reshape(-1)

    def changes(self) -> Floats32:
        """What each swap would change, flat over [round, person, person]; may be written to until the next call."""
        price, rise, rules = self._price, self._rise, self._rules
        np.matmul(self._half, self._double, out=price)
        price += self._base
        own: Floats32 = self._flat_price.take(self._at)
        own -= rules.sole
        np.subtract(price, own[:, None, :], out=rise)
        if rules.lacking is not None:
            rise -= rules.lacking
        if rules.full is not None:
            rise[:, :, len(self._data.people) :] += rules.full
        self._flat[self._own] = FORBIDDEN  # nobody changes with those in the same room
        np.matmul(*self._factors, out=self._changes)
        self._changes -= self._double
        return self._flat_changes

    def swap(self, move: int) -> tuple[int, int]:
        """Makes a move of `changes`; gives it back in both of its places there."""
        people = self.room.shape[1]
        number, pair = divmod(move, people * people)
        one, other = divmod(pair, people)
        self.cost += float(self._flat_changes[move])
        left, entered = self._rooms[number][one], self._rooms[number][other]
        self._follow_repeats(number, one, other, left, entered)
        self._move(number, one, left, entered)
        self._move(number, other, entered, left)
        if self._data.same_room:
            self._follow_visits(number, one, left, entered)
            self._follow_visits(number, other, entered, left)
        if self._data.fairness:
            self._follow_fairness(number, one, other, left, entered)
        able, empty = self._flags
        if able[one] or able[other] or empty[one] or empty[other]:
            self._rules.follow(number, left, entered, able[other] - able[one], empty[other] - empty[one])
            self._follow_rules()
        return move, (number * people + other) * people + one

    def _move(self, number: int, person: int, left: int, entered: int) -> None:
        people, further = self.room.shape[1], entered - left
        self.room[number, person] = self._rooms[number][person] = entered
        self._at[number, person] += further * people
        self._own[number, person] += further * people
        for ones in self._ones:
            ones[number, left, person] = 0
            ones[number, entered, person] = 1
        self._half[number, left, person] = 0
        self._half[number, entered, person] = 0.5

    def _follow_repeats(self, number: int, one: int, other: int, left: int, entered: int) -> None:
        """The other rounds' costs of the pairs that no longer meet in this one, and of those that now do."""
        ones, double, met, room = self._ones[0][number], self._double, self._met, self.room
        movers, signs = [one, other], self._signs
        more = np.subtract(ones[entered], ones[left], out=signs[0])
        more[movers] = 0
        np.negative(more, out=signs[1])
        others = met.take(movers, axis=0) - (room[:, None, :] == room.take(movers, axis=1)[:, :, None])
        # the next meeting of two who have met c times adds 0, 1, 3, 5, ...; of that, twice the differences
        weight = signs * self._twice.take(movers, axis=0)
        added = (others > (signs < 0)) * weight
        added += weight
        added[number] = 0
        for index, person in enumerate(movers):
            double[:, person] += added[:, index]
            double[:, :, person] += added[:, index]
            met[person] += signs[index]
            met[:, person] = met[person]

    def _follow_visits(self, number: int, person: int, left: int, entered: int) -> None:
        if self._flags[1][person]:
            return
        visits, base, step = self._visits[person], self._base, self._step
        for where, more in ((left, -1), (entered, 1)):
            before = visits[where]
            visits[where] = before + more
            for each, rooms in enumerate(self._rooms):
                others = before - (rooms[person] == where)
                if each != number and step[others + more] != step[others]:
                    base[each, where, person] += step[others + more] - step[others]

    def _follow_fairness(self, number: int, one: int, other: int, left: int, entered: int) -> None:
        """A person's wish costs in this round weigh in the others."""
        data = self._data
        for person, before, after in ((one, left, entered), (other, entered, left)):
            wish = data.wish[person]
            if wish[after] != wish[before]:
                more = (2 * data.fairness * (wish[after] - wish[before]) * wish).astype(np.float32)
                self._base[np.arange(data.rounds) != number, :, person] += more

    def _follow_rules(self) -> None:
        np.negative(self._rules.sole, out=self._sole_row)


class _Rules:
    """What swaps do to facilitators and to the number of empty seats."""

    def __init__(self, data: Arrays, room: Ints) -> None:
        self._data, self._room = data, room
        members = inside(room, len(data.rooms))
        self._able: Ints = (members & data.able[:, None]).sum(1)
        self._empty: Ints = (members & data.empty[:, None]).sum(1)
        self._weighed: Floats32 = np.float32(data.facilitator) * data.able.astype(np.float32)
        self.sole: Floats32 = np.zeros(room.shape, np.float32)
        """[R, n]: what the room of the only facilitator in it loses with them."""
        self.lacking: Floats32 | None = None
        """[R, K, n]: what a room without a facilitator gains by one."""
        self.full: Floats32 | None = None
        """[R, K, 1]: which rooms may have no more empty seats."""
        for number in range(len(room)):
            self._weigh(number)
        self._close()

    def follow(self, number: int, left: int, entered: int, able: int, empty: int) -> None:
        """After a swap with which so many more facilitators and empty seats are in the room that was left."""
        for counts, more in ((self._able, able), (self._empty, empty)):
            counts[number, left] += more
            counts[number, entered] -= more
        self._weigh(number)
        self._close()

    def _weigh(self, number: int) -> None:
        if self._data.facilitator:
            np.multiply((self._able[number] == 1)[self._room[number]], self._weighed, out=self.sole[number])

    def _close(self) -> None:
        data = self._data
        if data.facilitator:
            none = self._able == 0
            self.lacking = none[:, :, None] * self._weighed if none.any() else None
        if len(data.people) < len(data.pair):
            self.full = ((self._empty >= data.spare) * FORBIDDEN)[:, :, None]
