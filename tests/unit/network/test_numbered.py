"""Sets of ids by number behave as sets of ids, whichever form each of two has."""

from operator import and_, or_, sub

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.network.idtable import IdTable
from explorer.network.numbered import FEW, NumberedIds, Numbering

IDS = [f"id:{n:03}" for n in range(100)]
STRANGERS = ["id:0000", "zoe", ""]
IN_TABLE = st.lists(st.sampled_from(IDS), unique=True, max_size=int(FEW * len(IDS)) - 1) | st.lists(st.sampled_from(IDS), unique=True)
SETS = st.builds(frozenset[str], st.tuples(IN_TABLE, st.lists(st.sampled_from(STRANGERS), unique=True)).map(lambda both: [*both[0], *both[1]]))


@pytest.fixture(scope="module")
def table() -> Numbering:
    return Numbering(IdTable.of(IDS))


@given(one=SETS, other=SETS, operation=st.sampled_from([and_, or_, sub]))
def test_as_sets_are(table: Numbering, one: frozenset[str], other: frozenset[str], operation: object) -> None:
    assert callable(operation)
    expected = operation(one, other)
    for a, b in ((NumberedIds.of(table, one), NumberedIds.of(table, other)), (NumberedIds.of(table, one), other), (one, NumberedIds.of(table, other))):
        found = operation(a, b)
        assert isinstance(found, NumberedIds)
        assert list(found) == sorted(expected)
        assert len(found) == len(expected)
        assert bool(found) == bool(expected)
        assert {id for id in (*IDS, *STRANGERS) if id in found} == expected


@given(ids=SETS)
def test_tells_of_many_at_once(table: Numbering, ids: frozenset[str]) -> None:
    found = NumberedIds.of(table, ids)
    assert [IDS[number] for number in found.numbers.tolist()] == sorted(ids & frozenset(IDS))
    assert found.has(np.arange(len(IDS))).tolist() == [id in ids for id in IDS]
