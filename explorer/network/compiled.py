"""The engine for large networks: the plain engine's answers, from compiled searches over arrays."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from threading import Lock
from typing import Final, TypeAlias

import numpy as np

from explorer.domain.answers import Found, Part, Path, Question
from explorer.domain.facts import Facts
from explorer.domain.strength import Tie
from explorer.network.arrays import TieArrays
from explorer.network.asked import MOST_WORK, Asked, Trail, best_paths, present
from explorer.network.build import HOP_ROOM, NOBODY
from explorer.network.building import tie_arrays
from explorer.network.evidence import tie_between, ties_of
from explorer.network.kernels.spreading import join_parts
from explorer.network.kernels.workspace import Workspaces
from explorer.network.nearby import nearest
from explorer.network.rivals import rivals_of

Building: TypeAlias = Callable[[Facts, date, frozenset[str] | None], TieArrays]

KEPT: Final = 8
"""Networks kept: days and sets of types asked for lately."""

_SPACES: Final = Workspaces()
"""One pool for all engines: those of past states of the facts leave their memory to the next."""


class CompiledEngine:
    """Exact answers in milliseconds at a million actors. `building`: how the arrays of a day are come by. `most_work`: see `Found.complete`."""

    def __init__(self, facts: Facts, building: Building = tie_arrays, most_work: int = MOST_WORK) -> None:
        self._facts = facts
        self._building = building
        self._most_work = most_work
        self._lock = Lock()
        self._arrays: dict[tuple[date, frozenset[str] | None], TieArrays] = {}
        self._parts: dict[int, Parts] = {}

    def answer(self, question: Question) -> Found:
        day, types = question.as_of, question.types
        arrays = self.arrays(day, types)
        rivals = partial(rivals_of, self._facts, day=day)
        asked = Asked.of(arrays, question, rivals)
        best, diverse, complete = best_paths(arrays, asked, _SPACES, question.limit, most_work=self._most_work)
        near, looked_at_all = ((), True) if best else nearest(self._facts, arrays, _SPACES, question, asked, rivals)
        whole = self._parts_of(arrays)
        return Found(
            paths=self._written(arrays, best),
            diverse=self._written(arrays, diverse),
            source_part=whole.part_of(present(arrays, question.sources)),
            target_part=whole.part_of(present(arrays, question.targets)),
            nearest=near,
            complete=complete and looked_at_all,
        )

    def ties_of(self, id: str, as_of: date) -> Mapping[str, Tie]:
        return ties_of(self._facts, id, as_of)

    def tie_between(self, a: str, b: str, as_of: date) -> Tie | None:
        return tie_between(self._facts, a, b, as_of)

    def part_of(self, ids: Iterable[str], as_of: date) -> Part:
        arrays = self.arrays(as_of)
        return self._parts_of(arrays).part_of(present(arrays, ids))

    def arrays(self, as_of: date, types: frozenset[str] | None = None) -> TieArrays:
        """The network of a day, made once; the one asked for longest ago makes room."""
        key = (as_of, types)
        with self._lock:
            arrays = self._arrays.pop(key, None)
            if arrays is None:
                arrays = self._building(self._facts, as_of, types)
            self._arrays[key] = arrays
            while len(self._arrays) > KEPT:
                self._parts.pop(id(self._arrays.pop(next(iter(self._arrays)))), None)
            return arrays

    def _parts_of(self, arrays: TieArrays) -> "Parts":
        with self._lock:
            if (found := self._parts.get(id(arrays))) is None:
                found = self._parts[id(arrays)] = Parts(arrays)
            return found

    def _written(self, arrays: TieArrays, found: Iterable[Trail]) -> tuple[Path, ...]:
        return tuple(self._path(arrays, key, tuple(arrays.id(actor) for actor in actors)) for key, actors in found)

    def _path(self, arrays: TieArrays, key: int, ids: tuple[str, ...]) -> Path:
        ties = (tie_between(self._facts, a, b, arrays.as_of, arrays.types) for a, b in pairwise(ids))
        return Path(ids, tuple(tie for tie in ties if tie), cost=key // HOP_ROOM)


class Parts:
    """The connected parts of a network, the largest first, among equals the one with the first id. Who is not in the network is in none."""

    def __init__(self, arrays: TieArrays) -> None:
        self._tops = np.arange(len(arrays), dtype=np.int32)
        join_parts(arrays.starts, arrays.ends, arrays.others, arrays.more_others, self._tops)
        members = np.flatnonzero(arrays.labels)
        first = np.full(len(arrays), np.iinfo(np.int64).max)
        np.minimum.at(first, self._tops[members], arrays.order[members])
        self._sizes = np.bincount(self._tops[members], minlength=len(arrays))
        tops = np.flatnonzero(self._sizes)
        by_rank = tops[np.lexsort((first[tops], -self._sizes[tops]))]
        self._ranks = np.zeros(len(arrays), np.int32)
        self._ranks[by_rank] = np.arange(1, len(by_rank) + 1)

    def part_of(self, actors: Iterable[int]) -> Part:
        """The part these lie in; the largest one where they lie in several."""
        found = [self._tops[actor] for actor in actors]
        if not found:
            return NOBODY
        top = min(found, key=self._ranks.__getitem__)
        return Part(size=int(self._sizes[top]), rank=int(self._ranks[top]))
