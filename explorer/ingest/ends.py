"""What an id in a file can stand for: a row of the same load, or an entity of the database."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.ingest.nodes import NodeRow


@dataclass(frozen=True, slots=True)
class Ends:
    """
    `rows` by id, `names`: ids by the name of rows that give no id, `known`: labels of what the database holds.
    Not `complete`: a nodes table could not be read.
    """

    rows: Mapping[str, NodeRow]
    names: Mapping[str, str]
    known: Mapping[str, str]
    complete: bool

    def has(self, id: str) -> bool:
        return id in self.rows or id in self.known

    def find(self, written: str) -> str | None:
        return written if self.has(written) else self.names.get(written)

    def label(self, id: str) -> str | None:
        """What the database holds comes first: a row that says otherwise has a problem, and this id may be used without it."""
        return self.known[id] if id in self.known else self.rows[id].label if id in self.rows else None

    def bad(self, id: str) -> NodeRow | None:
        """The row of this id where it cannot be loaded and the database does not hold the entity either."""
        row = self.rows.get(id)
        return None if row is None or row.good or id in self.known else row
