"""Facts in mapped files: entities and relationships as rows of bytes taken up one by one, and arrays that say which ones to take up.

Entities are numbered in the order of their ids by code point, relationships in the order they came in.

ids_text: uint8, ids_starts: int64[n + 1]      the ids, as an IdTable
labels: uint8[n], countries: int32[n]          places in `about["labels"]` (shown labels) and `about["countries"]`, the country an entity says
objectors: bool[n]                             people who objected
entity_rows: int64[n], entities: blob          where each row begins; each row is its length in ROW_LENGTH bytes, then msgpack
types: uint8[m]                                places in `about["types"]`
sources, targets: int32[m]                     numbers of the ends
begun, ended, observed: int32[m]               days as `date.toordinal`: first day of `since` and `observed_on`, 0 where absent; last day of `until`, else NEVER
relationship_rows: int64[m], relationships: blob
hashes: uint64[m], hashed: int32[m]            hashes of relationship ids in order, and whose each one is
ties_starts: int64[n + 1]                      an entity's relationships are ties[ties_starts[v] : ties_starts[v + 1]] ...
ties: int32[2m], groups: uint8[2m]             ... in the order of their groups: twice the type, and 1 more where the entity is the target
waiting: blob                                  relationships of which an end is missing, in full
tally: blob                                    the Tally
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property, lru_cache, partial, reduce
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from explorer.domain.base import Streamed
from explorer.domain.dates import PartialDate, parse_date
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.tally import Dated, Tally
from explorer.domain.vocabulary import LABELS, SUB_LABELS, TYPES
from explorer.network.files import Blob, BlobWriter, Folder, Writing
from explorer.network.idtable import IdTable
from explorer.network.numbered import REMEMBERED, Marks, NumberedIds, Numbering

ROW_LENGTH: Final = 4
NEVER: Final = 2**31 - 1
_PART: Final = 2**20
"""Relationships looked at together where all of them are: what that takes stays small."""
KEPT: Final = 8_192
"""Entities, and relationships, that stay taken up: those asked for lately."""

MOST_ENTITIES: Final = 2**25
MOST_RELATIONSHIPS: Final = 2**31
_GROUP_BITS: Final = 6
_NUMBER_BITS: Final = 32

_LABEL_NAMES: Final = (*LABELS, *SUB_LABELS)
_TYPE_NAMES: Final = tuple(TYPES)
_MAIN_LABELS: Final = dict.fromkeys(SUB_LABELS, "Company")
_NO_COUNTRY: Final = 0

Numbers: TypeAlias = npt.NDArray[np.integer[Any]]
Properties: TypeAlias = dict[str, str | int | float | bool | tuple[str, ...]]


class _EntityRow(msgspec.Struct, array_like=True, gc=False):
    id: str
    label: str
    name: str
    properties: Properties | None
    origin: str | None
    created_at: str | None
    updated_at: str | None

    @classmethod
    def of(cls, entity: Entity) -> "_EntityRow":
        return cls(entity.id, entity.label, entity.name, dict(entity.properties) or None, entity.origin, entity.created_at, entity.updated_at)

    def entity(self) -> Entity:
        return Entity(self.id, self.label, self.name, _held(self.properties), self.origin, self.created_at, self.updated_at)


class _RelationshipRow(msgspec.Struct, array_like=True, gc=False):
    """All of a relationship but its type and ends."""

    id: str
    since: str | None
    until: str | None
    observed_on: str | None
    role: str | None
    stated_strength: int | None
    status: str
    evidence: str | None
    source_document: str | None
    properties: Properties | None
    origin: str | None
    status_given: bool

    @classmethod
    def of(cls, r: Relationship) -> "_RelationshipRow":
        return cls(
            r.id,
            r.since.text if r.since else None,
            r.until.text if r.until else None,
            r.observed_on.text if r.observed_on else None,
            r.role,
            r.stated_strength,
            r.status,
            r.evidence,
            r.source_document,
            dict(r.properties) or None,
            r.origin,
            r.status_given,
        )

    def relationship(self, type: str, source: str, target: str) -> Relationship:
        return Relationship(
            self.id,
            type,
            source,
            target,
            _day(self.since),
            _day(self.until),
            _day(self.observed_on),
            self.role,
            self.stated_strength,
            self.status,
            self.evidence,
            self.source_document,
            _held(self.properties),
            self.origin,
            self.status_given,
        )


class _WaitingRow(msgspec.Struct, array_like=True, gc=False):
    type: str
    source: str
    target: str
    rest: _RelationshipRow


_encode = msgspec.msgpack.Encoder().encode
_decode_entity = msgspec.msgpack.Decoder(_EntityRow).decode
_decode_relationship = msgspec.msgpack.Decoder(_RelationshipRow).decode
_decode_waiting = msgspec.msgpack.Decoder(list[_WaitingRow]).decode
_decode_tally = msgspec.msgpack.Decoder(list[dict[str, int]]).decode

_NOTHING: Final[Mapping[str, Value]] = MappingProxyType({})


def _held(properties: Properties | None) -> Mapping[str, Value]:
    return MappingProxyType(properties) if properties else _NOTHING


def _day(text: str | None) -> PartialDate | None:
    return parse_date(text) if text else None


def write_records(writing: Writing, entities: Iterable[Entity], relationships: Iterable[Relationship]) -> None:
    """Everything, in any order, gone through once and never held as a whole. The last of those that share an id counts."""
    counted = Tally()
    numbers = _write_entities(writing, entities, counted)
    _write_relationships(writing, relationships, numbers, counted)
    with writing.blob("tally") as blob:
        blob.append(_encode([+counter for counter in counted.counters()]))  # what was counted and then replaced is none
    writing.about |= {"labels": _LABEL_NAMES, "types": _TYPE_NAMES}


def _write_entities(writing: Writing, entities: Iterable[Entity], counted: Tally) -> Mapping[str, int]:
    """Gives the number of each id."""
    places = {label: place for place, label in enumerate(_LABEL_NAMES)}
    codes: dict[str, int] = {"": _NO_COUNTRY}
    arrivals: dict[str, int] = {}
    starts, labels, objectors, countries = array("q"), array("B"), array("B"), array("i")
    replaced: list[int] = []
    with writing.blob("entities") as blob:
        for entity in entities:
            if entity.id in arrivals:
                replaced.append(arrivals[entity.id])
            arrivals[entity.id] = len(starts)
            starts.append(_append(blob, _encode(_EntityRow.of(entity))))
            labels.append(places[entity.shown_label])
            objectors.append(entity.objects)
            countries.append(codes.setdefault(entity.text("country") or "", len(codes)))
            counted.count_entity(entity)
    for arrival in replaced:
        counted.count_entity(_decode_entity(_written(blob, starts[arrival])).entity(), -1)
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
    places = {type_: place for place, type_ in enumerate(_TYPE_NAMES)}
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
            starts.append(_append(blob, _encode(_RelationshipRow.of(r))))
            hashes.append(_hash(r.id))
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
            counted.count_relationship(_decode_relationship(_written(blob, starts[number])).relationship(_TYPE_NAMES[types[number]], *ends), -1)
        columns = {name: np.delete(column, replaced) for name, column in columns.items()}
        by_id = np.delete(by_id, replaced)
    for name, column in columns.items():
        writing.array(name, column)
    order = np.argsort(by_id, kind="stable")
    writing.array("hashes", by_id[order])
    writing.array("hashed", order.astype(np.int32))
    _write_ties(writing, len(numbers), columns["sources"], columns["targets"], columns["types"])
    with writing.blob("waiting") as blob:
        blob.append(_encode([_WaitingRow(r.type, r.source, r.target, _RelationshipRow.of(r)) for r in waiting.values()]))


def _replaced(blob: BlobWriter, starts: Sequence[int], hashes: Numbers, waiting: Collection[str]) -> list[int]:
    """Numbers of the relationships that a later one of the same id stands in for."""
    order = np.argsort(hashes, kind="stable")
    in_order = hashes[order]
    alike = np.flatnonzero(in_order[1:] == in_order[:-1])
    pairs = zip(order[alike].tolist(), order[alike + 1].tolist(), strict=True)
    by_next = {one for one, next_ in pairs if _id_at(blob, starts[one]) == _id_at(blob, starts[next_])}
    sought = np.array([_hash(id) for id in waiting], np.uint64)
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
    return _decode_relationship(_written(blob, start)).id


def _hash(id: str) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little")


class _RelationshipRows:
    """Relationships by number, each taken up when it is asked for."""

    def __init__(self, folder: Folder, ids: IdTable) -> None:
        self._ids = ids
        # Looked into one number at a time: a memoryview gives plain numbers, at half the price of an array's.
        self._starts, self._types, self._sources, self._targets = (folder.arrays[name].data for name in ("relationship_rows", "types", "sources", "targets"))
        self._type_names: list[str] = folder.about["types"]
        self._rows = folder.blobs["relationships"]

    def __len__(self) -> int:
        return len(self._starts)

    def row(self, number: int) -> _RelationshipRow:
        return _decode_relationship(_row(self._rows, self._starts[number]))

    def take_up(self, number: int) -> Relationship:
        type_, source, target = self._type_names[self._types[number]], self._ids.id(self._sources[number]), self._ids.id(self._targets[number])
        return self.row(number).relationship(type_, source, target)


class _EntityRows:
    """Entities by id, each taken up when it is asked for."""

    def __init__(self, folder: Folder, ids: Numbering) -> None:
        self._ids = ids
        self._starts = folder.arrays["entity_rows"].data
        self._rows = folder.blobs["entities"]

    def take_up(self, id: str) -> Entity:
        """Raises KeyError."""
        number = self._ids.number(id)
        if number is None:
            raise KeyError(id)
        return self.at(self._starts[number])

    def at(self, start: int) -> Entity:
        return _decode_entity(_row(self._rows, start)).entity()

    def all(self) -> Iterator[Entity]:
        return map(self.at, self._starts)


class MappedRecords:
    """The records of one folder, as a `Base` of facts. Safe to share between threads."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._arrays = folder.arrays
        ids = IdTable(folder.arrays["ids_text"], folder.arrays["ids_starts"])
        self.ids = Numbering(ids)
        self.entities: Mapping[str, Entity] = MappedEntities(_EntityRows(folder, self.ids), self.ids)
        self._rows = _RelationshipRows(folder, ids)
        self._number = lru_cache(maxsize=REMEMBERED)(partial(_relationship_number, folder.arrays["hashes"], folder.arrays["hashed"], self._rows))
        self._taken_up = lru_cache(maxsize=KEPT)(self._rows.take_up)
        self._ties_from, self._ties, self._groups = (folder.arrays[name].data for name in ("ties_starts", "ties", "groups"))
        self._labels: list[str] = folder.about["labels"]
        self._type_names: list[str] = folder.about["types"]
        self._types = {type_: place for place, type_ in enumerate(self._type_names)}
        self._countries = {code: place for place, code in enumerate(folder.about["countries"])}

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def waiting(self) -> Mapping[str, Relationship]:
        blob = self.folder.blobs["waiting"]
        return {row.rest.id: row.rest.relationship(row.type, row.source, row.target) for row in _decode_waiting(blob.read(0, len(blob)))}

    @cached_property
    def tally(self) -> Tally:
        blob = self.folder.blobs["tally"]
        return Tally(*map(Counter, _decode_tally(blob.read(0, len(blob)))))

    def relationships(self) -> Iterator[Relationship]:
        return map(self._rows.take_up, range(len(self)))

    def relationship(self, id: str) -> Relationship | None:
        number = self._number(id)
        return None if number is None else self._taken_up(number)

    def of(self, id: str) -> Iterator[Relationship]:
        start, end = self._span(id)
        return map(self._taken_up, self._ties[start:end])

    def between(self, a: str, b: str) -> Iterator[Relationship]:
        one, other = self.ids.number(a), self.ids.number(b)
        if one is None or other is None or one == other:
            return iter(())
        start, end = min((self._span(a), self._span(b)), key=lambda span: span[1] - span[0])
        numbers = self._arrays["ties"][start:end]
        both = self._arrays["sources"][numbers] + self._arrays["targets"][numbers] == one + other  # one end of each is known, so the sum tells the other
        return map(self._taken_up, numbers[both].tolist())

    def outgoing(self, id: str, types: Collection[str]) -> Iterator[Relationship]:
        return self._grouped(id, types, 0)

    def incoming(self, id: str, types: Collection[str]) -> Iterator[Relationship]:
        return self._grouped(id, types, 1)

    def degree(self, id: str) -> int:
        start, end = self._span(id)
        return end - start

    def counts(self, id: str) -> Mapping[tuple[str, bool], int]:
        groups, counts = np.unique(self._arrays["groups"][slice(*self._span(id))], return_counts=True)
        return {(self._type_names[group // 2], bool(group % 2)): count for group, count in zip(groups.tolist(), counts.tolist(), strict=True)}

    def inside(self, ids: Set[str]) -> Iterator[Relationship]:
        asked = self.among(ids)
        starts = self._arrays["ties_starts"]
        places = _expanded(starts[asked.numbers], starts[asked.numbers + 1])
        going_out = self._arrays["ties"][places[self._arrays["groups"][places] % 2 == 0]]
        return map(self._rows.take_up, going_out[asked.marks[self._arrays["targets"][going_out]]].tolist())

    def best_connected(self, within: Set[str] | None, limit: int) -> Sequence[str]:
        numbers = np.arange(self.ids.size) if within is None else self.among(within).numbers
        starts = self._arrays["ties_starts"]
        degrees = starts[numbers + 1] - starts[numbers]
        if limit < len(numbers):
            least = np.partition(degrees, len(numbers) - limit)[len(numbers) - limit]
            numbers, degrees = numbers[degrees >= least], degrees[degrees >= least]
        return [self.ids.id(number) for number in numbers[np.lexsort((numbers, -degrees))[:limit]].tolist()]

    def joined_by(self, type: str) -> NumberedIds:
        marks = np.zeros(self.ids.size, np.bool_)
        if type in self._types:
            of_type = self._arrays["types"] == self._types[type]
            marks[self._arrays["sources"][of_type]] = marks[self._arrays["targets"][of_type]] = True
        return self._marked(marks)

    def among(self, ids: Iterable[str]) -> NumberedIds:
        return NumberedIds.of(self.ids, ids)

    def left_out(self, ids: Iterable[str]) -> "LeftOut":
        return LeftOut({id: number for id in ids if (number := self._number(id)) is not None})

    def bearing(self, label: str) -> NumberedIds:
        marks = np.zeros(self.ids.size, np.bool_)
        for place, shown in enumerate(self._labels):
            if label in (shown, _MAIN_LABELS.get(shown)):
                marks |= self._arrays["labels"] == place
        return self._marked(marks)

    def saying_country(self, code: str) -> NumberedIds:
        place = self._countries.get(code)
        return self._marked(self._arrays["countries"] == place if place else np.zeros(self.ids.size, np.bool_))

    def objectors(self) -> NumberedIds:
        return self._marked(self._arrays["objectors"])

    def sources(self, ids: Set[str], types: Collection[str], day: date, ended: bool, without: Collection[str], within: Set[str] | None = None) -> NumberedIds:
        """Through the relationships of whichever have fewer: the ids, or those that are asked about."""
        targets, asked = self.among(ids), None if within is None else self.among(within)
        marks = np.zeros(self.ids.size, np.bool_)
        for type_ in dict.fromkeys(self._types[type_] for type_ in types if type_ in self._types):
            numbers = self._holding(self._fewest(type_, targets, asked), day, ended, without)
            if asked is not None:
                numbers = numbers[targets.marks[self._arrays["targets"][numbers]] & asked.marks[self._arrays["sources"][numbers]]]
            marks[self._arrays["sources"][numbers]] = True
        return self._marked(marks)

    def _fewest(self, type_: int, targets: NumberedIds, sources: NumberedIds | None) -> Numbers:
        """Numbers of the relationships of a type that come in at the targets or go out from the sources, whichever are the less connected."""
        starts, groups = self._arrays["ties_starts"], self._arrays["groups"]
        sides = [(ends.numbers, group) for ends, group in ((targets, 2 * type_ + 1), (sources, 2 * type_)) if ends is not None]
        entities, group = min(sides, key=lambda side: int((starts[side[0] + 1] - starts[side[0]]).sum()))
        first = _bisected(groups, starts[entities], starts[entities + 1], group)
        return self._arrays["ties"][_expanded(first, _bisected(groups, first, starts[entities + 1], group + 1))]

    def _holding(self, numbers: Numbers, day: date, ended: bool, without: Collection[str]) -> Numbers:
        today = day.toordinal()
        holds = self._arrays["begun"][numbers] <= today
        if not ended:
            holds &= self._arrays["ended"][numbers] > today
        if len(out := _numbers_of(without)):
            holds &= ~np.isin(numbers, out)
        return numbers[holds]

    def dated(self, day: date, without: Collection[str]) -> Dated:
        today = day.toordinal()
        left_out = _numbers_of(without)
        parts = [self._dated(today, left_out, start) for start in range(0, len(self), _PART)]
        return reduce(Dated.and_, parts, Dated())

    def _dated(self, today: int, left_out: Numbers, start: int) -> Dated:
        part = slice(start, start + _PART)
        latest = np.zeros(len(self._arrays["types"][part]), np.int32)
        for name in ("begun", "observed", "ended"):
            days = self._arrays[name][part]
            np.maximum(latest, np.where(days <= today, days, 0), out=latest)
        kept = np.ones(len(latest), np.bool_)
        kept[left_out[(left_out >= start) & (left_out < start + _PART)] - start] = False
        known = latest[kept & (latest > 0)]
        undated = int(np.count_nonzero(kept)) - len(known)
        if not len(known):
            return Dated(undated=undated)
        return Dated(len(known), undated, date.fromordinal(int(known.min())), date.fromordinal(int(known.max())))

    def _marked(self, marks: Marks) -> NumberedIds:
        return NumberedIds(self.ids, marks)

    def _span(self, id: str) -> tuple[int, int]:
        number = self.ids.number(id)
        return (0, 0) if number is None else (self._ties_from[number], self._ties_from[number + 1])

    def _grouped(self, id: str, types: Collection[str], comes_in: int) -> Iterator[Relationship]:
        start, end = self._span(id)
        for place in dict.fromkeys(self._types[type_] for type_ in types if type_ in self._types):
            group = 2 * place + comes_in
            first = bisect_left(self._groups, group, start, end)
            yield from map(self._taken_up, self._ties[first : bisect_right(self._groups, group, first, end)])


def _relationship_number(hashes: Numbers, hashed: Numbers, rows: _RelationshipRows, id: str) -> int | None:
    hash = np.uint64(_hash(id))
    place = int(np.searchsorted(hashes, hash))
    while place < len(hashes) and hashes[place] == hash:
        number = int(hashed[place])
        if rows.row(number).id == id:
            return number
        place += 1
    return None


class MappedEntities(Streamed[Entity]):
    """Entities by id, in the order of their ids; those asked for lately stay taken up."""

    def __init__(self, rows: _EntityRows, ids: Numbering) -> None:
        self._rows = rows
        self._ids = ids
        self._taken_up = lru_cache(maxsize=KEPT)(rows.take_up)

    def __len__(self) -> int:
        return self._ids.size

    def __iter__(self) -> Iterator[str]:
        return map(self._ids.id, range(len(self)))

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._ids.number(id) is not None

    def __getitem__(self, id: str) -> Entity:
        return self._taken_up(id)

    def stream(self) -> Iterator[tuple[str, Entity]]:
        return ((entity.id, entity) for entity in self._rows.all())


class LeftOut(frozenset[str]):
    """Ids of relationships, with their numbers."""

    numbers: Numbers

    def __new__(cls, numbers: Mapping[str, int]) -> "LeftOut":
        made = super().__new__(cls, numbers)
        made.numbers = np.fromiter(numbers.values(), np.int64, len(numbers))
        return made


def _numbers_of(without: Collection[str]) -> Numbers:
    assert isinstance(without, LeftOut)
    return without.numbers


def _expanded(starts: Numbers, ends: Numbers) -> Numbers:
    """All the places of some spans."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


def _bisected(values: Numbers, starts: Numbers, ends: Numbers, sought: int) -> Numbers:
    """For each span of `values`, which are in order within it: where the first one is that is not less than what is sought."""
    low, high = starts.copy(), ends.copy()
    while (open_ := np.flatnonzero(low < high)).size:
        middle = (low[open_] + high[open_]) // 2
        less = values[middle] < sought
        low[open_[less]] = middle[less] + 1
        high[open_[~less]] = middle[~less]
    return low


def _row(blob: Blob, start: int) -> memoryview:
    begin = start + ROW_LENGTH
    return blob.read(begin, begin + int.from_bytes(blob.read(start, begin), "little"))
