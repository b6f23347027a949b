"""What one process of the web application holds: its database and the network in memory."""

import logging
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from flask import Flask, current_app, g, session

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import Database, open_database, reads
from explorer.graphdb.large_loads import LargeLoad
from explorer.services.snapshot import Snapshot
from explorer.services.snapshots import FOLDER, Snapshots
from explorer.settings import Settings
from explorer.web.patience import HANGS, Errand

READ_WITHIN: Final = 20.0
"""Seconds a request waits for the network to be read again."""
ANSWER_WITHIN: Final = 5.0
"""Seconds the database has to show that it is there."""
PREPARING: Final = "preparing"
_KEY: Final = "entremise.held"
_FOUND: Final = "entremise_found"
_WRITTEN: Final = "written"
"""In the session: the number of the latest change its holder made."""
_GONE: Final = "unreachable"
_LOG: Final = logging.getLogger("explorer")
T = TypeVar("T")


class Held:
    """Opens the database at its first use, so never in a process that forks afterwards. Safe for several threads."""

    def __init__(self, settings: Settings, database: Database | None = None) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._given = database
        self._database = database
        self._snapshots: Snapshots | None = None
        self._reading = Errand("reading")
        self._probing = Errand("probing")
        self._writing = Errand("writing")
        self._keeping = Errand("keeping")
        self._noting = Errand("noting")

    def database(self) -> Database:
        """Raises DatabaseUnavailable; the next call tries again."""
        with self._lock:
            if self._database is None:
                self._database = open_database(self._settings, undone=_note_undone)
            return self._database

    def snapshot(self) -> Snapshot:
        """Never older than a second. Raises DatabaseUnavailable, at the latest after `READ_WITHIN` seconds."""
        return self.knowing(0)

    def knowing(self, at_least: int) -> Snapshot:
        """One that knows of the change of that number, never older than a second. Raises DatabaseUnavailable, at the latest after `READ_WITHIN` seconds."""
        held = self._snapshots
        fresh = held.fresh() if held else None
        return fresh if fresh is not None and fresh.sequence >= at_least else self._waited_for(at_least)

    def _waited_for(self, at_least: int) -> Snapshot:
        try:
            return self._reading.ask(lambda: self._asked(lambda: self._opened().current(at_least)), READ_WITHIN)
        except DatabaseUnavailable as error:
            if error.errors.get("reason") == HANGS and (held := self._snapshots) is not None and held.preparing:
                raise DatabaseUnavailable("The network is being read and made ready.", {"reason": PREPARING}) from None
            raise

    def write(self, call: Callable[[Database], T]) -> T:
        """What `call` returns, which writes; the next snapshot knows of it. Raises DatabaseUnavailable, at the latest after `READ_WITHIN` seconds."""
        written = self._writing.ask(lambda: self._asked(lambda: call(self.database())), READ_WITHIN)
        if (held := self._snapshots) is not None:
            held.renew()
        return written

    def sequence(self) -> int:
        """The number of the last change, asked of the database now. Raises DatabaseUnavailable, at the latest after `ANSWER_WITHIN` seconds."""
        return self._probing.ask(lambda: self._asked(lambda: reads.sequence(self.database())), ANSWER_WITHIN)

    def kept(self, call: Callable[[Database], T]) -> T:
        """What a call that reads or writes what is kept beside the network gives. Raises DatabaseUnavailable, at the latest after `READ_WITHIN` seconds."""
        return self._keeping.ask(lambda: self._asked(lambda: call(self.database())), READ_WITHIN)

    def _asked(self, call: Callable[[], T]) -> T:
        used = self._database
        try:
            return call()
        except DatabaseUnavailable as error:
            if error.errors.get("reason") == _GONE and self._settings.database_url is None:
                self._let_go(used)
            raise

    def _let_go(self, gone: Database | None) -> None:
        """The embedded server is gone, and may be started again by anybody, at another address: the next use looks for it anew."""
        with self._lock:
            if gone is None or gone is self._given or gone is not self._database:
                return
            self._database, self._snapshots = self._given, None
        gone.close()

    def _opened(self) -> Snapshots:
        database = self.database()
        with self._lock:
            if self._snapshots is None:
                heard = self._reading.heard
                self._snapshots = Snapshots(database, self._settings.data / FOLDER, lasting=True, progress=lambda _rows: heard(), asking=self._patiently)
            return self._snapshots

    def _patiently(self, call: Callable[[], T], /) -> T:
        """For notes. By an errand of its own: who asks may be on another one's already."""
        return self._noting.ask(lambda: self._asked(call), READ_WITHIN)

    def distrust(self) -> None:
        """What is kept of the network on disk is damaged."""
        if (held := self._snapshots) is not None:
            held.distrust()

    def close(self) -> None:
        """Close the database unless it was given by somebody who closes it themselves."""
        with self._lock:
            opened, self._database, self._snapshots = self._database, self._given, None
        if opened is not None and opened is not self._given:
            opened.close()


def hold(app: Flask, held: Held) -> None:
    app.extensions[_KEY] = held


def _note_undone(load: LargeLoad, done: int, total: int) -> None:
    """For whoever reads the log: the loader itself cannot say it any more."""
    if done == total:
        _LOG.warning("the load begun at %s by %s was interrupted before its end, and has been undone: %s changes", load.at, load.who, total)


def held_by(app: Flask) -> Held:
    held: Held = app.extensions[_KEY]
    return held


def database() -> Database:
    return held_by(current_app).database()


def snapshot() -> Snapshot:
    """The network to answer this request from, the same whenever it is asked for; never older than a second when the request came. Raises DatabaseUnavailable.

    A request that was told that the database is away is not kept waiting for it a second time, as by its error page.
    """
    found: Snapshot | DatabaseUnavailable | None = g.get(_FOUND)
    if found is None:
        try:
            holder, written = held_by(current_app), session.get(_WRITTEN)
            found = holder.knowing(written) if written else holder.snapshot()
        except DatabaseUnavailable as error:
            found = error
        setattr(g, _FOUND, found)
    if isinstance(found, DatabaseUnavailable):
        raise found
    return found


def write(call: Callable[[Database], T], number: Callable[[T], int]) -> T:
    """Write for whoever asks, who from then on sees it whichever process answers. `number`: of what was returned, that of its latest change."""
    written = held_by(current_app).write(call)
    session[_WRITTEN] = number(written)
    g.pop(_FOUND, None)
    return written


def kept(call: Callable[[Database], T]) -> T:
    """See `Held.kept`."""
    return held_by(current_app).kept(call)


def sequence() -> int:
    """The number of the last change in the database now. Raises DatabaseUnavailable."""
    return held_by(current_app).sequence()
