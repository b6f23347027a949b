"""Which of a part's names are meant by what was typed, and how well they fit.

Everything here says of each entity alone how well it fits: whoever else is in the part makes no difference, so that parts can be put together.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from explorer.network.names.lexicon import FAR
from explorer.network.names.part import Part
from explorer.network.names.spelling import FEWEST_INITIALS
from explorer.network.names.tables import NO_NUMBERS, Numbers, distinct
from explorer.network.names.typed import SHORTEST_IDENTIFIER, Query, Sought, Typed, forgiving
from explorer.network.names.wanted import Places, Wanted

ID, WHOLE, CORE, BEGINNING, ENTIRE, ALMOST, WORDS, HELPED = range(8)
"""How a name fits, best first: the id or an identifier; all of a name, or the SIREN within what was typed; all but legal forms; its beginning; every word
typed, in any order, as whole words; the same but for the last one; every word as the beginning of one; that with the help of initials or of the city, or
without little words and legal forms."""
ALIKE: Final = 75
"""Of the letters typed, or of a name's letters, how many in a hundred the other must have to be alike."""
PARTLY: Final = 90
"""A name that is all in what was typed, with more around it, is that alike."""
FEWEST_ALIKE: Final = 4
"""Letters that must be found for a part of what was typed to be alike."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Entities of a part, each once, by fit and then by number. `fits`: smaller is better."""

    entities: Numbers
    fits: Numbers

    def __len__(self) -> int:
        return len(self.entities)


_MOST_LETTERS: Final = 2**12
NOTHING: Final = Hits(NO_NUMBERS, NO_NUMBERS)


class Names:
    """A part as one query looks through it, and where its entities are located."""

    def __init__(self, part: Part, places: Places) -> None:
        self.part = part
        self.places = places
        self._words: dict[tuple[Sought, bool, bool], Wanted] = {}

    def _wanted(self, typed: Typed, forgiven: Collection[str] = ()) -> list[Wanted]:
        """What is needed of it. A word typed alone is no city's: else a city would find all that is in it."""
        return [self._word(sought, sought.text in forgiven, len(typed.needed) > 1) for sought in typed.needed]

    def _word(self, sought: Sought, typos: bool = False, located: bool = False) -> Wanted:
        key = (sought, typos, located)
        if key not in self._words:
            self._words[key] = Wanted(self.part, self.places, *key)
        return self._words[key]

    def exact(self, query: Query) -> Hits:
        """Those that fit without a typo."""
        found = [self._numbered(query), *(self._spelt(typed) for typed in query.readings)]
        return _together(found)

    def near(self, query: Query) -> Hits:
        """Those that have every word within a few typos: fewest typos first, then names of about that length."""
        found = [self._forgiven(typed) for typed in query.readings[-1:]]
        found += [self._respelt(typed) for typed in query.respelt()]
        return _together(found)

    def alike(self, query: Query) -> Hits:
        """Those that share most letters with what was typed, in words within a few typos."""
        return _together([self._shared(typed) for typed in query.readings[-1:]])

    def whole(self, words: Sequence[str]) -> Hits:
        """Those with a name of exactly these words."""
        names = self._consisting_of(words) if words else self.part.holders[len(self.part.words)]
        return _together([(self.part.owners[names], np.full(len(names), WHOLE, np.uint8))])

    def _consisting_of(self, words: Sequence[str]) -> Numbers:
        rarest = min((self._word(Sought(word, whole=True)) for word in dict.fromkeys(words)), key=lambda wanted: wanted.size)
        names = distinct(rarest.own_names(), len(self.part.owners))
        _, whole = self._sequence(names, words, np.zeros(len(names), np.uint16), self.part.sizes[names])
        return names[whole]

    def _numbered(self, query: Query) -> tuple[Numbers, Numbers]:
        """By id or identifier, and by the beginning of an identifier."""
        part = self.part
        number = part.number(query.text)
        found = [(np.array([] if number is None else [number], np.int32), ID)]
        for i, identifier in enumerate(query.identifiers):
            found.append((part.identified[slice(*part.identifiers.same_as(identifier))], WHOLE if i else ID))
        typed = query.identifiers[0]
        if len(typed) >= SHORTEST_IDENTIFIER:
            found.append((part.identified[slice(*part.identifiers.beginning_with(typed))], BEGINNING))
        return np.concatenate([entities for entities, _ in found]), np.concatenate([np.full(len(entities), fit, np.uint8) for entities, fit in found])

    def _spelt(self, typed: Typed) -> tuple[Numbers, Numbers]:
        names, owned, _ = self._having(self._wanted(typed))
        for sought in typed.small:
            owned &= self._word(sought).own(names) == 0
        fits = np.where(owned, self._entirely(names, typed), HELPED).astype(np.uint8)
        in_order = np.flatnonzero(owned)
        if len(in_order) == len(names):
            fits = np.minimum(fits, self._order(names, typed))
        else:
            fits[in_order] = np.minimum(fits[in_order], self._order(names[in_order], typed))
        if len(typed.core) < len(typed.words):
            fits = np.minimum(
                fits, np.where(self._sequence(names, typed.core, self.part.cores[names], self.part.core_sizes[names])[1], CORE, HELPED).astype(np.uint8)
            )
        if len(typed.words) == 1 and len(typed.words[0]) >= FEWEST_INITIALS:
            fits = np.minimum(fits, self._by_initials(names, typed.words[0]))
        return self.part.owners[names], fits

    def _entirely(self, names: Numbers, typed: Typed) -> Numbers:
        """How names fit that have every word: by how many of them are whole."""
        *before, last = [self._word(Sought(word, whole=True)).own(names) == 0 for word in dict.fromkeys(typed.words)]
        almost = np.logical_and.reduce(before) if before else last
        return np.where(almost & last, ENTIRE, np.where(almost, ALMOST, WORDS))

    def _order(self, names: Numbers, typed: Typed) -> Numbers:
        """How names fit that have every word: by where they stand."""
        part = self.part
        cores, sizes = part.cores[names], part.core_sizes[names]
        begun, whole = self._sequence(names, typed.words, cores, sizes)
        fits = np.where(whole, WHOLE, np.where(begun, BEGINNING, HELPED)).astype(np.uint8)
        formal = np.flatnonzero(sizes < part.sizes[names])
        if len(formal):
            begun, complete = self._sequence(names[formal], typed.words, np.zeros(len(formal), np.uint16), part.sizes[names[formal]])
            aside = np.where(whole[formal], CORE, fits[formal])
            fits[formal] = np.where(complete, WHOLE, np.where(begun, np.minimum(aside, BEGINNING), aside))
        return fits

    def _by_initials(self, names: Numbers, word: str) -> Numbers:
        number = self.part.initials.number(word)
        return np.where(self.part.shortened[names] == (-2 if number is None else number), BEGINNING, HELPED).astype(np.uint8)

    def _sequence(self, names: Numbers, words: Sequence[str], firsts: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
        """Which names have these words one after another from `firsts` on, the last one perhaps only begun; and which have no other of their `sizes` words."""
        part = self.part
        begun, whole = np.zeros(len(names), bool), np.zeros(len(names), bool)
        left = np.flatnonzero(sizes >= len(words))
        for i, word in enumerate(words):
            if not len(left):
                return begun, whole
            at = part.spelt.items[part.spelt.starts[names[left]] + firsts[left] + i]
            first, last = part.words.strings.beginning_with(word)
            exactly = at == (first if first < last and part.words.strings[first] == word else -1)
            if i < len(words) - 1:
                left = left[exactly]
            else:
                begun[left[(at >= first) & (at < last)]] = True
                whole[left[exactly & (sizes[left] == len(words))]] = True
        return begun, whole

    def _forgiven(self, typed: Typed) -> tuple[Numbers, Numbers]:
        names, _, edits = self._having(self._wanted(typed, forgiving(typed)))
        return self.part.owners[names], self._by_length(names, typed, edits)

    def _respelt(self, typed: Typed) -> tuple[Numbers, Numbers]:
        names, _, edits = self._having(self._wanted(typed))
        return self.part.owners[names], self._by_length(names, typed, edits + 1)

    def _by_length(self, names: Numbers, typed: Typed, edits: Numbers) -> Numbers:
        """Fewest typos first, then names that have no more letters than were typed."""
        length = sum(len(sought.text) for sought in typed.needed)
        return 2 * edits.astype(np.int64) + (np.abs(self.part.letters[names].astype(np.int64) - length) > edits)

    def _having(self, wanted: Sequence[Wanted]) -> tuple[Numbers, Numbers, Numbers]:
        """Names that have every word, at least one of them themselves and the others by their city; whether by their own words alone; and the typos in all."""
        order = [] if any(not word.all_size for word in wanted) else sorted(wanted, key=lambda word: word.all_size)
        names = order[0].all_names() if order else NO_NUMBERS
        edits, owned, any_own = np.zeros(len(names), np.uint8), np.ones(len(names), bool), np.zeros(len(names), bool)
        for word in order:
            cost, own, short = word.costs(names)
            kept = cost < FAR
            names, edits, owned, any_own = names[kept], (edits + cost)[kept], (owned & own)[kept], (any_own | own | short)[kept]
        return names[any_own], owned[any_own], edits[any_own]

    def _shared(self, typed: Typed) -> tuple[Numbers, Numbers]:
        part = self.part
        forgiven = forgiving(typed)
        total = sum(len(sought.text) for sought in typed.needed)
        found = np.zeros(len(part.owners), np.int32)
        for sought in typed.needed:
            if sought.text in forgiven:
                self._word(sought, typos=True).add_letters(found)
        names = np.flatnonzero(found >= min(FEWEST_ALIKE, total))
        letters = found[names].astype(np.int64)
        score = np.maximum(100 * letters // total, PARTLY * letters // np.maximum(part.letters[names], 1))
        kept = score >= ALIKE
        return part.owners[names[kept]], (100 - np.minimum(score[kept], 100)) * _MOST_LETTERS + _MOST_LETTERS - letters[kept]


def _together(found: Iterable[tuple[Numbers, Numbers]]) -> Hits:
    """Each entity once, as well as any of its names fits."""
    some = [(owners, fits) for owners, fits in found if len(owners)]
    if not some:
        return NOTHING
    owners, fits = some[0] if len(some) == 1 else (np.concatenate([o for o, _ in some]), np.concatenate([f for _, f in some]))
    if len(some) > 1:
        order = np.argsort(owners, kind="stable")
        owners, fits = owners[order], fits[order]
    begins = np.flatnonzero(np.concatenate((np.ones(1, bool), owners[1:] != owners[:-1])))
    if len(begins) < len(owners):
        owners, fits = owners[begins], np.minimum.reduceat(fits, begins)
    return _best_first(owners, fits)


def _best_first(owners: Numbers, fits: Numbers) -> Hits:
    if fits.dtype == np.uint8:
        by_fit = [np.flatnonzero(fits == fit) for fit in range(HELPED + 1)]
        order = np.concatenate(by_fit)
    else:
        order = np.argsort(fits, kind="stable")
    return Hits(owners[order], fits[order])
