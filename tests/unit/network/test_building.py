"""Arrays are made of the very numbers that the plain rules give."""

from itertools import combinations
from math import fsum, nextafter, prod
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.strength import CAP, LEAST, Contribution, cost_of, hub_factor, tie
from explorer.network import IntroductionNetwork
from explorer.network.building import KINDS, OWN_POST, Contributions, combined, costs_of, of_types, rounded, tie_arrays, tolls_of
from explorer.network.combining import add_up, missing_of
from explorer.network.evidence import ties_of
from explorer.network.idtable import IdTable
from tests.forms import FORMS, Form
from tests.networks import AS_OF, told
from tests.unit.network.crowds import crowd
from tests.unit.network.test_arrays import assert_holds

IDS = ("a", "b", "c", "d")
STRENGTHS = st.floats(0.0001, 0.98) | st.sampled_from((0.95, 0.5, 0.35, 0.001))
FOUND = st.lists(st.tuples(st.sampled_from(list(combinations(range(4), 2))), STRENGTHS, st.integers(0, len(KINDS))), max_size=60)


def array_of(floats: list[float]) -> npt.NDArray[np.float64]:
    return np.array(floats, np.float64)


@given(FOUND, st.none() | st.frozensets(st.sampled_from(sorted(KINDS)), min_size=1))
@settings(max_examples=300, deadline=None)
def test_pairs_are_combined_to_the_last_bit(found: list[tuple[tuple[int, int], float, int]], types: frozenset[str] | None) -> None:
    noted = Contributions()
    speaking: dict[tuple[int, int], list[Contribution]] = {}
    names = dict(enumerate(KINDS)) | {OWN_POST: "WORKS_AT"}
    for (a, b), strength, kind in found:
        noted.add(b, a, strength, kind)
        speaking.setdefault((a, b), []).append(Contribution(names[kind], strength, 1, 1, 0, None, 1, ()))
    whole = {pair: made for pair, all_of in speaking.items() if (made := tie("a", "b", all_of, AS_OF))}
    arrays = combined(noted, IdTable.of(IDS), np.ones(4, np.uint16), 7, AS_OF)
    arrays = arrays if types is None else of_types(arrays, types)
    for actor in range(4):
        expected = {}
        for pair in (pair for pair in whole if actor in pair):
            kept = tie("a", "b", [c for c in speaking[pair] if types is None or c.type in types], AS_OF)
            own_post = any(kind == OWN_POST and ends == pair for ends, _, kind in found) and (types is None or "WORKS_AT" in types)
            if kept:
                expected[sum(pair) - actor] = cost_of(kept.strength) + (0 if own_post else cost_of(0.9))
        others, costs = arrays.ties_of(actor)
        assert dict(zip(others.tolist(), costs.tolist(), strict=True)) == expected
        assert arrays.tolls[actor] == cost_of(hub_factor(fsum(made.strength for pair, made in whole.items() if actor in pair)))


@given(st.lists(st.floats(LEAST, CAP) | st.sampled_from((LEAST, CAP, nextafter(LEAST, 1), nextafter(CAP, 0))), max_size=200))
def test_sums_are_exact(strengths: list[float]) -> None:
    sums = np.zeros((2, 2), np.int64)
    add_up(np.zeros(len(strengths), np.int32), array_of(strengths), sums)
    assert (int(sums[0, 0]) * 2**32 + int(sums[0, 1])) / 2**62 == fsum(strengths)
    assert tolls_of(sums).tolist() == [cost_of(hub_factor(fsum(strengths))), 0]


def test_sums_of_a_million_ties_are_exact() -> None:
    strengths = np.random.default_rng(1).uniform(LEAST, CAP, 1_000_000)
    sums = np.zeros((1, 2), np.int64)
    add_up(np.zeros(len(strengths), np.int32), strengths, sums)
    assert (sums[:, 0] * float(2**32) + sums[:, 1])[0] / 2**62 == fsum(strengths)


@given(st.lists(st.floats(LEAST, CAP), max_size=50))
def test_costs_are_those_of_the_rule(strengths: list[float]) -> None:
    assert costs_of(array_of(strengths)).tolist() == list(map(cost_of, strengths))


def test_near_a_half_the_rule_itself_is_asked() -> None:
    about = array_of([10.4999999, 11.5000001, 12.5, 13.49, 14.51])
    assert rounded(about, lambda place: 100 + place).tolist() == [100, 101, 102, 13, 15]


@given(st.lists(STRENGTHS, max_size=40))
@settings(max_examples=300)
def test_the_order_of_the_product_is_that_of_the_rule(strengths: list[float]) -> None:
    assert missing_of(array_of(strengths)) == prod(1 - s for s in sorted(strengths, reverse=True))


def test_costs_of_many_are_those_of_the_rule() -> None:
    strengths = np.random.default_rng(2).uniform(LEAST, CAP, 100_000)
    assert costs_of(strengths).tolist() == [cost_of(strength) for strength in strengths.tolist()]


def test_progress_is_told() -> None:
    facts = told("Person a\nPerson b\nEvent e\n" + "\n".join("a KNOWS b" for _ in range(10_000)))
    told_so: list[tuple[int, int]] = []
    tie_arrays(facts, AS_OF, progress=lambda done, of: told_so.append((done, of)))
    assert told_so == [(10_000, 10_001), (10_001, 10_001)]


def test_there_may_be_nobody() -> None:
    empty = tie_arrays(told("City c"), AS_OF)
    assert (len(empty), len(empty.others)) == (0, 0)
    with pytest.raises(IndexError):
        empty.ties_of(0)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_whatever_the_facts_rest_on(form: Form) -> None:
    plain = crowd(Random(5))
    facts = form(plain.entities.values(), plain.relationships)
    network = IntroductionNetwork.build(plain, AS_OF)
    assert_holds(tie_arrays(facts, AS_OF), facts, network, None)
    assert all(ties_of(facts, id, AS_OF) == network.ties_of(id) for id in plain.entities)
