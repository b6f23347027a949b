"""Finding entities by what a person types: ids, identifiers, names, short names and aliases, initials; accents, case, order and typos aside."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, Self, overload

import numpy as np

from explorer.domain.facts import Facts
from explorer.domain.identity import plain
from explorer.domain.records import Entity
from explorer.network.names.layers import Layer, Made
from explorer.network.names.matching import Hits, Names
from explorer.network.names.part import SHOWN, Part, label_bits
from explorer.network.names.spelling import joined, names_of, words_in
from explorer.network.names.tables import Numbers, arrays_of, table_of
from explorer.network.names.typed import Query

LIKENESSES: Final = 8
"""How many are offered that are only alike."""


RECENT: Final = 64
"""Changes that are laid over the index by themselves; from then on an eighth of those that were laid over it before."""
_FIT: Final = 36
"""Bits below which a hit's number stands, behind how well it fits."""


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
    """Names of all entities of some facts: arrays made once, and over them those of what has changed since, and of what has changed lately. Not to be
    changed once made."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._layers: Sequence[Layer] = [Layer(Made.whole(facts), facts)]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Numbers], facts: Facts) -> Self:
        """From what `arrays` gave for the same facts. Raises KeyError where an array is missing."""
        return cls._of(facts, [Layer(Made.whole(facts, table_of(Part, arrays)), facts)])

    @classmethod
    def _of(cls, facts: Facts, layers: Sequence[Layer]) -> Self:
        index = cls.__new__(cls)
        index._facts, index._layers = facts, layers
        return index

    def arrays(self) -> dict[str, Numbers]:
        """What can be kept in files, by name. Raises ValueError where there were changes: make the index anew from the facts first."""
        if len(self._layers) > 1:
            raise ValueError("names have changed since these arrays were made")
        return arrays_of(self._layers[0].made.part)

    def with_changes(self, facts: Facts, changed: Collection[str]) -> Self:
        """The index of these newer facts.

        `changed`: the ids of all entities that are new, changed or gone, and of the ends of all relationships that are. It costs in proportion to what
        changed lately, and now and then to all that changed since the arrays were made, so that they should be made anew from time to time.
        """
        base, before, lately = self._layers if len(self._layers) > 1 else (*self._layers, Layer(Made(facts, ()), facts), Layer(Made(facts, ()), facts))
        settled, recent = before.made, {*lately.made.ids, *changed}
        if len(recent) > RECENT + len(settled.ids) // 8:
            settled, recent = Made(facts, {*settled.ids, *recent}), set()
        return self._of(facts, [base.but_for({*settled.ids, *recent}, facts), Layer(settled, facts, recent), Layer(Made(facts, recent), facts)])

    def called(self, text: str) -> Sequence[Entity]:
        """Who goes by exactly this: the id; else the name as written; else case and accents aside; else a short name or alias.

        Several where that leaves a doubt, none where nobody does.
        """
        text = text.strip()
        if entity := self._facts.entities.get(text):
            return [entity]
        words, sought = joined(words_in(text)), plain(text)
        namesakes = [entity for entity in self._found(lambda names: names.whole(words)) if sought in map(plain, names_of(entity))]
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
        layer = int(np.searchsorted(self._firsts, number, side="right")) - 1
        return self._facts.entities[self._layers[layer].made.part.ids[number - int(self._firsts[layer])]]

    def _exact(self, query: Query) -> Found:
        return self._found(lambda names: names.exact(query))

    def _near(self, query: Query) -> Found:
        return self._found(lambda names: names.near(query)).willing()

    def _alike(self, query: Query) -> Found:
        return self._found(lambda names: names.alike(query)).willing()

    def _found(self, look: Callable[[Names], Hits]) -> Found:
        """What is found in each layer, but for what has changed since, put together in order."""
        base, *over = self._layers
        found, fits = _kept(base, look)
        laid = sorted((fit, over[i].made.rank(number), number + int(self._firsts[i + 1])) for i in range(len(over)) for fit, number in _hits(over[i], look))
        if laid:
            before = [fit << _FIT | base.made.place(rank) << 1 for fit, rank, _ in laid]
            found = np.insert(found, np.searchsorted(fits << _FIT | found << 1 | 1, before), [number for *_, number in laid])
        return Found(self, found)

    @cached_property
    def _firsts(self) -> Numbers:
        """The number of the first entity of each layer: they are numbered layer by layer."""
        sizes = [len(layer.made.part) for layer in self._layers]
        return np.cumsum([0, *sizes[:-1]])

    @cached_property
    def labels(self) -> Numbers:
        """Of each entity: LABEL_BITS."""
        return self._of_each(lambda part: part.labels)

    @cached_property
    def shown(self) -> Numbers:
        return self._of_each(lambda part: part.shown)

    @cached_property
    def objecting(self) -> Numbers:
        return self._of_each(lambda part: part.objecting)

    def _of_each(self, of: Callable[[Part], Numbers]) -> Numbers:
        columns = [of(layer.made.part) for layer in self._layers]
        return np.concatenate(columns) if len(columns) > 1 else columns[0]


def _kept(layer: Layer, look: Callable[[Names], Hits]) -> tuple[Numbers, Numbers]:
    """The numbers of those found in a layer that have not changed since, and how they fit."""
    hits = look(layer.names())
    found, fits = hits.entities.astype(np.int64), hits.fits.astype(np.int64)
    return (found, fits) if layer.stale is None else (found[~layer.stale[found]], fits[~layer.stale[found]])


def _hits(layer: Layer, look: Callable[[Names], Hits]) -> Iterator[tuple[int, int]]:
    """The same one by one, as (fit, number)."""
    found, fits = _kept(layer, look)
    return zip(fits.tolist(), found.tolist(), strict=True)
