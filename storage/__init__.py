"""What is kept: SQLAlchemy Core tables, one file of queries per feature, Alembic migrations."""

from storage.database import Database
from storage.store import Store

__all__ = ["Database", "Store"]
