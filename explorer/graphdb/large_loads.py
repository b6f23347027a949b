"""Loads that are too large for one transaction: one at a time, and all of it in the end or nothing.

A node says that such a load is under way, and while it is there nobody else writes. Who loads counts on it every second; where the count stands still, the
loader is gone, and whoever opens the database next, or wants to write, undoes what it had done, from the log of changes. No clock is compared with another.
A loader that was only held up finds the node gone or marked, and stops: nothing depends on how long is waited.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from explorer.errors import DatabaseUnavailable, EntremiseError
from explorer.graphdb import logbook, undoing
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.failures import unavailable

T = TypeVar("T")

BEAT_SECONDS: Final = 1.0
GONE_SECONDS: Final = 15.0
"""How long the count has to stand still: longer than a server takes to come back, or to write a large transaction."""
WAIT_SECONDS: Final = 30.0
"""How long somebody who wants to write waits for a large load that goes on."""
LOOK_SECONDS: Final = 0.2
_ID: Final = "load"
Told = Callable[["LargeLoad", int, int], None]
"""Told of a load that is undone how many of its changes have been taken back, of how many."""


@dataclass(frozen=True, slots=True)
class LargeLoad:
    """`first`: the latest change before it. `undone_to`: while it is being undone, its latest change that still stands."""

    batch: str
    who: str
    at: str
    first: int
    beat: int
    undone_to: int | None = None


class _Occupied(Exception):
    """Another large load is under way or was interrupted; nothing was written."""


def under_way(tx: Transaction) -> LargeLoad | None:
    found: Mapping[str, Any] | None = tx.value("read/large_load", id=_ID)
    return None if found is None else LargeLoad(**{name: value for name, value in found.items() if name != "id"})


def in_turn(db: Database, work: Callable[[Transaction], T]) -> T:
    """`db.write`, once no other large load is under way. `work` calls `check_free`."""
    while True:
        try:
            return db.write(work)
        except _Occupied:
            _make_way(db)


def check_free(tx: Transaction, *, part_of: str | None) -> None:
    """Within the transaction of somebody who is about to write, after `logbook.take`: whether they may.

    `part_of`: the batch of their own large load. Raises DatabaseUnavailable where that is no more.
    """
    found = under_way(tx)
    if part_of is None and found is not None:
        raise _Occupied
    if part_of is not None and (found is None or found.batch != part_of or found.undone_to is not None):
        raise _undone_meanwhile()


@contextmanager
def large_load(db: Database, *, who: str, batch: str) -> Iterator[None]:
    """Within the block, saves that are `part_of` this batch belong together: where the block fails, all of them are undone, now or at the next start."""
    in_turn(db, lambda tx: _begin(tx, batch, who))
    beating = _Beating(db, batch)
    try:
        yield
    except BaseException:
        beating.stop()
        with suppress(EntremiseError):  # The database is away: the next start undoes it.
            undo(db, batch)
        raise
    beating.stop()
    db.write(lambda tx: _end(tx, batch))


def _begin(tx: Transaction, batch: str, who: str) -> None:
    last = logbook.take(tx, batch)
    if under_way(tx) is not None:
        raise _Occupied
    tx.run("write/begin_load", properties={"id": _ID, "batch": batch, "who": who, "at": logbook.now(), "first": last, "beat": 0})


def _end(tx: Transaction, batch: str) -> None:
    logbook.take(tx, batch)
    check_free(tx, part_of=batch)
    tx.run("write/end_load", id=_ID)


def _make_way(db: Database) -> None:
    """Return once nobody else is loading much; a load whose loader is gone is undone.

    Raises DatabaseUnavailable where one goes on for longer than one waits.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while found := db.read(under_way):
        if abandoned(db):
            undo(db, found.batch)
        elif time.monotonic() > deadline:
            raise _goes_on(found)
        else:
            time.sleep(LOOK_SECONDS)


def undo_abandoned(db: Database, told: Told | None = None) -> None:
    """At the start: undo a large load whose loader is gone. One that goes on is left alone."""
    if found := abandoned(db):
        undo(db, found.batch, told)


def abandoned(db: Database) -> LargeLoad | None:
    """The large load that nobody goes on with, if there is one; takes a beat to see that somebody does, `GONE_SECONDS` to see that nobody does."""
    first = found = db.read(under_way)
    deadline = time.monotonic() + GONE_SECONDS
    while first is not None and found is not None and found.undone_to is None:
        if (found.batch, found.beat) != (first.batch, first.beat):
            return None
        if time.monotonic() > deadline:
            return found
        time.sleep(LOOK_SECONDS)
        found = db.read(under_way)
    return found


def undo(db: Database, batch: str, told: Told | None = None) -> None:
    """Take back what the load did, in as many transactions as it needs. Several may do so at once, and whoever comes after a kill goes on."""
    while (reached := db.write(lambda tx: _undo_some(tx, batch))) is not None:
        load, total, left = reached
        if told is not None:
            told(load, total - left, total)


def _undo_some(tx: Transaction, batch: str) -> tuple[LargeLoad, int, int] | None:
    """One transaction of it. Returns the load, how many changes it had made, and how many of them still stand; None where it is no more."""
    last = logbook.take(tx, undoing.batch_of(batch))
    load = under_way(tx)
    if load is None or load.batch != batch:
        return None
    stands = last if load.undone_to is None else load.undone_to
    # Each change taken back has added one: the load's own last one lies half way.
    total = (last + stands) // 2 - load.first
    reached = undoing.take_back(tx, last, load.first, stands, batch)
    if reached > load.first:
        tx.run("write/undo_load", id=_ID, undone_to=reached)
    else:
        tx.run("write/end_load", id=_ID)
    return load, total, reached - load.first


class _Beating:
    """Counts on the load's node until stopped."""

    def __init__(self, db: Database, batch: str) -> None:
        self._db = db
        self._batch = batch
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="large-load", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            with suppress(EntremiseError):  # The load itself finds out whether the database is away for good.
                self._db.write(lambda tx: tx.run("write/beat_load", id=_ID, batch=self._batch), beside=True)

    def stop(self) -> None:
        self._over.set()
        self._thread.join()


def _goes_on(load: LargeLoad) -> DatabaseUnavailable:
    return unavailable(
        "loading",
        "A large load is under way (begun at %(at)s by %(who)s), and nothing else can be written meanwhile: try again when it is done.",
        at=load.at,
        who=load.who,
    )


def _undone_meanwhile() -> DatabaseUnavailable:
    return unavailable(
        "load_undone",
        "This load gave no sign of life for too long (was the machine asleep?), and what it had done was undone. Load the files again.",
    )
