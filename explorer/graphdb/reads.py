"""What can be read: single things, pages of them, the log of changes, and everything at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import ENTITY
from explorer.graphdb import stored
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.latest import Latest, LogIncomplete, latest, sequence, settled

__all__ = [
    "Change",
    "Changed",
    "Counts",
    "changed",
    "changes",
    "counts",
    "entities",
    "mark",
    "objecting",
    "parents",
    "relationships",
    "relationships_of",
    "sequence",
    "snapshot",
]

Make: TypeAlias = Callable[[Iterator[Entity], Iterator[Relationship], int], Facts]

SNAPSHOT_SECONDS: Final = 3_600.0
CATCH_UP: Final = 5_000
"""Changes that are followed one by one; where there are more, everything is read anew."""
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


@dataclass(frozen=True, slots=True)
class Changed:
    """Records that changed up to change number `sequence`, by id, as they were then; None: gone."""

    sequence: int
    entities: Mapping[str, Entity | None]
    relationships: Mapping[str, Relationship | None]

    def over(self, facts: Facts) -> Facts:
        return facts.with_changes(self.entities, self.relationships, self.sequence)


def mark(db: Database, number: int) -> str:
    """Tells the change of that number from those that bear it in another database, or in another course of this one. Empty where there is none."""
    rows = db.read(lambda tx: [row["properties"] for row in tx.rows("read/changes_between", after=number - 1, last=number)])
    return " ".join(str(rows[0].get(name)) for name in ("at", "who", "batch", "kind", "id")) if rows else ""


def snapshot(db: Database, make: Make = Facts, progress: Callable[[int], None] | None = None) -> Facts:
    """Everything, exactly as it was after the change whose number it bears, whoever writes meanwhile.

    `make` is given all entities, all relationships and the number of a change, and gives facts of them; it may be called again. What was changed since that
    number is put over them. `progress` is told how many rows have been read so far.
    """
    before = settled(db)
    try:
        facts = db.read(lambda tx: _made(tx, make, before, progress), seconds=SNAPSHOT_SECONDS)
    except _NotTheServers as error:
        raise error.failure from None
    after = settled(db)
    try:
        return _changed(latest(db, before, after)).over(facts)
    except LogIncomplete:
        return facts.with_changes({}, {}, after)


def changed(db: Database, after: int, to: int) -> Changed | None:
    """What changed after change number `after` up to number `to`, which has been reached. None where that is too much, or cannot be told.

    What another program wrote past the log is not seen.
    """
    if not 0 <= to - after <= CATCH_UP:
        return None
    try:
        return _changed(latest(db, after, to))
    except LogIncomplete:
        return None


def _changed(since: Latest) -> Changed:
    entities = {id: None if thing is None else stored.entity(thing["labels"], thing["properties"]) for id, thing in since.entities.items()}
    relationships = {id: None if thing is None else stored.relationship({**thing, "id": id}) for id, thing in since.relationships.items()}
    return Changed(since.sequence, entities, relationships)


def _made(tx: Transaction, make: Make, before: int, progress: Callable[[int], None] | None) -> Facts:
    tell = _Teller(tx, progress)
    try:
        return make(_entities(tell("read/all_entities")), (stored.relationship(row) for row in tell("read/all_relationships")), before)
    except OSError as error:
        raise _NotTheServers(error) from error


class _NotTheServers(Exception):
    """Whoever takes the rows could not keep them, on a full disk say: no failure of the connection they came by."""

    def __init__(self, failure: OSError) -> None:
        super().__init__(str(failure))
        self.failure = failure


def _entities(rows: Iterable[Mapping[str, Any]]) -> Iterator[Entity]:
    return (stored.entity(row["labels"], row["properties"]) for row in rows)


def _numbers(tx: Transaction, statement: str) -> dict[str, int]:
    return {row["name"]: row["number"] for row in tx.rows(statement)}


class _Teller:
    """Rows of several statements, each asked for with its first row, and how many there are so far."""

    def __init__(self, tx: Transaction, progress: Callable[[int], None] | None) -> None:
        self._tx = tx
        self._progress = progress
        self._number = 0

    def __call__(self, statement: str) -> Iterator[Mapping[str, Any]]:
        for row in self._tx.rows(statement):
            yield row
            self._number += 1
            if self._progress is not None and self._number % _TOLD_EVERY == 0:
                self._progress(self._number)
        if self._progress is not None:
            self._progress(self._number)
