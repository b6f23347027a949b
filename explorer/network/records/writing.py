"""Writing records into a folder: gone through once, in any order."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from explorer.domain.records import Entity, Relationship
from explorer.domain.tally import Tally
from explorer.network.files import BlobWriter, Writing
from explorer.network.idtable import IdTable
from explorer.network.records.rows import (
    LABEL_NAMES,
    NEVER,
    ROW_LENGTH,
    TYPE_NAMES,
    EntityRow,
    Numbers,
    RelationshipRow,
    WaitingRow,
    decode_entity,
    decode_relationship,
    encode,
    hash_of,
)

MOST_ENTITIES: Final = 2**25
MOST_RELATIONSHIPS: Final = 2**31
_GROUP_BITS: Final = 6
_NUMBER_BITS: Final = 32
_NO_COUNTRY: Final = 0


def write_records(writing: Writing, entities: Iterable[Entity], relationships: Iterable[Relationship]) -> None:
    """Everything, in any order, gone through once and never held as a whole. The last of those that share an id counts."""
    counted = Tally()
    numbers = _write_entities(writing, entities, counted)
    _write_relationships(writing, relationships, numbers, counted)
    with writing.blob("tally") as blob:
        blob.append(encode([+counter for counter in counted.counters()]))  # what was counted and then replaced is none
    writing.about |= {"labels": LABEL_NAMES, "types": TYPE_NAMES}


def _write_entities(writing: Writing, entities: Iterable[Entity], counted: Tally) -> Mapping[str, int]:
    """Gives the number of each id."""
    places = {label: place for place, label in enumerate(LABEL_NAMES)}
    codes: dict[str, int] = {"": _NO_COUNTRY}
    arrivals: dict[str, int] = {}
    starts, labels, objectors, countries = array("q"), array("B"), array("B"), array("i")
    replaced: list[int] = []
    with writing.blob("entities") as blob:
        for entity in entities:
            if entity.id in arrivals:
                replaced.append(arrivals[entity.id])
            arrivals[entity.id] = len(starts)
            starts.append(_append(blob, encode(EntityRow.of(entity))))
            labels.append(places[entity.shown_label])
            objectors.append(entity.objects)
            countries.append(codes.setdefault(entity.text("country") or "", len(codes)))
            counted.count_entity(entity)
    for arrival in replaced:
        counted.count_entity(decode_entity(_written(blob, starts[arrival])).entity(), -1)
    in_order = sorted(arrivals)
    if len(in_order) > MOST_ENTITIES:
        raise ValueError(f"{len(in_order)} entities are more than there is room for: {MOST_ENTITIES}")
    order = np.fromiter((arrivals[id] for id in in_order), np.int64, len(in_order))
    table = IdTable.of(in_order)
    writing.array("ids_text", table.text)
    writing.array("ids_starts", table.starts)
    writing.array("entity_rows", np.frombuffer(starts, np.int64)[order])
    writing.array("labels", np.frombuffer(labels, np.uint8)[order])
    writing.array("objectors", np.frombuffer(objectors, np.bool_)[order])
    writing.array("countries", np.frombuffer(countries, np.int32)[order])
    writing.about["countries"] = list(codes)
    return {id: number for number, id in enumerate(in_order)}


def _write_relationships(writing: Writing, relationships: Iterable[Relationship], numbers: Mapping[str, int], counted: Tally) -> None:
    places = {type_: place for place, type_ in enumerate(TYPE_NAMES)}
    starts, hashes, types = array("q"), array("Q"), array("B")
    sources, targets, begun, ended, observed = (array("i") for _ in range(5))
    waiting: dict[str, Relationship] = {}
    with writing.blob("relationships") as blob:
        for r in relationships:
            source, target = numbers.get(r.source), numbers.get(r.target)
            if source is None or target is None:
                waiting[r.id] = r
                continue
            waiting.pop(r.id, None)
            starts.append(_append(blob, encode(RelationshipRow.of(r))))
            hashes.append(hash_of(r.id))
            types.append(places[r.type])
            sources.append(source)
            targets.append(target)
            begun.append(r.since.first.toordinal() if r.since else 0)
            ended.append(r.until.last.toordinal() if r.until else NEVER)
            observed.append(r.observed_on.first.toordinal() if r.observed_on else 0)
            counted.count_relationship(r)
    columns: dict[str, Numbers] = {
        "relationship_rows": np.frombuffer(starts, np.int64),
        "types": np.frombuffer(types, np.uint8),
        "sources": np.frombuffer(sources, np.int32),
        "targets": np.frombuffer(targets, np.int32),
        "begun": np.frombuffer(begun, np.int32),
        "ended": np.frombuffer(ended, np.int32),
        "observed": np.frombuffer(observed, np.int32),
    }
    by_id = np.frombuffer(hashes, np.uint64)
    if replaced := _replaced(blob, starts, by_id, waiting):
        for number in replaced:
            ends = ("", "other")  # which ones bears on nothing that is counted
            counted.count_relationship(decode_relationship(_written(blob, starts[number])).relationship(TYPE_NAMES[types[number]], *ends), -1)
        columns = {name: np.delete(column, replaced) for name, column in columns.items()}
        by_id = np.delete(by_id, replaced)
    for name, column in columns.items():
        writing.array(name, column)
    order = np.argsort(by_id, kind="stable")
    writing.array("hashes", by_id[order])
    writing.array("hashed", order.astype(np.int32))
    _write_ties(writing, len(numbers), columns["sources"], columns["targets"], columns["types"])
    with writing.blob("waiting") as blob:
        blob.append(encode([WaitingRow(r.type, r.source, r.target, RelationshipRow.of(r)) for r in waiting.values()]))


def _replaced(blob: BlobWriter, starts: Sequence[int], hashes: Numbers, waiting: Collection[str]) -> list[int]:
    """Numbers of the relationships that a later one of the same id stands in for."""
    order = np.argsort(hashes, kind="stable")
    in_order = hashes[order]
    alike = np.flatnonzero(in_order[1:] == in_order[:-1])
    pairs = zip(order[alike].tolist(), order[alike + 1].tolist(), strict=True)
    by_next = {one for one, next_ in pairs if _id_at(blob, starts[one]) == _id_at(blob, starts[next_])}
    sought = np.array([hash_of(id) for id in waiting], np.uint64)
    maybe = order[np.isin(in_order, sought)].tolist() if len(sought) else []
    return sorted(by_next | {one for one in maybe if _id_at(blob, starts[one]) in waiting})


def _write_ties(writing: Writing, entities: int, sources: Numbers, targets: Numbers, types: Numbers) -> None:
    """By end and group: one sort of both packed with the relationship's number into one integer."""
    count = len(types)
    if count > MOST_RELATIONSHIPS:
        raise ValueError(f"{count} relationships are more than there is room for: {MOST_RELATIONSHIPS}")
    packed = np.empty(2 * count, np.uint64)
    numbers = np.arange(count, dtype=np.uint64)
    for part, ends, comes_in in ((packed[:count], sources, 0), (packed[count:], targets, 1)):
        part[:] = ends
        part <<= np.uint64(_GROUP_BITS)
        part |= (types * np.uint8(2) + np.uint8(comes_in)).astype(np.uint64)
        part <<= np.uint64(_NUMBER_BITS)
        part |= numbers
    packed.sort()
    writing.array("ties", (packed & np.uint64(2**_NUMBER_BITS - 1)).astype(np.int32))
    packed >>= np.uint64(_NUMBER_BITS)
    writing.array("groups", (packed & np.uint64(2**_GROUP_BITS - 1)).astype(np.uint8))
    packed >>= np.uint64(_GROUP_BITS)
    starts = np.zeros(entities + 1, np.int64)
    np.cumsum(np.bincount(packed.view(np.int64), minlength=entities), out=starts[1:])
    writing.array("ties_starts", starts)


def _append(blob: BlobWriter, row: bytes) -> int:
    return blob.append(len(row).to_bytes(ROW_LENGTH, "little") + row)


def _written(blob: BlobWriter, start: int) -> bytes:
    """A row of a blob that was just written."""
    with blob.path.open("rb") as file:
        file.seek(start)
        return file.read(int.from_bytes(file.read(ROW_LENGTH), "little"))


def _id_at(blob: BlobWriter, start: int) -> str:
    return decode_relationship(_written(blob, start)).id
