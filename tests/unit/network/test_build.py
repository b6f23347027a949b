"""The network of one day: who is in it, how strong the ties are, what passing through somebody costs."""

from datetime import date

import pytest
from hypothesis import given, settings

from explorer.domain.answers import Part
from explorer.domain.facts import Facts
from explorer.domain.strength import cost_of, tie
from explorer.network import IntroductionNetwork
from explorer.network.build import HOP_ROOM
from tests.networks import AS_OF, networks, told


def build(text: str, types: frozenset[str] | None = None) -> IntroductionNetwork:
    return IntroductionNetwork.build(told(text), AS_OF, types)


def test_only_actors_are_in_it_and_places_introduce_nobody() -> None:
    network = build("Person a\nCompany b\nCity x\nSector s\nb LOCATED_IN x\nb ACTIVE_IN s\na WORKS_AT b")
    assert network.ids == ("a", "b")
    assert [(t.a, t.b) for t in network.ties()] == [("a", "b")]


def test_objectors_are_not_in_it_and_count_in_no_sum() -> None:
    network = build("Person a\nPerson b\nPerson c objects=true\na KNOWS b stated_strength=5 source_document=d\na KNOWS c source_document=d")
    assert network.ids == ("a", "b")
    # S = 0.95 · 2^(−5/4) = 0.399426; hub = 1 / (1 + ln(1 + 0.399426/50)) = 1 / 1.0079567
    assert network.hub_costs == {"a": pytest.approx(10**8 * 0.0079252, rel=1e-4), "b": pytest.approx(10**8 * 0.0079252, rel=1e-4)}


def test_both_directions_of_a_pair_make_one_tie() -> None:
    network = build("Company a\nCompany b\na SUPPLIES b observed_on=2024-06-01 source_document=d\nb SUPPLIES a observed_on=2024-06-01 source_document=d")
    assert network.tie("b", "a").strength == pytest.approx(1 - 0.4 * 0.4)
    assert network.tie("a", "b") is network.tie("b", "a")


def test_types_are_removed_before_strengths_but_not_from_what_passing_costs() -> None:
    text = """
        Person a
        Company b
        a WORKS_AT b source_document=d
        a MET b observed_on=2024-06-01 source_document=d
    """
    whole, met = build(text), build(text, frozenset({"MET"}))
    assert whole.tie("a", "b").strength == pytest.approx(1 - 0.05 * 0.55)
    assert met.tie("a", "b").strength == pytest.approx(0.45)
    assert (whole.tie("a", "b").open_post, met.tie("a", "b").open_post) == (True, False)
    assert met.hub_costs == whole.hub_costs
    # −ln 0.45 = 0.7985077, and the favour −ln 0.9 = 0.1053605
    assert met.steps[0] == ((1, 90386822 * HOP_ROOM + 1),)


def test_a_type_that_is_left_out_may_leave_no_tie() -> None:
    assert not list(build("Person a\nPerson b\na KNOWS b", frozenset({"MET"})).ties())


def test_very_weak_ties_are_not_in_it() -> None:
    # 0.45 · 2^(−age/3) is below 0.001 after 26.4 years
    assert not list(build("Person a\nPerson b\na MET b observed_on=1997 source_document=d").ties())
    assert list(build("Person a\nPerson b\na MET b observed_on=1999 source_document=d").ties())


def test_rivals_are_competitors_of_the_day_and_people_in_post_there() -> None:
    network = build("""
        Company a
        Company b
        Company c
        Person now
        Person leaving
        Person before
        a COMPETES_WITH b
        c COMPETES_WITH a until=2024-06-01
        now WORKS_AT b
        leaving WORKS_AT b until=2024
        before WORKS_AT b until=2023
        now WORKS_AT a
    """)
    assert network.rivals == {"a": {"b", "now", "leaving"}, "b": {"a", "now"}}


def test_parts_are_ranked_by_size_then_first_id() -> None:
    network = build("Person d\nPerson c\nPerson b\nPerson a\nPerson e\nb KNOWS c\na KNOWS d")
    assert network.parts == {"a": Part(2, 1), "d": Part(2, 1), "b": Part(2, 2), "c": Part(2, 2), "e": Part(1, 3)}
    assert network.part_of({"e", "c", "nobody"}) == Part(2, 2)
    assert network.part_of({"nobody"}) == Part(0, None)


@given(networks())
@settings(max_examples=100, deadline=None)
def test_every_tie_can_be_made_again_from_what_it_rests_on(facts: Facts) -> None:
    network = IntroductionNetwork.build(facts, AS_OF)
    for made in network.ties():
        assert tie(made.a, made.b, made.contributions, AS_OF) == made
        for part in made.contributions:
            assert part.strength == pytest.approx(part.weight * part.quality * (2 ** (-part.age / part.half_life) if part.half_life else 1))
    steps = {(network.ids[a], network.ids[b]): weight for a, own in enumerate(network.steps) for b, weight in own}
    assert steps == {ends: made.cost * HOP_ROOM + 1 for made in network.ties() for ends in ((made.a, made.b), (made.b, made.a))}
    assert all(network.tolls[network.ranks[id]] == cost * HOP_ROOM for id, cost in network.hub_costs.items())


@given(networks())
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_facts_says_nothing(facts: Facts) -> None:
    turned = Facts(reversed(list(facts.entities.values())), reversed(list(facts.relationships)))
    one, other = IntroductionNetwork.build(facts, AS_OF), IntroductionNetwork.build(turned, AS_OF)
    assert (one.ids, one.hub_costs, one.rivals, one.parts) == (other.ids, other.hub_costs, other.rivals, other.parts)
    assert [sorted(own) for own in one.steps] == [sorted(own) for own in other.steps]


def test_the_day_decides() -> None:
    facts = told("Person a\nCompany b\na WORKS_AT b since=2020-01-01 until=2022-12-31 source_document=d")
    strengths = {
        day: [t.strength for t in IntroductionNetwork.build(facts, date.fromisoformat(day)).ties()]
        for day in ("2019-12-31", "2020-01-01", "2022-12-31", "2025-12-31")
    }
    # half a half-life of 3 years after 1096 days: 0.95 · 2^(−1096/365.25/3) = 0.474925
    assert strengths == {"2019-12-31": [], "2020-01-01": [0.95], "2022-12-31": [0.95], "2025-12-31": [pytest.approx(0.474925, abs=1e-6)]}
    assert cost_of(0.95) == 5129329
