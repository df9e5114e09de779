"""What `netbot doctor` wants to know of a database, without changing it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.migrate import current, newest


@dataclass(frozen=True, slots=True)
class Checkup:
    """Its revision (none if it is empty or not there yet), the newest one, and how far its clock is ahead."""

    revision: str | None
    newest: str
    ahead: float = 0.0  # seconds


class NoDatabase(Exception):
    """It cannot be opened; says why, without its address, which may hold a password."""


def checkup(url: str) -> Checkup:
    """Looks. Raises NoDatabase."""
    database = Database(url)
    try:
        with database.reading() as store:
            revision = current(store.connection)
            if database.is_sqlite:
                return Checkup(revision, newest())
            moment: datetime = store.connection.execute(select(func.now())).scalar_one()
            return Checkup(revision, newest(), (moment - datetime.now(UTC)).total_seconds())
    except SQLAlchemyError as error:
        cause = error.__cause__ or error
        raise NoDatabase(type(cause).__name__) from None
    finally:
        database.close()


def name_of(url: str) -> str:
    """The address of a database without its password."""
    return make_url(url).render_as_string(hide_password=True)
