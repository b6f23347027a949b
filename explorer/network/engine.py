"""Answering questions about introductions: what any engine offers, and the plain exact one."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from threading import Lock
from typing import Final, Protocol, TypeAlias

import numpy as np

from explorer.domain.answers import Circle, Found, Loss, Part, Path, Question, Reached, Sharing
from explorer.domain.facts import Facts
from explorer.domain.strength import Tie
from explorer.network.bounds import costs_from_sources, layers_to_targets
from explorer.network.build import HOP_ROOM, IntroductionNetwork
from explorer.network.reach import nearest
from explorer.network.search import MOST_STEPS, Ranked, best_paths, first_intermediary
from explorer.network.shared import sharing
from explorer.network.terrain import Terrain

KEPT: Final = 8
"""Networks kept: days and sets of types asked for lately."""

_Key: TypeAlias = tuple[date, frozenset[str] | None]
Distances: TypeAlias = Callable[[Collection[str]], Sequence[int | None]]


class PathEngine(Protocol):
    """Answers for one state of the facts. Safe to share between threads."""

    def answer(self, question: Question) -> Found: ...

    def ties(self, as_of: date) -> Iterable[Tie]:
        """Every tie of a day's network: as much work as there are ties."""

    def count_ties(self, as_of: date) -> int: ...

    def ties_of(self, id: str, as_of: date) -> Mapping[str, Tie]:
        """The ties of an actor by the other end; none for what is not in the network."""

    def tie_between(self, a: str, b: str, as_of: date) -> Tie | None: ...

    def strongest(self, id: str, as_of: date, limit: int) -> Sequence[str]:
        """Whom an actor is tied to, by what asking costs: the strongest first, then by id. What the others cost is not looked at."""

    def costs_among(self, ids: Collection[str], as_of: date) -> Mapping[tuple[str, str], int]:
        """What passing each tie among some actors costs (`Tie.cost`), by its ends, the lesser first."""

    def part_of(self, ids: Collection[str], as_of: date) -> Part:
        """The part of the network these lie in; the largest one where they lie in several."""

    def largest_part(self, as_of: date) -> Part: ...

    def best_targets(self, question: Question, handicaps: Mapping[str, int]) -> tuple[tuple[Reached, ...], bool]:
        """The best of many candidates for a question that names no target, nor whom to pass or through which labels: at most its `limit`, by total, then by id.

        `handicaps`: by candidate, a cost of at least 0 added to that of the best path to it. Also whether none was missed.
        """

    def ego(self, id: str, as_of: date, limit: int, max_hops: int) -> tuple[tuple[Reached, ...], tuple[Tie, ...]]:
        """The actors that the best paths from one lead to, the best first, then by id; and the ties among these and it. Rivals of others bear on none of it."""

    def sharing(self, circle: Circle) -> Sharing:
        """Who shares acquaintances with somebody and has no tie with them."""

    def batch(self, sources: Sequence[str], targets: Sequence[str], as_of: date, max_hops: int) -> Mapping[tuple[str, str], int]:
        """What the best path of every pair costs; pairs that have none are absent, and so are actors with themselves."""

    def distances(self, ends: Sequence[str], as_of: date, max_hops: int) -> Distances:
        """Tells what the best path from any of some actors to each of these ends costs: nothing to itself, None where there is none. No rivals bear on it."""

    def without(self, id: str, pairs: Iterable[tuple[str, str]], as_of: date, max_hops: int) -> Sequence[Loss]:
        """The pairs whose best path goes through an actor, with what they are left with where nobody asks it any more."""

    def dependence(self, pairs: Iterable[tuple[str, str]], as_of: date, max_hops: int) -> tuple[int, Mapping[str, Sequence[Loss]]]:
        """How many of the pairs have a path, and the same of every actor that the best one of any of them goes through, by its id."""

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

    def ties(self, as_of: date) -> Iterable[Tie]:
        return self.network(as_of).ties()

    def count_ties(self, as_of: date) -> int:
        return self.network(as_of).graph.number_of_edges()

    def ties_of(self, id: str, as_of: date) -> Mapping[str, Tie]:
        return self.network(as_of).ties_of(id)

    def tie_between(self, a: str, b: str, as_of: date) -> Tie | None:
        return self.network(as_of).tie_between(a, b)

    def strongest(self, id: str, as_of: date, limit: int) -> Sequence[str]:
        ties = self.ties_of(id, as_of)
        return sorted(ties, key=lambda other: (ties[other].cost, other))[:limit]

    def costs_among(self, ids: Collection[str], as_of: date) -> Mapping[tuple[str, str], int]:
        network = self.network(as_of)
        return {_in_order((a, b)): network.tie(a, b).cost for a, b in network.graph.subgraph(ids).edges}

    def part_of(self, ids: Collection[str], as_of: date) -> Part:
        return self.network(as_of).part_of(ids)

    def largest_part(self, as_of: date) -> Part:
        network = self.network(as_of)
        return network.part_of(network.ids)

    def best_targets(self, question: Question, handicaps: Mapping[str, int]) -> tuple[tuple[Reached, ...], bool]:
        asked = {id: self.answer(replace(question, targets=frozenset({id}), limit=1)) for id in handicaps.keys() - question.sources}
        found = [_reached(id, answer.paths[0], handicaps[id]) for id, answer in asked.items() if answer.paths]
        return tuple(sorted(found, key=_by_total)[: question.limit]), all(answer.complete for answer in asked.values())

    def ego(self, id: str, as_of: date, limit: int, max_hops: int) -> tuple[tuple[Reached, ...], tuple[Tie, ...]]:
        network = self.network(as_of)
        terrain = Terrain.of(network, Question(frozenset({id}), frozenset(), as_of, max_hops))
        keys = {network.ids[rank]: key for rank, key in costs_from_sources(terrain, max_hops).items() if rank not in terrain.barred | terrain.sources}
        found = sorted((Reached(other, key // HOP_ROOM, key % HOP_ROOM, key // HOP_ROOM) for other, key in keys.items()), key=_by_total)[:limit]
        drawn = {id, *(reached.id for reached in found)}
        return tuple(found), tuple(network.tie(a, b) for a, b in sorted(map(_in_order, network.graph.subgraph(drawn).edges)))

    def sharing(self, circle: Circle) -> Sharing:
        network = self.network(circle.as_of)
        asking, barred, also = (
            [network.ranks[id] for id in ids if id in network.ranks] for ids in ((circle.asks, *circle.helpers), circle.barred, circle.also)
        )
        if circle.asks not in network.ranks:
            return Sharing(())
        offered = np.array([network.entity(id).label in circle.labels for id in network.ids], np.bool_)
        return sharing(network.ties_by_rank, asking, barred, offered, np.arange(len(offered)), circle.limit, also).told(network.ids.__getitem__)

    def batch(self, sources: Sequence[str], targets: Sequence[str], as_of: date, max_hops: int) -> Mapping[tuple[str, str], int]:
        pairs = [(source, target) for source in sources for target in targets if source != target]
        answers = {pair: self._best(*pair, as_of, max_hops) for pair in pairs}
        return {pair: path.cost for pair, path in answers.items() if path}

    def distances(self, ends: Sequence[str], as_of: date, max_hops: int) -> Distances:
        network = replace(self.network(as_of), rivals={})

        def from_any(origins: Collection[str]) -> list[int | None]:
            keys = costs_from_sources(Terrain.of(network, Question(frozenset(origins), frozenset(), as_of, max_hops)), max_hops)
            found = {network.ids[rank]: key // HOP_ROOM for rank, key in keys.items()}
            return [found.get(end) for end in ends]

        return from_any

    def without(self, id: str, pairs: Iterable[tuple[str, str]], as_of: date, max_hops: int) -> Sequence[Loss]:
        return self.dependence(pairs, as_of, max_hops)[1].get(id, [])

    def dependence(self, pairs: Iterable[tuple[str, str]], as_of: date, max_hops: int) -> tuple[int, Mapping[str, Sequence[Loss]]]:
        joined = [(pair, path) for pair in pairs if (path := self._best(*pair, as_of, max_hops))]
        found: dict[str, list[Loss]] = {}
        for pair, path in joined:
            for id in path.intermediaries:
                rest = self._best(*pair, as_of, max_hops, frozenset({id}))
                found.setdefault(id, []).append(Loss(*pair, path.cost, rest.cost if rest else None))
        return len(joined), found

    def _best(self, source: str, target: str, as_of: date, max_hops: int, avoid: frozenset[str] = frozenset()) -> Path | None:
        paths = self.answer(Question(frozenset({source}), frozenset({target}), as_of, max_hops, limit=1, avoid=avoid)).paths
        return paths[0] if paths else None

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


def _reached(id: str, path: Path, handicap: int) -> Reached:
    return Reached(id, path.cost, path.hops, path.cost + handicap)


def _by_total(reached: Reached) -> tuple[int, int, str]:
    return reached.total, reached.hops, reached.id


def _in_order(ends: tuple[str, str]) -> tuple[str, str]:
    return (ends[0], ends[1]) if ends[0] < ends[1] else (ends[1], ends[0])
