"""Making an entity and some of its relationships exactly what is given, unless somebody else changed them meanwhile.

`writes.save` takes over what is given and leaves the rest; whoever edits a form means the whole of it, what they took out included.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from explorer.domain.records import Entity, Relationship
from explorer.errors import Conflict
from explorer.graphdb import differing, large_loads, logbook, stored
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.differing import Difference
from explorer.graphdb.logbook import EDGE, NODE, Entry

PAGE: Final = 5_000
NEW: Final = ""
"""The version of what is not there yet."""
_APART: Final = frozenset({"origin", "created_at", "updated_at"})
"""Of what is compared, these are no difference by themselves."""
Properties: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """`relationships`: given ones of the `types`, from or to the entity; those of the ids `gone` are taken away. `beside`: entities that have to be there too.

    `seen`: the version that whoever edits had before them, NEW where there was none.
    """

    entity: Entity
    relationships: Sequence[Relationship]
    gone: Collection[str]
    types: Collection[str]
    seen: str
    beside: Sequence[Entity] = field(default=())


def version(entity: Entity, relationships: Iterable[Relationship]) -> str:
    """Tells one state of an entity and some of its relationships from any other; where they came from aside."""
    about = {name: value for name, value in stored.entity_properties(entity).items() if name not in _APART}
    ties = sorted([r.id, r.type, r.source, r.target, {name: value for name, value in r.flat().items() if name not in _APART}] for r in relationships)
    return hashlib.sha256(json.dumps([entity.label, about, ties], sort_keys=True).encode()).hexdigest()[:32]


def put(db: Database, wanted: Whole, *, who: str, batch: str) -> int:
    """Write it in one transaction, with a change for each thing that differs. Returns the number of the latest change.

    Raises Conflict where it is not as it was seen; BadInput as `writes.save` does.
    """
    return large_loads.in_turn(db, lambda tx: _put(tx, wanted, who, batch))


def _put(tx: Transaction, wanted: Whole, who: str, batch: str) -> int:
    before = logbook.take(tx, batch)
    large_loads.check_free(tx, part_of=None)
    now = logbook.now()
    held = next((row for row in tx.rows("read/entities", ids=[wanted.entity.id])), None)
    known = {row["id"]: row for row in _relationships_of(tx, wanted.entity.id) if row["type"] in wanted.types} if held else {}
    found = version(stored.entity(held["labels"], held["properties"]), map(stored.relationship, known.values())) if held else NEW
    if found != wanted.seen:
        raise Conflict(f"{wanted.entity.id} is not as it was seen", {"id": [wanted.entity.id]})
    entries = [*_beside(tx, wanted.beside, now), *_entity(tx, wanted.entity, held, now), *_edges(tx, wanted, known)]
    return logbook.append(tx, before, entries, at=now, who=who, batch=batch)


def _relationships_of(tx: Transaction, id: str) -> list[Properties]:
    found: list[Properties] = []
    while True:
        page = list(tx.rows("read/relationships_of", id=id, skip=len(found), limit=PAGE))
        found += page
        if len(page) < PAGE:
            return found


def _beside(tx: Transaction, entities: Sequence[Entity], now: str) -> Iterator[Entry]:
    for new in (d for d in differing.entities(tx, entities, now) if d.created):
        tx.run("write/create_entities", each=new.name, rows=[new.values])
        yield _created(new)


def _entity(tx: Transaction, entity: Entity, held: Properties | None, now: str) -> Iterator[Entry]:
    (difference,) = differing.entities(tx, [entity], now) or (None,)
    if held is None:
        assert difference is not None
        tx.run("write/create_entities", each=difference.name, rows=[difference.values])
        yield _created(difference)
        return
    was = held["properties"]
    after = stored.entity_properties(entity) | {"created_at": was.get("created_at", now), "updated_at": now}
    if _told(after) == _told(was):
        return
    labels = sorted(set(held["labels"]) - {"Entity"}, key=lambda name: (name != entity.label, name))
    tx.run("write/put_back_entities", rows=[{"id": entity.id, "properties": after}])
    yield Entry("update node", NODE, entity.id, _text({"labels": labels, "properties": was}), _text({"labels": labels, "properties": after}))


def _edges(tx: Transaction, wanted: Whole, known: Mapping[str, Properties]) -> Iterator[Entry]:
    labels = {entity.id: entity.label for entity in (wanted.entity, *wanted.beside)}
    new = differing.relationships(tx, [r for r in wanted.relationships if r.id not in known], labels)
    for type_ in sorted({d.name for d in new}):
        rows = [{"source": d.ends[0], "target": d.ends[1], "properties": d.values} for d in new if d.name == type_]
        tx.run("write/create_relationships", each=type_, rows=rows)
    yield from map(_created, new)
    for given in wanted.relationships:
        was = known.get(given.id)
        after = stored.relationship_properties(given)
        if was is not None and _told(after) != _told(was["properties"]):
            tx.run("write/put_back_relationships", each=given.type, ids=[given.id], properties={given.id: after})
            yield Entry("update edge", EDGE, given.id, _edge_text(was, was["properties"]), _edge_text(was, after))
    for id in sorted(set(wanted.gone) & known.keys()):
        was = known[id]
        tx.run("write/delete_relationships", each=was["type"], ids=[id])
        yield Entry("delete edge", EDGE, id, _edge_text(was, was["properties"]), None)


def _told(properties: Properties) -> Properties:
    return {name: value for name, value in properties.items() if name not in _APART}


def _created(new: Difference) -> Entry:
    return Entry(f"create {new.kind}", new.kind, new.id, None, new.after)


def _edge_text(row: Properties, properties: Properties) -> str:
    return _text({"type": row["type"], "source": row["source"], "target": row["target"], "properties": dict(properties)})


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
