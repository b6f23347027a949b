"""The k best introductions, exactly: best-first over partial paths, led by what the rest of each one costs at least."""

from collections.abc import Hashable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final, NamedTuple, Protocol, TypeAlias

from explorer.network.bounds import Layers
from explorer.network.terrain import NO_ONE, Terrain

Ranks: TypeAlias = tuple[int, ...]
DIRECT: Final = -1
MOST_STEPS: Final = 5_000_000
"""Ties looked at before a search gives up being complete: a few seconds."""


class Kind(Protocol):
    """What only one answer is wanted of, told from a path or a partial one; None where a partial path does not tell yet."""

    def __call__(self, ranks: Ranks, *, complete: bool) -> Hashable: ...


class Partial(NamedTuple):
    """A path under way. Its order is that of the best answers it can become: `least` first, then its ranks, a beginning before what follows."""

    least: int
    ranks: Ranks
    spent: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """Paths in their total order, as (cost and ties as HOP_ROOM says, ranks). `complete`: none was missed."""

    paths: tuple[tuple[int, Ranks], ...]
    complete: bool


def every_path(ranks: Ranks, *, complete: bool) -> Hashable:
    """Each path is a kind of its own."""
    return ranks if complete else None


def first_intermediary(ranks: Ranks, *, complete: bool) -> Hashable:
    """Paths are told apart by whom they go through first; direct ties are one kind."""
    if complete and len(ranks) == 2:
        return DIRECT
    return ranks[1] if len(ranks) > 1 else None


class Shortlist:
    """The least cost known so far of the `limit` best kinds: what costs more than its last need not be looked at."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._best: dict[Hashable, int] = {}
        self._last: int | None = None

    def admits(self, least: int) -> bool:
        """Equal to the last still counts: then the ids decide."""
        return self._last is None or least <= self._last

    def note(self, kind: Hashable, cost: int) -> None:
        if cost >= self._best.get(kind, cost + 1):
            return
        self._best[kind] = cost
        if len(self._best) > self._limit:
            del self._best[max(self._best, key=self._best.__getitem__)]
        if len(self._best) == self._limit:
            self._last = max(self._best.values())


def best_paths(terrain: Terrain, layers: tuple[Layers, Layers], limit: int, kind: Kind = every_path, most_steps: int = MOST_STEPS) -> Ranked:
    """The best path of each of the `limit` best kinds.

    Exact because a partial path is ordered by a lower bound of (cost, ties, ranks) of all it can become: what comes out complete comes out in the total order.
    """
    search = _Search(terrain, layers, limit, kind)
    answers: dict[Hashable, tuple[int, Ranks]] = {}
    while search.open and len(answers) < limit and search.steps < most_steps:
        partial = heappop(search.open)
        complete = len(partial.ranks) > 1 and partial.ranks[-1] in terrain.targets
        its_kind = kind(partial.ranks, complete=complete)
        if its_kind in answers:
            continue
        if complete:
            answers[its_kind] = (partial.least, partial.ranks)
        else:
            search.extend(partial)
    return Ranked(tuple(answers.values()), complete=len(answers) == limit or not search.open)


class _Search:
    """The open ends of one search, and how many ties it looked at."""

    def __init__(self, terrain: Terrain, layers: tuple[Layers, Layers], limit: int, kind: Kind) -> None:
        self.terrain = terrain
        self.layers = layers
        self.kind = kind
        self.steps = 0
        self.open: list[Partial] = []
        self._shortlist = Shortlist(limit)
        self._max_hops = len(layers[0]) - 1
        for source in terrain.sources:
            passed = terrain.passed_at(source)
            if (least := layers[passed][self._max_hops].get(source)) is not None:
                heappush(self.open, Partial(least, (source,), 0, passed))

    def extend(self, partial: Partial) -> None:
        """One tie further, to everybody who may come next."""
        terrain, ranks, spent = self.terrain, partial.ranks, partial.spent
        rivals = terrain.rivals.get(ranks[0], NO_ONE)
        hops_left = self._max_hops - len(ranks)
        steps = terrain.network.steps[ranks[-1]]
        self.steps += len(steps)
        for neighbour, weight in steps:
            passed = partial.passed or neighbour == terrain.via
            rest = self.layers[passed][hops_left].get(neighbour)
            toll = terrain.tolls.get(neighbour)
            if rest is None or toll is None or neighbour in ranks:
                continue
            least = spent + weight + toll + rest
            if not self._shortlist.admits(least):
                continue
            if neighbour in terrain.targets:
                self._finish(Partial(least, (*ranks, neighbour), least, passed))
            elif neighbour not in rivals:
                heappush(self.open, Partial(least, (*ranks, neighbour), spent + weight + toll, passed))

    def _finish(self, path: Partial) -> None:
        if self.terrain.fits_target(path.ranks):
            self._shortlist.note(self.kind(path.ranks, complete=True), path.least)
            heappush(self.open, path)
