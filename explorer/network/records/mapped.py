"""Records of a mapped folder, each taken up when it is asked for."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property, lru_cache, partial, reduce
from typing import Final

import numpy as np

from explorer.domain.base import Streamed
from explorer.domain.records import Entity, Relationship
from explorer.domain.tally import Dated, Tally
from explorer.domain.vocabulary import SUB_LABELS
from explorer.network.files import Blob, Folder
from explorer.network.idtable import IdTable
from explorer.network.numbered import REMEMBERED, Marks, NumberedIds, Numbering
from explorer.network.records.rows import ROW_LENGTH, Numbers, RelationshipRow, decode_entity, decode_relationship, decode_tally, decode_waiting, hash_of

_PART: Final = 2**20
"""Relationships looked at together where all of them are: what that takes stays small."""
KEPT: Final = 8_192
"""Entities, and relationships, that stay taken up: those asked for lately."""
MANY_SPANS: Final = 32
"""Searched through all at once, step by step; fewer are one after the other."""
_MAIN_LABELS: Final = dict.fromkeys(SUB_LABELS, "Company")


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

    def row(self, number: int) -> RelationshipRow:
        return decode_relationship(_row(self._rows, self._starts[number]))

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
        return decode_entity(_row(self._rows, start)).entity()

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
        self._begun, self._ended = (folder.arrays[name].data for name in ("begun", "ended"))
        self._labels: list[str] = folder.about["labels"]
        self._type_names: list[str] = folder.about["types"]
        self._types = {type_: place for place, type_ in enumerate(self._type_names)}
        self._places = lru_cache(maxsize=KEPT)(self._places_of)
        self._countries = {code: place for place, code in enumerate(folder.about["countries"])}

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def waiting(self) -> Mapping[str, Relationship]:
        blob = self.folder.blobs["waiting"]
        return {row.rest.id: row.rest.relationship(row.type, row.source, row.target) for row in decode_waiting(blob.read(0, len(blob)))}

    @cached_property
    def tally(self) -> Tally:
        blob = self.folder.blobs["tally"]
        return Tally(*map(Counter, decode_tally(blob.read(0, len(blob)))))

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

    def outgoing(self, id: str, types: Collection[str], on: date | None = None) -> Iterator[Relationship]:
        numbers = self._grouped(id, types, 0)
        return map(self._taken_up, numbers if on is None else self._open(numbers, on.toordinal()))

    def incoming(self, id: str, types: Collection[str]) -> Iterator[Relationship]:
        return map(self._taken_up, self._grouped(id, types, 1))

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
        return map(self._rows.take_up, going_out[asked.has(self._arrays["targets"][going_out])].tolist())

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
        found = []
        for type_ in self._places(tuple(types)):
            numbers = self._holding(self._fewest(type_, targets, asked), day, ended, without)
            if asked is not None:
                numbers = numbers[targets.has(self._arrays["targets"][numbers]) & asked.has(self._arrays["sources"][numbers])]
            found.append(self._arrays["sources"][numbers])
        return NumberedIds.numbered(self.ids, np.concatenate(found) if found else np.empty(0, np.int32))

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
        return NumberedIds(self.ids, marks=marks)

    def _places_of(self, types: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._types[type_] for type_ in types if type_ in self._types))

    def _span(self, id: str) -> tuple[int, int]:
        number = self.ids.number(id)
        return (0, 0) if number is None else (self._ties_from[number], self._ties_from[number + 1])

    def _open(self, numbers: Iterable[int], day: int) -> Iterator[int]:
        return (number for number in numbers if self._begun[number] <= day < self._ended[number])

    def _grouped(self, id: str, types: Collection[str], comes_in: int) -> Iterator[int]:
        start, end = self._span(id)
        for place in self._places(tuple(types)) if end > start else ():
            group = 2 * place + comes_in
            first = bisect_left(self._groups, group, start, end)
            yield from self._ties[first : bisect_right(self._groups, group, first, end)]


def _relationship_number(hashes: Numbers, hashed: Numbers, rows: _RelationshipRows, id: str) -> int | None:
    hash = np.uint64(hash_of(id))
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
    if len(starts) < MANY_SPANS:
        spans = zip(starts.tolist(), ends.tolist(), strict=True)
        return np.array([start + int(np.searchsorted(values[start:end], sought)) for start, end in spans], np.int64)
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
