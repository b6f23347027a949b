"""The one way anything is written: what is given is compared with what is there, and what differs is written together with its entry in the log."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import differing
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.differing import Difference
from explorer.graphdb.schema import CHANGES
from explorer.graphdb.server_differences import MESSAGE_LIMIT, ROWS_A_STATEMENT

Progress = Callable[[int], None]
MOST_ROWS: Final = 50_000
"""Rows of one save, which is one transaction held in the server's memory."""


@dataclass(frozen=True, slots=True)
class Tally:
    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to; `sequence` is that of the latest change afterwards."""

    nodes: Tally
    edges: Tally
    sequence: int


def save(db: Database, entities: Sequence[Entity], relationships: Sequence[Relationship], *, who: str, batch: str, progress: Progress | None = None) -> Saved:
    """Create what is new, update what differs, leave the rest; all of it in one transaction or, on an error, nothing.

    A property that is not given keeps its value. `origin` follows what was really changed and is no change by itself. `progress` is told how many rows have
    been written so far, and starts again where the transaction has to. Raises BadInput where an id stands for something else already, or an end is missing.
    """
    if len(entities) + len(relationships) > MOST_ROWS:
        raise ValueError(f"{len(entities) + len(relationships)} rows in one save; split them into parts of at most {MOST_ROWS}")
    return db.write(lambda tx: _Save(tx, who, batch, progress or _silent).run(entities, relationships))


def _silent(rows: int) -> None:
    """Nobody asked how far it is."""


@dataclass(slots=True)
class _Save:
    """One attempt at the transaction."""

    tx: Transaction
    who: str
    batch: str
    progress: Progress
    now: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    written: int = 0

    def run(self, entities: Sequence[Entity], relationships: Sequence[Relationship]) -> Saved:
        # Taken first, so that of two saves at once the second sees what the first one wrote.
        self.tx.run("write/lock_counter", id=CHANGES, holder=self.batch)
        before = int(self.tx.value("read/counter", id=CHANGES))
        nodes = differing.entities(self.tx, entities, self.now)
        edges = differing.relationships(self.tx, relationships, {entity.id: entity.label for entity in entities})
        self._write_entities(nodes)
        self._write_relationships(edges)
        after = before + self._log(before, [*nodes, *edges])
        if after != before:
            self.tx.run("write/set_counter", id=CHANGES, value=after)
        return Saved(_tally(nodes, len(entities)), _tally(edges, len(relationships)), after)

    def _write_entities(self, differences: Sequence[Difference]) -> None:
        for label, new in _grouped(d for d in differences if d.created):
            self._in_parts(new, lambda part, each=label: self.tx.run("write/create_entities", each=each, rows=[d.values for d in part]))  # type: ignore[misc]
        known = [d for d in differences if not d.created]
        self._in_parts(known, lambda part: self.tx.run("write/update_entities", rows=[{"id": d.id, "properties": d.values} for d in part]))
        for label, moved in _grouped(d for d in known if d.relabelled):
            self.tx.run("write/relabel_entities", each=label, ids=[d.id for d in moved])

    def _write_relationships(self, differences: Sequence[Difference]) -> None:
        for type_, new in _grouped(d for d in differences if d.created):
            self._in_parts(new, lambda part, each=type_: self.tx.run("write/create_relationships", each=each, rows=[_new_edge(d) for d in part]))  # type: ignore[misc]
        for type_, known in _grouped(d for d in differences if not d.created):
            self._in_parts(known, lambda part, each=type_: self._update_relationships(each, part))  # type: ignore[misc]

    def _update_relationships(self, type_: str, part: Sequence[Difference]) -> None:
        properties = {d.id: d.values for d in part}
        self.tx.run("write/update_relationships", each=type_, ids=list(properties), properties=properties)

    def _log(self, before: int, differences: Sequence[Difference]) -> int:
        """Write the changes down, numbered from the counter's next value. Returns how many."""
        common = {"at": self.now, "who": self.who, "batch": self.batch}
        for start, part in _parts(differences):
            rows = [common | {"sequence": before + number} | _entry(d) for number, d in enumerate(part, start + 1)]
            self.tx.run("write/create_changes", rows=rows)
        return len(differences)

    def _in_parts(self, differences: Sequence[Difference], write: Callable[[Sequence[Difference]], None]) -> None:
        for _, part in _parts(differences):
            write(part)
            self.written += len(part)
            self.progress(self.written)


def _entry(difference: Difference) -> dict[str, Any]:
    what = f"{'create' if difference.created else 'update'} {difference.kind}"
    entry = {"what": what, "kind": difference.kind, "id": difference.id, "after": difference.after}
    return entry if difference.before is None else entry | {"before": difference.before}


def _new_edge(difference: Difference) -> dict[str, Any]:
    source, target = difference.ends
    return {"source": source, "target": target, "properties": difference.values}


def _grouped(differences: Iterable[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    groups: dict[str, list[Difference]] = defaultdict(list)
    for difference in differences:
        groups[difference.name].append(difference)
    return iter(groups.items())


def _parts(differences: Sequence[Difference]) -> Iterator[tuple[int, Sequence[Difference]]]:
    """Parts that fit into one statement and one message, each with the position of its first."""
    start = size = 0
    for position, difference in enumerate(differences):
        weight = len(difference.after) + len(difference.before or "")
        if position > start and (position - start >= ROWS_A_STATEMENT or size + weight > MESSAGE_LIMIT):
            yield start, differences[start:position]
            start, size = position, 0
        size += weight
    if start < len(differences):
        yield start, differences[start:]


def _tally(differences: Sequence[Difference], given: int) -> Tally:
    created = sum(difference.created for difference in differences)
    return Tally(created, len(differences) - created, given - len(differences))
