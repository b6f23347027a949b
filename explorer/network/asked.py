"""A question in numbers, over the arrays of its day, and the kernels called with it."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

import numpy as np

from explorer.domain.answers import Question
from explorer.network.arrays import ACTOR_LABEL_BITS, Int32s, Int64s, TieArrays
from explorer.network.kernels.enumeration import Paths, new_paths
from explorer.network.kernels.ground import Ground
from explorer.network.kernels.meeting import COMPLETE, OUT_OF_ROOM
from explorer.network.kernels.paths import best_and_diverse
from explorer.network.kernels.workspace import FIRST_ROOM, MOST_ROOM, Workspace, Workspaces
from explorer.network.lookup import present
from explorer.network.rivals import Rivals

Trail: TypeAlias = tuple[int, tuple[int, ...]]
"""A path: its key (cost and ties as HOP_ROOM says) and its actors."""

MOST_WORK: Final = 200_000_000
"""Ties looked at before a search gives up being complete: about a second."""
NO_ONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What `Terrain` is to the plain search.

    `blocked`: who is no intermediary whichever ends are taken: avoided, or a rival of every source or of every target. `rivals`: what each end's rivals are
    beyond those, sorted, as `Ground` has them. `allowed`: bits of labels of intermediaries, 0 for any. `via`: None where nobody must be passed, -1 for
    somebody who is not there.
    """

    sources: Int32s
    targets: Int32s
    blocked: Int32s
    rivals: Int64s
    max_hops: int
    allowed: int = 0
    via: int | None = None

    @classmethod
    def of(cls, arrays: TieArrays, question: Question, rivals_of: Rivals) -> Self:
        sources = frozenset(present(arrays, question.sources))
        # An actor in both sets has already been reached: it leaves the targets.
        targets = frozenset(present(arrays, question.targets)) - sources
        rivals = _rivals_by_end(arrays, question.sources, rivals_of) | _rivals_by_end(arrays, question.targets, rivals_of)
        barred = frozenset(present(arrays, question.avoid)) | of_all(sources, rivals) | of_all(targets, rivals)
        via = None if question.via is None else next(iter(present(arrays, {question.via})), -1)
        allowed = sum(ACTOR_LABEL_BITS[label] for label in question.labels) if question.labels is not None else 0
        return cls(as_numbers(sources), as_numbers(targets), as_numbers(barred), pairs(rivals, barred), question.max_hops, allowed, via)

    def ground(self, arrays: TieArrays, space: Workspace) -> Ground:
        return Ground(
            arrays.starts,
            arrays.ends,
            arrays.others,
            arrays.costs,
            arrays.more_others,
            arrays.more_costs,
            arrays.tolls,
            arrays.labels,
            arrays.order,
            space.marks,
            self.rivals,
            self.max_hops,
            self.allowed,
            -1 if self.via is None else self.via,
            1 if self.via is None else 2,
        )


def best_paths(
    arrays: TieArrays, asked: Asked, spaces: Workspaces, limit: int, *, diverse: bool = True, most_work: int = MOST_WORK
) -> tuple[list[Trail], list[Trail], bool]:
    """The best paths in their total order; of each kind the best (none unless asked for); and whether none was missed."""
    if not len(asked.sources) or not len(asked.targets) or asked.via == -1:
        return [], [], True
    room = FIRST_ROOM
    while room < 4 * max(len(asked.sources), len(asked.targets)):
        room *= 2
    while True:
        best, of_kinds = new_paths(2 * limit), new_paths(limit if diverse else 0)
        with spaces.one(len(arrays), room) as space:
            found, kinds, status = best_and_diverse(
                asked.ground(arrays, space),
                space.forth,
                space.back,
                space.best,
                space.queue,
                asked.sources,
                asked.targets,
                asked.blocked,
                limit,
                most_work,
                best,
                of_kinds,
            )
        if status != OUT_OF_ROOM or room >= MOST_ROOM:
            return trails(best, found), trails(of_kinds, kinds), status == COMPLETE
        room *= 8


def _rivals_by_end(arrays: TieArrays, ends: Set[str], rivals_of: Rivals) -> dict[int, frozenset[int]]:
    """Of those ends in the network that have any."""
    having = ((id, those) for id in rivals_of.among(ends) if (those := rivals_of(id)))
    return {number: frozenset(present(arrays, those)) for id, those in having for number in present(arrays, {id})}


def of_all(ends: Set[int], rivals: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Rivals of every one of the ends."""
    if not ends or len(ends) > len(rivals):
        return NO_ONE
    return frozenset.intersection(*(rivals.get(end, NO_ONE) for end in ends))


def pairs(rivals: Mapping[int, frozenset[int]], barred: frozenset[int]) -> Int64s:
    """(end, rival) as one number each, ascending; without those who are barred anyway."""
    return np.array(sorted((end << 32) | rival for end, those in rivals.items() for rival in those - barred), np.int64)


def as_numbers(numbers: Iterable[int]) -> Int32s:
    return np.array(sorted(numbers), np.int32)


def trails(paths: Paths, count: int) -> list[Trail]:
    lengths = paths.lengths[:count].tolist()
    return [(key, tuple(trail[:length])) for key, length, trail in zip(paths.keys[:count].tolist(), lengths, paths.trails[:count].tolist(), strict=True)]
