"""Order inside a tier: equal to looking for every path, contributions that sum to the score, too little known last."""

from collections.abc import Collection, Mapping
from random import Random
from types import MappingProxyType

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


class Known:
    """Paths known beforehand, and how much more than theirs a score may be said to be; counts how many are written out."""

    def __init__(self, costs: Mapping[str, int], said: Mapping[str, float] = MappingProxyType({})) -> None:
        self.costs = costs
        self.said = said
        self.asked = 0

    def scores(self, ids: Collection[str]) -> Mapping[str, float]:
        true = {id: path(id, self.costs[id]).score for id in ids if id in self.costs}
        return {id: max(true.get(id, 0.0), self.said.get(id, 0.0)) for id in ids if id in true or id in self.said}

    def to(self, id: str) -> Path | None:
        self.asked += 1
        return path(id, self.costs[id]) if id in self.costs else None


@st.composite
def fields(draw: st.DrawFn) -> tuple[list[Candidate], Known]:
    value = st.sampled_from([None, 0.0, 0.3, 0.5, 1.0])
    ids = [f"g{n}" for n in range(draw(st.integers(0, 12)))]
    candidates = [candidate(id, **{name: draw(value) for name in NAMES}) for id in ids]
    costs = {id: draw(st.integers(0, 6)) * COST_SCALE // 2 for id in ids if draw(st.booleans())}
    said = {id: draw(st.floats(0, 1)) for id in ids if draw(st.booleans())}
    return candidates, Known(costs, said)


WEIGHTINGS = st.fixed_dictionaries({name: st.sampled_from([0.0, 5.0, 15.0, 35.0, 100.0]) for name in WEIGHTS})


@given(fields(), WEIGHTINGS, st.integers(1, 12))
@settings(max_examples=300)
def test_the_first_are_those_of_looking_for_every_path(given_: tuple[list[Candidate], Known], weights: dict[str, float], limit: int) -> None:
    candidates, paths = given_
    everyone = [ranked(c, weights, paths.to(c.id)) for c in candidates]
    assert best(candidates, weights, limit, paths) == sorted(everyone, key=lambda r: r.order)[:limit]


@given(fields(), WEIGHTINGS)
@settings(max_examples=100)
def test_contributions_sum_to_the_score(given_: tuple[list[Candidate], Known], weights: dict[str, float]) -> None:
    candidates, paths = given_
    for found in best(candidates, weights, 12, paths):
        assert found.score == sum(found.contributions.values())
        assert list(found.contributions) == list(weights)
        assert 0 <= found.score <= sum(weights.values()) + 1e-9


@given(fields(), WEIGHTINGS, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_the_candidates_changes_nothing(given_: tuple[list[Candidate], Known], weights: dict[str, float], random: Random) -> None:
    candidates, paths = given_
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert best(shuffled, weights, 5, paths) == best(candidates, weights, 5, paths)


def ids(found: list[Ranked]) -> list[str]:
    return [r.candidate.id for r in found]


def test_too_little_known_stands_last_whatever_its_score() -> None:
    alone = candidate("a", open_opportunities=1.0)
    two = candidate("b", welcomes_sme=0.0, proximity=0.0)
    found = best([alone, two], WEIGHTS, 2, Known({}))
    assert ids(found) == ["b", "a"]
    assert [r.too_little for r in found] == [False, True]


def test_a_path_is_one_more_thing_known() -> None:
    found = best([candidate("a", open_opportunities=1.0), candidate("b", welcomes_sme=0.0, proximity=0.0)], WEIGHTS, 2, Known({"a": 0}))
    assert ids(found) == ["a", "b"]


def test_a_weight_of_nothing_changes_the_order() -> None:
    a, b = candidate("a", open_opportunities=1.0, proximity=0.0), candidate("b", open_opportunities=0.0, proximity=1.0)
    assert ids(best([a, b], WEIGHTS, 2, Known({}))) == ["a", "b"]
    assert ids(best([a, b], {**WEIGHTS, "open_opportunities": 0.0}, 2, Known({}))) == ["b", "a"]


@pytest.mark.parametrize("costs", [{}, {f"g{n}": n for n in range(500)}])
def test_few_paths_are_written_out_where_many_groups_are_alike(costs: dict[str, int]) -> None:
    alike = [candidate(f"g{n}", open_opportunities=0.5, proximity=0.0) for n in range(500)]
    paths = Known(costs)
    best(alike, WEIGHTS, 10, paths)
    assert paths.asked <= 20
