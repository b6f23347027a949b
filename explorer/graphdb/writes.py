"""The one way anything is written: what is given is compared with what is there, and what differs is written together with its entry in the log."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import differing, large_loads, logbook
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.differing import Difference
from explorer.graphdb.logbook import Entry

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


def save(
    db: Database,
    entities: Sequence[Entity],
    relationships: Sequence[Relationship],
    *,
    who: str,
    batch: str,
    is_part: bool = False,
    progress: Progress | None = None,
) -> Saved:
    """Create what is new, update what differs, leave the rest; all of it in one transaction or, on an error, nothing.

    A property that is not given keeps its value. `origin` follows what was really changed and is no change by itself. `is_part`: of the large load that bears
    the name of this batch. `progress` is told how many rows have been written so far, and starts again where the transaction has to. Raises BadInput where an
    id stands for something else already, or an end is missing; DatabaseUnavailable where somebody else's large load goes on.
    """
    if len(entities) + len(relationships) > MOST_ROWS:
        raise ValueError(f"{len(entities) + len(relationships)} rows in one save; split them into parts of at most {MOST_ROWS}")
    return large_loads.in_turn(db, lambda tx: _Save(tx, who, batch, is_part, progress or _silent).run(entities, relationships))


def _silent(rows: int) -> None:
    """Nobody asked how far it is."""


@dataclass(slots=True)
class _Save:
    """One attempt at the transaction."""

    tx: Transaction
    who: str
    batch: str
    is_part: bool
    progress: Progress
    now: str = field(default_factory=logbook.now)
    written: int = 0

    def run(self, entities: Sequence[Entity], relationships: Sequence[Relationship]) -> Saved:
        # Taken first, so that of two saves at once the second sees what the first one wrote.
        before = logbook.take(self.tx, self.batch)
        large_loads.check_free(self.tx, part_of=self.batch if self.is_part else None)
        nodes = differing.entities(self.tx, entities, self.now)
        edges = differing.relationships(self.tx, relationships, {entity.id: entity.label for entity in entities})
        self._write_entities(nodes)
        self._write_relationships(edges)
        after = logbook.append(self.tx, before, [_entry(d) for d in (*nodes, *edges)], at=self.now, who=self.who, batch=self.batch)
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

    def _in_parts(self, differences: Sequence[Difference], write: Callable[[Sequence[Difference]], None]) -> None:
        for part in _parts(differences):
            write(part)
            self.written += len(part)
            self.progress(self.written)


def _entry(difference: Difference) -> Entry:
    what = f"{'create' if difference.created else 'update'} {difference.kind}"
    return Entry(what, difference.kind, difference.id, difference.before, difference.after)


def _new_edge(difference: Difference) -> dict[str, Any]:
    source, target = difference.ends
    return {"source": source, "target": target, "properties": difference.values}


def _grouped(differences: Iterable[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    groups: dict[str, list[Difference]] = defaultdict(list)
    for difference in differences:
        groups[difference.name].append(difference)
    return iter(groups.items())


def _parts(differences: Sequence[Difference]) -> Iterator[Sequence[Difference]]:
    return (part for _, part in logbook.in_parts(differences, lambda difference: len(difference.after) + len(difference.before or "")))


def _tally(differences: Sequence[Difference], given: int) -> Tally:
    created = sum(difference.created for difference in differences)
    return Tally(created, len(differences) - created, given - len(differences))
