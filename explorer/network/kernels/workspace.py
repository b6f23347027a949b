"""The memory a search needs, made once and used again: nothing is made or wiped in proportion to the network while a question is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final, Self

import numpy as np

from explorer.domain.answers import MOST_PATHS
from explorer.network.arrays import Int32s
from explorer.network.kernels.enumeration import Queue, new_queue
from explorer.network.kernels.ground import Bytes
from explorer.network.kernels.labels import Side, new_side
from explorer.network.kernels.meeting import Best, new_best

FIRST_ROOM: Final = 1 << 15
"""Labels there is room for at first, from each end. It grows where a question needs more, for that question alone."""
MOST_ROOM: Final = 1 << 24
KEPT: Final = 2
"""Workspaces kept while nobody searches: some 35 MB each at a million actors, once every part of it was used. More are made while more search at once."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """For one search at a time, over networks of up to so many actors."""

    actors: int
    room: int
    marks: Bytes
    forth: Side
    back: Side
    best: Best
    queue: Queue
    places: Int32s
    """Zeros; who writes to it puts that back. Until then it takes no memory."""

    @classmethod
    def of(cls, actors: int, room: int = FIRST_ROOM) -> Self:
        sides = (new_side(actors, room), new_side(actors, room))
        return cls(actors, room, np.zeros(actors, np.uint8), *sides, new_best(MOST_PATHS), new_queue(room), np.zeros(actors, np.int32))


class Workspaces:
    """Hands out workspaces, and keeps some for the next searches."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._free: list[Workspace] = []

    @contextmanager
    def one(self, actors: int, room: int = FIRST_ROOM) -> Iterator[Workspace]:
        """A workspace for so many actors. One that an error left in an unknown state is not used again."""
        with self._lock:
            self._free = [free for free in self._free if free.actors >= actors]
            held = next((free for free in self._free if free.room >= room), None)
            if held:
                self._free.remove(held)
        space = held or Workspace.of(actors + actors // 16, room)
        yield space
        with self._lock:
            if space.room == FIRST_ROOM and len(self._free) < KEPT:
                self._free.append(space)
