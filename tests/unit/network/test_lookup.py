"""Ids of actors and their numbers: many at once as one by one."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.network import rivals
from explorer.network.arrays import TieArrays
from explorer.network.idtable import IdTable
from explorer.network.lookup import numbers_of, present
from explorer.network.numbered import NumberedIds, Numbering
from explorer.network.rivals import Rivals
from tests.networks import AS_OF, networks

ALPHABET = ["", "a", "aa", "ab", "b", "ba", "é", "éa", "\U0001f600", "z", "zz", "zzz"]
IDS = st.lists(st.sampled_from(ALPHABET), unique=True).map(sorted)


def network(ids: list[str], added: Iterable[str], absent: set[str]) -> TieArrays:
    """Arrays without a tie, with some who joined since and some who are there no longer."""
    nothing = np.zeros(0, np.int32)
    before = np.zeros(len(ids), np.int32)
    arrays = TieArrays.without_overlay(IdTable.of(ids), np.zeros(len(ids) + 1, np.int64), nothing, nothing, before, before.astype(np.uint16), 0, AS_OF, None)
    labels = np.array([id not in absent for id in (*ids, *added)], np.uint16)
    return replace(arrays, labels=labels, added=tuple(added))


@settings(deadline=None)
@given(IDS, IDS, st.sets(st.sampled_from(ALPHABET)), st.sets(st.sampled_from(ALPHABET)), st.sets(st.sampled_from(ALPHABET)))
def test_many_are_numbered_as_one_by_one(ids: list[str], table: list[str], added: set[str], absent: set[str], asked: set[str]) -> None:
    arrays = network(ids, sorted(added - set(ids)), absent)
    one_by_one = {id: number for id in asked if (number := arrays.number(id)) is not None and arrays.labels[number]}
    assert sorted(present(arrays, NumberedIds.of(Numbering(IdTable.of(table)), asked))) == sorted(one_by_one.values())
    assert sorted(present(arrays, frozenset(asked))) == sorted(one_by_one.values())
    assert numbers_of(arrays, sorted(asked)).tolist() == [one_by_one.get(id, -1) for id in sorted(asked)]


@settings(deadline=None)
@given(networks(8))
def test_of_many_ends_nobody_with_rivals_is_missed(facts: Facts) -> None:
    rivals_of, ids = Rivals(facts, AS_OF), frozenset(facts.entities)
    few, rivals.FEW = rivals.FEW, 0  # type: ignore[misc]
    try:
        assert {id for id in ids if rivals_of(id)} <= set(rivals_of.among(ids)) <= ids
    finally:
        rivals.FEW = few  # type: ignore[misc]
