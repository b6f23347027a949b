"""The plain engine finds what trying every path finds, in the same order."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.answers import Found, Question
from explorer.domain.facts import Facts
from explorer.network import PlainEngine
from tests.networks import AS_OF, alike_facts, networks
from tests.unit.network.brute import Brute, Tried
from tests.unit.network.questions import questions

thorough = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def tried(found: Found) -> list[Tried]:
    return [Tried(path.cost, path.hops, path.ids) for path in found.paths]


def tried_diverse(found: Found) -> list[Tried]:
    return [Tried(path.cost, path.hops, path.ids) for path in found.diverse]


def check(facts: Facts, question: Question) -> None:
    found = PlainEngine(facts).answer(question)
    brute = Brute(facts, question)
    assert found.complete
    assert tried(found) == brute.paths()[: question.limit]
    assert tried_diverse(found) == brute.diverse()[: question.limit]


@thorough
@given(networks(), st.data())
def test_any_question_has_the_answer_of_trying_everything(facts: Facts, data: st.DataObject) -> None:
    check(facts, data.draw(questions(facts)))


@thorough
@given(networks(8), st.data())
def test_without_filters_too(facts: Facts, data: st.DataObject) -> None:
    check(facts, data.draw(questions(facts, types=None, labels=None, avoid=frozenset(), via=None)))


@thorough
@given(networks(8), st.data())
def test_somebody_who_must_be_passed(facts: Facts, data: st.DataObject) -> None:
    actors = sorted(entity.id for entity in facts.entities.values() if entity.is_actor)
    check(facts, data.draw(questions(facts, types=None, labels=None, avoid=frozenset(), via=data.draw(st.sampled_from(actors)))))


@thorough
@given(st.builds(alike_facts, st.randoms(use_true_random=False), st.integers(4, 8), st.integers(6, 20)), st.data())
def test_equal_costs_are_ordered_by_ties_then_ids(facts: Facts, data: st.DataObject) -> None:
    check(facts, data.draw(questions(facts, types=None, labels=None, avoid=frozenset(), via=None)))


@given(networks(8), st.data())
@settings(max_examples=60, deadline=None)
def test_more_paths_asked_for_than_there_are(facts: Facts, data: st.DataObject) -> None:
    check(facts, data.draw(questions(facts, limit=100)))


def ends(source: str, target: str, **more: object) -> Question:
    return Question(frozenset({source}), frozenset({target}), AS_OF, **more)  # type: ignore[arg-type]
