"""The engine that is measured, as the measures call it. The one place that knows its names."""

from typing import Protocol

from explorer.domain.answers import Question
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.network import PathEngine, PlainEngine
from explorer.services.snapshots import Snapshot, Snapshots
from tests.bench.filling import Filled
from tests.bench.forms import facts_of
from tests.bench.kinds import AS_OF
from tests.bench.made_up import TieLists


class Search(Protocol):
    """The k best paths between two actors, by number, nothing else."""

    name: str

    def costs(self, source: int, target: int, paths: int, hops: int) -> list[int]:
        """Of the best paths of at most so many ties, the lowest first."""
        ...


class PlainSearch:
    """The plain engine. Good to about five thousand actors."""

    name = "plain"

    def __init__(self, lists: TieLists) -> None:
        self._lists = lists
        self._engine = PlainEngine(facts_of(lists))

    def costs(self, source: int, target: int, paths: int, hops: int) -> list[int]:
        of, to = (frozenset({self._lists.id(end)}) for end in (source, target))
        return [path.cost for path in self._engine.answer(Question(of, to, AS_OF, max_hops=hops, limit=paths)).paths]


def search_over(lists: TieLists) -> Search:
    return PlainSearch(lists)


def engine_over(facts: Facts) -> PathEngine:
    return PlainEngine(facts)


def snapshot_of(made: Filled) -> Snapshot:
    """What a process holds of a database that it opens for the first time."""
    return Snapshots(made.database).current()


def first_answer(snapshot: Snapshot, lists: TieLists, pair: tuple[int, int]) -> None:
    source, target = (frozenset({lists.id(end)}) for end in pair)
    snapshot.engine.answer(Question(source, target, today()))
