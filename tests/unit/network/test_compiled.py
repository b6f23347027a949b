"""The compiled engine answers what the plain engine answers, to the last tie."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.answers import Question
from explorer.domain.facts import Facts
from explorer.network import PlainEngine
from explorer.network.compiled import CompiledEngine
from tests.networks import AS_OF, alike_facts, networks
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
