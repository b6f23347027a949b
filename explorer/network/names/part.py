"""The names of some entities as arrays, ready for looking up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from explorer.domain.identity import IDENTIFIERS
from explorer.domain.records import Entity
from explorer.domain.vocabulary import LABELS, SUB_LABELS
from explorer.network.names.lexicon import Lexicon
from explorer.network.names.spelling import words_in
from explorer.network.names.tables import Lists, Numbers, Strings, ranges

LABEL_BITS: Final[Mapping[str, int]] = {name: 1 << bit for bit, name in enumerate((*LABELS, *SUB_LABELS))}
SHOWN: Final = (*LABELS, *SUB_LABELS)
"""Labels by the number that `Part.shown` holds."""


@dataclass(frozen=True, slots=True)
class Cities:
    """Where entities are located: cities are numbered by id. `holders`: the cities each word stands in."""

    ids: Strings
    words: Lexicon
    holders: Lists


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
        return ranges(self.first_names, entities)


def label_bits(labels: Iterable[str]) -> int:
    """One bit for each label; labels that nothing can have are none."""
    return sum(LABEL_BITS.get(label, 0) for label in set(labels))


def identifiers_of(entity: Entity) -> Iterator[str]:
    """Its official numbers, as `squeezed` writes them."""
    for name in IDENTIFIERS if entity.properties else ():
        if number := entity.text(name):
            yield squeezed(number)


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return "".join(words_in(text))
