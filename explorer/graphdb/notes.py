"""Notes on what was done about a need: who was proposed, asked, met, and what came of it.

A note is something that was done, and never edited: it stands in the log of changes alone, with its number, who and when, so that every backup holds it. All of
them bear one batch, by which they are found.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from explorer.errors import NotFound
from explorer.graphdb import large_loads, logbook
from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.logbook import NOTE, Entry

BATCH: Final = "notes"
PAGE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Note:
    """`on`: the day it was done, as written. `at`, `who`: when it was noted and by which way, set by the log."""

    id: str
    opportunity: str
    company: str
    step: str
    on: str
    text: str | None = None
    amount: float | None = None
    currency: str | None = None
    sequence: int = 0
    at: str = ""
    who: str = ""


def add(db: Database, note: Note, *, who: str) -> int:
    """Write it down. Returns the number of the latest change."""
    return _append(db, Entry("create note", NOTE, note.id, None, _text(note)), who)


def take_back(db: Database, id: str, *, who: str) -> int:
    """A note that should not have been made: it counts no more, and the log keeps that it was there. Raises NotFound."""
    note = all_notes(db).get(id)
    if note is None:
        raise NotFound(f"there is no note {id}", {"id": [id[:500]]})
    return _append(db, Entry("delete note", NOTE, id, _text(note), None), who)


def all_notes(db: Database) -> dict[str, Note]:
    """Those that were not taken back, by id, in the order they were made."""
    found: dict[str, Note] = {}
    after = 0
    while True:
        rows = db.read(lambda tx, after=after: [row["properties"] for row in tx.rows("read/changes_of_batch", batch=BATCH, after=after, limit=PAGE)])  # type: ignore[misc]
        for row in rows:
            if row.get("after"):
                found[row["id"]] = _note(row)
            else:
                found.pop(row["id"], None)
        if len(rows) < PAGE:
            return found
        after = rows[-1]["sequence"]


def _append(db: Database, entry: Entry, who: str) -> int:
    def write(tx: Transaction) -> int:
        before = logbook.take(tx, BATCH)
        large_loads.check_free(tx, part_of=None)
        return logbook.append(tx, before, [entry], at=logbook.now(), who=who, batch=BATCH)

    return large_loads.in_turn(db, write)


def _text(note: Note) -> str:
    told = {name: getattr(note, name) for name in ("opportunity", "company", "step", "on", "text", "amount", "currency")}
    return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False, sort_keys=True)


def _note(row: Mapping[str, Any]) -> Note:
    return Note(id=row["id"], sequence=row["sequence"], at=row["at"], who=row["who"], **json.loads(row["after"]))
