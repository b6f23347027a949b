"""Many pairs at once: what the best path between each two costs, and what they lose without somebody."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from explorer.domain.answers import Loss, Question
from explorer.network.arrays import Int64s, TieArrays
from explorer.network.asked import Asked, Trail, best_paths
from explorer.network.build import HOP_ROOM
from explorer.network.kernels.ground import BLOCKED, FAR, SOURCE, clear_marks, set_marks
from explorer.network.kernels.spreading import spread
from explorer.network.kernels.workspace import Workspaces
from explorer.network.lookup import present
from explorer.network.rivals import Rivals

Asking: TypeAlias = Callable[[str, str], Question]
"""The question between two ends."""


class Pairs:
    """Best paths over one network under one question's limit of ties and whom it avoids."""

    def __init__(self, arrays: TieArrays, spaces: Workspaces, asking: Asking, rivals_of: Rivals) -> None:
        self._arrays = arrays
        self._spaces = spaces
        self._asking = asking
        self._rivals_of = rivals_of

    def best(self, sources: Sequence[str], targets: Sequence[str]) -> Mapping[tuple[str, str], int]:
        """The key of the best path of every pair that has one; no pair of an actor with itself.

        One search from each end of whichever side has fewer: a search from an actor finds the ways to all at once, and costs are the same both ways.
        Where rivals of the other end's own can stand on the way, the pair is asked by itself.
        """
        fewer, more = (sources, targets) if len(sources) <= len(targets) else (targets, sources)
        numbers = {id: number for id in more for number in present(self._arrays, {id})}
        own = {id: frozenset(present(self._arrays, self._rivals_of(id))) for id in numbers}
        found: dict[tuple[str, str], int] = {}
        for root in fewer:
            asked = Asked.of(self._arrays, self._asking(root, root), self._rivals_of)
            if not len(asked.sources):
                continue
            keys, blocked = self._spread(asked), frozenset(asked.blocked.tolist())
            for id, number in numbers.items():
                key = None if id == root or keys[number] >= FAR else int(keys[number])
                if key is not None and not own[id] <= blocked:
                    key = self._key(root, id)
                if key is not None:
                    found[(root, id) if fewer is sources else (id, root)] = key
        return found

    def losses(self, pairs: Iterable[tuple[str, str]], without: str) -> list[Loss]:
        """Of every pair the best path goes through that actor for: what remains. Only those need be asked again, since a path less changes no other."""
        through = ((pair, before) for pair, before in self._joined(pairs) if without in self._between(before))
        return [self._loss(pair, before, without) for pair, before in through]

    def dependence(self, pairs: Iterable[tuple[str, str]]) -> tuple[int, dict[str, list[Loss]]]:
        """How many of the pairs have a path, and the same by every actor that the best one of a pair goes through."""
        joined, found = 0, dict[str, list[Loss]]()
        for pair, before in self._joined(pairs):
            joined += 1
            for actor in self._between(before):
                found.setdefault(actor, []).append(self._loss(pair, before, actor))
        return joined, found

    def _joined(self, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], Trail]]:
        return ((pair, before) for pair in pairs if (before := self._best(*pair, frozenset())))

    def _between(self, path: Trail) -> list[str]:
        return [self._arrays.id(actor) for actor in path[1][1:-1]]

    def _loss(self, pair: tuple[str, str], before: Trail, without: str) -> Loss:
        after = self._best(*pair, frozenset({without}))
        return Loss(*pair, before[0] // HOP_ROOM, None if after is None else after[0] // HOP_ROOM)

    def _spread(self, asked: Asked) -> Int64s:
        count = len(self._arrays)
        keys = np.full(count, FAR, np.int64)
        with self._spaces.one(count) as space:
            set_marks(space.marks, asked.blocked, BLOCKED)
            set_marks(space.marks, asked.sources, SOURCE)
            ground = asked.ground(self._arrays, space)
            spread(ground, asked.sources, keys, np.zeros(count, np.uint8), np.empty((2, count), np.int32), np.empty(count, np.int64))
            clear_marks(space.marks, asked.blocked, BLOCKED)
            clear_marks(space.marks, asked.sources, SOURCE)
        return keys

    def _key(self, source: str, target: str) -> int | None:
        found = self._best(source, target, frozenset())
        return found[0] if found else None

    def _best(self, source: str, target: str, without: frozenset[str]) -> Trail | None:
        question = self._asking(source, target)
        asked = Asked.of(self._arrays, replace(question, avoid=question.avoid | without), self._rivals_of)
        found, _, _ = best_paths(self._arrays, asked, self._spaces, 1, diverse=False)
        return found[0] if found else None
