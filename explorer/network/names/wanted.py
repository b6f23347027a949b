"""One word that is sought in a part: in which names it stands, and in the names of which cities."""

from functools import cached_property
from typing import Final

import numpy as np

from explorer.network.names.lexicon import FAR, LONGEST_COUNTED, Lexicon
from explorer.network.names.part import Cities, Part
from explorer.network.names.spelling import FEWEST_INITIALS
from explorer.network.names.tables import NO_NUMBERS, Numbers, distinct
from explorer.network.names.typed import Sought

SHORTEST_CITY: Final = 3
"""Letters from which the beginning of a city's name is looked for: fewer must be all of a word."""


class Places:
    """The cities of a part, with those that have changed since it was made: `numbers` in the part, and how they are called now."""

    def __init__(self, cities: Cities, numbers: Numbers = NO_NUMBERS, now: Cities | None = None) -> None:
        self.cities = cities
        self.numbers = numbers
        self.now = now

    def costs(self, word: Sought, typos: bool) -> Numbers:
        """For each city the typos at which the word is in its name, FAR where it is not; one more at the end for no city."""
        costs = _city_costs(self.cities, word, typos)
        if self.now is not None:
            costs[self.numbers] = _city_costs(self.now, word, typos)[:-1]
        return costs


def _city_costs(cities: Cities, word: Sought, typos: bool) -> Numbers:
    costs = np.full(len(cities.ids) + 1, FAR, np.uint8)
    exactly = Sought(word.text, word.whole or len(word.text) < SHORTEST_CITY)
    first, last = _range(cities.words, exactly)
    if typos:
        near, edits = cities.words.near(word.text, word.unfinished)
        for worse in (2, 1):
            for number in near[edits == worse]:
                costs[cities.holders[int(number)]] = worse
    costs[cities.holders.between(first, last)] = 0
    return costs


class Wanted:
    """A word with the numbers of the lexicon's words it means: those it is or begins, and those within a few typos of it."""

    def __init__(self, part: Part, places: Places, sought: Sought, typos: bool, located: bool) -> None:
        """`located`: it may be a word of the city's name."""
        self.part = part
        self.places = places
        self.sought = sought
        self.typos = typos
        self.located = located
        self.first, self.last = _range(self.part.words, sought)
        self.near, self.edits = self.part.words.near(sought.text, sought.unfinished) if typos else (NO_NUMBERS, NO_NUMBERS)

    @cached_property
    def initials(self) -> tuple[int, int]:
        text = self.sought.text
        return self.part.initials.beginning_with(text) if len(text) >= FEWEST_INITIALS and not self.sought.whole else (0, 0)

    @cached_property
    def cities(self) -> Numbers:
        """The cities it may be in the name of."""
        return np.flatnonzero(self.city_costs < FAR) if self.located else NO_NUMBERS

    @cached_property
    def city_costs(self) -> Numbers:
        return self.places.costs(self.sought, self.typos)

    @cached_property
    def size(self) -> int:
        """How many of its own words, at most, names have that are meant."""
        starts = self.part.holders.starts
        return int(starts[self.last] - starts[self.first] + self.part.holders.lengths(self.near).sum())

    @cached_property
    def all_size(self) -> int:
        """The same with initials and cities."""
        short = self.part.called_short.starts
        return self.size + int(short[self.initials[1]] - short[self.initials[0]]) + int(self.part.residents.lengths(self.cities).sum())

    def own_names(self) -> Numbers:
        exact = self.part.holders.between(self.first, self.last)
        return np.concatenate((exact, self.part.holders.gathered(self.near)[0])) if len(self.near) else exact

    def all_names(self) -> Numbers:
        """Every name in which it is found in some way, ascending."""
        found = [self.own_names(), self.part.called_short.between(*self.initials)]
        if len(self.cities):
            found.append(self.part.names_of(self.part.residents.gathered(self.cities)[0]))
        return distinct(np.concatenate(found), len(self.part.owners))

    def costs(self, names: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The typos at which each name has it in some way, FAR where it has not; whether by its own words; whether by its initials."""
        cost = self.own(names)
        own = cost < FAR
        if self.initials[0] < self.initials[1]:
            shortened = self.part.shortened[names]
            short = (shortened >= self.initials[0]) & (shortened < self.initials[1])
        else:
            short = np.zeros(len(names), bool)
        cost[short] = 0
        if len(self.cities) and len(names):
            cities, begins = self.part.located.gathered(self.part.owners[names])
            cost = np.minimum(cost, np.minimum.reduceat(self.city_costs[cities], begins))
        return cost, own, short

    def own(self, names: Numbers) -> Numbers:
        """The typos at which each name has it among its own words, FAR where it has not."""
        if not len(names):
            return np.empty(0, np.uint8)
        if not self.typos and self.size < 4 * len(names):
            having = np.full(len(self.part.owners), FAR, np.uint8)
            having[self.own_names()] = 0
            return having[names]
        words, begins = self.part.spelt.gathered(names)
        return np.asarray(np.minimum.reduceat(self._word_costs()[words], begins))

    def add_letters(self, found: Numbers) -> None:
        """Adds to each name how many letters of this word it has."""
        length = min(len(self.sought.text), LONGEST_COUNTED)
        letters = np.zeros(len(found), np.uint8)
        for worse in (2, 1):
            letters[self.part.holders.gathered(self.near[self.edits == worse])[0]] = max(length - worse, 0)
        letters[self.part.holders.between(self.first, self.last)] = length
        found += letters

    def _word_costs(self) -> Numbers:
        costs = np.full(len(self.part.words) + 1, FAR, np.uint8)
        costs[self.near] = self.edits
        costs[self.first : self.last] = 0
        return costs


def _range(words: Lexicon, sought: Sought) -> tuple[int, int]:
    """The words that it is or, unless it must be whole, begins."""
    first, last = words.strings.beginning_with(sought.text)
    if sought.whole:
        last = first + 1 if first < last and words.strings[first] == sought.text else first
    return first, last
