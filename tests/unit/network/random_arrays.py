"""Small random networks as arrays, random questions in numbers, and their answers by trying everything: no code is shared with the searches."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

import numpy as np

from explorer.network.arrays import TieArrays, lists_of
from explorer.network.asked import Asked, Trail, as_numbers, of_all, pairs
from explorer.network.idtable import IdTable

ROOM = 8
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A network and a question. `rivals`: by end, who is no intermediary on paths with it."""

    arrays: TieArrays
    sources: frozenset[int]
    targets: frozenset[int]
    max_hops: int
    limit: int
    allowed: int = 0
    avoid: frozenset[int] = NOBODY
    via: int | None = None
    rivals: dict[int, frozenset[int]] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        targets = self.targets - self.sources
        rivals = {end: those for end, those in self.rivals.items() if end in self.sources | targets}
        barred = self.avoid | of_all(self.sources, rivals) | of_all(targets, rivals)
        ends = as_numbers(self.sources), as_numbers(targets)
        return Asked(*ends, as_numbers(barred), pairs(rivals, barred), self.max_hops, self.allowed, self.via)

    def steps(self, actor: int) -> list[tuple[int, int]]:
        others, costs = self.arrays.ties_of(actor)
        return list(zip(others.tolist(), costs.tolist(), strict=True))

    def may_pass(self, actor: int) -> bool:
        return actor not in self.avoid and (not self.allowed or bool(self.arrays.labels[actor] & self.allowed))

    def paths(self) -> list[Trail]:
        """Every path, in the total order."""
        return sorted(self._found(), key=lambda path: (path[0], [int(self.arrays.order[actor]) for actor in path[1]]))

    def diverse(self) -> list[Trail]:
        best: dict[int | None, Trail] = {}
        for path in self.paths():
            best.setdefault(path[1][1] if len(path[1]) > 2 else None, path)
        return list(best.values())

    def _found(self) -> Iterator[Trail]:
        targets = self.targets - self.sources
        for source in self.sources:
            waiting: list[tuple[int, tuple[int, ...]]] = [(0, (source,))]
            while waiting:
                spent, actors = waiting.pop()
                for there, cost in self.steps(actors[-1]):
                    going_on = (*actors, there)
                    total = spent + cost * ROOM + 1
                    if there in actors or there in self.sources:
                        continue
                    if there in targets:
                        if self._fits(going_on):
                            yield total, going_on
                    elif self.may_pass(there) and len(going_on) <= self.max_hops:
                        waiting.append((total + int(self.arrays.tolls[there]) * ROOM, going_on))

    def _fits(self, actors: tuple[int, ...]) -> bool:
        barred = self.rivals.get(actors[0], NOBODY) | self.rivals.get(actors[-1], NOBODY)
        return barred.isdisjoint(actors[1:-1]) and (self.via is None or self.via in actors)


def random_case(random: Random) -> Case:
    arrays = random_arrays(random)
    actors = range(len(arrays))
    ends = [frozenset(random.sample(actors, random.choice((1, 1, 1, 2, 4)))) for _ in range(2)]
    case = Case(arrays, ends[0], ends[1], max_hops=random.randint(1, 6), limit=random.choice((*range(1, 13), 60)))
    return replace(
        case,
        allowed=random.choice((0, 0, 0, 1, 6)),
        avoid=frozenset(random.sample(actors, random.choice((0, 0, 1, 2)))),
        via=random.choice((None, None, None, random.choice(actors))),
        rivals={end: frozenset(random.sample(actors, 2)) for end in ends[0] | ends[1] if random.random() < 0.3},
    )


def random_arrays(random: Random, actors: int | None = None) -> TieArrays:
    """Sparse or dense, with costs all alike, few of them, or all different; some lists in the overlay's pool, the last actors added by it."""
    count = actors or random.randint(5, 16)
    alike = random.choice((1, 3, 10**6))
    drawn = {(min(pair), max(pair)) for pair in (random.sample(range(count), 2) for _ in range(random.randint(count // 2, 3 * count)))}
    ends = np.array(sorted(drawn), np.int32)
    costs = np.array([10 * random.randint(1, alike) for _ in drawn], np.int32)
    starts, others, their_costs = lists_of(count, ends[:, 0].copy(), ends[:, 1].copy(), costs)
    tolls = np.array([random.choice((0, 5, 5 * alike)) for _ in range(count)], np.int32)
    labels = np.array([random.choice((1, 2, 4)) for _ in range(count)], np.uint16)
    added = random.choice((0, 0, 2))
    places = random.sample(range(count), count) if added else list(range(count))
    base = TieArrays.without_overlay(
        IdTable.of([f"a{i:03}" for i in range(count - added)]), starts, others, their_costs, tolls, labels, 0, date(2024, 1, 1), None
    )
    arrays = replace(base, order=np.array(places, np.int64), added=tuple(f"b{i:03}" for i in range(added)))
    return with_overlay(random, arrays)


def with_overlay(random: Random, arrays: TieArrays) -> TieArrays:
    """The same network, with some lists moved to the overlay's pool."""
    starts, ends = arrays.starts.copy(), arrays.ends.copy()
    lists: list[tuple[np.ndarray, np.ndarray]] = []
    size = 0
    for actor in range(len(arrays)):
        if random.random() < 0.2:
            lists.append(arrays.ties_of(actor))
            starts[actor], ends[actor] = ~size, size + len(lists[-1][0])
            size = int(ends[actor])
    pools = [np.concatenate([np.empty(0, np.int32), *(both[i] for both in lists)]) for i in (0, 1)]
    # What the base still holds of those lists must not be looked at.
    return replace(arrays, starts=starts, ends=ends, more_others=pools[0], more_costs=pools[1])
