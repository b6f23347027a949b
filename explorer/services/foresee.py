"""What a load would do, without doing it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from explorer.domain.records import Entity, Relationship, Value
from explorer.graphdb import Database, reads
from explorer.graphdb.writes import Tally

_IDS_AT_ONCE: Final = 5_000

_Thing = TypeVar("_Thing")


def held(read: Callable[[Database, Collection[str]], Mapping[str, _Thing]], db: Database, ids: Collection[str]) -> Mapping[str, _Thing]:
    """What the database holds of these, asked for in parts that it answers at once."""
    asked = sorted(ids)
    found: dict[str, _Thing] = {}
    for start in range(0, len(asked), _IDS_AT_ONCE):
        found.update(read(db, asked[start : start + _IDS_AT_ONCE]))
    return found


def foresee(db: Database, entities: Sequence[Entity], relationships: Sequence[Relationship]) -> tuple[Tally, Tally]:
    """What saving would come to, by the rule that saving follows: what a file does not give keeps its value, and the origin is no change by itself."""
    held_entities = held(reads.entities, db, [entity.id for entity in entities])
    held_relationships = held(reads.relationships, db, [relationship.id for relationship in relationships])
    return (
        _compared((_told(entity), _told(held_entities.get(entity.id))) for entity in entities),
        _compared((_said(given), _told(held_relationships.get(given.id))) for given in relationships),
    )


def _said(relationship: Relationship) -> Mapping[str, Value]:
    return {name: value for name, value in relationship.given().items() if name != "origin"}


def _told(thing: Entity | Relationship | None) -> Mapping[str, Value] | None:
    """What counts as a change where it differs."""
    if thing is None:
        return None
    values = {"name": thing.name, **thing.properties} if isinstance(thing, Entity) else thing.flat()
    return {name: value for name, value in values.items() if name != "origin"}


def _compared(pairs: Iterable[tuple[Mapping[str, Value] | None, Mapping[str, Value] | None]]) -> Tally:
    created = updated = unchanged = 0
    for given, held in pairs:
        if held is None:
            created += 1
        elif given and any(held.get(name) != value for name, value in given.items()):
            updated += 1
        else:
            unchanged += 1
    return Tally(created, updated, unchanged)
