"""The engine for large networks: the plain engine's answers, from compiled searches over arrays."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from threading import Lock
from typing import Final, Self, TypeAlias, overload

import numpy as np

from explorer.domain.answers import Circle, Found, Loss, Part, Path, Question, Reached, Sharing
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import Tie
from explorer.network.arrays import ACTOR_LABEL_BITS, Int32s, TieArrays
from explorer.network.asked import MOST_WORK, Asked, Trail, best_paths
from explorer.network.build import HOP_ROOM, NOBODY
from explorer.network.building import tie_arrays
from explorer.network.distances import Distances
from explorer.network.evidence import tie_between, ties_of, touched_by
from explorer.network.kernels.spreading import join_more, join_parts
from explorer.network.kernels.workspace import Workspaces
from explorer.network.lookup import numbers_of, present
from explorer.network.nearby import nearest
from explorer.network.numbered import NumberedIds, Numbering
from explorer.network.overlay import rebuild_is_due, with_changes
from explorer.network.pairs import Pairs
from explorer.network.rivals import Rivals
from explorer.network.shared import sharing
from explorer.network.targeting import Target, Targeting

_Key: TypeAlias = tuple[date, frozenset[str] | None]
Building: TypeAlias = Callable[[Facts, date, frozenset[str] | None], TieArrays]

KEPT: Final = 8
"""Networks kept: days and sets of types asked for lately."""

MOST_WRITTEN_OUT: Final = 20_000
"""Actors of a network of which all ties, once written out, are kept for the next state: memory is for searching where there are more."""

_SPACES: Final = Workspaces()
"""One pool for all engines: those of past states of the facts leave their memory to the next."""


class CompiledEngine:
    """Exact answers in milliseconds at a million actors. `building`: how the arrays of a day are come by. `most_work`: see `Found.complete`."""

    def __init__(self, facts: Facts, building: Building = tie_arrays, most_work: int = MOST_WORK) -> None:
        self._facts = facts
        self._building = building
        self._most_work = most_work
        self._lock = Lock()
        self._arrays: dict[_Key, TieArrays] = {}
        self._making: dict[_Key, Lock] = {}
        self._parts: dict[int, tuple[TieArrays, Parts]] = {}
        self._ties: dict[date, dict[str, tuple[Tie, ...]]] = {}

    def answer(self, question: Question) -> Found:
        day, types = question.as_of, question.types
        arrays = self.arrays(day, types)
        rivals = Rivals(self._facts, day)
        asked = Asked.of(arrays, question, rivals)
        best, diverse, complete = best_paths(arrays, asked, _SPACES, question.limit, most_work=self._most_work)
        near, looked_at_all = ((), True) if best else nearest(self._facts, arrays, _SPACES, question, asked, rivals)
        whole = self._parts_of(arrays)
        written = _Writer(self._facts, arrays)
        return Found(
            paths=written(best),
            diverse=written(diverse),
            source_part=whole.part_of(present(arrays, question.sources)),
            target_part=whole.part_of(present(arrays, question.targets)),
            nearest=near,
            complete=complete and looked_at_all,
        )

    def ties(self, as_of: date) -> Iterator[Tie]:
        arrays = self.arrays(as_of)
        kept = self._ties.setdefault(as_of, {})
        for id in map(arrays.id, np.flatnonzero(arrays.labels).tolist()):
            own = kept.get(id)
            if own is None:
                own = tuple(tie for tie in ties_of(self._facts, id, as_of).values() if tie.a == id)
                if len(arrays) <= MOST_WRITTEN_OUT:
                    kept[id] = own
            yield from own

    def count_ties(self, as_of: date) -> int:
        return self.arrays(as_of).count_ties()

    def ties_of(self, id: str, as_of: date) -> Mapping[str, Tie]:
        return ties_of(self._facts, id, as_of)

    def tie_between(self, a: str, b: str, as_of: date) -> Tie | None:
        """Looks at the facts only where the arrays have a tie."""
        arrays = self.arrays(as_of)
        one, other = (next(iter(present(arrays, {id})), None) for id in (a, b))
        if one is None or other is None:
            return None
        fewer, more = sorted((one, other), key=lambda actor: len(arrays.ties_of(actor)[0]))
        return tie_between(self._facts, a, b, as_of) if (arrays.ties_of(fewer)[0] == more).any() else None

    def strongest(self, id: str, as_of: date, limit: int) -> Sequence[str]:
        arrays = self.arrays(as_of)
        number = next(iter(present(arrays, {id})), None)
        return [] if number is None else [arrays.id(other) for other in arrays.ties_of(number)[0][:limit].tolist()]

    def costs_among(self, ids: Collection[str], as_of: date) -> Mapping[tuple[str, str], int]:
        arrays = self.arrays(as_of)
        actors = {number: arrays.id(number) for number in present(arrays, frozenset(ids))}
        asked = np.zeros(len(arrays), np.bool_)
        asked[list(actors)] = True
        found = {}
        for one, a in actors.items():
            others, costs = arrays.ties_of(one)
            among = asked[others]
            for other, cost in zip(others[among].tolist(), costs[among].tolist(), strict=True):
                if a < (b := actors[other]):
                    found[a, b] = cost
        return found

    def part_of(self, ids: Collection[str], as_of: date) -> Part:
        arrays = self.arrays(as_of)
        return self._parts_of(arrays).part_of(present(arrays, ids))

    def largest_part(self, as_of: date) -> Part:
        return self._parts_of(self.arrays(as_of)).largest

    def best_targets(self, question: Question, handicaps: Mapping[str, int]) -> tuple[tuple[Reached, ...], bool]:
        arrays = self.arrays(question.as_of, question.types)
        numbers = numbers_of(arrays, handicaps).tolist()
        by_number = {number: handicap for number, handicap in zip(numbers, handicaps.values(), strict=True) if number >= 0}
        best, complete = self._targeting(arrays, question).best(by_number, question.limit)
        return tuple(_reached(arrays, target) for target in best), complete

    def ego(self, id: str, as_of: date, limit: int, max_hops: int) -> tuple[tuple[Reached, ...], tuple[Tie, ...]]:
        arrays = self.arrays(as_of)
        found, _ = self._targeting(arrays, Question(frozenset({id}), frozenset(), as_of, max_hops)).nearest(limit)
        drawn = np.array(sorted({*present(arrays, {id}), *(actor for *_, actor in found)}), np.int32)
        pairs = ((one, other) for one in drawn.tolist() for other in np.intersect1d(arrays.ties_of(one)[0], drawn).tolist())
        joined = sorted((arrays.id(one), arrays.id(other)) for one, other in pairs)
        ties = (tie_between(self._facts, a, b, as_of) for a, b in joined if a < b)
        return tuple(_reached(arrays, target) for target in found), tuple(tie for tie in ties if tie)

    def sharing(self, circle: Circle) -> Sharing:
        arrays = self.arrays(circle.as_of)
        asking, barred, also = (list(present(arrays, ids)) for ids in ((circle.asks, *circle.helpers), circle.barred, circle.also))
        if not list(present(arrays, {circle.asks})):
            return Sharing(())
        offered = (arrays.labels & sum(ACTOR_LABEL_BITS[label] for label in circle.labels)) != 0
        return sharing(arrays.ties_of, asking, barred, offered, arrays.order, circle.limit, also).told(arrays.id)

    def batch(self, sources: Sequence[str], targets: Sequence[str], as_of: date, max_hops: int) -> Mapping[tuple[str, str], int]:
        return {pair: key // HOP_ROOM for pair, key in self._pairs(as_of, max_hops).best(sources, targets).items()}

    def distances(self, ends: Sequence[str], as_of: date, max_hops: int) -> Callable[[Collection[str]], list[int | None]]:
        return Distances(self.arrays(as_of), _SPACES, ends, max_hops).from_any

    def without(self, id: str, pairs: Iterable[tuple[str, str]], as_of: date, max_hops: int) -> Sequence[Loss]:
        return self._pairs(as_of, max_hops).losses(pairs, id)

    def dependence(self, pairs: Iterable[tuple[str, str]], as_of: date, max_hops: int) -> tuple[int, Mapping[str, Sequence[Loss]]]:
        return self._pairs(as_of, max_hops).dependence(pairs)

    def _targeting(self, arrays: TieArrays, question: Question) -> Targeting:
        return Targeting(arrays, _SPACES, question, Rivals(self._facts, question.as_of))

    def _pairs(self, as_of: date, max_hops: int) -> Pairs:
        def asking(source: str, target: str) -> Question:
            return Question(frozenset({source}), frozenset({target}), as_of, max_hops)

        return Pairs(self.arrays(as_of), _SPACES, asking, Rivals(self._facts, as_of))

    def following(self, after: Facts, entities: Collection[str], relationships: Collection[str]) -> "CompiledEngine":
        """Takes what is kept of whole networks along, with new lists for the actors the changes bear on."""
        engine = CompiledEngine(after, self._building, self._most_work)
        with self._lock:
            kept = {key: arrays for key, arrays in self._arrays.items() if key[1] is None and not rebuild_is_due(arrays)}
        for (day, types), arrays in kept.items():
            touched = touched_by(self._facts, after, day, entities, relationships)
            changed = engine._arrays[day, types] = with_changes(arrays, self._facts, after, touched)
            if (earlier := self._parts.get(id(arrays))) and (more := earlier[1].with_more_ties(arrays, changed, touched)):
                engine._parts[id(changed)] = changed, more
            written_out = dict(self._ties.get(day, {}))  # a copy: another thread may be writing out more
            engine._ties[day] = {actor: own for actor, own in written_out.items() if actor not in touched}
        return engine

    def arrays(self, as_of: date, types: frozenset[str] | None = None) -> TieArrays:
        """The network of a day, made once; the one asked for longest ago makes room. Who asks for another one does not wait while it is made."""
        key = (as_of, types)
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            arrays = self._kept(key, None)
            return self._kept(key, self._building(self._facts, as_of, types)) if arrays is None else arrays

    @overload
    def _kept(self, key: _Key, made: None) -> TieArrays | None: ...
    @overload
    def _kept(self, key: _Key, made: TieArrays) -> TieArrays: ...
    def _kept(self, key: _Key, made: TieArrays | None) -> TieArrays | None:
        """What is kept, or was made just now, as the one asked for last."""
        with self._lock:
            arrays = self._arrays.pop(key, made)
            if arrays is not None:
                self._arrays[key] = arrays
            while len(self._arrays) > KEPT:
                self._parts.pop(id(self._arrays.pop(next(iter(self._arrays)))), None)
            return arrays

    def _parts_of(self, arrays: TieArrays) -> "Parts":
        with self._lock:
            of, found = self._parts.get(id(arrays), (None, None))
            if found is None or of is not arrays:
                found = Parts.of(arrays)
                self._parts[id(arrays)] = arrays, found
            return found


class _Writer:
    """Writes out what the searches found, for one answer: most of its paths share ties."""

    def __init__(self, facts: Facts, arrays: TieArrays) -> None:
        self._facts = facts
        self._arrays = arrays
        self._ties: dict[tuple[str, str], Tie | None] = {}

    def __call__(self, found: Iterable[Trail]) -> tuple[Path, ...]:
        return tuple(self._path(key, tuple(self._arrays.id(actor) for actor in actors)) for key, actors in found)

    def _path(self, key: int, ids: tuple[str, ...]) -> Path:
        ties = (self._tie(a, b) for a, b in pairwise(ids))
        return Path(ids, tuple(tie for tie in ties if tie), cost=key // HOP_ROOM)

    def _tie(self, a: str, b: str) -> Tie | None:
        if (a, b) not in self._ties:
            self._ties[a, b] = tie_between(self._facts, a, b, self._arrays.as_of, self._arrays.types)
        return self._ties[a, b]


def _reached(arrays: TieArrays, target: Target) -> Reached:
    total, key, actor = target
    return Reached(arrays.id(actor), key // HOP_ROOM, key % HOP_ROOM, total // HOP_ROOM)


class Parts:
    """The connected parts of a network, the largest first, among equals the one with the first id. Who is not in the network is in none."""

    def __init__(self, arrays: TieArrays, tops: Int32s) -> None:
        """`tops`: by actor, one actor of the part it lies in, the same for all in it."""
        self._tops = tops
        members = np.flatnonzero(arrays.labels)
        first = np.full(len(arrays), np.iinfo(np.int64).max)
        np.minimum.at(first, self._tops[members], arrays.order[members])
        self._sizes = np.bincount(self._tops[members], minlength=len(arrays))
        some = np.flatnonzero(self._sizes)
        by_rank = some[np.lexsort((first[some], -self._sizes[some]))]
        self._ranks = np.zeros(len(arrays), np.int32)
        self._ranks[by_rank] = np.arange(1, len(by_rank) + 1)

    @classmethod
    def of(cls, arrays: TieArrays) -> Self:
        tops = np.arange(len(arrays), dtype=np.int32)
        join_parts(arrays.starts, arrays.ends, arrays.others, arrays.more_others, tops)
        return cls(arrays, tops)

    def with_more_ties(self, before: TieArrays, after: TieArrays, touched: Iterable[str]) -> Self | None:
        """The parts after a change, looking at the touched actors alone; None where one of them lost a tie, which may have parted what it joined."""
        actors = np.array([number for id in touched if (number := after.number(id)) is not None], np.int32)
        if any(actor < len(before) and not np.isin(before.ties_of(actor)[0], after.ties_of(actor)[0]).all() for actor in actors.tolist()):
            return None
        added = np.arange(len(before), len(after), dtype=np.int32)
        tops: Int32s = np.concatenate((self._tops, added)).astype(np.int32)
        join_more(after.starts, after.ends, after.others, after.more_others, tops, actors)
        return type(self)(after, tops)

    @property
    def largest(self) -> Part:
        return Part(size=int(self._sizes.max()), rank=1) if self._sizes.any() else NOBODY

    def part_of(self, actors: Iterable[int]) -> Part:
        """The part these lie in; the largest one where they lie in several."""
        found = self._tops[np.fromiter(actors, np.int32)]
        if not len(found):
            return NOBODY
        top = found[np.argmin(self._ranks[found])]
        return Part(size=int(self._sizes[top]), rank=int(self._ranks[top]))


def warm_up() -> None:
    """Call every kernel once, on next to nothing, so that none is compiled while somebody waits."""
    day = date(2024, 1, 1)
    people = [Entity(f"person:{i}", "Person", "Somebody") for i in range(4)]
    met = [Relationship(f"met:{a.id}", "MET", a.id, b.id) for a, b in pairwise(people[:3])]
    engine = CompiledEngine(Facts(people, met))
    first, second, third, apart = (person.id for person in people)
    engine.answer(Question(frozenset({first}), frozenset({third}), day))
    engine.answer(Question(frozenset({first}), frozenset({apart}), day))
    engine.best_targets(Question(frozenset({first}), frozenset(), day), {second: 0, third: 0})
    engine.following(Facts(people, [*met, Relationship("met:more", "MET", third, apart)]), [], ["met:more"]).part_of([apart], day)
    engine.ego(first, day, limit=2, max_hops=2)
    engine.batch([first], [third], day, max_hops=2)
    arrays = engine.arrays(day)
    present(arrays, NumberedIds.of(Numbering(arrays.ids), [first]))
