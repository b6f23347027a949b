"""Finding entities by what a person types."""

from explorer.network.names.index import Found, NameIndex
from explorer.network.names.spelling import names_of
from explorer.network.names.typed import telling

__all__ = ["Found", "NameIndex", "names_of", "telling"]
