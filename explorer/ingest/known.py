"""What files are held against besides each other: what the database holds already."""

from collections.abc import Collection, Mapping
from typing import Protocol

from explorer.domain.records import Entity, Relationship


class Known(Protocol):
    """Each answers for the ids it is asked about, and leaves out those that the database does not have."""

    def entities(self, ids: Collection[str], /) -> Mapping[str, Entity]: ...

    def relationships(self, ids: Collection[str], /) -> Mapping[str, Relationship]: ...

    def parents(self, ids: Collection[str], /) -> Mapping[str, Collection[str]]:
        """The companies that each of these is a SUBSIDIARY_OF."""
        ...
