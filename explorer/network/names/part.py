"""The names of some entities as arrays, ready for looking up."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Self

import numpy as np

from explorer.domain.facts import Facts
from explorer.domain.identity import IDENTIFIERS
from explorer.domain.records import Entity
from explorer.domain.vocabulary import LABELS, SUB_LABELS
from explorer.network.names.lexicon import Lexicon
from explorer.network.names.spelling import Spelling, joined, letters_of, names_of, spelling, words_in
from explorer.network.names.tables import Lists, Numbers, Strings

LABEL_BITS: Final[Mapping[str, int]] = {name: 1 << bit for bit, name in enumerate((*LABELS, *SUB_LABELS))}
SHOWN: Final = (*LABELS, *SUB_LABELS)
"""Labels by the number that `Part.shown` holds."""
_PLACES: Final = {label: place for place, label in enumerate(SHOWN)}
LONGEST_NAME: Final = 2**16 - 1


@dataclass(frozen=True, slots=True)
class Cities:
    """Where entities are located: cities are numbered by id. `holders`: the cities each word stands in."""

    ids: Strings
    words: Lexicon
    holders: Lists

    @classmethod
    def of(cls, facts: Facts, ids: Collection[str]) -> Self:
        ordered = sorted(ids)
        found = [_city_words(facts.entities[id]) if id in facts.entities else [] for id in ordered]
        lexicon = Lexicon.of(set(chain.from_iterable(found)))
        numbers = {lexicon.strings[number]: number for number in range(len(lexicon))}
        return cls(Strings.of(ordered), lexicon, _holders([[numbers[word] for word in words] for words in found], len(lexicon)))


@dataclass(frozen=True, slots=True)
class Part:
    """Names of entities. Entities are numbered from the most connected on, then by name, then by id; names are numbered entity by entity.

    ids            by number; `by_id`: numbers in the order of ids
    degrees, labels (LABEL_BITS), shown (place in SHOWN), objecting: of each entity
    first_names    of entity i the names `first_names[i]` to before `first_names[i + 1]`; `owners`: whose a name is
    words          every distinct word of a name
    spelt          the words of a name in order, then others it is found by; `len(words)` stands for none
    holders        the names each word stands in
    sizes          how many words a name has in order; cores, core_sizes: those left without legal forms; letters: of its telling words
    initials       distinct ones, sorted; `called_short`: the names each belongs to; `shortened`: of each name, -1 where none
    identifiers    sorted; `identified`: whose each is
    located        the cities of an entity, `len(cities.ids)` where there is none; `residents`: the entities in each city
    """

    ids: Strings
    by_id: Numbers
    degrees: Numbers
    labels: Numbers
    shown: Numbers
    objecting: Numbers
    first_names: Numbers
    owners: Numbers
    words: Lexicon
    spelt: Lists
    holders: Lists
    sizes: Numbers
    cores: Numbers
    core_sizes: Numbers
    letters: Numbers
    initials: Strings
    called_short: Lists
    shortened: Numbers
    identifiers: Strings
    identified: Numbers
    cities: Cities
    located: Lists
    residents: Lists

    @classmethod
    def of(cls, facts: Facts, ids: Iterable[str]) -> Self:
        """Of these entities of the facts."""
        ordered = _most_connected_first(facts, ids)
        entities = [facts.entities[id] for _, _, id in ordered]
        spelt = _Spelt(entities)
        located = [_cities_of(facts, entity.id) for entity in entities]
        cities = Cities.of(facts, set(chain.from_iterable(located)))
        city_numbers = {cities.ids[number]: number for number in range(len(cities.ids))}
        lived_in = Lists.of([city_numbers[id] for id in ids] or [len(city_numbers)] for ids in located)
        identified = sorted((number, i) for i, entity in enumerate(entities) for number in identifiers_of(entity))
        names = Lists.of(spelt.names)
        initials = sorted(set(spelt.initials) - {""})
        initials_numbers = {text: number for number, text in enumerate(initials)} | {"": -1}
        shortened = np.array([initials_numbers[text] for text in spelt.initials], np.int32)
        short = np.flatnonzero(shortened >= 0)
        return cls(
            ids=Strings.of([entity.id for entity in entities]),
            by_id=np.array(sorted(range(len(entities)), key=lambda i: entities[i].id), np.int32),
            degrees=np.array([-degree for degree, _, _ in ordered], np.int32),
            labels=np.array([label_bits(entity.labels) for entity in entities], np.uint16),
            shown=np.array([_PLACES[entity.shown_label] for entity in entities], np.uint8),
            objecting=np.array([entity.objects for entity in entities], bool),
            first_names=np.concatenate((np.zeros(1, np.int32), np.cumsum(spelt.counts, dtype=np.int32))),
            owners=np.repeat(np.arange(len(entities), dtype=np.int32), spelt.counts),
            words=spelt.lexicon,
            spelt=names,
            holders=_inverted(names, len(spelt.lexicon) + 1),
            sizes=_small(spelt.sizes),
            cores=_small(spelt.cores),
            core_sizes=_small(spelt.core_sizes),
            letters=_small(spelt.letters),
            initials=Strings.of(initials),
            called_short=Lists.grouped(shortened[short], short, len(initials)),
            shortened=shortened,
            identifiers=Strings.of([number for number, _ in identified]),
            identified=np.array([i for _, i in identified], np.int32),
            cities=cities,
            located=lived_in,
            residents=_inverted(lived_in, len(city_numbers) + 1),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def number(self, id: str) -> int | None:
        """The number of an entity, None where it is not here."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            found = self.ids[int(self.by_id[middle])]
            if found == id:
                return int(self.by_id[middle])
            low, high = (middle + 1, high) if found < id else (low, middle)
        return None

    def names_of(self, entities: Numbers) -> Numbers:
        """The names of these entities, ascending where they are."""
        counts = self.first_names[entities + 1] - self.first_names[entities]
        begins = np.cumsum(counts) - counts
        return np.asarray(np.repeat(self.first_names[entities] - begins, counts) + np.arange(counts.sum()))


def label_bits(labels: Iterable[str]) -> int:
    """One bit for each label; labels that nothing can have are none."""
    return sum(LABEL_BITS.get(label, 0) for label in set(labels))


def identifiers_of(entity: Entity) -> Iterator[str]:
    """Its official numbers, as `squeezed` writes them."""
    for name in IDENTIFIERS:
        if number := entity.text(name):
            yield squeezed(number)


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return "".join(words_in(text))


def _most_connected_first(facts: Facts, ids: Iterable[str]) -> list[tuple[int, str, str]]:
    return sorted((-facts.degree(id), facts.entities[id].name, id) for id in ids)


def _cities_of(facts: Facts, id: str) -> Sequence[str]:
    return [r.target for r in facts.outgoing(id, "LOCATED_IN")]


def _city_words(city: Entity) -> list[str]:
    found = (words_in(name) for name in names_of(city))
    return list(dict.fromkeys(chain.from_iterable((*joined(words), *words) for words in found)))


class _Spelt:
    """The names of entities in order, as lists: what each consists of, words as numbers of `lexicon`."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.counts: list[int] = []
        self.sizes: list[int] = []
        self.cores: list[int] = []
        self.core_sizes: list[int] = []
        self.letters: list[int] = []
        self.initials: list[str] = []
        self._numbers: dict[str, int] = {}
        first: list[list[int]] = []
        for entity in entities:
            spellings = [spelling(name, initials=entity.label != "Person") for name in names_of(entity)]
            self.counts.append(len(spellings))
            first += [self._add(spelt) for spelt in spellings]
        self.lexicon = Lexicon.of(self._numbers)
        final = {number: i for i, number in enumerate(self._numbers[word] for word in sorted(self._numbers))}
        self.names = [[final[number] for number in name] or [len(final)] for name in first]

    def _add(self, spelt: Spelling) -> list[int]:
        self.sizes.append(len(spelt.words))
        self.cores.append(spelt.first)
        self.core_sizes.append(spelt.size)
        self.letters.append(letters_of(spelt.words))
        self.initials.append(spelt.initials)
        return [self._numbers.setdefault(word, len(self._numbers)) for word in (*spelt.words, *spelt.others)]


def _small(numbers: Sequence[int]) -> Numbers:
    return np.minimum(np.array(numbers, np.int64), LONGEST_NAME).astype(np.uint16)


def _inverted(lists: Lists, bound: int) -> Lists:
    """For each number the lists it stands in, ascending."""
    return Lists.grouped(lists.items, np.repeat(np.arange(len(lists), dtype=np.int32), np.diff(lists.starts)), bound)


def _holders(lists: Iterable[Sequence[int]], bound: int) -> Lists:
    return _inverted(Lists.of(lists), bound)
