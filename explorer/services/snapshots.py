"""The network as this process holds it, never older than a second: files shared with other processes, and what changed since they were written."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, reads
from explorer.graphdb.state import State, state
from explorer.network import PathEngine
from explorer.network.files import Busy, Unusable
from explorer.network.names import NameIndex
from explorer.services.engines import Building, engine_for, outgrown
from explorer.services.shared_files import SharedFiles

__all__ = ["FOLDER", "FRESH_FOR", "Snapshot", "Snapshots", "Unusable"]

FRESH_FOR: Final = 1.0
"""Seconds after which the database is asked again whether anything changed."""
MOST_CHANGED: Final = 5_000
"""Records over those of the files, from which on the files are written anew."""
FOLDER: Final = "snapshots"
_LOG: Final = logging.getLogger("explorer")
_EVENING: Final = 20
"""The hour (UTC) from which on the next day's ties are made ready."""

Objecting: TypeAlias = Callable[[Collection[str]], Set[str]]
Progress: TypeAlias = Callable[[int], None]
T = TypeVar("T")


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
    building: Building
    objecting: Objecting = _nobody

    @property
    def sequence(self) -> int:
        return self.facts.sequence

    @classmethod
    def of(cls, facts: Facts, objecting: Objecting = _nobody, *, lasting: bool = False) -> "Snapshot":
        """All of it made here and now, in memory."""
        building = Building(facts, lasting=lasting)
        return cls(facts, engine_for(facts, building), NameIndex(facts), building, objecting)

    @classmethod
    def on(cls, files: SharedFiles, base: Facts, facts: Facts, objecting: Objecting = _nobody, *, lasting: bool = False) -> "Snapshot":
        """On files, of facts that are those of the files with changes over them."""
        building = Building(base, files.arrays, lasting)
        names = files.names(base).with_changes(facts, _named(base, facts, facts.changed_entities, facts.changed_relationships))
        return cls(facts, engine_for(facts, building), names, building, objecting)

    def with_changes(self, changed: reads.Changed) -> "Snapshot":
        """The next one. Costs in proportion to the changes, except for the plain engine, which is made anew."""
        after = changed.over(self.facts)
        names = self.names.with_changes(after, _named(self.facts, after, changed.entities, changed.relationships))
        return replace(self, facts=after, engine=self.engine.following(after, changed.entities, changed.relationships), names=names)

    def without(self, objectors: Collection[str]) -> "Snapshot":
        """The same, but that these people object."""
        people = {id: self.facts.entities[id] for id in objectors if id in self.facts.entities}
        unwilling = {id: replace(person, properties={**person.properties, "objects": True}) for id, person in people.items()}
        return self.with_changes(reads.Changed(self.sequence, unwilling, {}))


def _named(before: Facts, after: Facts, entities: Collection[str], relationships: Collection[str]) -> Set[str]:
    """Whose names, or number of relationships, may differ."""
    told = (facts.relationship(id) for facts in (before, after) for id in relationships)
    return {*entities, *(end for r in told if r is not None for end in (r.source, r.target))}


class Snapshots:
    """Keeps one snapshot and renews it when the database has moved on. Safe for several threads.

    `folder`: where processes share what they hold; None: all of it in the memory of this one. `lasting`: this process goes on asking, as a server does.
    """

    def __init__(
        self,
        database: Database,
        folder: Path | None = None,
        *,
        lasting: bool = False,
        clock: Callable[[], float] = time.monotonic,
        progress: Progress | None = None,
    ) -> None:
        self._lasting = lasting
        self._database = database
        self._folder = folder
        self._clock = clock
        self._progress = progress
        self._lock = threading.Lock()
        self._held: Snapshot | None = None
        self._state: State | None = None
        self._files: SharedFiles | None = None
        self._checked = 0.0
        self._aside: threading.Thread | None = None
        self._ready_for = today()

    def current(self) -> Snapshot:
        """The snapshot to answer from. Raises DatabaseUnavailable: an answer that may be out of date is not given."""
        with self._lock:
            now = self._clock()
            if self._held is None or now - self._checked >= FRESH_FOR:
                self._held = self._brought_up(self._held)
                self._checked = now
                self._look_ahead(self._held)
            return self._held

    def fresh(self) -> Snapshot | None:
        """The held snapshot while the database need not be asked again. Never waits, neither for the database nor for another thread."""
        checked = self._checked  # read first: what is held is then at least as new
        return self._held if self._clock() - checked < FRESH_FOR else None

    def distrust(self) -> None:
        """Throw away what is held and its files: something in them is not what was written. The next snapshot is read from the database."""
        with self._lock:
            self._held = None
            if self._files is not None:
                self._files.throw_all_away()

    def ask(self, question: Callable[[Snapshot], T]) -> T:
        """An answer from the current snapshot; where its files turn out to be damaged, from one that is read anew."""
        try:
            return question(self.current())
        except Unusable as error:
            _LOG.warning("read again from the database: %s", error)
            self.distrust()
            return question(self.current())

    def _brought_up(self, held: Snapshot | None) -> Snapshot:
        now = state(self._database)
        if held is None or self._state is None or self._state.name != now.name:
            return self._begun(now)
        if held.sequence != now.sequence:
            changed = reads.changed(self._database, held.sequence, now.sequence)
            held = self._begun(now) if changed is None else held.with_changes(changed)
        return held

    def _begun(self, now: State) -> Snapshot:
        """From the files that are there, where what came since can be told; else from the whole database."""
        self._state = now
        objecting = partial(reads.objecting, self._database)
        self._files = files = SharedFiles(self._folder, now.name) if self._folder else None
        if files is None:
            return Snapshot.of(reads.snapshot(self._database, progress=self._progress), objecting, lasting=self._lasting)
        try:
            with files.turn():  # Whoever comes second finds what the first one wrote.
                base, facts = self._from_files(files) or self._from_database(files)
            return Snapshot.on(files, base, facts, objecting, lasting=self._lasting)
        except OSError as error:
            _LOG.warning("nothing can be shared in %s, so that every process holds its own: %s", self._folder, error)
            self._files = None
            return Snapshot.of(reads.snapshot(self._database, progress=self._progress), objecting, lasting=self._lasting)

    def _from_files(self, files: SharedFiles) -> tuple[Facts, Facts] | None:
        """The records of the files, and the facts they have become."""
        reached = reads.sequence(self._database)
        for base in files.held(reached, self._mark):
            if (changed := reads.changed(self._database, base.sequence, reached)) is not None:
                return base, changed.over(base) if reached != base.sequence else base
        return None

    def _from_database(self, files: SharedFiles) -> tuple[Facts, Facts]:
        base: Facts | None = None

        def written(entities: Iterator[Entity], relationships: Iterator[Relationship], sequence: int) -> Facts:
            nonlocal base
            base = files.write(entities, relationships, sequence, self._mark)
            return base

        facts = reads.snapshot(self._database, written, self._progress)
        assert base is not None
        return base, facts

    def _mark(self, number: int) -> str:
        return reads.mark(self._database, number)

    def _look_ahead(self, held: Snapshot) -> None:
        """Begin what is better done before it is needed, beside the answers."""
        if self._aside is not None and self._aside.is_alive():
            return
        work: Callable[[Snapshot], None]
        if self._files is not None and held.facts.changed > MOST_CHANGED:
            work = partial(self._write_anew, self._files)
        elif outgrown(held.engine, held.facts, held.building):
            work = self._take_better_engine
        elif self._files is not None and self._ready_for < (day := _day_to_be_ready_for()):
            work = partial(self._make_ready, self._files, day)
        else:
            return
        self._aside = threading.Thread(target=_tried, args=(work, held), name="looking-ahead", daemon=True)
        self._aside.start()

    def _write_anew(self, files: SharedFiles, held: Snapshot) -> None:
        """Put the changes since the files were written into new ones."""
        with files.turn(wait=0):
            base = files.write(held.facts.entities.values(), (*held.facts.waiting, *held.facts.relationships), held.sequence, self._mark)
        self._put_in(Snapshot.on(files, base, base, held.objecting, lasting=self._lasting))

    def _take_better_engine(self, held: Snapshot) -> None:
        self._put_in(replace(held, engine=engine_for(held.facts, held.building)))

    def _make_ready(self, files: SharedFiles, day: date, held: Snapshot) -> None:
        """Make the ties of the day to come, and throw away those of days that are over."""
        files.arrays(held.building.base, day)
        files.forget_days_before(today())
        self._ready_for = day

    def _put_in(self, better: Snapshot) -> None:
        """In place of what is held, once it is as new."""
        better.engine.part_of((), today())
        with self._lock:
            held = self._held
            if held is None or held.sequence == better.sequence:
                self._held = better
            elif (changed := reads.changed(self._database, better.sequence, held.sequence)) is not None:
                self._held = better.with_changes(changed)


def _day_to_be_ready_for() -> date:
    now = datetime.now(UTC)
    return now.date() + timedelta(days=now.hour >= _EVENING)


def _tried(work: Callable[[Snapshot], None], held: Snapshot) -> None:
    """Nothing depends on it: what fails is tried again at the next renewal."""
    try:
        work(held)
    except Busy:
        return
    except Exception as error:
        _LOG.warning("not done ahead: %s", error)
