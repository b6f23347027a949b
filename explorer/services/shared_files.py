"""What the processes of one data folder share of a database: its records and what was made of them, in files that each maps into its memory.

All folders of one sequence belong together: records as they were then, their names, and their ties as of a day. What has changed since is every process's own.
"""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network.arrays import TieArrays
from explorer.network.building import tie_arrays
from explorer.network.files import Busy, Folder, Shelf, Unusable, Writing
from explorer.network.names import NameIndex
from explorer.network.records import MappedRecords, write_records
from explorer.network.tie_files import TIES, kind_of, read_ties, write_ties

_RECORDS: Final = "records"
_NAMES: Final = "names"
WAIT: Final = 60.0
"""Seconds to wait for another process that makes the same, before making one's own in memory."""
_LOG: Final = logging.getLogger("explorer")
Mark: TypeAlias = Callable[[int], str]


class SharedFiles:
    """The files of one state of a database, under `root`; those of other states are thrown away when new ones are made."""

    def __init__(self, root: Path, state: str) -> None:
        self._root = root
        self._shelf = Shelf(root / state, state)
        self._opened_as: dict[int, int] = {}

    def held(self, at_most: int, mark: Mark) -> Iterator[Facts]:
        """The records there are, up to that sequence, newest first; such as cannot be trusted left out.

        `mark` tells a change of the database from others of its number: where the database was put back to an earlier day and went on from there, files of
        the course it had taken before are not of it.
        """
        for kind, sequence in self._shelf.held():
            if kind == _RECORDS and sequence <= at_most and (facts := self._opened(sequence, mark)) is not None:
                yield facts

    def turn(self, wait: float = -1) -> AbstractContextManager[None]:
        """The turn to write records. Raises Busy where another process has it for longer than `wait` seconds (-1: never)."""
        return self._shelf.turn(_RECORDS, wait)

    def write(self, entities: Iterable[Entity], relationships: Iterable[Relationship], sequence: int, mark: Mark) -> Facts:
        """Only in one's `turn`. What belongs to other states or to earlier records is thrown away."""

        def fill(writing: Writing) -> int:
            writing.about["mark"] = mark(sequence)
            write_records(writing, entities, relationships)
            return sequence

        # Of another course of the database there may be names and ties under the same number.
        self._throw_away(lambda kind, held: kind == _RECORDS and held != sequence)
        self._shelf.write(_RECORDS, fill)
        self._throw_away(lambda _kind, held: held == sequence)
        self._throw_other_states_away()
        return self._facts(self._shelf.open(_RECORDS, sequence))

    def names(self, base: Facts) -> NameIndex:
        """The names of records that were held or written here."""
        try:
            folder = self._shelf.ensure(_NAMES, base.sequence, lambda writing: _fill_names(writing, base), WAIT)
        except (OSError, Busy, Unusable) as error:
            _LOG.warning("names are not shared: %s", error)
            return NameIndex(base)
        return NameIndex.from_arrays(folder.arrays, base)

    def arrays(self, base: Facts, day: date) -> TieArrays:
        """The ties of a day in records that were held or written here."""
        try:
            return self._kept_arrays(base, day)
        except (OSError, Busy, Unusable) as error:
            _LOG.warning("ties are not shared: %s", error)
            return tie_arrays(base, day)

    def _kept_arrays(self, base: Facts, day: date) -> TieArrays:
        kind, made = kind_of(day), lambda writing: write_ties(writing, tie_arrays(base, day))
        folder = self._shelf.ensure(kind, base.sequence, made, WAIT)
        try:
            return read_ties(folder)
        except Unusable:  # whole, but not what it should be
            with self._shelf.turn(kind, WAIT):
                self._shelf.write(kind, made)
            return read_ties(self._shelf.open(kind, base.sequence))

    def forget_days_before(self, day: date) -> None:
        self._throw_away(lambda kind, _held: not kind.startswith(TIES) or kind >= kind_of(day))

    def throw_away_what_was_opened(self) -> None:
        """Something in it is damaged. What another process has written anew meanwhile stays."""
        for sequence, opened in self._opened_as.items():
            if self._shelf.place(_RECORDS, sequence).exists() and self._inode(sequence) == opened:
                self._throw_away(lambda _kind, held, damaged=sequence: held != damaged)  # type: ignore[misc]

    def _throw_other_states_away(self) -> None:
        """But for those that somebody is writing at this moment."""
        for other in self._root.iterdir():
            if other != self._shelf.root:
                with suppress(Busy, OSError), Shelf(other, "").turn(_RECORDS):
                    shutil.rmtree(other, ignore_errors=True)

    def _throw_away(self, keep: Callable[[str, int], bool]) -> None:
        for kind, sequence in self._shelf.held():
            if not keep(kind, sequence):
                self._shelf.clear(kind, partial(keep, kind))

    def _opened(self, sequence: int, mark: Mark) -> Facts | None:
        try:
            folder = self._shelf.open(_RECORDS, sequence)
        except Unusable:
            return None
        return self._facts(folder) if folder.about.get("mark") == mark(sequence) else None

    def _facts(self, folder: Folder) -> Facts:
        self._opened_as[folder.sequence] = self._inode(folder.sequence)
        return Facts.on(MappedRecords(folder), folder.sequence)

    def _inode(self, sequence: int) -> int:
        return self._shelf.place(_RECORDS, sequence).stat().st_ino


def _fill_names(writing: Writing, base: Facts) -> int:
    for name, values in NameIndex(base).arrays().items():
        writing.array(name, values)
    return base.sequence
