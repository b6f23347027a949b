"""The network as this process holds it, never older than a second: files shared with other processes, and what changed since they were written."""

import logging
import math
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Final, Protocol, TypeAlias, TypeVar

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, notes, reads
from explorer.graphdb.notes import Note
from explorer.graphdb.state import State, state
from explorer.network.files import Busy, Unusable
from explorer.services.engines import engine_for, outgrown
from explorer.services.shared_files import SharedFiles
from explorer.services.snapshot import Snapshot

__all__ = ["FOLDER", "FRESH_FOR", "Snapshots", "Unusable"]

FRESH_FOR: Final = 1.0
"""Seconds after which the database is asked again whether anything changed."""
MOST_CHANGED: Final = 5_000
"""Records over those of the files, from which on the files are written anew."""
FOLDER: Final = "snapshots"
PAUSE: Final = 60.0
"""Seconds after which what could not be done ahead is tried again."""
_LOG: Final = logging.getLogger("explorer")
_EVENING: Final = 20
"""The hour (UTC) from which on the next day's ties are made ready."""

Progress: TypeAlias = Callable[[int], None]
T = TypeVar("T")


class Asking(Protocol):
    """How the database is asked for what a snapshot does not hold."""

    def __call__(self, call: Callable[[], T], /) -> T: ...


def _at_once(call: Callable[[], T], /) -> T:
    return call()


@dataclass(frozen=True, slots=True)
class _Held:
    """A snapshot, the state of the database it is of, and the files it stands on."""

    snapshot: Snapshot
    state: str
    files: SharedFiles | None


class Snapshots:
    """Keeps one snapshot and renews it when the database has moved on. Safe for several threads.

    `folder`: where processes share what they hold; None: all of it in the memory of this one. `lasting`: this process goes on asking, as a server does.
    `asking`: how notes are asked for, where nobody may wait for them as long as they take.
    """

    def __init__(
        self,
        database: Database,
        folder: Path | None = None,
        *,
        lasting: bool = False,
        clock: Callable[[], float] = time.monotonic,
        progress: Progress | None = None,
        asking: Asking = _at_once,
    ) -> None:
        self._lasting = lasting
        self._asking = asking
        self._database = database
        self._folder = folder
        self._clock = clock
        self._progress = progress
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._notes: tuple[int, Mapping[str, Note]] = (-1, {})
        self._checked = 0.0
        self._not_before = 0.0
        self._aside: threading.Thread | None = None
        self._preparing = False
        self._ready_for = today()

    def current(self, at_least: int = 0) -> Snapshot:
        """The snapshot to answer from. Raises DatabaseUnavailable: an answer that may be out of date is not given.

        `at_least`: the number of a change that the asker knows of, such as their own.
        """
        with self._lock:
            now = self._clock()
            if self._held is None or now - self._checked >= FRESH_FOR or self._held.snapshot.sequence < at_least:
                self._held = self._brought_up(self._held)
                self._checked = now
                self._look_ahead(self._held)
            return self._held.snapshot

    def fresh(self) -> Snapshot | None:
        """The held snapshot while the database need not be asked again. Never waits, neither for the database nor for another thread."""
        checked, held = self._checked, self._held  # in this order: what is held is then at least as new
        return held.snapshot if held is not None and self._clock() - checked < FRESH_FOR else None

    @property
    def preparing(self) -> bool:
        """Whether all of it is being read and made ready, which may take minutes."""
        return self._preparing

    def _noted(self, sequence: int) -> Mapping[str, Note]:
        """Read once for each state: every note has its change, and so its number."""
        held, known = self._notes
        return known if held == sequence else self._asking(lambda: self._read_notes(sequence))

    def _read_notes(self, sequence: int) -> Mapping[str, Note]:
        """Unless somebody else just has."""
        if self._notes[0] != sequence:
            self._notes = (sequence, notes.all_notes(self._database))
        return self._notes[1]

    def renew(self) -> None:
        """Something was just written here: the next answer knows of it."""
        with self._lock:
            self._checked = -math.inf

    def distrust(self) -> None:
        """Throw away what is held and its files: something in them is not what was written. The next snapshot is read from the database."""
        with self._lock:
            held, self._held = self._held, None
            if held is not None and held.files is not None:
                held.files.throw_away_what_was_opened()

    def ask(self, question: Callable[[Snapshot], T]) -> T:
        """An answer from the current snapshot; where its files turn out to be damaged, from one that is read anew."""
        try:
            return question(self.current())
        except Unusable as error:
            _LOG.warning("read again from the database: %s", error)
            self.distrust()
            return question(self.current())

    def _brought_up(self, held: _Held | None) -> _Held:
        now = state(self._database)
        if held is None or held.state != now.name:
            return self._begun(now)
        if held.snapshot.sequence == now.sequence:
            return held
        changed = reads.changed(self._database, held.snapshot.sequence, now.sequence)
        return self._begun(now) if changed is None else replace(held, snapshot=held.snapshot.with_changes(changed))

    def _begun(self, now: State) -> _Held:
        self._preparing = True
        try:
            held, self._notes = self._read(now), (-1, {})
            return replace(held, snapshot=replace(held.snapshot, noted=self._noted))
        finally:
            self._preparing = False

    def _read(self, now: State) -> _Held:
        """From the files that are there, where what came since can be told; else from the whole database."""
        if self._folder:
            try:
                return self._on_files(now, SharedFiles(self._folder, now.name))
            except OSError as error:
                _LOG.warning("nothing can be shared in %s, so that every process holds its own: %s", self._folder, error)
        facts = reads.snapshot(self._database, progress=self._progress)
        return _Held(Snapshot.of(facts, self._objecting, lasting=self._lasting), now.name, None)

    def _on_files(self, now: State, files: SharedFiles) -> _Held:
        with files.turn():  # Whoever comes second finds what the first one wrote.
            try:
                base, facts = self._from_files(files) or self._from_database(files)
            except Unusable as error:
                _LOG.warning("read again from the database: %s", error)
                files.throw_away_what_was_opened()
                base, facts = self._from_database(files)
        return _Held(Snapshot.on(files, base, facts, self._objecting, lasting=self._lasting), now.name, files)

    def _objecting(self, ids: Collection[str]) -> Set[str]:
        return reads.objecting(self._database, ids)

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

    def _look_ahead(self, held: _Held) -> None:
        """Begin what is better done before it is needed, beside the answers."""
        if not self._lasting or self._clock() < self._not_before or (self._aside is not None and self._aside.is_alive()):
            return
        work: Callable[[_Held], None]
        snapshot = held.snapshot
        if held.files is not None and snapshot.facts.changed > MOST_CHANGED:
            work = self._write_anew
        elif outgrown(snapshot.engine, snapshot.facts, snapshot.building):
            work = self._take_better_engine
        elif held.files is not None and self._ready_for < _day_to_be_ready_for():
            work = self._make_ready
        else:
            return
        self._aside = threading.Thread(target=self._try, args=(work, held), name="looking-ahead", daemon=True)
        self._aside.start()

    def _try(self, work: Callable[[_Held], None], held: _Held) -> None:
        """Nothing depends on it: what fails is tried again after a while."""
        try:
            work(held)
        except Busy:
            return
        except Exception as error:
            self._not_before = self._clock() + PAUSE
            _LOG.warning("not done ahead: %s", error)

    def _write_anew(self, held: _Held) -> None:
        """Put the changes since the files were written into new ones, unless another process just has."""
        assert held.files is not None
        snapshot, files = held.snapshot, held.files
        with files.turn(wait=0):
            base, facts = self._newer_files(files, snapshot) or self._written(files, snapshot)
        self._put_in(held, Snapshot.on(files, base, facts, self._objecting, lasting=True))

    def _newer_files(self, files: SharedFiles, snapshot: Snapshot) -> tuple[Facts, Facts] | None:
        newest = next(files.held(snapshot.sequence, self._mark), None)
        if newest is None or newest.sequence <= snapshot.building.base.sequence:
            return None
        changed = reads.changed(self._database, newest.sequence, snapshot.sequence)
        return None if changed is None else (newest, changed.over(newest))

    def _written(self, files: SharedFiles, snapshot: Snapshot) -> tuple[Facts, Facts]:
        facts = snapshot.facts
        base = files.write(facts.entities.values(), chain(facts.waiting, facts.relationships), snapshot.sequence, self._mark)
        return base, base

    def _take_better_engine(self, held: _Held) -> None:
        snapshot = held.snapshot
        self._put_in(held, replace(snapshot, engine=engine_for(snapshot.facts, snapshot.building)))

    def _make_ready(self, held: _Held) -> None:
        """Make the ties of the day to come, and throw away those of days that are over."""
        assert held.files is not None
        day = _day_to_be_ready_for()
        held.files.arrays(held.snapshot.building.base, day)
        held.files.forget_days_before(today())
        self._ready_for = day

    def _put_in(self, begun_with: _Held, better: Snapshot) -> None:
        """In place of what is held, once it is as new; not where that is of another state or was thrown away meanwhile."""
        better.engine.part_of((), today())
        with self._lock:
            held = self._held
            if held is None or held.state != begun_with.state or held.files is not begun_with.files:
                return
            if held.snapshot.sequence != better.sequence:
                changed = reads.changed(self._database, better.sequence, held.snapshot.sequence)
                if changed is None:
                    return
                better = better.with_changes(changed)
            self._held = replace(held, snapshot=replace(better, noted=self._noted))


def _day_to_be_ready_for() -> date:
    now = datetime.now(UTC)
    return now.date() + timedelta(days=now.hour >= _EVENING)
