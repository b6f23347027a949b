"""The facts as all processes of a machine share them: written once into mapped files, and brought up to now by the log of changes."""

import logging
import threading
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Final

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, reads
from explorer.network.files import Busy, Shelf, Unusable, Writing
from explorer.network.records import MappedRecords, write_records

KIND: Final = "facts"
MOST_FOLLOWED: Final = 50_000
"""Changes that are read from the log; where there were more since a folder was written, everything is read again."""
RENEWED_FROM: Final = 10_000
"""Records that are not what the folder says of them, from which on it is written anew, in the background."""
WAIT_SECONDS: Final = 600.0
"""How long another process may take to write the folder before this one reads everything for itself."""

_log = logging.getLogger(__name__)


class OwnFacts:
    """The facts of one database, in the memory of this process alone."""

    def __init__(self, database: Database, progress: Callable[[int], None] | None = None) -> None:
        self._database = database
        self._progress = progress

    def first(self) -> Facts:
        """The facts as they are now. Raises DatabaseUnavailable."""
        return reads.snapshot(self._database, self._progress)

    def followed(self, known: Facts) -> Facts:
        """The facts as they are now, of which `known` is an earlier state. Raises DatabaseUnavailable."""
        return reads.follow(self._database, known)


class SharedFacts:
    """The facts of one database, in a folder `root`. Whoever comes first reads the database and writes the folder; the others wait for it and open it.

    Where nothing can be written, the facts are held in memory. Used by one thread at a time.
    """

    def __init__(self, database: Database, root: Path, progress: Callable[[int], None] | None = None) -> None:
        self._database = database
        self._root = root
        self._progress = progress
        self._renewing: threading.Thread | None = None
        self._renewed: Facts | None = None

    def first(self) -> Facts:
        """The facts as they are now. Raises DatabaseUnavailable."""
        return self._opened() or self._read()

    def followed(self, known: Facts) -> Facts:
        """The facts as they are now, of which `known` is an earlier state. Raises DatabaseUnavailable."""
        renewed, self._renewed = self._renewed, None
        now = reads.brought_up(self._database, renewed or known, MOST_FOLLOWED) or self.first()
        if now.changed >= RENEWED_FROM and not (self._renewing and self._renewing.is_alive()):
            self._renewing = threading.Thread(target=self._renew, args=(now,), name="renewing-facts", daemon=True)
            self._renewing.start()
        return now

    def settle(self) -> None:
        """Wait until nothing is being written in the background."""
        if self._renewing is not None:
            self._renewing.join()

    def _opened(self, after: int = 0) -> Facts | None:
        """From the newest folder of this database that can be trusted, if it is newer than change number `after`, brought up to now."""
        for sequence in self._written():
            try:
                facts = self._open(sequence) if sequence > after else None
            except Unusable as error:
                _log.info("%s: to be made again", error)
                continue
            if facts is not None and (now := reads.brought_up(self._database, facts, MOST_FOLLOWED)):
                return now
        return None

    def _open(self, sequence: int) -> Facts:
        return Facts.on(MappedRecords(self._shelf(sequence).open(KIND, sequence)), sequence)

    def _written(self) -> list[int]:
        """Change numbers of the folders there are, newest first."""
        return [sequence for kind, sequence in Shelf(self._root, "").held() if kind == KIND]

    def _shelf(self, sequence: int) -> Shelf:
        """A number alone does not tell a database that was put back to an earlier state, or another one in its place: what that change was does."""
        return Shelf(self._root, reads.mark(self._database, sequence))

    def _read(self) -> Facts:
        """Everything from the database, through a folder that is written on the way; in one's turn, after which somebody else may have done it."""
        try:
            with Shelf(self._root, "").turn(KIND, WAIT_SECONDS):
                return self._opened() or self._from_database() or reads.snapshot(self._database, self._progress)
        except (Busy, OSError) as error:
            _log.warning("the facts are held in memory: %s", error)
            return reads.snapshot(self._database, self._progress)

    def _from_database(self) -> Facts | None:
        """None where the log does not tell what happened while everything was read."""
        sequence = reads.settled(self._database)
        if not sequence:
            return None
        shelf = self._shelf(sequence)
        reads.everything(self._database, lambda entities, relationships: _write(shelf, sequence, entities, relationships), self._progress)
        # What was read may show later changes already: they are in the log, and whoever opens the folder reads that too.
        return reads.brought_up(self._database, self._open(sequence), MOST_FOLLOWED)

    def _renew(self, facts: Facts) -> None:
        """A folder that says what the facts say, unless another process has written one meanwhile; nobody waits for it."""
        try:
            with Shelf(self._root, "").turn(KIND):
                self._renewed = self._opened(after=facts.sequence - 1) or self._rewritten(facts)
        except Busy:
            return
        except OSError as error:
            _log.warning("the facts are held in memory: %s", error)
            self._renewed = Facts(facts.entities.values(), chain(facts.relationships, facts.waiting), facts.sequence)
        except Exception:
            _log.exception("the folder of facts was not written anew")

    def _rewritten(self, facts: Facts) -> Facts:
        _write(self._shelf(facts.sequence), facts.sequence, facts.entities.values(), chain(facts.relationships, facts.waiting))
        return self._open(facts.sequence)


def _write(shelf: Shelf, sequence: int, entities: Iterable[Entity], relationships: Iterable[Relationship]) -> None:
    def fill(writing: Writing) -> int:
        write_records(writing, entities, relationships)
        return sequence

    shelf.write(KIND, fill)
    shelf.clear(KIND, keep=lambda held: held == sequence)
