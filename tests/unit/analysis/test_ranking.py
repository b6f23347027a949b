"""Order inside a tier: equal to looking for every path, contributions that sum to the score, too little known last."""

from collections.abc import Collection, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.coexport import WEIGHTS
from explorer.analysis.factors import Candidate, Factor
from explorer.analysis.ranking import Ranked, best, ranked
from explorer.domain.answers import Path
from explorer.domain.strength import COST_SCALE, Tie

NAMES = tuple(name for name in WEIGHTS if name != "path")


def candidate(id: str, **values: float | None) -> Candidate:
    return Candidate(id, "market", {name: Factor(name, values.get(name) or 0.0, known=values.get(name) is not None) for name in NAMES})


def path(end: str, cost: int) -> Path:
    return Path(("us", end), (Tie("us", end, 0.5, 1, False, ()),), cost)


class Looks:
    """Paths known beforehand; counts what is asked."""

    def __init__(self, costs: Mapping[str, int]) -> None:
        self.costs = costs
        self.asked = 0

    def __call__(self, ids: Collection[str]) -> tuple[str, Path] | None:
        self.asked += 1
        found = min(((self.costs[id], id) for id in ids if id in self.costs), default=None)
        return (found[1], path(found[1], found[0])) if found else None


@st.composite
def fields(draw: st.DrawFn) -> tuple[list[Candidate], Looks]:
    value = st.sampled_from([None, 0.0, 0.3, 0.5, 1.0])
    ids = [f"g{n}" for n in range(draw(st.integers(0, 12)))]
    candidates = [candidate(id, **{name: draw(value) for name in NAMES}) for id in ids]
    costs = {id: draw(st.integers(0, 6)) * COST_SCALE // 2 for id in ids if draw(st.booleans())}
    return candidates, Looks(costs)


WEIGHTINGS = st.fixed_dictionaries({name: st.sampled_from([0.0, 5.0, 15.0, 35.0, 100.0]) for name in WEIGHTS})


@given(fields(), WEIGHTINGS, st.integers(1, 12))
@settings(max_examples=300)
def test_the_first_are_those_of_looking_for_every_path(given_: tuple[list[Candidate], Looks], weights: dict[str, float], limit: int) -> None:
    candidates, look = given_
    everyone = [ranked(c, weights, found[1] if (found := look([c.id])) else None) for c in candidates]
    assert best(candidates, weights, limit, look) == sorted(everyone, key=lambda r: r.order)[:limit]


@given(fields(), WEIGHTINGS)
@settings(max_examples=100)
def test_contributions_sum_to_the_score(given_: tuple[list[Candidate], Looks], weights: dict[str, float]) -> None:
    candidates, look = given_
    for found in best(candidates, weights, 12, look):
        assert found.score == sum(found.contributions.values())
        assert list(found.contributions) == list(weights)
        assert 0 <= found.score <= sum(weights.values()) + 1e-9


@given(fields(), WEIGHTINGS, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_the_candidates_changes_nothing(given_: tuple[list[Candidate], Looks], weights: dict[str, float], random: Random) -> None:
    candidates, look = given_
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert best(shuffled, weights, 5, look) == best(candidates, weights, 5, look)


def ids(found: list[Ranked]) -> list[str]:
    return [r.candidate.id for r in found]


def test_too_little_known_stands_last_whatever_its_score() -> None:
    alone = candidate("a", open_opportunities=1.0)
    two = candidate("b", welcomes_sme=0.0, proximity=0.0)
    found = best([alone, two], WEIGHTS, 2, Looks({}))
    assert ids(found) == ["b", "a"]
    assert [r.too_little for r in found] == [False, True]


def test_a_path_is_one_more_thing_known() -> None:
    found = best([candidate("a", open_opportunities=1.0), candidate("b", welcomes_sme=0.0, proximity=0.0)], WEIGHTS, 2, Looks({"a": 0}))
    assert ids(found) == ["a", "b"]


def test_a_weight_of_nothing_changes_the_order() -> None:
    a, b = candidate("a", open_opportunities=1.0, proximity=0.0), candidate("b", open_opportunities=0.0, proximity=1.0)
    assert ids(best([a, b], WEIGHTS, 2, Looks({}))) == ["a", "b"]
    assert ids(best([a, b], {**WEIGHTS, "open_opportunities": 0.0}, 2, Looks({}))) == ["b", "a"]


@pytest.mark.parametrize("costs", [{}, {f"g{n}": n for n in range(500)}])
def test_few_paths_are_looked_for_where_many_groups_are_alike(costs: dict[str, int]) -> None:
    alike = [candidate(f"g{n}", open_opportunities=0.5, proximity=0.0) for n in range(500)]
    look = Looks(costs)
    best(alike, WEIGHTS, 10, look)
    assert look.asked <= 20
