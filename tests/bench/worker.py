"""A process that answers from a folder of arrays, as each worker of the web application does; what it takes to begin and to keep."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import psutil

from explorer.network.arrays import TieArrays
from explorer.network.files import Shelf
from explorer.network.tie_files import kind_of, read_ties, write_ties
from tests.bench.kinds import AS_OF
from tests.bench.ours import search_of
from tests.bench.pairs import Pair

DATABASE = "made up"


def write_folder(root: Path, arrays: TieArrays) -> None:
    shelf = Shelf(root, DATABASE)
    with shelf.turn(kind_of(AS_OF)):
        shelf.write(kind_of(AS_OF), lambda writing: write_ties(writing, arrays))


class Worker:
    """Made and called in a process of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._at_first = unshared()

    def open(self) -> float:
        """Seconds until the arrays can be searched."""
        start = perf_counter()
        self._search = search_of(read_ties(Shelf(self._root, DATABASE).open(kind_of(AS_OF), 0)))
        return perf_counter() - start

    def first_answer(self, pair: Pair, paths: int, hops: int) -> float:
        """Seconds, with the loading of compiled code."""
        start = perf_counter()
        self._search.costs(*pair, paths, hops)
        return perf_counter() - start

    def answer(self, pairs: Sequence[Pair], paths: int, hops: int) -> None:
        for pair in pairs:
            self._search.costs(*pair, paths, hops)

    def memory(self) -> tuple[int, int]:
        """Bytes that no other process shares: all of them, and those that came since the process began."""
        now = unshared()
        return now, now - self._at_first


def unshared() -> int:
    return int(psutil.Process().memory_full_info().uss)
