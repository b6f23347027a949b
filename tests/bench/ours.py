"""The engine that is measured, as the measures call it. The one place that knows its names."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

import numpy as np

from explorer.domain.answers import Question
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.graphdb import reads
from explorer.graphdb.state import state
from explorer.network import PlainEngine
from explorer.network.arrays import TieArrays
from explorer.network.asked import Asked, best_paths
from explorer.network.build import HOP_ROOM
from explorer.network.compiled import CompiledEngine
from explorer.network.kernels.workspace import Workspaces
from explorer.network.rivals import Rivals
from explorer.network.targeting import Target, Targeting
from explorer.services.shared_files import SharedFiles
from explorer.services.snapshot import Snapshot
from explorer.services.snapshots import FOLDER, Snapshots
from tests.bench.filling import SEQUENCE, Filled
from tests.bench.forms import arrays_of, entities_of, facts_of, relationships_of
from tests.bench.kinds import AS_OF
from tests.bench.made_up import TieLists

NO_ONE: Final = np.empty(0, np.int32)


class Search(Protocol):
    """The k best paths between two actors, by number, nothing else."""

    def costs(self, source: int, target: int, paths: int, hops: int) -> list[int]:
        """Of the best paths of at most so many ties, the lowest first."""
        ...


class CompiledSearch:
    """Without what an answer holds besides: the diverse paths, what the ties rest on, the parts of the network."""

    def __init__(self, arrays: TieArrays) -> None:
        self._arrays = arrays
        self._spaces = Workspaces()

    def costs(self, source: int, target: int, paths: int, hops: int) -> list[int]:
        asked = Asked(np.array([source], np.int32), np.array([target], np.int32), NO_ONE, np.empty(0, np.int64), hops)
        best, _, complete = best_paths(self._arrays, asked, self._spaces, paths, diverse=False)
        assert complete
        return [key // HOP_ROOM for key, _ in best]


class PlainSearch:
    """The plain engine. Good to about five thousand actors."""

    def __init__(self, lists: TieLists) -> None:
        self._lists = lists
        self._engine = PlainEngine(facts_of(lists))

    def costs(self, source: int, target: int, paths: int, hops: int) -> list[int]:
        of, to = (frozenset({self._lists.id(end)}) for end in (source, target))
        return [path.cost for path in self._engine.answer(Question(of, to, AS_OF, max_hops=hops, limit=paths)).paths]


def search_of(arrays: TieArrays) -> Search:
    return CompiledSearch(arrays)


def engine_of(arrays: TieArrays) -> CompiledEngine:
    """Over arrays alone: enough for what tells no evidence. Nobody has rivals."""
    return CompiledEngine(Facts((), ()), lambda _facts, _day, _types: arrays)


def targeting_over(arrays: TieArrays, hops: int, best: int) -> Callable[[Mapping[int, int], int], list[Target]]:
    """Finds the best of candidates, each with its handicap, from an actor; all by number."""
    spaces = Workspaces()

    def find(handicaps: Mapping[int, int], source: int) -> list[Target]:
        question = Question(frozenset({arrays.id(source)}), frozenset(), AS_OF, max_hops=hops)
        found, complete = Targeting(arrays, spaces, question, Rivals(Facts((), ()), AS_OF)).best(handicaps, best)
        assert complete
        return found

    return find


def search_over(lists: TieLists) -> Search:
    return search_of(arrays_of(lists))


def engine_over(facts: Facts) -> CompiledEngine:
    return CompiledEngine(facts)


def snapshot_of(made: Filled) -> Snapshot:
    """What a process holds of a database once it has opened it, in files that it shares with the workers."""
    return Snapshots(made.database, made.settings.data / FOLDER).current()


def shared_from_lists(made: Filled, lists: TieLists, say: Callable[[str], None]) -> None:
    """The records that a snapshot would read from the database, written without it."""
    files = SharedFiles(made.settings.data / FOLDER, state(made.database).name)
    say("writing the records that processes share")
    with files.turn():
        files.write(entities_of(lists), relationships_of(lists), SEQUENCE, lambda number: reads.mark(made.database, number))


def first_answer(snapshot: Snapshot, lists: TieLists, pair: tuple[int, int]) -> None:
    source, target = (frozenset({lists.id(end)}) for end in pair)
    snapshot.engine.answer(Question(source, target, today()))
