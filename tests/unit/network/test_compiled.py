"""The compiled engine answers what the plain engine answers, to the last tie."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.answers import Question
from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network import PlainEngine, nearby
from explorer.network.compiled import CompiledEngine
from tests.networks import AS_OF, alike_facts, networks, random_facts
from tests.unit.network.changing import Changing
from tests.unit.network.questions import questions

thorough = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@thorough
@given(networks(), st.data())
def test_any_question(facts: Facts, data: st.DataObject) -> None:
    question = data.draw(questions(facts))
    assert CompiledEngine(facts).answer(question) == PlainEngine(facts).answer(question)


@thorough
@given(networks(8), st.data())
def test_who_is_nearest(facts: Facts, data: st.DataObject) -> None:
    question = data.draw(questions(facts, most_hops=2, limit=3))
    with mock.patch.object(nearby, "FEW", data.draw(st.sampled_from([0, nearby.FEW]), "actors whose ways are looked for one by one")):
        assert CompiledEngine(facts).answer(question) == PlainEngine(facts).answer(question)


@settings(max_examples=100, deadline=None)
@given(networks(7), st.data())
def test_who_shares_most_with_a_place(facts: Facts, data: st.DataObject) -> None:
    places = data.draw(st.frozensets(st.sampled_from(["city:1", "city:2", "country:FR", "country:CA", "territory:1", "sector:1"]), min_size=1))
    drawn = data.draw(questions(facts, targets=frozenset()))
    question = Question(drawn.sources, drawn.targets, drawn.as_of, target_places=places)
    assert CompiledEngine(facts).answer(question) == PlainEngine(facts).answer(question)


@settings(max_examples=100, deadline=None)
@given(st.builds(alike_facts, st.randoms(use_true_random=False), st.integers(4, 8), st.integers(6, 20)), st.data())
def test_equal_costs(facts: Facts, data: st.DataObject) -> None:
    question = data.draw(questions(facts, types=None, labels=None, avoid=frozenset(), via=None))
    assert CompiledEngine(facts).answer(question) == PlainEngine(facts).answer(question)


@settings(max_examples=100, deadline=None)
@given(networks())
def test_what_lies_around_an_actor(facts: Facts) -> None:
    compiled, plain = CompiledEngine(facts), PlainEngine(facts)
    network = plain.network(AS_OF)
    for id in facts.entities:
        assert compiled.ties_of(id, AS_OF) == network.ties_of(id)
        assert compiled.part_of([id], AS_OF) == network.part_of([id])
        for limit in (1, 3, 50):
            assert list(compiled.strongest(id, AS_OF, limit)) == list(plain.strongest(id, AS_OF, limit))
        for other in facts.entities:
            assert compiled.tie_between(id, other, AS_OF) == network.tie_between(id, other)
    some = [*facts.entities][::2]
    expected = {(a, b): tie.cost for a in some for b in some if a < b and (tie := network.tie_between(a, b))}
    assert compiled.costs_among(some, AS_OF) == plain.costs_among(some, AS_OF) == expected
    assert compiled.largest_part(AS_OF) == plain.largest_part(AS_OF)
    assert sorted((tie.a, tie.b) for tie in compiled.ties(AS_OF)) == sorted((tie.a, tie.b) for tie in plain.ties(AS_OF))


@thorough
@given(networks(), st.data())
def test_the_best_of_many(facts: Facts, data: st.DataObject) -> None:
    actors = [entity.id for entity in facts.entities.values() if entity.is_actor]
    handicaps = data.draw(st.dictionaries(st.sampled_from(actors), st.sampled_from([0, 0, 10**7, 10**8, 10**9]), min_size=1))
    question = data.draw(questions(facts, targets=frozenset(), labels=None, via=None))
    assert CompiledEngine(facts).best_targets(question, handicaps) == PlainEngine(facts).best_targets(question, handicaps)


def test_a_direct_tie_to_the_best_candidate_is_found_after_all_others_have_been_looked_around() -> None:
    known = [*((f"friend {i}", 5) for i in range(6)), ("near but unfit", 4), ("fit", 3)]
    people = [Entity(name, "Person", name) for name in ("source", *(name for name, _ in known))]
    ties = [Relationship(f"to {name}", "KNOWS", "source", name, observed_on=parse_date("2024-06-01"), stated_strength=strength) for name, strength in known]
    question = Question(frozenset({"source"}), frozenset(), AS_OF, max_hops=1, limit=1)
    handicaps = {"near but unfit": 10**8, "fit": 0}
    (best,), _ = CompiledEngine(Facts(people, ties)).best_targets(question, handicaps)
    assert best.id == "fit"
    assert PlainEngine(Facts(people, ties)).best_targets(question, handicaps)[0] == (best,)


@settings(max_examples=100, deadline=None)
@given(networks(), st.data())
def test_the_nearest_actors_and_the_ties_among_them(facts: Facts, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from([entity.id for entity in facts.entities.values() if entity.is_actor]))
    limit, max_hops = data.draw(st.integers(1, 8)), data.draw(st.integers(1, 6))
    assert CompiledEngine(facts).ego(id, AS_OF, limit, max_hops) == PlainEngine(facts).ego(id, AS_OF, limit, max_hops)


@settings(max_examples=100, deadline=None)
@given(networks(8), st.data())
def test_many_pairs_and_what_they_lose(facts: Facts, data: st.DataObject) -> None:
    actors = st.sampled_from([entity.id for entity in facts.entities.values() if entity.is_actor])
    sources, targets = (data.draw(st.lists(actors, min_size=1, max_size=4, unique=True)) for _ in range(2))
    max_hops, broker = data.draw(st.integers(1, 5)), data.draw(actors)
    compiled, plain = CompiledEngine(facts), PlainEngine(facts)
    found = plain.batch(sources, targets, AS_OF, max_hops)
    assert compiled.batch(sources, targets, AS_OF, max_hops) == found
    assert compiled.without(broker, found, AS_OF, max_hops) == plain.without(broker, found, AS_OF, max_hops)
    assert compiled.dependence(found, AS_OF, max_hops) == plain.dependence(found, AS_OF, max_hops)
    assert compiled.without(broker, found, AS_OF, max_hops) == compiled.dependence(found, AS_OF, max_hops)[1].get(broker, [])
    assert compiled.dependence(found, AS_OF, max_hops)[0] == len(found)


@settings(max_examples=60, deadline=None)
@given(networks(), st.randoms(use_true_random=False), st.data())
def test_after_changes(facts: Facts, random: Random, data: st.DataObject) -> None:
    changing = Changing.of(facts, random)
    before, _, _ = changing.taken()
    engine = CompiledEngine(before)
    for _ in range(3):
        question = data.draw(questions(facts))
        assert engine.answer(question) == PlainEngine(before).answer(question)
        changing.change()
        before, entities, relationships = changing.taken(before)
        engine = engine.following(before, entities, relationships)
        plain = PlainEngine(before)
        assert [engine.part_of([id], AS_OF) for id in before.entities] == [plain.part_of([id], AS_OF) for id in before.entities]
        assert engine.count_ties(AS_OF) == plain.count_ties(AS_OF)
        assert {(tie.a, tie.b): tie for tie in engine.ties(AS_OF)} == {(tie.a, tie.b): tie for tie in plain.ties(AS_OF)}
    question = data.draw(questions(facts, types=None))
    assert engine.answer(question) == PlainEngine(before).answer(question)


def test_several_threads_may_ask_at_the_same_time() -> None:
    facts = random_facts(Random(1), 60, ties=240)
    actors = [entity.id for entity in facts.entities.values() if entity.is_actor]
    asked = [Question(frozenset({a}), frozenset({b}), AS_OF, max_hops=5) for a in actors[::6] for b in actors[1::5] if a != b]
    alone = CompiledEngine(facts)
    expected = [alone.answer(question) for question in asked]
    shared = CompiledEngine(facts)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(shared.answer, asked)) == expected
