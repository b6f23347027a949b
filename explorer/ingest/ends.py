"""What an id in a file can stand for: a row of the same load, or an entity of the database."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.ingest.nodes import NodeRow


@dataclass(frozen=True, slots=True)
class Ends:
    """
    `rows` by id, `names`: ids by the name of rows that give no id, `known`: labels of what the database holds,
    `bad`: rows that cannot be loaded, by id, where the database holds none of that id. Not `complete`: a nodes table could not be read.
    """

    rows: Mapping[str, NodeRow]
    names: Mapping[str, str]
    known: Mapping[str, str]
    bad: Mapping[str, NodeRow]
    complete: bool

    def find(self, written: str) -> str | None:
        if written in self.rows or written in self.known:
            return written
        return self.names.get(written)

    def label(self, id: str) -> str | None:
        row = self.rows.get(id)
        return row.label if row is not None else self.known.get(id)

    def wrong_reference(self, id: str, label: str) -> str | None:
        """The code of what is wrong with a property that should name an entity of this label."""
        if id not in self.rows and id not in self.known:
            return "reference_unknown" if self.complete else None
        return None if self.label(id) in (label, None) else "reference_of_other_label"
