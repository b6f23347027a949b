"""From facts to the arrays of one day."""

from datetime import date

import numpy as np

from explorer.domain.facts import Facts
from explorer.network.arrays import TieArrays, label_bits, lists_of
from explorer.network.build import IntroductionNetwork
from explorer.network.idtable import IdTable


def tie_arrays(facts: Facts, as_of: date, types: frozenset[str] | None = None) -> TieArrays:
    """`types` keeps only these relationship types, stored or derived; what passing through somebody costs is of the whole network."""
    network = IntroductionNetwork.build(facts, as_of, types)
    actors = sorted(id for id, entity in facts.entities.items() if entity.is_actor)
    numbers = {id: number for number, id in enumerate(actors)}
    ties = list(network.ties())
    starts, others, costs = lists_of(
        len(actors),
        np.array([numbers[t.a] for t in ties], np.int32),
        np.array([numbers[t.b] for t in ties], np.int32),
        np.array([t.cost for t in ties], np.int32),
    )
    tolls = np.array([network.hub_costs.get(id, 0) for id in actors], np.int32)
    labels = np.array([label_bits(facts.entities[id]) for id in actors], np.uint16)
    return TieArrays.without_overlay(IdTable.of(actors), starts, others, costs, tolls, labels, facts.sequence, as_of, types)
