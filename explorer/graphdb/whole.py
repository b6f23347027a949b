"""The whole database as it stood after one change, row by row, whoever writes meanwhile and however large it is.

Rows are as the database holds them, not as the domain would have them: what another program wrote is there too.
"""

import gzip
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

from explorer.domain.vocabulary import ENTITY
from explorer.graphdb.database import Database
from explorer.graphdb.latest import Latest, LogIncomplete, Thing, latest, settled
from explorer.graphdb.schema import CHANGES

Row: TypeAlias = Mapping[str, Any]
Progress: TypeAlias = Callable[[int], None]

SECONDS: Final = 3_600.0
"""How long reading all rows of one kind may take."""
PAGE: Final = 2_000
FOREIGN: Final = "foreign_value"
"""The key that stands for a value only another program can have written: a time, a place, bytes. It holds the value's text, or what it is."""
_PLAIN: Final = (str, bool, int, float)
_TOLD_EVERY: Final = 1_000


class Spool:
    """Rows on their way, in a compressed file without a name, so that memory does not grow with the network."""

    def __init__(self, folder: Path | None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - lives as long as the spool

    def fill(self, rows: Iterable[Row]) -> None:
        """From the beginning: what it held is gone."""
        self._file.seek(0)
        self._file.truncate()
        with gzip.GzipFile(fileobj=self._file, mode="wb", compresslevel=1) as packed:
            for row in rows:
                packed.write(json.dumps(row, ensure_ascii=False, default=_foreign).encode() + b"\n")

    def __iter__(self) -> Iterator[Row]:
        self._file.seek(0)
        with gzip.GzipFile(fileobj=self._file, mode="rb") as packed:
            for line in packed:
                yield json.loads(line)

    def close(self) -> None:
        self._file.close()


@dataclass(frozen=True, slots=True)
class _Part:
    """All rows of one kind: those first read, but for the ids that were read again."""

    spool: Spool
    again: dict[str, list[Row]]

    def __iter__(self) -> Iterator[Row]:
        first = (row for row in self.spool if row["properties"].get("id") not in self.again)
        return chain(first, chain.from_iterable(self.again.values()))


class Whole:
    """Everything as it was after change number `sequence`. Iterate as often as needed, within the `with` of `whole`."""

    def __init__(self, db: Database, sequence: int, entities: _Part, relationships: _Part, scenes: Spool) -> None:
        self.sequence = sequence
        self._db = db
        self._entities = entities
        self._relationships = relationships
        self._scenes = scenes

    def entities(self) -> Iterator[Row]:
        """`labels` (all of them) and `properties`."""
        return iter(self._entities)

    def relationships(self) -> Iterator[Row]:
        """`type`, `source`, `target` (ids of the ends) and `properties`."""
        return iter(self._relationships)

    def scenes(self) -> Iterator[Row]:
        """What somebody saved beside the network; the properties alone."""
        return iter(self._scenes)

    def changes(self) -> Iterator[Row]:
        """The log up to `sequence`, oldest first; the properties alone."""
        after = 0
        while after < self.sequence:
            last = min(after + PAGE, self.sequence)
            for properties in self._page("read/changes_between", after=after, last=last):
                yield {"properties": properties}
                after = properties["sequence"]
            # Where numbers are missing, on to the next one that is there.
            after = last if after == last else self._before_next(last)

    def _before_next(self, number: int) -> int:
        following = self._page("read/changes", after=number, limit=1)
        return int(following[0]["sequence"]) - 1 if following else self.sequence

    def _page(self, statement: str, **bounds: Any) -> list[Row]:
        rows = self._db.read(lambda tx: [row["properties"] for row in tx.rows(statement, **bounds)])
        return [{name: _plain(value) for name, value in row.items()} for row in rows]


@contextmanager
def whole(db: Database, folder: Path | None = None, progress: Progress | None = None) -> Iterator[Whole]:
    """Read everything.

    `folder`: where the rows lie meanwhile, the system's place for passing files by default. `progress` is told how many there are so far.
    """
    with ExitStack() as files:
        nodes, edges, scenes = (files.enter_context(_spool(folder)) for _ in range(3))
        before = settled(db)
        tell = _Teller(progress)
        db.read(lambda tx: nodes.fill(tell(map(_entity, tx.rows("read/all_entities")))), seconds=SECONDS)
        tell.keep()
        db.read(lambda tx: edges.fill(tell(map(_relationship, tx.rows("read/all_relationships")))), seconds=SECONDS)
        db.read(lambda tx: scenes.fill({"properties": _properties(row)} for row in tx.rows("read/all_scenes")), seconds=SECONDS)
        since = _since(db, before, settled(db))
        reached = max(since.sequence, _past_counter(db, since.sequence))
        yield Whole(db, reached, _Part(nodes, _again(since.entities)), _Part(edges, _again(since.relationships)), scenes)


def _since(db: Database, before: int, after: int) -> Latest:
    """What changed while the rows were read; where the log has holes they stay as they were read."""
    try:
        return latest(db, before, after)
    except LogIncomplete:
        return Latest(after, {}, {})


def _past_counter(db: Database, reached: int) -> int:
    """The last number of a log that goes on past its own counter, which only damage can do; 0 where it does not."""
    last = reached
    while page := db.read(lambda tx, after=last: [row["properties"]["sequence"] for row in tx.rows("read/changes", after=after, limit=PAGE)]):  # type: ignore[misc]
        last = page[-1]
    return last if last > settled(db) else 0


def _again(things: Mapping[str, Thing | None]) -> dict[str, list[Row]]:
    """The rows that take the place of those first read; none for an id that is gone."""
    return {id: [] if thing is None else [_labelled(thing)] for id, thing in things.items()}


def _labelled(thing: Thing) -> Row:
    return {**thing, "labels": sorted({*thing["labels"], ENTITY})} if "labels" in thing else thing


@contextmanager
def _spool(folder: Path | None) -> Iterator[Spool]:
    spool = Spool(folder)
    try:
        yield spool
    finally:
        spool.close()


def counter(db: Database) -> int:
    """The number the log is said to have reached; that of its latest entry is `Whole.sequence` where all is well."""
    return int(db.read(lambda tx: tx.value("read/counter", id=CHANGES)) or 0)


def outside(db: Database, limit: int) -> list[Row]:
    """At most so many nodes that are neither entities nor our own book-keeping: their `labels` and `properties`."""
    return db.read(lambda tx: [_entity(row) for row in tx.rows("read/outside", limit=limit)], seconds=SECONDS)


def _entity(row: Row) -> Row:
    return {"labels": sorted(row["labels"]), "properties": _properties(row)}


def _relationship(row: Row) -> Row:
    return {"type": row["type"], "source": row["source"], "target": row["target"], "properties": _properties(row)}


def _properties(row: Row) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row["properties"].items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if type(value) in _PLAIN else _foreign(value)


def _foreign(value: Any) -> dict[str, str]:
    return {FOREIGN: value.iso_format() if hasattr(value, "iso_format") else type(value).__name__}


class _Teller:
    """Counts rows over several readings, of which one may have to start again."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._before = self._number = 0

    def __call__(self, rows: Iterable[Row]) -> Iterator[Row]:
        self._number = self._before
        for row in rows:
            yield row
            self._number += 1
            if self._progress is not None and self._number % _TOLD_EVERY == 0:
                self._progress(self._number)

    def keep(self) -> None:
        self._before = self._number
