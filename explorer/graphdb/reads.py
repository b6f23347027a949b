"""What can be read: single things, pages of them, the log of changes, and everything at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, TypeVar

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import ENTITY
from explorer.graphdb import stored
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.latest import Latest, LogIncomplete, latest, sequence, settled

__all__ = [
    "Change",
    "Counts",
    "brought_up",
    "changes",
    "counts",
    "entities",
    "everything",
    "follow",
    "mark",
    "objecting",
    "parents",
    "relationships",
    "relationships_of",
    "sequence",
    "settled",
    "snapshot",
]

T = TypeVar("T")

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


def entities(db: Database, ids: Collection[str]) -> dict[str, Entity]:
    """Those of the ids that the database has."""
    return db.read(lambda tx: {found.id: found for found in _entities(tx.rows("read/entities", ids=list(ids)))}) if ids else {}


def relationships(db: Database, ids: Collection[str]) -> dict[str, Relationship]:
    """Those of the ids that the database has."""
    return db.read(lambda tx: {row["id"]: stored.relationship(row) for row in tx.rows("read/relationships", ids=list(ids))}) if ids else {}


def objecting(db: Database, ids: Collection[str]) -> frozenset[str]:
    """Those of these ids that are of people who object, as the database says now."""
    return frozenset(db.read(lambda tx: [row["id"] for row in tx.rows("read/objecting", ids=list(ids))])) if ids else frozenset()


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


def mark(db: Database, number: int) -> str:
    """Tells the change of that number, and so the state after it, from those of other databases and of other courses of this one.

    Empty where there is no such change.
    """
    rows = db.read(lambda tx: list(tx.rows("read/changes_between", after=number - 1, last=number)))
    return " ".join(str(rows[0]["properties"].get(name)) for name in ("sequence", "at", "who", "batch", "kind", "id")) if rows else ""


def snapshot(db: Database, progress: Callable[[int], None] | None = None) -> Facts:
    """Everything, exactly as it was after the change whose number it bears, whoever writes meanwhile.

    `progress` is told how many rows have been read so far.
    """
    before = settled(db)
    nodes, edges = everything(db, lambda entities, relationships: (list(entities), list(relationships)), progress)
    after = settled(db)
    facts = Facts(nodes, edges, after)
    try:
        return _changed(facts, latest(db, before, after))
    except LogIncomplete:
        return facts


def everything(db: Database, take: Callable[[Iterator[Entity], Iterator[Relationship]], T], progress: Callable[[int], None] | None = None) -> T:
    """What `take` makes of all entities and then all relationships, as they come in; begun anew where that is interrupted.

    Who writes meanwhile may be seen in part: what changed since before it began is exact only once it has been brought up.
    """
    return db.read(lambda tx: take(*_streams(tx, progress)), seconds=SNAPSHOT_SECONDS)


def follow(db: Database, known: Facts) -> Facts:
    """The facts as they are now, of which `known` is an earlier state: only what changed since then is read, unless that is very much.

    What another program wrote past the log is not seen.
    """
    return brought_up(db, known, _CATCH_UP) or snapshot(db)


def brought_up(db: Database, known: Facts, most: int) -> Facts | None:
    """The facts as they are now by the log; None where it tells of more than `most` changes since, or not of all of them."""
    reached = sequence(db)
    if not 0 <= reached - known.sequence <= most:
        return None
    try:
        return _changed(known, latest(db, known.sequence, reached)) if reached > known.sequence else known
    except LogIncomplete:
        return None


def _changed(facts: Facts, since: Latest) -> Facts:
    entities = {id: None if thing is None else stored.entity(thing["labels"], thing["properties"]) for id, thing in since.entities.items()}
    relationships = {id: None if thing is None else stored.relationship({**thing, "id": id}) for id, thing in since.relationships.items()}
    return facts.with_changes(entities, relationships, since.sequence)


def _streams(tx: Transaction, progress: Callable[[int], None] | None) -> tuple[Iterator[Entity], Iterator[Relationship]]:
    """The second is not asked for before its first row is."""
    counted = count(1)
    nodes = _entities(_told(tx, "read/all_entities", counted, progress))
    return nodes, (stored.relationship(row) for row in _told(tx, "read/all_relationships", counted, progress))


def _entities(rows: Iterable[Mapping[str, Any]]) -> Iterator[Entity]:
    return (stored.entity(row["labels"], row["properties"]) for row in rows)


def _numbers(tx: Transaction, statement: str) -> dict[str, int]:
    return {row["name"]: row["number"] for row in tx.rows(statement)}


def _told(tx: Transaction, statement: str, counted: Iterator[int], progress: Callable[[int], None] | None) -> Iterator[Mapping[str, Any]]:
    number = 0
    for row, number in zip(tx.rows(statement), counted, strict=False):
        yield row
        if progress is not None and number % _TOLD_EVERY == 0:
            progress(number)
    if progress is not None:
        progress(number)
