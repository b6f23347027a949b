"""Names laid over names: what has changed hides what stood below, and costs as much as there is of it."""

from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property
from typing import Self, TypeAlias

import numpy as np

from explorer.domain.facts import Facts
from explorer.network.names.building import cities_of, part_of
from explorer.network.names.matching import Names
from explorer.network.names.part import Part
from explorer.network.names.tables import Numbers
from explorer.network.names.wanted import Places

Rank: TypeAlias = tuple[int, str, str]
"""What orders entities that fit equally well: less their number of relationships, their name, their id."""


class Made:
    """The names of the entities with these ids, but those that are gone, as the facts had them; made when first asked for. What is looked up is kept."""

    def __init__(self, facts: Facts, ids: Collection[str]) -> None:
        self.ids = ids
        self._facts = facts
        self._numbers: dict[str, int | None] = {}
        self._cities: dict[str, int | None] = {}
        self._ranks: dict[int, Rank] = {}
        self._places: dict[Rank, int] = {}

    @classmethod
    def whole(cls, facts: Facts, part: Part | None = None) -> Self:
        """All names of the facts; `part`: as arrays, where they are there already."""
        made = cls(facts, facts.entities.keys())
        made.part = part_of(facts, facts.entities.values()) if part is None else part
        return made

    @cached_property
    def part(self) -> Part:
        return part_of(self._facts, (self._facts.entities[id] for id in self.ids if id in self._facts.entities))

    def number(self, id: str) -> int | None:
        if id not in self._numbers:
            self._numbers[id] = self.part.number(id)
        return self._numbers[id]

    def city(self, id: str) -> int | None:
        """The number that it has among the cities."""
        if id not in self._cities:
            self._cities[id] = self.part.cities.ids.number(id)
        return self._cities[id]

    def rank(self, number: int) -> Rank:
        if number not in self._ranks:
            self._ranks[number] = self._rank(number)
        return self._ranks[number]

    def place(self, rank: Rank) -> int:
        """How many stand before one of that rank."""
        if rank not in self._places:
            self._places[rank] = bisect_left(range(len(self.part)), rank, key=self._rank)
        return self._places[rank]

    def _rank(self, number: int) -> Rank:
        id = self.part.ids[number]
        return -int(self.part.degrees[number]), self._facts.entities[id].name, id


class Layer:
    """Names that were made once, but for entities that have changed by now: `facts`."""

    def __init__(self, made: Made, facts: Facts, changed: Collection[str] = frozenset()) -> None:
        self.made = made
        self._facts = facts
        self._changed = changed

    def but_for(self, changed: Collection[str], facts: Facts) -> "Layer":
        return Layer(self.made, facts, changed)

    def names(self) -> Names:
        return Names(self.made.part, self._places)

    @cached_property
    def stale(self) -> Numbers | None:
        """Of each entity whether it has changed, None where none has."""
        numbers = [number for id in self._changed if (number := self.made.number(id)) is not None]
        if not numbers:
            return None
        stale = np.zeros(len(self.made.part), bool)
        stale[numbers] = True
        return stale

    @cached_property
    def _places(self) -> Places:
        """The cities, as they are called now."""
        changed = {id: number for id in self._changed if (number := self.made.city(id)) is not None}
        if not changed:
            return Places(self.made.part.cities)
        return Places(self.made.part.cities, np.array([changed[id] for id in sorted(changed)], np.int64), cities_of(self._facts, changed))
