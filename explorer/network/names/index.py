"""Finding entities by what a person types: ids, identifiers, names, short names and aliases, initials; accents, case, order and typos aside."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, Self, TypeAlias, overload

import numpy as np

from explorer.domain.facts import Facts
from explorer.domain.identity import plain
from explorer.domain.records import Entity
from explorer.network.names.building import cities_of, part_of
from explorer.network.names.matching import Hits, Names, Places
from explorer.network.names.part import SHOWN, Part, label_bits
from explorer.network.names.spelling import joined, names_of, words_in
from explorer.network.names.tables import Numbers, arrays_of, table_of
from explorer.network.names.typed import Query

LIKENESSES: Final = 8
"""How many are offered that are only alike."""


Rank: TypeAlias = tuple[int, str, str]
"""What orders entities that fit equally well: less their number of relationships, their name, their id."""
_FIT: Final = 36
"""Bits below which a hit's number stands, behind how well it fits."""


class Base:
    """The arrays that were made once, and the facts they were made of."""

    def __init__(self, facts: Facts, part: Part) -> None:
        self.part = part
        self._facts = facts
        self._places: dict[Rank, int] = {}

    def place(self, rank: Rank) -> int:
        """How many stand before one of that rank."""
        if rank not in self._places:
            self._places[rank] = bisect_left(range(len(self.part)), rank, key=self._rank)
        return self._places[rank]

    def _rank(self, number: int) -> Rank:
        id = self.part.ids[number]
        return -int(self.part.degrees[number]), self._facts.entities[id].name, id


class Found(Sequence[Entity]):
    """Entities found, best first. Each is read when it is asked for, so that a million of them cost little."""

    def __init__(self, index: "NameIndex", numbers: Numbers) -> None:
        self._index = index
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, wanted: int) -> Entity: ...
    @overload
    def __getitem__(self, wanted: slice) -> "Found": ...
    def __getitem__(self, wanted: int | slice) -> "Entity | Found":
        return Found(self._index, self._numbers[wanted]) if isinstance(wanted, slice) else self._index.entity(int(self._numbers[wanted]))

    def __iter__(self) -> Iterator[Entity]:
        return map(self._index.entity, self._numbers.tolist())

    def having(self, labels: Collection[str]) -> "Found":
        """Those that have any of these labels, second ones included; all of them where none is named."""
        return Found(self._index, self._numbers[(self._index.labels[self._numbers] & label_bits(labels)) != 0]) if labels else self

    def willing(self) -> "Found":
        """Without those who objected."""
        return Found(self._index, self._numbers[~self._index.objecting[self._numbers]])

    def by_label(self) -> Mapping[str, int]:
        """How many there are of each shown label, most first."""
        counts = np.bincount(self._index.shown[self._numbers], minlength=len(SHOWN))
        return dict(Counter({label: int(count) for label, count in zip(SHOWN, counts, strict=True) if count}).most_common())


class NameIndex:
    """Names of all entities of some facts: arrays made once, and a second, small set of them for what has changed since. Not to be changed once made."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._base = Base(facts, part_of(facts, facts.entities.values()))
        self._changed: Mapping[str, int | None] = {}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Numbers], facts: Facts) -> Self:
        """From what `arrays` gave for the same facts. Raises KeyError where an array is missing."""
        return cls._over(facts, Base(facts, table_of(Part, arrays)), {})

    @classmethod
    def _over(cls, facts: Facts, base: Base, changed: Mapping[str, int | None]) -> Self:
        index = cls.__new__(cls)
        index._facts, index._base, index._changed = facts, base, changed
        return index

    def arrays(self) -> dict[str, Numbers]:
        """What can be kept in files, by name. Raises ValueError where there were changes: make the index anew from the facts first."""
        if self._changed:
            raise ValueError("names have changed since these arrays were made")
        return arrays_of(self._base.part)

    def with_changes(self, facts: Facts, changed: Collection[str]) -> Self:
        """The index of these newer facts.

        `changed`: the ids of all entities that are new, changed or gone, and of the ends of all relationships that are. It costs in proportion to all
        changes since the arrays were made, so that they should be made anew from time to time.
        """
        new = {id: self._base.part.number(id) for id in changed if id not in self._changed}
        return self._over(facts, self._base, {**self._changed, **new})

    def called(self, text: str) -> Sequence[Entity]:
        """Who goes by exactly this: the id; else the name as written; else case and accents aside; else a short name or alias.

        Several where that leaves a doubt, none where nobody does.
        """
        text = text.strip()
        if entity := self._facts.entities.get(text):
            return [entity]
        words, sought = joined(words_in(text)), plain(text)
        namesakes = [entity for entity in self._found(names.whole(words) for names in self._parts()) if sought in map(plain, names_of(entity))]
        same = [entity for entity in namesakes if plain(entity.name) == sought]
        exact = [entity for entity in same if entity.name == text]
        return sorted(exact or same or namesakes, key=lambda entity: entity.id)

    def search(self, text: str) -> Found:
        """Entities of which every word typed begins a word of one name, closest first, then the most connected; else those that a few typos lead to; else
        some much alike."""
        query = Query.of(text)
        return self._exact(query) or self._near(query) or self._alike(query)[:LIKENESSES]

    def alike(self, text: str, labels: Collection[str] = (), limit: int = LIKENESSES) -> Sequence[Entity]:
        """Those whose name is spelt much like this, the most alike first; nobody who objected is suggested."""
        query = Query.of(text)
        return (self._near(query).having(labels) or self._alike(query).having(labels))[:limit]

    def entity(self, number: int) -> Entity:
        base = len(self._base.part)
        return self._facts.entities[self._base.part.ids[number] if number < base else self._overlay.ids[number - base]]

    def _exact(self, query: Query) -> Found:
        return self._found(names.exact(query) for names in self._parts())

    def _near(self, query: Query) -> Found:
        return self._found(names.near(query) for names in self._parts()).willing()

    def _alike(self, query: Query) -> Found:
        return self._found(names.alike(query) for names in self._parts()).willing()

    def _parts(self) -> Iterator[Names]:
        yield Names(self._base.part, self._places)
        if self._changed:
            yield Names(self._overlay, Places(self._overlay.cities))

    def _found(self, parts: Iterable[Hits]) -> Found:
        """What was found in the base, but for what has changed, and in the overlay, put together in order."""
        base, *changed = parts
        found = base.entities.astype(np.int64)
        if changed:
            kept = ~self._stale[found]
            found, fits = found[kept], base.fits[kept].astype(np.int64)
            (overlay,) = changed
            before = np.array([self._base.place(self._rank(number)) for number in overlay.entities.tolist()], np.int64)
            places = np.searchsorted(fits << _FIT | found << 1 | 1, overlay.fits.astype(np.int64) << _FIT | before << 1)
            found = np.insert(found, places, overlay.entities + len(self._base.part))
        return Found(self, found)

    def _rank(self, number: int) -> Rank:
        """By what an entity of the overlay stands before others that fit as well."""
        id = self._overlay.ids[number]
        return -int(self._overlay.degrees[number]), self._facts.entities[id].name, id

    @cached_property
    def _overlay(self) -> Part:
        """What has changed, as it is now."""
        return part_of(self._facts, [self._facts.entities[id] for id in self._changed if id in self._facts.entities])

    @cached_property
    def _stale(self) -> Numbers:
        """Of each entity of the base whether it has changed."""
        stale = np.zeros(len(self._base.part), bool)
        stale[[number for number in self._changed.values() if number is not None]] = True
        return stale

    @cached_property
    def _places(self) -> Places:
        """The cities of the base, as they are called now."""
        cities = self._base.part.cities
        changed = {id: number for id in self._changed if (number := cities.ids.number(id)) is not None}
        if not changed:
            return Places(cities)
        return Places(cities, np.array([changed[id] for id in sorted(changed)], np.int64), cities_of(self._facts, changed))

    @cached_property
    def labels(self) -> Numbers:
        """Of each entity, those of the overlay behind those of the base: LABEL_BITS."""
        return self._of_each(lambda part: part.labels)

    @cached_property
    def shown(self) -> Numbers:
        return self._of_each(lambda part: part.shown)

    @cached_property
    def objecting(self) -> Numbers:
        return self._of_each(lambda part: part.objecting)

    def _of_each(self, of: Callable[[Part], Numbers]) -> Numbers:
        return np.concatenate((of(self._base.part), of(self._overlay))) if self._changed else of(self._base.part)
