"""The bench measures what it says: its networks are what the product makes of the same facts, and at the smallest size every answer is right."""

import numpy as np
import pytest

from explorer.network.arrays import TieArrays
from explorer.network.building import tie_arrays
from tests.bench.bench import Bench
from tests.bench.forms import PeerEdges, arrays_of, facts_of
from tests.bench.kinds import AS_OF
from tests.bench.made_up import TieLists, made_up
from tests.bench.ours import PlainSearch
from tests.bench.pairs import random_pairs
from tests.bench.peers.aside import Aside, NoAnswer
from tests.bench.peers.libraries import Networkx
from tests.bench.running import taken


@pytest.fixture(scope="module")
def small() -> TieLists:
    return made_up("small", 1_000, 6_000).with_hubs(2, 400)


def test_a_network_has_as_many_ties_as_asked_for_each_once() -> None:
    lists = made_up("any", 5_000, 20_000, seed=5)
    assert (lists.actors, lists.ties) == (5_000, 20_000)
    assert (lists.a < lists.b).all()
    assert (np.diff(lists.a * lists.actors + lists.b) > 0).all()
    assert lists.degrees.max() > 5 * np.median(lists.degrees)
    assert np.array_equal(lists.kind, made_up("any", 5_000, 20_000, seed=5).kind)


def test_hubs_are_tied_to_as_many_as_asked_for(small: TieLists) -> None:
    assert all(small.degrees[hub] >= 400 for hub in small.hubs)


def test_arrays_are_those_that_the_product_makes_of_the_same_facts(small: TieLists) -> None:
    ours, products = arrays_of(small), tie_arrays(facts_of(small), AS_OF)
    for name in ("starts", "ends", "others", "costs", "tolls", "labels", "order"):
        assert np.array_equal(getattr(ours, name), getattr(products, name)), name
    assert [ours.id(number) for number in range(len(ours))] == [products.id(number) for number in range(len(products))]
    assert isinstance(ours, TieArrays)


def test_a_peer_without_hub_costs_comes_to_the_same_costs(small: TieLists) -> None:
    edges, plain = PeerEdges.of(small), PlainSearch(small)
    peer = Networkx(edges)
    for source, target in random_pairs(small, 5):
        ours = plain.costs(source, target, 3, 6)
        theirs = [edges.cost(weight, source, target) for weight in peer.best(source, target, 3)]
        assert ours == theirs


class Sleepy:
    def sleep(self, seconds: float) -> str:
        import time

        time.sleep(seconds)
        return "slept"

    def break_down(self) -> None:
        raise ValueError("broken")


def test_a_peer_that_does_not_come_to_an_end_is_ended_and_begun_again() -> None:
    with Aside(Sleepy) as aside:
        assert aside.call("sleep", 0.0, seconds=30).answer == "slept"
        with pytest.raises(NoAnswer, match="over 0"):
            aside.call("sleep", 60.0, seconds=0.2)
        with pytest.raises(NoAnswer, match="broken"):
            aside.call("break_down", seconds=30)
        assert aside.call("sleep", 0.0, seconds=30).answer == "slept"


def test_the_smallest_size_runs_through_and_every_answer_is_right() -> None:
    bench = Bench("S", questions=20, networks=200, patience=5.0)
    names = {"brute_force", "igraph_costs", "paths", "batch"}
    rows = [row for measured in taken(bench, names) for row in measured]
    assert {row.measure for row in rows} == names
    assert [row for row in rows if row.seen.met is False] == []
