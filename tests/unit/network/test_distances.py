"""Distances from sets are those of the best paths one by one, whoever competes with whom."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.network import IntroductionNetwork, PathEngine, PlainEngine
from explorer.network.compiled import CompiledEngine
from tests.networks import AS_OF, networks


def tried(network: IntroductionNetwork, origins: frozenset[str], end: str, max_hops: int) -> int | None:
    """What the best of all paths costs, by walking every one."""
    waiting: list[tuple[str, ...]] = [(id,) for id in origins if id in network.ranks]
    costs: list[int] = []
    while waiting:
        ids = waiting.pop()
        if ids[-1] == end:
            costs.append(sum(network.tie(a, b).cost for a, b in pairwise(ids)) + sum(network.hub_costs[id] for id in ids[1:-1]))
        elif len(ids) <= max_hops:
            waiting += [(*ids, other) for other in network.graph[ids[-1]] if other not in ids]
    return min(costs, default=None)


@settings(max_examples=150, deadline=None)
@given(networks(8), st.data(), st.integers(1, 5))
def test_both_engines_walk_as_far_as_trying_all_paths(facts: Facts, data: st.DataObject, max_hops: int) -> None:
    network = IntroductionNetwork.build(facts, AS_OF)
    ids = sorted(facts.entities)
    sets = [frozenset(drawn) for drawn in data.draw(st.lists(st.lists(st.sampled_from(ids), max_size=3), min_size=1, max_size=3))]
    tried_all = [[tried(network, origins, end, max_hops) for end in ids] for origins in sets]
    engines: tuple[PathEngine, ...] = (PlainEngine(facts), CompiledEngine(facts))
    for engine in engines:
        some = ids[::2]
        from_any = engine.distances(some, AS_OF, max_hops)
        assert [from_any(origins) for origins in sets] == [costs[::2] for costs in tried_all]


def test_an_empty_network_leads_nowhere() -> None:
    for engine in (PlainEngine(Facts([], [])), CompiledEngine(Facts([], []))):
        assert engine.distances(["a", "b"], date(2024, 1, 1), 4)({"a"}) == [None, None]
