"""The forgiving search of the directory: names, topics, sites, groups and roles, in whatever way they are typed.

`bot.domain.search.index` searches; what it answers is here.
"""

from bot.domain.search.hits import EVERYONE, Everyone, Found, Hit, Reason, Viewer

__all__ = ["EVERYONE", "Everyone", "Found", "Hit", "Reason", "Viewer"]
