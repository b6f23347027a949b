"""The ties of an actor or a pair, read from the facts around them, are those of the whole network."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.domain.records import Relationship
from explorer.domain.vocabulary import INTRODUCING_TYPES
from explorer.network import IntroductionNetwork
from explorer.network.evidence import tie_between, ties_of, touched_by
from tests.networks import AS_OF, networks, told
from tests.unit.network.changing import Changing
from tests.unit.network.crowds import crowded

TYPES = st.none() | st.frozensets(st.sampled_from(sorted(INTRODUCING_TYPES)), min_size=1)


def actors(facts: Facts) -> list[str]:
    return [id for id, entity in facts.entities.items() if entity.is_actor]


@given(networks() | crowded(), TYPES)
@settings(max_examples=100, deadline=None)
def test_the_ties_of_an_actor_are_those_of_the_network(facts: Facts, types: frozenset[str] | None) -> None:
    network = IntroductionNetwork.build(facts, AS_OF, types)
    for id in facts.entities:
        assert ties_of(facts, id, AS_OF, types) == network.ties_of(id)


@given(networks() | crowded(), TYPES, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_tie_of_a_pair_is_that_of_the_network(facts: Facts, types: frozenset[str] | None, random: Random) -> None:
    network = IntroductionNetwork.build(facts, AS_OF, types)
    for a, b in random.sample(pairs := list(combinations(facts.entities, 2)), min(len(pairs), 200)):
        assert tie_between(facts, a, b, AS_OF, types) == tie_between(facts, b, a, AS_OF, types) == network.tie_between(a, b)
    for tie in network.ties():
        assert tie_between(facts, tie.a, tie.b, AS_OF, types) == tie


def test_nobody_is_tied_to_themselves_or_to_nobody() -> None:
    facts = told("Person a\nPerson b\na KNOWS b")
    assert tie_between(facts, "a", "a", AS_OF) is None
    assert tie_between(facts, "a", "nobody", AS_OF) is None
    assert ties_of(facts, "nobody", AS_OF) == {}


@given(networks() | crowded(), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_who_is_not_touched_by_a_change_has_the_ties_they_had(facts: Facts, random: Random, changes: int) -> None:
    changing = Changing.of(facts, random)
    before, _, _ = changing.taken()
    for _ in range(changes):
        changing.change()
    after, entities, relationships = changing.taken()
    touched = touched_by(before, after, AS_OF, entities, relationships)
    was, is_ = (IntroductionNetwork.build(facts, AS_OF) for facts in (before, after))
    assert touched <= {id for facts in (before, after) for id in actors(facts)}
    for id in {*was.ids, *is_.ids} - touched:
        assert was.ties_of(id) == is_.ties_of(id)
        assert was.hub_costs[id] == is_.hub_costs[id]
        assert was.entity(id).labels == is_.entity(id).labels


def test_few_are_touched() -> None:
    people = "\n".join(f"Person a{i:03}\na{i:03} PARTICIPATES_IN large\na{i:03} PARTICIPATES_IN served" for i in range(200))
    before = told(f"Event large\nProgramme served\nStructure body\nbody RUNS served\nPerson one\nPerson other\nPerson apart\none KNOWS other\n{people}")

    def touched(source: str, type: str, target: str) -> set[str]:
        new = Relationship("new", type, source, target)
        return touched_by(before, Facts(before.entities.values(), [*before.relationships, new]), AS_OF, (), [new.id])

    assert touched("one", "KNOWS", "apart") == {"one", "apart"}
    assert touched("one", "PARTICIPATES_IN", "large") == {"one"}
    assert touched("one", "PARTICIPATES_IN", "served") == {"one", "body"}
    assert touched_by(before, before, AS_OF, ["one", "large", "served", "body"], ()) == set()


class CountedFacts(Facts):
    """Facts that count how many relationships were looked at."""

    seen = 0

    def of(self, id: str) -> Sequence[Relationship]:
        found = super().of(id)
        self.seen += len(found)
        return found

    def between(self, a: str, b: str) -> Iterator[Relationship]:
        return self.counted(super().between(a, b))

    def outgoing(self, id: str, *types: str, on: date | None = None) -> Iterator[Relationship]:
        return self.counted(super().outgoing(id, *types, on=on))

    def incoming(self, id: str, *types: str) -> Iterator[Relationship]:
        return self.counted(super().incoming(id, *types))

    def counted(self, found: Iterator[Relationship]) -> Iterator[Relationship]:
        for relationship in found:
            self.seen += 1
            yield relationship


def test_the_tie_with_a_hub_looks_at_little() -> None:
    hub = told("Structure hub\nPerson a\nEvent e\nhub RUNS e\na PARTICIPATES_IN e\n" + "\n".join(f"Person p{i}\np{i} MEMBER_OF hub" for i in range(2000)))
    for a, b in (("p7", "hub"), ("hub", "p7"), ("a", "hub"), ("hub", "a")):
        facts = CountedFacts(hub.entities.values(), hub.relationships)
        assert tie_between(facts, a, b, AS_OF)
        assert 0 < facts.seen < 20
