"""Who is nearest where there is no introduction, beside the same from scratch."""

from collections.abc import Set
from math import exp

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.answers import Nearest, Question
from explorer.domain.facts import Facts
from explorer.network import IntroductionNetwork, PlainEngine
from tests.networks import networks
from tests.unit.network.brute import Brute, Tried
from tests.unit.network.questions import questions


def recomputed(facts: Facts, question: Question) -> tuple[Nearest, ...]:
    brute = Brute(facts, question)
    reached: dict[str, Tried] = {}
    for id in brute.network.ids:
        if id not in question.sources and not_refused(brute, id) and (best := brute.best_to(id)):
            reached[id] = best
    away = ties_away(brute)
    if away.keys() & question.sources:
        least = min((away[id] for id in reached if id in away), default=0)
        ranked = sorted((0, best.cost, best.hops, id) for id, best in reached.items() if away.get(id) == least)
    else:
        alike = {id: len(shared(facts, question, id)) for id in reached}
        ranked = sorted((-alike[id], best.cost, best.hops, id) for id, best in reached.items() if alike[id])
    return tuple(Nearest(id, hops, exp(-cost / 10**8)) for _, cost, hops, id in ranked[: question.limit])


def not_refused(brute: Brute, id: str) -> bool:
    targets = brute.question.targets - brute.question.sources
    return id in targets or not (id in brute.question.avoid or of_all(brute, brute.question.sources, id) or of_all(brute, targets, id))


def of_all(brute: Brute, ends: Set[str], id: str) -> bool:
    """A rival of every one of the ends that are in the network."""
    inside = [end for end in ends if end in brute.network.graph]
    return bool(inside) and all(id in brute.rivals(end) for end in inside)


def ties_away(brute: Brute) -> dict[str, float]:
    """Fewest ties from any target, through who may be an intermediary."""
    question, network = brute.question, brute.network
    targets = question.targets - question.sources
    refused = {id for id in network.ids if id in question.sources or not not_refused(brute, id)}
    refused |= {id for id in network.ids if question.labels is not None and not question.labels & set(brute.facts.entities[id].labels)}
    starts = targets & set(network.ids)
    ways: nx.DiGraph[str] = nx.DiGraph()
    ways.add_nodes_from(starts)
    ways.add_edges_from((a, b) for tie in network.ties() for a, b in ((tie.a, tie.b), (tie.b, tie.a)) if a in starts or a not in refused)
    return dict(nx.multi_source_dijkstra_path_length(ways, starts)) if starts else {}


def shared(facts: Facts, question: Question, id: str) -> set[str]:
    mine = standing(facts, question, id)
    return mine & set().union(*(standing(facts, question, other) for other in question.target_places or question.targets))


def standing(facts: Facts, question: Question, id: str) -> set[str]:
    """Cities, countries and sectors, by following relationships until nothing is new."""
    found = {id}
    for type_names in (("LOCATED_IN", "OPERATES_IN", "ACTIVE_IN"), *[("PART_OF",)] * len(facts.entities)):
        found |= {
            r.target
            for r in facts.relationships
            if r.source in found and r.type in type_names and r.open_at(question.as_of) and facts.entities[r.source].label not in ("Sector", "Project", "Event")
        }
    countries = {f"country:{facts.entities[one].properties['country']}" for one in found if "country" in facts.entities[one].properties}
    return countries | {one for one in found if facts.entities[one].label in ("City", "Country", "Sector")}


@given(networks(8), st.data())
@settings(max_examples=300, deadline=None)
def test_nearest_is_what_looking_at_everybody_gives(facts: Facts, data: st.DataObject) -> None:
    question = data.draw(questions(facts, most_hops=3))
    found = PlainEngine(facts).answer(question)
    assert found.nearest == (() if found.paths else recomputed(facts, question))


@given(networks(7), st.data())
@settings(max_examples=150, deadline=None)
def test_nearest_to_a_place_is_who_shares_most_with_it(facts: Facts, data: st.DataObject) -> None:
    places = data.draw(st.frozensets(st.sampled_from(["city:1", "city:2", "country:FR", "country:CA", "territory:1", "sector:1"]), min_size=1))
    ends = questions(facts, targets=frozenset())
    question = data.draw(ends)
    question = Question(question.sources, question.targets, question.as_of, target_places=places)
    assert PlainEngine(facts).answer(question).nearest == recomputed(facts, question)


@given(networks(), st.data())
@settings(max_examples=50, deadline=None)
def test_parts_hold_who_can_reach_each_other(facts: Facts, data: st.DataObject) -> None:
    question = data.draw(questions(facts))
    found = PlainEngine(facts).answer(question)
    graph = IntroductionNetwork.build(facts, question.as_of, question.types).graph
    sizes = [len(nx.node_connected_component(graph, id)) for id in question.sources if id in graph]
    assert found.source_part.size == max(sizes, default=0)
