"""The forgiving search of the directory: names, topics, sites, groups and roles, in whatever way they are typed."""

from bot.domain.search.hits import EVERYONE, Everyone, Found, Hit, Reason, Viewer
from bot.domain.search.index import Index

__all__ = ["EVERYONE", "Everyone", "Found", "Hit", "Index", "Reason", "Viewer"]
