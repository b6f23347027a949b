"""A made-up network in the forms that are timed: arrays of the compiled engine, facts as the database would hold them, edges for the peers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from explorer.domain.countries import COUNTRY_CODES
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship, Value
from explorer.network.arrays import ACTOR_LABEL_BITS, Int16s, TieArrays
from explorer.network.building import KINDS, OWN_POST, Contributions, combined
from explorer.network.idtable import IdTable
from tests.bench.kinds import AS_OF, Integers
from tests.bench.made_up import COUNTRIES, GROUP, LABELS, PERSON, PME, SECTORS, TieLists

CODES: Final = sorted(COUNTRY_CODES)[:COUNTRIES]
SIZE_CLASSES: Final = {PME: "pme", GROUP: "grand_groupe"}


def arrays_of(lists: TieLists) -> TieArrays:
    return combined(contributions_of(lists), ids_of(lists), label_bits_of(lists), 0, AS_OF)


def contributions_of(lists: TieLists) -> Contributions:
    """What speaks for each tie, as it is noted when facts are gone through."""
    found = Contributions()
    types = np.array([KINDS[str(type_)] for type_ in lists.kinds.types], np.uint8)
    types[lists.kinds.posts] = OWN_POST
    of_ties = types[lists.kind]
    for type_ in np.unique(types):
        here = of_ties == type_
        found.add_all(lists.a[here].astype(np.int32), lists.b[here].astype(np.int32), lists.kinds.strengths[lists.kind[here]], int(type_))
    return found


def ids_of(lists: TieLists) -> IdTable:
    return IdTable.of(map(lists.id, range(lists.actors)))


def label_bits_of(lists: TieLists) -> Int16s:
    bits = np.array([sum(ACTOR_LABEL_BITS[label] for label in labels) for labels in LABELS], np.uint16)
    return bits[lists.label]


def facts_of(lists: TieLists) -> Facts:
    return Facts(entities_of(lists), relationships_of(lists), sequence=1)


def entities_of(lists: TieLists) -> Iterator[Entity]:
    yield from (Entity(_sector_id(number), "Sector", f"Made-up sector {number}") for number in range(SECTORS))
    for actor, (label, country) in enumerate(zip(lists.label.tolist(), lists.country.tolist(), strict=True)):
        properties: dict[str, Value] = {} if label == PERSON else {"country": CODES[country]}
        if label in SIZE_CLASSES:
            properties["size_class"] = SIZE_CLASSES[label]
        yield Entity(lists.id(actor), LABELS[label][0], f"Made-up {LABELS[label][-1]} {actor}", properties)


def relationships_of(lists: TieLists) -> Iterator[Relationship]:
    """What each tie rests on, and the sectors of the organisations."""
    is_person = (lists.label == PERSON).tolist()
    ids = list(map(lists.id, range(lists.actors)))
    for number, (a, b, kind) in enumerate(zip(lists.a.tolist(), lists.b.tolist(), lists.kind.tolist(), strict=True)):
        # The person is the source of what has a direction.
        source, target = (a, b) if is_person[a] else (b, a)
        yield replace(lists.kinds.relationships[kind], id=f"tie:{number}", source=ids[source], target=ids[target])
    for actor, sector in enumerate(lists.sector.tolist()):
        if not is_person[actor]:
            yield Relationship(f"sector:{actor}", "ACTIVE_IN", ids[actor], _sector_id(sector))


def _sector_id(number: int) -> str:
    return f"sector:{number:02}"


@dataclass(frozen=True)
class PeerEdges:
    """The same question for a peer that knows no cost of passing somebody: each edge weighs twice its cost and the hub costs of both its ends.

    A path from s to t then weighs twice what it costs, and the hub costs of s and t, which are taken off again. All are integers, exact in doubles.
    """

    actors: int
    a: Integers
    b: Integers
    weights: Integers
    tolls: Integers

    @classmethod
    def of(cls, lists: TieLists) -> "PeerEdges":
        return cls(lists.actors, lists.a, lists.b, 2 * lists.costs + lists.tolls[lists.a] + lists.tolls[lists.b], lists.tolls)

    def cost(self, weight: float, source: int, target: int) -> int:
        """What a path costs that weighs so much."""
        doubled, odd = divmod(round(weight) - int(self.tolls[source]) - int(self.tolls[target]), 2)
        assert not odd
        return doubled
