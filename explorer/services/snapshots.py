"""The network as this process holds it: all facts in memory, never older than a second."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.domain.facts import Facts
from explorer.graphdb import Database, reads
from explorer.network import IntroductionNetwork, PathEngine, PlainEngine
from explorer.network.names import NameIndex

FRESH_FOR: Final = 1.0
"""Seconds after which the database is asked again whether anything changed."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the database held at change `sequence`, with what answers questions about it."""

    facts: Facts
    engine: PathEngine
    names: NameIndex

    @property
    def sequence(self) -> int:
        return self.facts.sequence

    def network(self, day: date) -> IntroductionNetwork:
        """The introduction network on a day, all types of ties."""
        return self.engine.network(day)

    @classmethod
    def of(cls, facts: Facts) -> "Snapshot":
        return cls(facts, PlainEngine(facts), NameIndex(facts))


class Snapshots:
    """Keeps one snapshot and renews it when the database has moved on. Safe for several threads."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic, progress: Callable[[int], None] | None = None) -> None:
        self._database = database
        self._clock = clock
        self._progress = progress
        self._lock = threading.Lock()
        self._held: Snapshot | None = None
        self._checked = 0.0

    def current(self) -> Snapshot:
        """The snapshot to answer from. Raises DatabaseUnavailable: an answer that may be out of date is not given."""
        with self._lock:
            now = self._clock()
            if self._held is None:
                self._held = Snapshot.of(reads.snapshot(self._database, self._progress))
            elif now - self._checked >= FRESH_FOR and reads.sequence(self._database) != self._held.sequence:
                self._held = Snapshot.of(reads.follow(self._database, self._held.facts))
            elif now - self._checked < FRESH_FOR:
                return self._held
            self._checked = now
            return self._held

    def fresh(self) -> Snapshot | None:
        """The held snapshot while the database need not be asked again. Never waits, neither for the database nor for another thread."""
        checked = self._checked  # read first: what is held is then at least as new
        return self._held if self._clock() - checked < FRESH_FOR else None
