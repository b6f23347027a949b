"""Who shares acquaintances with somebody: both engines against counting it out by hand."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.answers import Circle
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network import PlainEngine
from explorer.network import shared as module
from explorer.network.build import IntroductionNetwork
from explorer.network.compiled import CompiledEngine
from tests.networks import AS_OF, random_facts

LABELS = frozenset({"Company", "Structure"})


def counted(facts: Facts, circle: Circle) -> dict[str, dict[str, tuple[str, int]]]:
    """By who is met: by who is in between, who of the circle has the best tie to them, and how many ties they have."""
    graph = IntroductionNetwork.build(facts, circle.as_of)
    everybody = (circle.asks, *circle.helpers)
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for other in graph.ids:
        if graph.entity(other).label not in circle.labels or other in {*everybody, *circle.barred} or graph.tie_between(circle.asks, other):
            continue
        for middle in graph.ids:
            from_ = [one for one in everybody if middle not in everybody or one == circle.asks]
            ties = [(tie.cost, place, one) for place, one in enumerate(from_) if one != middle and (tie := graph.tie_between(one, middle))]
            if ties and middle not in circle.barred and middle != circle.asks and graph.tie_between(middle, other):
                found.setdefault(other, {})[middle] = (min(ties)[2], len(graph.ties_of(middle)))
    return found


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 12))
def test_both_engines_find_everybody_in_between(random: Random, actors: int) -> None:
    facts = random_facts(random, actors, ties=3 * actors)
    ids = [entity.id for entity in facts.entities.values() if entity.is_actor and not entity.objects]
    if not ids:
        return
    asks, *rest = random.sample(ids, min(len(ids), 4))
    circle = Circle(asks, tuple(rest[:2]), frozenset(rest[2:]), LABELS, AS_OF, limit=100)
    expected = counted(facts, circle)
    for engine in (PlainEngine(facts), CompiledEngine(facts)):
        told = engine.sharing(circle)
        assert {one.id: {b.id: (b.start, b.ties) for b in one.between} for one in told.found} == expected
        assert told.complete
        assert told.unseen == 0
        assert [one.id for one in told.found] == sorted(expected, key=lambda id: (-round(next(o for o in told.found if o.id == id).worth, 12), id))


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_first_are_the_same_as_of_all_and_the_rest_share_no_more(random: Random) -> None:
    facts = random_facts(random, 12, ties=40)
    asks = next((entity.id for entity in facts.entities.values() if entity.is_actor and not entity.objects), None)
    if asks is None:
        return
    everybody = PlainEngine(facts).sharing(Circle(asks, (), frozenset(), LABELS, AS_OF, limit=100)).found
    for engine in (PlainEngine(facts), CompiledEngine(facts)):
        some = engine.sharing(Circle(asks, (), frozenset(), LABELS, AS_OF, limit=1))
        assert [one.id for one in some.found] == [one.id for one in everybody[:1]]
        assert some.unseen == pytest.approx(max((one.worth for one in everybody[1:]), default=0.0))
        if len(everybody) > 2:
            last = everybody[-1].id
            also = engine.sharing(Circle(asks, (), frozenset(), LABELS, AS_OF, limit=1, also=frozenset({last})))
            assert [one.id for one in also.found] == [everybody[0].id, last]


def chain() -> Facts:
    people = [Entity("a", "Company", "A"), Entity("b", "Structure", "B"), Entity("c", "Company", "C"), Entity("d", "Company", "D"), Entity("e", "Company", "E")]
    pairs = (*pairwise("abc"), ("b", "d"), ("b", "e"))
    return Facts(people, [Relationship(f"{x}{y}", "PARTNER_OF", x, y, stated_strength=5) for x, y in pairs])


def test_who_is_well_connected_says_less() -> None:
    (tie,) = PlainEngine(chain()).sharing(Circle("a", (), frozenset(), LABELS, date(2024, 1, 1), limit=1)).found[0].between
    assert tie.ties == 4
    assert tie.worth < 1 / 1.79
    assert type(tie)(tie.id, tie.start, tie.towards, tie.onwards, 40).worth < tie.worth
    assert type(tie)(tie.id, tie.start, tie.towards / 2, tie.onwards, 4).worth < tie.worth


def test_what_is_not_followed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FOLLOWED", 2)
    for engine in (PlainEngine(chain()), CompiledEngine(chain())):
        assert not engine.sharing(Circle("a", (), frozenset(), LABELS, AS_OF, limit=9)).complete
    monkeypatch.undo()
    monkeypatch.setattr(module, "MOST_IN_BETWEEN", 2)
    assert not PlainEngine(chain()).sharing(Circle("b", (), frozenset(), LABELS, AS_OF, limit=9)).complete


def test_who_is_not_in_the_network_shares_nothing() -> None:
    for engine in (PlainEngine(chain()), CompiledEngine(chain())):
        assert engine.sharing(Circle("nobody", (), frozenset(), LABELS, AS_OF, limit=9)).found == ()
