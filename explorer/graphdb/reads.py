"""What can be read: single things, pages of them, the log of changes, and everything at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import ENTITY
from explorer.graphdb import stored
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.schema import CHANGES

SNAPSHOT_SECONDS: Final = 600.0
_CATCH_UP: Final = 5_000
_TOLD_EVERY: Final = 1_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entities bear each label (second labels of companies too) and how many relationships there are of each type; absent ones left out."""

    labels: Mapping[str, int]
    types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log. `before` and `after` are JSON texts of the whole thing; `before` is None where it was created."""

    sequence: int
    at: str
    who: str
    what: str
    kind: str
    id: str
    batch: str
    before: str | None
    after: str | None


def sequence(db: Database) -> int:
    """Number of the latest change; 0 before the first."""
    return int(db.read(lambda tx: tx.value("read/counter", id=CHANGES)) or 0)


def entities(db: Database, ids: Collection[str]) -> dict[str, Entity]:
    """Those of the ids that the database has."""
    return db.read(lambda tx: {found.id: found for found in _entities(tx.rows("read/entities", ids=list(ids)))}) if ids else {}


def relationships(db: Database, ids: Collection[str]) -> dict[str, Relationship]:
    """Those of the ids that the database has."""
    return db.read(lambda tx: {row["id"]: stored.relationship(row) for row in tx.rows("read/relationships", ids=list(ids))}) if ids else {}


def parents(db: Database, ids: Collection[str]) -> dict[str, list[str]]:
    """The companies that each of these is a subsidiary of, those without any left out."""
    found: dict[str, list[str]] = {}
    for child, parent in db.read(lambda tx: [(row["child"], row["parent"]) for row in tx.rows("read/parents", ids=list(ids))]) if ids else ():
        found.setdefault(child, []).append(parent)
    return found


def relationships_of(db: Database, id: str, *, skip: int = 0, limit: int = 100) -> list[Relationship]:
    """One page of the relationships of an entity, by type and id."""
    return db.read(lambda tx: [stored.relationship(row) for row in tx.rows("read/relationships_of", id=id, skip=skip, limit=limit)])


def counts(db: Database) -> Counts:
    labels, types = db.read(lambda tx: (_numbers(tx, "read/count_labels"), _numbers(tx, "read/count_types")))
    return Counts({label: number for label, number in labels.items() if label != ENTITY}, types)


def changes(db: Database, after: int, limit: int) -> list[Change]:
    """At most `limit` changes after that sequence number, oldest first."""
    absent = {"before": None, "after": None}
    return db.read(lambda tx: [Change(**(absent | row["properties"])) for row in tx.rows("read/changes", after=after, limit=limit)])


def snapshot(db: Database, progress: Callable[[int], None] | None = None) -> Facts:
    """Everything, exactly as it was after the change whose number it bears, whoever writes meanwhile.

    `progress` is told how many rows have been read so far.
    """
    reached = sequence(db)
    nodes, edges = db.read(lambda tx: _everything(tx, progress), seconds=SNAPSHOT_SECONDS)
    return _caught_up(db, nodes, edges, reached)


def follow(db: Database, known: Facts) -> Facts:
    """The facts as they are now, of which `known` is an earlier state: only what changed since then is read, unless that is very much.

    What another program wrote past the log is not seen.
    """
    behind = sequence(db) - known.sequence
    if not 0 <= behind <= _CATCH_UP:
        return snapshot(db)
    return _caught_up(db, dict(known.entities), {edge.id: edge for edge in known.relationships}, known.sequence)


def _caught_up(db: Database, nodes: dict[str, Entity], edges: dict[str, Relationship], reached: int) -> Facts:
    """With what changed after change number `reached`, until nothing changed while that was read."""
    while missed := changes(db, reached, _CATCH_UP):
        _read_again(db, nodes, "node", missed, entities)
        _read_again(db, edges, "edge", missed, relationships)
        reached = missed[-1].sequence
    complete = (edge for edge in edges.values() if edge.source in nodes and edge.target in nodes)
    return Facts(nodes.values(), complete, reached)


def _everything(tx: Transaction, progress: Callable[[int], None] | None) -> tuple[dict[str, Entity], dict[str, Relationship]]:
    nodes = {node.id: node for node in _entities(_told(tx.rows("read/all_entities"), progress, 0))}
    edges = (stored.relationship(row) for row in _told(tx.rows("read/all_relationships"), progress, len(nodes)))
    return nodes, {edge.id: edge for edge in edges}


def _read_again(
    db: Database, known: dict[str, Any], kind: str, missed: Iterable[Change], read: Callable[[Database, Collection[str]], Mapping[str, Entity | Relationship]]
) -> None:
    ids = {change.id for change in missed if change.kind == kind}
    for id in ids:
        known.pop(id, None)
    known.update(read(db, ids))


def _entities(rows: Iterable[Mapping[str, Any]]) -> Iterator[Entity]:
    return (stored.entity(row["labels"], row["properties"]) for row in rows)


def _numbers(tx: Transaction, statement: str) -> dict[str, int]:
    return {row["name"]: row["number"] for row in tx.rows(statement)}


def _told(rows: Iterable[Mapping[str, Any]], progress: Callable[[int], None] | None, before: int) -> Iterator[Mapping[str, Any]]:
    number = before
    for number, row in enumerate(rows, before + 1):
        yield row
        if progress is not None and number % _TOLD_EVERY == 0:
            progress(number)
    if progress is not None:
        progress(number)
