"""What the processes of one data folder share of a database: its records and what was made of them, in files that each maps into its memory.

All folders of one sequence belong together: records as they were then, their names, and their ties as of a day. What has changed since is every process's own.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network.arrays import TieArrays
from explorer.network.building import tie_arrays
from explorer.network.files import Folder, Shelf, Unusable, Writing
from explorer.network.names import NameIndex
from explorer.network.records import MappedRecords, write_records
from explorer.network.tie_files import kind_of, read_ties, write_ties

_RECORDS: Final = "records"
_NAMES: Final = "names"
_TIES: Final = "ties-"


Mark: TypeAlias = Callable[[int], str]


class SharedFiles:
    """The files of one state of a database, under `root`; those of other states are thrown away when new ones are made."""

    def __init__(self, root: Path, state: str) -> None:
        self._root = root
        self._shelf = Shelf(root / state, state)

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

        self._shelf.write(_RECORDS, fill)
        self._throw_away(lambda _kind, held: held == sequence)
        for other in self._root.iterdir():
            if other != self._shelf.root:
                shutil.rmtree(other, ignore_errors=True)
        return _facts(self._shelf.open(_RECORDS, sequence))

    def names(self, base: Facts) -> NameIndex:
        """The names of records that were held or written here."""
        folder = self._shelf.ensure(_NAMES, base.sequence, lambda writing: _fill_names(writing, base))
        return NameIndex.from_arrays(folder.arrays, base)

    def arrays(self, base: Facts, day: date) -> TieArrays:
        """The ties of a day in records that were held or written here."""
        kind, made = kind_of(day), lambda writing: write_ties(writing, tie_arrays(base, day))
        try:
            return read_ties(self._shelf.ensure(kind, base.sequence, made))
        except Unusable:  # whole, but not what it should be
            with self._shelf.turn(kind, wait=-1):
                self._shelf.write(kind, made)
            return read_ties(self._shelf.open(kind, base.sequence))

    def forget_days_before(self, day: date) -> None:
        self._throw_away(lambda kind, _held: not kind.startswith(_TIES) or kind >= kind_of(day))

    def throw_all_away(self) -> None:
        self._throw_away(lambda _kind, _held: False)

    def _throw_away(self, keep: Callable[[str, int], bool]) -> None:
        for kind, sequence in self._shelf.held():
            if not keep(kind, sequence):
                self._shelf.clear(kind, partial(keep, kind))

    def _opened(self, sequence: int, mark: Mark) -> Facts | None:
        try:
            folder = self._shelf.open(_RECORDS, sequence)
        except Unusable:
            return None
        return _facts(folder) if folder.about.get("mark") == mark(sequence) else None


def _facts(folder: Folder) -> Facts:
    return Facts.on(MappedRecords(folder), folder.sequence)


def _fill_names(writing: Writing, base: Facts) -> int:
    for name, values in NameIndex(base).arrays().items():
        writing.array(name, values)
    return base.sequence
