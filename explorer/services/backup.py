"""Keeping the whole network in a file while it is being used, and bringing it back into an empty database, of the same kind of server or the other."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final

from explorer import __version__
from explorer.domain.vocabulary import LABELS
from explorer.errors import BadInput
from explorer.graphdb import Database, reads, restoring
from explorer.graphdb.restoring import CannotRestore, Expected
from explorer.graphdb.whole import Row, Whole, whole
from explorer.services.backup_file import KINDS, BadBackup, Reading, Rules, Writer, may_bear, may_stand
from explorer.texts import Texts, marked

Progress = Callable[[int, int], None]
MOST_NAMED: Final = 100
"""Of what was left out; all of it is counted."""
_BAD_FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "foreign": marked("%(file)s is not a backup made by Entremise, or its beginning is damaged. Choose a file that `entremise backup` wrote."),
        "newer": marked("%(file)s was written by a newer Entremise than this one. Install the newer one, and restore with it."),
        "damaged": marked("%(file)s is damaged (line %(line)s): it ends too early, or was changed after it was written. Take another backup."),
        "refused": marked("%(file)s holds what no backup made by Entremise holds (line %(line)s). Take another backup."),
    }
)
_REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "not_empty": marked(
            "The database is not empty, and a backup is restored into an empty one only. Choose another folder with --data, or an empty Neo4j database."
        ),
        "other_file": marked("Another backup was being restored into this database, and is not all there yet. Finish that one, or take an empty database."),
        "written_meanwhile": marked("Another program writes into this database. Stop it, take an empty database, and restore again."),
    }
)


@dataclass(slots=True)
class BackupReport:
    """`left_out`: what another program stored and a backup cannot hold, by the first hundred; `left_out_number` counts all."""

    file: str
    sequence: int
    counts: Mapping[str, int] = field(default_factory=dict)
    checksum: str = ""
    size: int = 0
    left_out: list[dict[str, str | None]] = field(default_factory=list)
    left_out_number: int = 0

    def leave_out(self, kind: str, id: object, reason: str) -> None:
        self.left_out_number += 1
        if len(self.left_out) < MOST_NAMED:
            self.left_out.append({"kind": kind, "id": None if id is None else str(id), "reason": reason})

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "sequence": self.sequence,
            **_counted(self.counts),
            "size": self.size,
            "sha256": self.checksum,
            "left_out": {"number": self.left_out_number, "first": self.left_out},
        }


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """`resumed`: went on where an earlier restore of the same file had stopped."""

    file: str
    sequence: int
    counts: Mapping[str, int]
    resumed: bool

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "sequence": self.sequence, **_counted(self.counts), "resumed": self.resumed}


def _counted(counts: Mapping[str, int]) -> dict[str, int]:
    entities, relationships, changes, scenes = (counts.get(kind, 0) for kind in KINDS)
    return {"entities": entities, "relationships": relationships, "changes": changes, "scenes": scenes}


def backup(db: Database, path: Path, t: Texts, progress: Progress | None = None) -> BackupReport:
    """Write one file that holds everything as it was after one change. Nothing stands under its name before it is complete.

    Raises BadInput where there is such a file already, or it cannot be written.
    """
    if path.exists():
        raise BadInput(t.gettext("There is already a file %(file)s, and it is left as it is. Choose another name.", file=path), {"file": [str(path)]})
    total = _size(db)
    tell = _twice(progress, total)
    with _whole_file(path, t) as file, whole(db, path.absolute().parent, tell) as everything:
        report = BackupReport(str(path), everything.sequence)
        writer = Writer(file, {"sequence": everything.sequence, "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "entremise": __version__})
        rules = Rules()
        for done, (kind, row) in enumerate(_rows(everything), total):
            _keep(writer, rules, kind, row, report)
            tell(done)
        report.counts = rules.counts
        report.checksum = writer.end(rules.counts)
    report.size = path.stat().st_size
    return report


def _size(db: Database) -> int:
    counts = reads.counts(db)
    return sum(counts.labels.get(label, 0) for label in LABELS) + sum(counts.types.values())


def _twice(progress: Progress | None, total: int) -> Callable[[int], None]:
    """Rows are read once and written once. A writer at the same time may make them more than there were."""
    return lambda done: None if progress is None else progress(min(done, 2 * total), 2 * total)


def _rows(everything: Whole) -> Iterator[tuple[str, Row]]:
    for kind, rows in zip(KINDS, (everything.entities(), everything.relationships(), everything.changes(), everything.scenes()), strict=True):
        for row in rows:
            yield kind, row


def _keep(writer: Writer, rules: Rules, kind: str, row: Row, report: BackupReport) -> None:
    """Write the row; name what of it, or that all of it, cannot be kept."""
    properties = row["properties"]
    id = properties.get("sequence" if kind == "change" else "id")
    for name in [name for name, value in properties.items() if not may_stand(name, value)]:
        report.leave_out(kind, id, f"foreign_value:{name}")
        del properties[name]
    for label in [label for label in row.get("labels", ()) if not may_bear(label)]:
        report.leave_out(kind, id, f"unknown_label:{label}")
        row["labels"].remove(label)
    if broken := rules.broken(kind, row):
        report.leave_out(kind, id, broken)
    else:
        writer.row(kind, row)


@contextmanager
def _whole_file(path: Path, t: Texts) -> Iterator[IO[bytes]]:
    """A file for its owner alone (`mkstemp` makes mode 0600) that gets its name when the block ends well, and is gone where it does not."""
    try:
        descriptor, written = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(written).replace(path)
        except BaseException:
            Path(written).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = t.gettext("The backup could not be written to %(file)s: %(reason)s. Nothing was left there.", file=path, reason=error.strerror or error)
        raise BadInput(message, {"file": [str(path)]}) from error


def restore(db: Database, path: Path, t: Texts, progress: Progress | None = None) -> RestoreReport:
    """Bring a backup back into an empty database, once all of the file was read and found whole.

    Raises BadInput where it is not a backup, not whole, or the database not empty.
    """
    with _told(path, t):
        reading = Reading(path)
        for _ in reading:
            pass
        counts = dict(reading.counts)
        expected = Expected(reading.checksum, reading.sequence, *(counts.get(kind, 0) for kind in KINDS))
        resumed = restoring.restore(db, reading, expected, lambda done: progress(done, expected.rows) if progress else None)
    return RestoreReport(str(path), reading.sequence, counts, resumed)


@contextmanager
def _told(path: Path, t: Texts) -> Iterator[None]:
    try:
        yield
    except BadBackup as error:
        raise BadInput(t.gettext(_BAD_FILES[error.reason], file=path, line=error.line), {"reason": error.reason, "file": [str(path)]}) from error
    except CannotRestore as error:
        raise BadInput(t.gettext(_REFUSALS[error.reason]), {"reason": error.reason}) from error
    except OSError as error:
        message = t.gettext("The file %(file)s cannot be read: %(reason)s.", file=path, reason=error.strerror or error)
        raise BadInput(message, {"file": [str(path)]}) from error
