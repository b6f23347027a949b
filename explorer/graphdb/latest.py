"""What became of everything that changed after a number, told by the log alone, and so exactly as it stood after one change.

Both servers make a commit visible piece by piece, in no order to rely on: who reads in that moment can see the counter of a change before the change, or a
change before what it did. The log cannot mislead: it is numbered without gaps, so where it is not all there yet that is seen, and it holds all that it tells.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import logbook
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.logbook import NODE, NOTE
from explorer.graphdb.schema import CHANGES

Thing: TypeAlias = Mapping[str, Any]
"""`labels` of an entity, or `type`, `source` and `target` of a relationship; and its `properties`."""

PAGE: Final = 5_000
SETTLE_SECONDS: Final = 5.0
"""How long numbers may be missing before they are taken for lost."""
_LOOK_SECONDS: Final = 0.002
_WRITTEN_TO: Final = ("busy", "too_long")
_SETTLER: Final = "settle"


@dataclass(frozen=True, slots=True)
class Latest:
    """By id, each thing that changed as it was after change number `sequence`; None where it was no more."""

    sequence: int
    entities: Mapping[str, Thing | None]
    relationships: Mapping[str, Thing | None]


class LogIncomplete(Exception):
    """Numbers are missing from the log, and stay so."""


def sequence(db: Database) -> int:
    """Number of the latest change; 0 before the first."""
    return int(db.read(lambda tx: tx.value("read/counter", id=CHANGES)) or 0)


def settled(db: Database) -> int:
    """Number of the latest change, once whoever is writing is done: all of it is visible then, and so is all that was seen before.

    Where nothing can be written (a full disk, no right to), nobody else writes either.
    """
    try:
        return db.write(lambda tx: logbook.take(tx, _SETTLER))
    except DatabaseUnavailable as error:
        if error.errors.get("reason") in _WRITTEN_TO:
            raise
        return sequence(db)


def latest(db: Database, after: int, to: int) -> Latest:
    """What changed after number `after` up to number `to`, which has been reached. Raises LogIncomplete."""
    entities: dict[str, Thing | None] = {}
    relationships: dict[str, Thing | None] = {}
    for start in range(after, to, PAGE):
        for kind, id, thing in _page(db, start, min(start + PAGE, to)):
            if kind != NOTE:
                (entities if kind == NODE else relationships)[id] = thing
    return Latest(to, entities, relationships)


def _page(db: Database, after: int, last: int) -> list[tuple[str, str, Thing | None]]:
    deadline = time.monotonic() + SETTLE_SECONDS
    while True:
        rows = db.read(lambda tx: _changes(tx, after, last))
        if [row.get("sequence") for row in rows] == list(range(after + 1, last + 1)):
            return [(row["kind"], row["id"], json.loads(row["after"]) if row.get("after") else None) for row in rows]
        if time.monotonic() > deadline:
            raise LogIncomplete(f"changes {after + 1} to {last}: {len(rows)} are there")
        time.sleep(_LOOK_SECONDS)


def _changes(tx: Transaction, after: int, last: int) -> list[Mapping[str, Any]]:
    return [row["properties"] for row in tx.rows("read/changes_between", after=after, last=last)]
