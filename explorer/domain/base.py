"""What facts are told from: a state of all records that never changes, held in memory here or elsewhere in mapped files."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping, Sequence, Set, ValuesView
from datetime import date
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from typing import Protocol, TypeVar

from explorer.domain.records import Entity, Relationship
from explorer.domain.tally import Dated, Tally

V = TypeVar("V")


class Base(Protocol):
    """All records at one moment. Every relationship here has both its ends, but for those in `waiting`, by id, which none of the others say anything of.

    Sets of ids come in whatever form the base can combine fastest; `among` brings any ids into it. They can be combined with each other and with plain sets.
    """

    @property
    def entities(self) -> Mapping[str, Entity]: ...

    @property
    def waiting(self) -> Mapping[str, Relationship]: ...

    @property
    def tally(self) -> Tally: ...

    def __len__(self) -> int:
        """How many relationships there are."""

    def relationships(self) -> Iterator[Relationship]: ...

    def relationship(self, id: str) -> Relationship | None: ...

    def of(self, id: str) -> Iterator[Relationship]:
        """Those that an entity is an end of."""

    def between(self, a: str, b: str) -> Iterator[Relationship]:
        """Those between two entities, in either direction."""

    def outgoing(self, id: str, types: Collection[str], on: date | None = None) -> Iterator[Relationship]:
        """`on`: only those open on that day."""

    def incoming(self, id: str, types: Collection[str]) -> Iterator[Relationship]: ...

    def degree(self, id: str) -> int:
        """How many relationships an entity is an end of."""

    def counts(self, id: str) -> Mapping[tuple[str, bool], int]:
        """How many relationships an entity is an end of, by type and whether they come in there; none of them is looked at."""

    def inside(self, ids: Set[str]) -> Iterator[Relationship]:
        """Those with both ends among some ids."""

    def best_connected(self, within: Set[str] | None, limit: int) -> Sequence[str]:
        """Those with the most relationships, the most first, then by id; of all or of some."""

    def joined_by(self, type: str) -> Set[str]:
        """Ids of both ends of the relationships of a type."""

    def among(self, ids: Iterable[str]) -> Set[str]: ...

    def left_out(self, ids: Iterable[str]) -> Collection[str]:
        """Ids of relationships in the form that `sources` and `dated` want for those they leave out."""

    def bearing(self, label: str) -> Set[str]:
        """Ids of the entities with a label, main or second."""

    def saying_country(self, code: str) -> Set[str]:
        """Ids of the entities whose own property says this country."""

    def objectors(self) -> Set[str]: ...

    def sources(self, ids: Set[str], types: Collection[str], day: date, ended: bool, without: Collection[str], within: Set[str] | None = None) -> Set[str]:
        """Where relationships of these types to any of the ids come from, those open on that day, or begun by it where `ended` ones count too.

        Only those `within` are asked about, where given.
        """

    def dated(self, day: date, without: Collection[str]) -> Dated: ...


class Streamed(Mapping[str, V]):
    """A mapping that is gone through faster than it is looked into."""

    @abstractmethod
    def stream(self) -> Iterator[tuple[str, V]]: ...

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.stream())

    def items(self) -> ItemsView[str, V]:
        return _Items(self)

    def values(self) -> ValuesView[V]:
        return _Values(self)


class _Items(ItemsView[str, V]):
    _mapping: Streamed[V]

    def __iter__(self) -> Iterator[tuple[str, V]]:
        return self._mapping.stream()


class _Values(ValuesView[V]):
    _mapping: Streamed[V]

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping.stream())


class Memory:
    """Records as objects in memory: simple, for small things and as what the others are held against. The last of those that share an id counts."""

    def __init__(self, entities: Iterable[Entity], relationships: Iterable[Relationship]) -> None:
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        given = {relationship.id: relationship for relationship in relationships}
        self.waiting = {id: r for id, r in given.items() if r.source not in self.entities or r.target not in self.entities}
        self._relationships = {id: r for id, r in given.items() if id not in self.waiting} if self.waiting else given

    def __len__(self) -> int:
        return len(self._relationships)

    @cached_property
    def tally(self) -> Tally:
        return Tally.of(self.entities.values(), self._relationships.values())

    @cached_property
    def _by_end(self) -> Mapping[str, Mapping[tuple[str, bool], list[Relationship]]]:
        """By end, then by type and whether it comes in there."""
        by_end: dict[str, dict[tuple[str, bool], list[Relationship]]] = defaultdict(lambda: defaultdict(list))
        for relationship in self._relationships.values():
            by_end[relationship.source][relationship.type, False].append(relationship)
            by_end[relationship.target][relationship.type, True].append(relationship)
        return by_end

    def relationships(self) -> Iterator[Relationship]:
        return iter(self._relationships.values())

    def relationship(self, id: str) -> Relationship | None:
        return self._relationships.get(id)

    def of(self, id: str) -> Iterator[Relationship]:
        return chain.from_iterable(self._by_end[id].values()) if id in self._by_end else iter(())

    def between(self, a: str, b: str) -> Iterator[Relationship]:
        fewer, other = sorted((a, b), key=self.degree)
        return (r for r in self.of(fewer) if r.other(fewer) == other)

    def outgoing(self, id: str, types: Collection[str], on: date | None = None) -> Iterator[Relationship]:
        return (r for r in self._group(id, types, False) if on is None or r.open_at(on))  # noqa: FBT003

    def incoming(self, id: str, types: Collection[str]) -> Iterator[Relationship]:
        return self._group(id, types, True)  # noqa: FBT003

    def _group(self, id: str, types: Collection[str], comes_in: bool) -> Iterator[Relationship]:
        groups = self._by_end.get(id, {})
        return (r for type_ in dict.fromkeys(types) for r in groups.get((type_, comes_in), ()))

    def degree(self, id: str) -> int:
        return sum(map(len, self._by_end[id].values())) if id in self._by_end else 0

    def counts(self, id: str) -> Mapping[tuple[str, bool], int]:
        return {group: len(all_of) for group, all_of in self._by_end.get(id, {}).items() if all_of}

    def inside(self, ids: Set[str]) -> Iterator[Relationship]:
        return (r for id in ids for r in self.of(id) if r.source == id and r.target in ids)

    def best_connected(self, within: Set[str] | None, limit: int) -> Sequence[str]:
        asked = self.entities if within is None else [id for id in within if id in self.entities]
        return nsmallest(limit, asked, key=lambda id: (-self.degree(id), id))

    def joined_by(self, type: str) -> frozenset[str]:
        return frozenset(end for r in self._relationships.values() if r.type == type for end in (r.source, r.target))

    def among(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(ids)

    def left_out(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(ids)

    def bearing(self, label: str) -> frozenset[str]:
        return frozenset(id for id, entity in self.entities.items() if label in entity.labels)

    def saying_country(self, code: str) -> frozenset[str]:
        return frozenset(id for id, entity in self.entities.items() if entity.text("country") == code)

    def objectors(self) -> frozenset[str]:
        return frozenset(id for id, entity in self.entities.items() if entity.objects)

    def sources(
        self, ids: Set[str], types: Collection[str], day: date, ended: bool, without: Collection[str], within: Set[str] | None = None
    ) -> frozenset[str]:
        coming = (r for id in ids for r in self.incoming(id, types) if r.id not in without)
        holding = (r for r in coming if (r.exists_at(day) if ended else r.open_at(day)))
        return frozenset(r.source for r in holding if within is None or r.source in within)

    def dated(self, day: date, without: Collection[str]) -> Dated:
        return Dated.of((r for r in self._relationships.values() if r.id not in without), day)
