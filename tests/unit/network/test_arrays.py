"""What the arrays hold is the network."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.domain.vocabulary import ACTOR_LABELS, INTRODUCING_TYPES
from explorer.network import IntroductionNetwork
from explorer.network.arrays import ACTOR_LABEL_BITS, TieArrays
from explorer.network.building import tie_arrays
from explorer.network.idtable import IdTable
from tests.networks import AS_OF, networks, told
from tests.unit.network.crowds import crowded

IDS = st.text(st.characters(), min_size=1, max_size=4)


@given(st.sets(IDS, max_size=20), IDS)
def test_ids_have_numbers_in_the_order_of_their_code_points(ids: set[str], other: str) -> None:
    table = IdTable.of(sorted(ids))
    assert list(table) == sorted(ids)
    assert [table.id(number) for number in range(len(table))] == sorted(ids)
    assert [table.number(id) for id in sorted(ids)] == list(range(len(ids)))
    assert table.place(other) == sum(id < other for id in ids)
    assert (table.number(other) is None) is (other not in ids)


@pytest.mark.parametrize("ids", [["b", "a"], ["a", "a"]])
def test_ids_that_are_not_in_order_are_refused(ids: list[str]) -> None:
    with pytest.raises(ValueError, match="not in order"):
        IdTable.of(ids)


def test_every_label_of_an_actor_has_its_bit() -> None:
    assert set(ACTOR_LABEL_BITS) == set(ACTOR_LABELS)


@given(networks() | crowded(), st.none() | st.frozensets(st.sampled_from(sorted(INTRODUCING_TYPES)), min_size=1))
@settings(max_examples=100, deadline=None)
def test_the_arrays_hold_the_network(facts: Facts, types: frozenset[str] | None) -> None:
    assert_holds(tie_arrays(facts, AS_OF, types), facts, IntroductionNetwork.build(facts, AS_OF, types), types)


def assert_holds(arrays: TieArrays, facts: Facts, network: IntroductionNetwork, types: frozenset[str] | None) -> None:
    """Everything that can be asked of the arrays is as the network says."""
    assert (arrays.sequence, arrays.as_of, arrays.types) == (facts.sequence, network.as_of, types)
    numbers = {id: number for id in network.ids if (number := arrays.number(id)) is not None}
    assert len(numbers) == len(network.ids)
    assert [arrays.id(number) for number in numbers.values()] == list(numbers)
    assert np.all(np.diff([arrays.order[number] for number in numbers.values()]) > 0)
    for id, number in numbers.items():
        others, costs = arrays.ties_of(number)
        assert {arrays.id(other): cost for other, cost in zip(others, costs, strict=True)} == {other: t.cost for other, t in network.ties_of(id).items()}
        assert sorted(zip(costs, others, strict=True)) == list(zip(costs, others, strict=True))
        assert arrays.tolls[number] == network.hub_costs[id]
        assert arrays.labels[number] == sum(ACTOR_LABEL_BITS[label] for label in facts.entities[id].labels)
    for number in set(range(len(arrays))) - set(numbers.values()):
        assert arrays.labels[number] == 0
        assert not len(arrays.ties_of(number)[0])


def test_nobody_writes_into_them() -> None:
    arrays = tie_arrays(told("Person a\nPerson b\na KNOWS b"), date(2024, 6, 1))
    with pytest.raises(ValueError, match="read-only"):
        arrays.costs[0] = 0
