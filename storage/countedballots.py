"""The ballots of counted boxes, sorted by what they choose, with their codes until these are erased."""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from bot.domain.elections.box import BoxNotReady, BoxState, NoSuchBox
from bot.domain.elections.opening import Opened
from bot.domain.elections.paper import Ballot
from bot.domain.elections.writ import read_writ
from storage.schema_ballots import ballot_boxes, counted_ballots


class CountedBallots:
    """What was in the boxes, by the number of the election."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._db = connection
        self._touched = touched

    def get(self, election: int) -> Opened:
        """What was in a counted box, as when it was opened. Raises NoSuchBox or BoxNotReady."""
        row = self._db.execute(select(ballot_boxes).where(ballot_boxes.c.election == election)).first()
        if row is None:
            raise NoSuchBox
        if row.state != BoxState.COUNTED.value:
            raise BoxNotReady(BoxState(row.state))
        nonce, seed = bytes.fromhex(row.nonce), bytes.fromhex(row.seed)
        return Opened(read_writ(row.writ), self.ballots(election), row.unreadable, nonce, seed)

    def ballots(self, election: int) -> tuple[Ballot, ...]:
        """The ballots alone, in their order; none before the box is counted."""
        query = select(counted_ballots).where(counted_ballots.c.election == election).order_by(counted_ballots.c.place)
        return tuple(Ballot(tuple(row.choice), row.code, row.void) for row in self._db.execute(query))

    def keep(self, election: int, ballots: Iterable[Ballot]) -> None:
        """Writes all of them in one transaction, in the order given, which must not be that of their casting."""
        rows = [
            {"election": election, "place": place, "choice": list(one.choice), "void": one.void, "code": one.code}
            for place, one in enumerate(ballots)
        ]
        if rows:
            self._db.execute(insert(counted_ballots), rows)

    def erase_codes(self, election: int) -> None:
        """Erases the tracking codes, after which nobody can tell which line is whose."""
        self._db.execute(update(counted_ballots).where(counted_ballots.c.election == election).values(code=""))
        self._touched.add("boxes")
