"""Everything that one handler may read and write, on one transaction."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Connection

from storage.accounts import Accounts
from storage.announcements import Announcements
from storage.attendance import Attendance
from storage.ballots import BallotBoxes
from storage.breakouts import Breakouts
from storage.changes import Changes
from storage.channelpeople import ChannelPeople
from storage.committees import Calls, Committees
from storage.countedballots import CountedBallots
from storage.delivery import Deliveries
from storage.directory import DirectoryTables
from storage.electionlog import ElectionLog
from storage.elections import Elections
from storage.elections_people import ElectionPeople
from storage.elections_results import ElectionResults
from storage.elections_trustees import ElectionTrustees
from storage.entries import Entries
from storage.feeds import Feeds
from storage.heard import Heard
from storage.introductions import Introductions
from storage.letters import Letters
from storage.meetings import Meetings
from storage.newcomers import Newcomers
from storage.news import NewsFeeds, NewsTable
from storage.notes import Notes
from storage.outbox import Outbox
from storage.seats import Seats
from storage.secret import Secrets
from storage.series import SeriesTable
from storage.subscriptions import Copies, Subscriptions
from storage.talks import Talks
from storage.wishes import Wishes


class Store:
    """One attribute a feature, made anew at each look; nothing is connected before one of them is used."""

    def __init__(self, connect: Callable[[], Connection], ahead: Callable[[], timedelta] = timedelta) -> None:
        self._connect = connect
        self._ahead = ahead
        self._connection: Connection | None = None
        self.touched: set[str] = set()  # what has changed that others keep in memory: "directory", "outbox", "boxes"

    @property
    def connection(self) -> Connection:
        # No cached_property: in Python 3.11 it holds one lock for all stores while it waits for a connection.
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    @property
    def directory(self) -> DirectoryTables:
        return DirectoryTables(self.connection, self.touched)

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.connection, self.touched)

    @property
    def meetings(self) -> Meetings:
        return Meetings(self.connection)

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.connection, self.touched)

    @property
    def letters(self) -> Letters:
        return Letters(self.connection, self.touched)

    @property
    def newcomers(self) -> Newcomers:
        return Newcomers(self.connection)

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.connection)

    @property
    def heard(self) -> Heard:
        return Heard(self.connection)

    @property
    def secrets(self) -> Secrets:
        return Secrets(self.connection)

    @property
    def seats(self) -> Seats:
        return Seats(self.connection)

    @property
    def changes(self) -> Changes:
        return Changes(self.connection)

    @property
    def notes(self) -> Notes:
        return Notes(self.connection)

    @property
    def attendance(self) -> Attendance:
        return Attendance(self.connection)

    @property
    def feeds(self) -> Feeds:
        return Feeds(self.connection)

    @property
    def series(self) -> SeriesTable:
        return SeriesTable(self.connection)

    @property
    def breakouts(self) -> Breakouts:
        return Breakouts(self.connection)

    @property
    def wishes(self) -> Wishes:
        return Wishes(self.connection)

    @property
    def elections(self) -> Elections:
        return Elections(self.connection)

    @property
    def election_people(self) -> ElectionPeople:
        return ElectionPeople(self.connection)

    @property
    def election_results(self) -> ElectionResults:
        return ElectionResults(self.connection)

    @property
    def election_trustees(self) -> ElectionTrustees:
        return ElectionTrustees(self.connection)

    @property
    def boxes(self) -> BallotBoxes:
        return BallotBoxes(self.connection, self.touched, self._ahead)

    @property
    def counted(self) -> CountedBallots:
        return CountedBallots(self.connection, self.touched)

    @property
    def election_log(self) -> ElectionLog:
        return ElectionLog(self.connection)

    @property
    def committees(self) -> Committees:
        return Committees(self.connection)

    @property
    def calls(self) -> Calls:
        return Calls(self.connection)

    @property
    def announcements(self) -> Announcements:
        return Announcements(self.connection)

    @property
    def news_feeds(self) -> NewsFeeds:
        return NewsFeeds(self.connection)

    @property
    def news(self) -> NewsTable:
        return NewsTable(self.connection)

    @property
    def subscriptions(self) -> Subscriptions:
        return Subscriptions(self.connection)

    @property
    def copies(self) -> Copies:
        return Copies(self.connection)

    @property
    def channel_people(self) -> ChannelPeople:
        return ChannelPeople(self.connection)

    @property
    def talks(self) -> Talks:
        return Talks(self.connection)

    @property
    def introductions(self) -> Introductions:
        return Introductions(self.connection)

    @property
    def entries(self) -> Entries:
        return Entries(self.connection)
