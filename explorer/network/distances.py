"""How far actors are from the nearest of some others: one search from all of these serves everybody. No rivals bear on it: it is the same both ways."""

from collections.abc import Collection, Sequence

import numpy as np

from explorer.domain.answers import Question
from explorer.domain.facts import Facts
from explorer.network.arrays import TieArrays
from explorer.network.asked import Asked
from explorer.network.build import HOP_ROOM
from explorer.network.kernels.ground import FAR, SOURCE, clear_marks, set_marks
from explorer.network.kernels.spreading import spread
from explorer.network.kernels.workspace import Workspaces
from explorer.network.lookup import numbers_of
from explorer.network.rivals import Rivals


class Distances:
    """Over arrays, for many sets of origins and the same ends."""

    def __init__(self, arrays: TieArrays, spaces: Workspaces, ends: Sequence[str], max_hops: int) -> None:
        self._arrays = arrays
        self._spaces = spaces
        self._asked = Asked.of(arrays, Question(frozenset(), frozenset(), arrays.as_of, max_hops), Rivals(Facts((), ()), arrays.as_of))
        self._numbers = numbers_of(arrays, ends)
        self._known = dict(zip(ends, self._numbers.tolist(), strict=True))

    def from_any(self, origins: Collection[str]) -> list[int | None]:
        """What the best path from any of the origins to each end costs: nothing to one of them, None where there is none."""
        known = self._known
        numbers = [known[id] for id in origins if id in known]
        others = numbers_of(self._arrays, [id for id in origins if id not in known])
        sources = np.unique(np.array([number for number in (*numbers, *others.tolist()) if number >= 0], np.int32))
        count = len(self._arrays)
        keys = np.full(count + 1, FAR, np.int64)  # the last stands for all that are not in the network
        with self._spaces.one(count) as space:
            set_marks(space.marks, sources, SOURCE)
            ground = self._asked.ground(self._arrays, space)
            spread(ground, sources, keys[:-1], np.zeros(count, np.uint8), np.empty((2, count), np.int32), np.empty(count, np.int64))
            clear_marks(space.marks, sources, SOURCE)
        return [None if key >= FAR else key // HOP_ROOM for key in keys[self._numbers].tolist()]
