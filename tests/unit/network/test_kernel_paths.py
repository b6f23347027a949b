"""The compiled search finds what trying everything finds, in the same order. ENTREMISE_GRAPHS=2000 tries more networks."""

import os
from random import Random
from typing import Final

import numpy as np
import pytest

from explorer.network.asked import best_paths
from explorer.network.kernels.workspace import Workspaces
from tests.unit.network.random_arrays import random_case

GRAPHS: Final = int(os.environ.get("ENTREMISE_GRAPHS", "400"))
SPACES: Final = Workspaces()


@pytest.mark.parametrize("first", range(0, GRAPHS, 50))
def test_any_question_has_the_answer_of_trying_everything(first: int) -> None:
    for seed in range(first, min(first + 50, GRAPHS)):
        case = random_case(Random(seed))
        paths, diverse, complete = best_paths(case.arrays, case.asked, SPACES, case.limit)
        assert complete
        assert paths == case.paths()[: case.limit], seed
        assert diverse == case.diverse()[: case.limit], seed


def test_nothing_is_left_behind() -> None:
    with SPACES.one(16) as space:
        assert not space.marks.any()
        assert not space.forth.near.any()
        assert not space.back.near.any()
        assert not np.concatenate((space.forth.counts, space.back.counts)).any()
