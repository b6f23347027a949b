"""The network as this process holds it: all facts in memory, never older than a second."""

import threading
import time
from collections.abc import Callable, Collection, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.graphdb import Database, reads
from explorer.network import IntroductionNetwork, PathEngine, PlainEngine
from explorer.network.names import NameIndex
from explorer.services.shared import OwnFacts, SharedFacts

FRESH_FOR: Final = 1.0
"""Seconds after which the database is asked again whether anything changed."""


Objecting: TypeAlias = Callable[[Collection[str]], Set[str]]


def _nobody(_ids: Collection[str]) -> Set[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the database held at change `sequence`, with what answers questions about it.

    `objecting` tells which of some people object by now; it may raise DatabaseUnavailable.
    """

    facts: Facts
    engine: PathEngine
    names: NameIndex
    objecting: Objecting = _nobody

    @property
    def sequence(self) -> int:
        return self.facts.sequence

    def network(self, day: date) -> IntroductionNetwork:
        """The introduction network on a day, all types of ties."""
        return self.engine.network(day)

    @classmethod
    def of(cls, facts: Facts, objecting: Objecting = _nobody) -> "Snapshot":
        return cls(facts, PlainEngine(facts), NameIndex(facts), objecting)

    def without(self, objectors: Collection[str]) -> "Snapshot":
        """The same, but that these people object."""
        people = (self.facts.entities[id] for id in objectors if id in self.facts.entities)
        unwilling = {person.id: replace(person, properties={**person.properties, "objects": True}) for person in people}
        return self.of(self.facts.with_changes(unwilling, {}, self.sequence), self.objecting)


class Snapshots:
    """Keeps one snapshot and renews it when the database has moved on. Safe for several threads.

    `root`: a folder to share the facts in with other processes of this machine; without one they are held in memory.
    """

    def __init__(
        self, database: Database, clock: Callable[[], float] = time.monotonic, progress: Callable[[int], None] | None = None, root: Path | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._facts = OwnFacts(database, progress) if root is None else SharedFacts(database, root, progress)
        self._lock = threading.Lock()
        self._held: Snapshot | None = None
        self._checked = 0.0

    def current(self) -> Snapshot:
        """The snapshot to answer from. Raises DatabaseUnavailable: an answer that may be out of date is not given."""
        with self._lock:
            now = self._clock()
            if self._held is None:
                self._held = self._made(self._facts.first())
            elif now - self._checked >= FRESH_FOR and reads.sequence(self._database) != self._held.sequence:
                self._held = self._made(self._facts.followed(self._held.facts))
            elif now - self._checked < FRESH_FOR:
                return self._held
            self._checked = now
            return self._held

    def _made(self, facts: Facts) -> Snapshot:
        return Snapshot.of(facts, partial(reads.objecting, self._database))

    def fresh(self) -> Snapshot | None:
        """The held snapshot while the database need not be asked again. Never waits, neither for the database nor for another thread."""
        checked = self._checked  # read first: what is held is then at least as new
        return self._held if self._clock() - checked < FRESH_FOR else None
