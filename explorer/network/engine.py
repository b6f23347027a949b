"""Answering questions about introductions: what any engine offers, and the plain exact one."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise
from threading import Lock
from typing import Final, Protocol, TypeAlias

from explorer.domain.answers import Found, Part, Path, Question
from explorer.domain.facts import Facts
from explorer.network.bounds import layers_to_targets
from explorer.network.build import HOP_ROOM, IntroductionNetwork
from explorer.network.reach import nearest
from explorer.network.search import MOST_STEPS, Ranked, best_paths, first_intermediary
from explorer.network.terrain import Terrain

KEPT: Final = 8
"""Networks kept: days and sets of types asked for lately."""

_Key: TypeAlias = tuple[date, frozenset[str] | None]


class PathEngine(Protocol):
    """Answers for one state of the facts. Safe to share between threads."""

    def answer(self, question: Question) -> Found: ...

    def network(self, as_of: date) -> IntroductionNetwork: ...

    def part_of(self, ids: Iterable[str], as_of: date) -> Part:
        """The part of that day's network these lie in; the largest one where they lie in several."""

    def following(self, after: Facts, entities: Collection[str], relationships: Collection[str]) -> "PathEngine":
        """The engine for the next state of the facts, given the ids of what changed: new, changed or gone."""


class PlainEngine:
    """Exact and simple: everything in memory, good to about 5,000 actors. `most_steps` bounds one search (see `Found.complete`)."""

    def __init__(self, facts: Facts, most_steps: int = MOST_STEPS) -> None:
        self._facts = facts
        self._most_steps = most_steps
        self._lock = Lock()
        self._networks: dict[_Key, IntroductionNetwork] = {}

    def network(self, as_of: date, types: frozenset[str] | None = None) -> IntroductionNetwork:
        """The introduction network of a day, made once."""
        with self._lock:
            whole = self._kept((as_of, None))
            return whole if types is None else self._kept((as_of, types), whole)

    def part_of(self, ids: Iterable[str], as_of: date) -> Part:
        return self.network(as_of).part_of(ids)

    def following(self, after: Facts, entities: Collection[str], relationships: Collection[str]) -> "PlainEngine":  # noqa: ARG002 - made anew
        return PlainEngine(after, self._most_steps)

    def answer(self, question: Question) -> Found:
        network = self.network(question.as_of, question.types)
        terrain = Terrain.of(network, question)
        layers = layers_to_targets(terrain, question.max_hops)
        best = best_paths(terrain, layers, question.limit, most_steps=self._most_steps)
        diverse = best_paths(terrain, layers, question.limit, first_intermediary, self._most_steps)
        near, looked_at_all = ((), True) if best.paths else nearest(self._facts, network, question)
        return Found(
            paths=_written(network, best),
            diverse=_written(network, diverse),
            source_part=network.part_of(question.sources),
            target_part=network.part_of(question.targets),
            nearest=near,
            complete=best.complete and diverse.complete and looked_at_all,
        )

    def _kept(self, key: _Key, whole: IntroductionNetwork | None = None) -> IntroductionNetwork:
        """From what is kept, the one asked for longest ago making room; under the lock, so that no network is made twice."""
        network = self._networks.pop(key, None)
        if network is None:
            as_of, types = key
            network = whole.keeping(types) if whole and types is not None else IntroductionNetwork.build(self._facts, as_of)
        self._networks[key] = network
        while len(self._networks) > KEPT:
            del self._networks[next(iter(self._networks))]
        return network


def _written(network: IntroductionNetwork, ranked: Ranked) -> tuple[Path, ...]:
    paths = []
    for key, ranks in ranked.paths:
        ids = tuple(network.ids[rank] for rank in ranks)
        ties = tuple(network.tie(a, b) for a, b in pairwise(ids))
        paths.append(Path(ids, ties, cost=key // HOP_ROOM))
    return tuple(paths)
