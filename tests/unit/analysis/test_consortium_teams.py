"""Teams are those that trying everything finds, to the last id, under every limit."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.consortium import Field, Limits, Need, best_team, rank
from explorer.analysis.consortium.hopes import hopes
from tests.teams import Case, random_case, tried

cases = st.builds(random_case, st.randoms(use_true_random=False))


@settings(max_examples=300, deadline=None)
@given(cases)
def test_the_best_team_of_each_lead(case: Case) -> None:
    for lead in case.leads:
        team = best_team(case.field, lead, case.far(lead))
        assert (team.order if team else None) == tried(case, lead)


@settings(max_examples=300, deadline=None)
@given(cases, st.integers(1, 3))
def test_the_best_teams_of_all(case: Case, limit: int) -> None:
    found = rank(case.field, case.leads, case.near, case.far, limit, most_leads=9)
    every = sorted(order for lead in case.leads if (order := tried(case, lead)))
    assert [team.order for team in found.teams] == every[:limit]
    assert found.least is None


@settings(max_examples=500, deadline=None)
@given(cases, st.integers(1, 4))
def test_no_team_is_better_than_was_hoped(case: Case, most: int) -> None:
    """And where nothing but the number of members is limited, what was hoped for is what there is."""
    for limits in (replace(case.field.limits, most=most), Limits(most=most)):
        free = limits == Limits(most=most)
        limited = replace(case, field=replace(case.field, limits=limits, rivals={} if free else case.field.rivals))
        for *hope, lead in hopes(limited.field, limited.leads, limited.near):
            order = tried(limited, lead)
            assert order is None or tuple(hope) <= order[:4]
            assert not free or (order is not None and tuple(hope) == order[:4])


def test_few_leads_are_looked_at_where_members_are_limited() -> None:
    random = Random(8)
    everybody = [f"c{i:03}" for i in range(300)]
    able = tuple(frozenset(random.sample(everybody, 60)) for _ in range(6))
    wide = Field(tuple(Need(frozenset({f"n{i}"})) for i in range(6)), Limits(most=3), able)
    costs = {frozenset((a, b)): random.randint(1, 10**9) for a in everybody for b in everybody if a < b}
    case = Case(wide, wide.holders, costs)
    found = rank(wide, case.leads, case.near, case.far, limit=5, most_leads=6)
    assert found.least is None


def test_a_search_that_is_given_up_says_what_the_others_cost_at_least() -> None:
    case = next(case for case in map(random_case, map(Random, range(1000))) if len(case.leads) > 3 and case.field.limits == Limits(amount=1000.0))
    found = rank(case.field, case.leads, case.near, case.far, limit=3, most_leads=1)
    assert len(found.teams) == 1
    assert found.least is not None


def field(*able: str, limits: Limits | None = None) -> Field:
    return Field(tuple(Need(frozenset({f"n{i}"})) for i in range(len(able))), limits or Limits(), tuple(frozenset(each) for each in able))


def test_a_need_nobody_holds_is_left_and_said() -> None:
    team = best_team(field("a", ""), "a", {"a": 0})
    assert team is not None
    assert (team.chosen, team.uncovered, team.cost) == (("a", None), 1, 0)


def test_who_is_out_of_reach_has_no_distance_and_stands_behind_who_is_far() -> None:
    team = best_team(field("ab", "bc"), "a", {"a": 0, "b": None, "c": 300_000_000})
    assert team is not None
    assert (team.members, team.distance("c"), team.unreachable) == (("a", "c"), 3.0, 0)
    alone = best_team(field("a", "b"), "a", {"a": 0, "b": None})
    assert alone is not None
    assert (alone.distance("b"), alone.unreachable, alone.cost) == (None, 1, 0)


def test_a_thousand_alike_are_thought_of_once() -> None:
    """Everybody holds everything and is as near: the first by ids, without the programme growing with their number."""
    everybody = frozenset(f"c{i:04}" for i in range(1000))
    limits = Limits(most=2, include=frozenset({"c0500"}))
    wide = Field(tuple(Need(frozenset({f"n{i}"})) for i in range(4)), limits, (everybody,) * 4)
    team = best_team(wide, "lead", dict.fromkeys(everybody, 7) | {"lead": 0})
    assert team is not None
    assert team.members == ("c0500", "lead")


@pytest.mark.parametrize("hundred", [100])
def test_a_hundred_needs_are_answered(hundred: int) -> None:
    random = Random(5)
    everybody = [f"c{i:03}" for i in range(200)]
    able = [frozenset(random.sample(everybody, 5)) for _ in range(hundred)]
    wide = Field(tuple(Need(frozenset({f"n{i}"})) for i in range(hundred)), Limits(most=60), tuple(able))
    team = best_team(wide, "c000", {id: random.randint(1, 10**8) for id in everybody} | {"c000": 0})
    assert team is not None
    assert len(team.members) <= 60
