"""From entities to the arrays of their names: each entity is read once, in any order; the arrays are put in theirs afterwards."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np

from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.network.names.lexicon import Lexicon
from explorer.network.names.part import SHOWN, Cities, Part, identifiers_of, label_bits
from explorer.network.names.spelling import joined, letters_of, names_of, spelling, words_in
from explorer.network.names.tables import Lists, Numbers, Strings, ranges, starts_of

LONGEST_NAME: Final = 2**16 - 1
"""Words, or letters, that a name has at most as far as counting them goes."""
_PLACES: Final = {label: place for place, label in enumerate(SHOWN)}


def part_of(facts: Facts, entities: Iterable[Entity]) -> Part:
    """The names of these entities of the facts."""
    read = _Read(facts, entities)
    order = np.array(sorted(range(len(read.ranks)), key=read.ranks.__getitem__), np.int64)
    first_names = starts_of(np.array(read.counts, np.int64))
    names = ranges(first_names, order)
    lexicon, spelt = read.words.sorted(Lists(starts_of(np.array(read.lengths, np.int64)), np.array(read.spelt, np.int32)))
    spelt = spelt.taken(names)
    city_ids, located = read.located()
    located = located.taken(order)
    initials = sorted(set(read.initials) - {""})
    numbers = {text: number for number, text in enumerate(initials)} | {"": -1}
    shortened = np.array([numbers[text] for text in read.initials], np.int32)[names]
    short = np.flatnonzero(shortened >= 0)
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    identified = sorted((number, int(places[i])) for number, i in read.identifiers)
    ids = [read.ranks[i][2] for i in order.tolist()]
    counts = np.array(read.counts, np.int64)[order]
    return Part(
        ids=Strings.of(ids),
        by_id=np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int32),
        degrees=np.array([-degree for degree, _, _ in read.ranks], np.int32)[order],
        labels=np.array(read.labels, np.uint16)[order],
        shown=np.array(read.shown, np.uint8)[order],
        objecting=np.array(read.objecting, bool)[order],
        first_names=starts_of(counts),
        owners=np.repeat(np.arange(len(ids), dtype=np.int32), counts),
        words=lexicon,
        spelt=spelt,
        holders=spelt.inverted(len(lexicon) + 1),
        sizes=_counted(read.sizes)[names],
        cores=_counted(read.cores)[names],
        core_sizes=_counted(read.core_sizes)[names],
        letters=_counted(read.letters)[names],
        initials=Strings.of(initials),
        called_short=Lists.grouped(shortened[short], short, len(initials)),
        shortened=shortened,
        identifiers=Strings.of([number for number, _ in identified]),
        identified=np.array([i for _, i in identified], np.int32),
        cities=cities_of(facts, city_ids),
        located=located,
        residents=located.inverted(len(city_ids) + 1),
    )


def cities_of(facts: Facts, ids: Collection[str]) -> Cities:
    """How these cities are called; those that are gone are not called at all."""
    ordered = sorted(ids)
    words = _Numbers()
    held = Lists.of([words[word] for word in _city_words(facts.entities[id])] if id in facts.entities else [] for id in ordered)
    lexicon, held = words.sorted(held)
    return Cities(Strings.of(ordered), lexicon, held.inverted(len(lexicon)))


def _city_words(city: Entity) -> list[str]:
    found = (words_in(name) for name in names_of(city))
    return list(dict.fromkeys(chain.from_iterable((*joined(words), *words) for words in found)))


class _Numbers(dict[str, int]):
    """Strings numbered as they are met."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number

    def order(self) -> tuple[list[str], Numbers]:
        """The strings in order, and for each number its place among them; the last one, for -1, behind them all."""
        ordered = sorted(self)
        met = np.array([self[text] for text in ordered], np.int64)
        return ordered, np.append(np.argsort(met), len(met)).astype(np.int32)

    def sorted(self, lists: Lists) -> tuple[Lexicon, Lists]:
        """The strings as words in order, and lists of their numbers as lists of their places."""
        ordered, places = self.order()
        return Lexicon.of(ordered), Lists(lists.starts, places[lists.items])


class _Read:
    """What entities say of themselves, column by column, in the order they were read. `ranks`: less their degree, their name, their id."""

    def __init__(self, facts: Facts, entities: Iterable[Entity]) -> None:
        self.ranks: list[tuple[int, str, str]] = []
        self.labels, self.shown, self.objecting, self.counts = array("i"), array("i"), array("b"), array("i")
        self.sizes, self.cores, self.core_sizes, self.letters = array("i"), array("i"), array("i"), array("i")
        self.lengths, self.spelt = array("i"), array("i")
        self.words = _Numbers()
        self.initials: list[str] = []
        self.identifiers: list[tuple[str, int]] = []
        self._cities = _Numbers()
        self._lived_in, self._located = array("i"), array("i")
        for entity in entities:
            self._add(entity)
            self.ranks.append((-facts.degree(entity.id), entity.name, entity.id))
            self._locate([self._cities[r.target] for r in facts.outgoing(entity.id, "LOCATED_IN")] or [-1])

    def located(self) -> tuple[Sequence[str], Lists]:
        """The ids of all cities in order, and for each entity its cities."""
        ids, places = self._cities.order()
        return ids, Lists(starts_of(np.array(self._lived_in, np.int64)), places[np.array(self._located, np.int64)])

    def _locate(self, cities: Sequence[int]) -> None:
        self._lived_in.append(len(cities))
        self._located.extend(cities)

    def _add(self, entity: Entity) -> None:
        self.labels.append(label_bits(entity.labels))
        self.shown.append(_PLACES[entity.shown_label])
        self.objecting.append(entity.objects)
        self.identifiers += [(number, len(self.ranks)) for number in identifiers_of(entity)]
        before = len(self.initials)
        for name in names_of(entity):
            self._spell(name, entity.label != "Person")
        self.counts.append(len(self.initials) - before)

    def _spell(self, name: str, initials: bool) -> None:
        spelt = spelling(name, initials)
        words = [self.words[word] for word in (*spelt.words, *spelt.others)] or [-1]
        self.lengths.append(len(words))
        self.spelt.extend(words)
        self.sizes.append(len(spelt.words))
        self.cores.append(spelt.first)
        self.core_sizes.append(spelt.size)
        self.letters.append(letters_of(spelt.words))
        self.initials.append(spelt.initials)


def _counted(numbers: Sequence[int]) -> Numbers:
    return np.minimum(np.array(numbers, np.int64), LONGEST_NAME).astype(np.uint16)
