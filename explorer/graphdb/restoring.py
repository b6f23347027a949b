"""Writing a whole database into an empty one, exactly as it was: ids, times, origins and the log of changes.

Up to `writes.MOST_ROWS` rows it is one transaction, all or nothing. Beyond it is several, and a counter says how many rows are in and of which file: who
restores the same file again goes on there, and until that is done nobody else can open the database. The counter of changes moves last, so that programs that
had the empty database open see nothing of it before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NamedTuple

from explorer.domain.vocabulary import LABELS, SIZE_LABELS
from explorer.graphdb import reads
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.failures import unavailable
from explorer.graphdb.schema import CHANGES
from explorer.graphdb.server_differences import MESSAGE_LIMIT, ROWS_A_STATEMENT
from explorer.graphdb.whole import Progress, Row
from explorer.graphdb.writes import MOST_ROWS

RESTORE: Final = "restore"
TRANSACTION_LIMIT: Final = 40_000_000
"""Characters of one transaction: rows may be few and long."""


class CannotRestore(Exception):
    """`reason`: `not_empty`, `other_file` (another one was begun and not finished), `written_meanwhile` (somebody else writes at the same time)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Line(NamedTuple):
    """One row to write, in the order entities, relationships, changes, scenes. `size`: characters of its text."""

    kind: str
    row: Row
    size: int


@dataclass(frozen=True, slots=True)
class Expected:
    """What will have been written in the end, counted before the beginning."""

    checksum: str
    sequence: int
    entities: int
    relationships: int
    changes: int
    scenes: int = 0

    @property
    def rows(self) -> int:
        return self.entities + self.relationships + self.changes + self.scenes


def begun(db: Database, checksum: str) -> int:
    """How many rows of this file are in already. Raises CannotRestore where the database is not empty, or another file was begun."""
    holder, rows = _unfinished(db)
    if holder == checksum:
        return rows
    if holder is not None:
        raise CannotRestore("other_file")
    if reads.counts(db).labels or reads.sequence(db) or reads.changes(db, 0, 1):
        raise CannotRestore("not_empty")
    return 0


def restore(db: Database, lines: Iterable[Line], expected: Expected, progress: Progress | None = None) -> bool:
    """Write them all. Returns whether it went on where an earlier attempt had stopped.

    Raises CannotRestore as `begun` does, and where somebody else writes at the same time.
    """
    done = first = begun(db, expected.checksum)
    for batch in _batches(islice(lines, done, None)):
        db.write(lambda tx, batch=batch, done=done: _write(tx, batch, done, expected))  # type: ignore[misc]
        done += len(batch)
        if progress is not None:
            progress(done)
    if not expected.rows:
        db.write(lambda tx: _write(tx, (), 0, expected))
    return bool(first)


def refuse_unfinished(db: Database) -> None:
    """Raises DatabaseUnavailable where a restore was begun and not finished: half a network would look like a whole one."""
    if _unfinished(db)[0] is not None:
        raise unavailable(
            "restore_unfinished",
            "A backup is being restored into this database and is not all there yet. "
            "If that was interrupted, run `entremise restore` with the same file again; it goes on where it stopped.",
        )


def _unfinished(db: Database) -> tuple[str | None, int]:
    row = db.read(lambda tx: next(iter(list(tx.rows("read/unfinished_restore", id=RESTORE))), None))
    return (None, 0) if row is None else (row["holder"] or "", int(row["rows"]))


def _write(tx: Transaction, batch: Sequence[Line], done: int, expected: Expected) -> None:
    """One batch, what is said of how far it is, and after the last one the end of it."""
    tx.run("write/lock_counter", id=CHANGES, holder=expected.checksum)
    found = next(iter(list(tx.rows("read/unfinished_restore", id=RESTORE))), {"holder": expected.checksum, "rows": 0})
    if tx.value("read/counter", id=CHANGES) or found != {"holder": expected.checksum, "rows": done}:
        raise CannotRestore("written_meanwhile")
    for statement, each, rows in _statements(batch):
        tx.run(statement, each=each, rows=rows)
    if done + len(batch) < expected.rows:
        tx.run("write/begin_counter", id=RESTORE)
        tx.run("write/lock_counter", id=RESTORE, holder=expected.checksum)
        tx.run("write/set_counter", id=RESTORE, value=done + len(batch))
    else:
        _finish(tx, expected)


def _finish(tx: Transaction, expected: Expected) -> None:
    labels = {row["name"]: row["number"] for row in tx.rows("read/count_labels")}
    entities = sum(labels.get(name, 0) for name in LABELS)
    relationships = sum(row["number"] for row in tx.rows("read/count_types"))
    if (entities, relationships) != (expected.entities, expected.relationships):
        raise CannotRestore("written_meanwhile")
    tx.run("write/set_counter", id=CHANGES, value=expected.sequence)
    tx.run("write/end_counter", id=RESTORE)


def _statements(batch: Sequence[Line]) -> Iterator[tuple[str, str | None, list[Any]]]:
    """Statement, its label or type, and rows that fit into one message."""
    groups: dict[tuple[str, str | None], list[Line]] = defaultdict(list)
    for line in batch:
        groups[_statement(line)].append(line)
    for (statement, each), lines in groups.items():
        for part in _parts(lines, ROWS_A_STATEMENT, MESSAGE_LIMIT):
            yield statement, each, [line.row if line.kind == "relationship" else line.row["properties"] for line in part]


def _statement(line: Line) -> tuple[str, str | None]:
    if line.kind == "entity":
        return "write/create_entities", _label(line.row)
    if line.kind == "relationship":
        return "write/create_relationships", line.row["type"]
    return "write/create_scenes" if line.kind == "scene" else "write/create_changes", None


def _label(row: Row) -> str:
    """The second label of a company follows from its size class, whatever it bore."""
    main = next(label for label in row["labels"] if label in LABELS)
    return SIZE_LABELS.get(str(row["properties"].get("size_class")), main) if main == "Company" else main


def _batches(lines: Iterable[Line]) -> Iterator[Sequence[Line]]:
    return _parts(lines, MOST_ROWS, TRANSACTION_LIMIT)


def _parts(lines: Iterable[Line], most: int, limit: int) -> Iterator[Sequence[Line]]:
    part: list[Line] = []
    size = 0
    for line in lines:
        if part and (len(part) >= most or size + line.size > limit):
            yield part
            part, size = [], 0
        part.append(line)
        size += line.size
    if part:
        yield part
