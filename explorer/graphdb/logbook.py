"""The log of changes as it is written: numbered without gaps, in the same transaction as what it tells of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from explorer.graphdb.database import Transaction
from explorer.graphdb.schema import CHANGES
from explorer.graphdb.server_differences import MESSAGE_LIMIT, ROWS_A_STATEMENT

T = TypeVar("T")
NODE: Final = "node"
EDGE: Final = "edge"
NOTE: Final = "note"
"""What stands in the log alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one change did. `before` and `after` are JSON texts of the whole thing; there is no `before` of what is new, no `after` of what is gone."""

    what: str
    kind: str
    id: str
    before: str | None
    after: str | None


def now() -> str:
    """The time as it is written down. It says when; the order of changes is that of their numbers, whatever the clock does."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def take(tx: Transaction, holder: str) -> int:
    """The number of the latest change. Whoever takes it too waits or starts again, so it is taken before anything is looked at."""
    tx.run("write/lock_counter", id=CHANGES, holder=holder)
    return int(tx.value("read/counter", id=CHANGES))


def append(tx: Transaction, last: int, entries: Sequence[Entry], *, at: str, who: str, batch: str) -> int:
    """Write them down after number `last`. Returns the number of the latest change afterwards."""
    for start, part in in_parts(entries, lambda entry: len(entry.before or "") + len(entry.after or "")):
        rows = [_row(entry) | {"sequence": number, "at": at, "who": who, "batch": batch} for number, entry in enumerate(part, last + start + 1)]
        tx.run("write/create_changes", rows=rows)
    if entries:
        tx.run("write/set_counter", id=CHANGES, value=last + len(entries))
    return last + len(entries)


def _row(entry: Entry) -> dict[str, Any]:
    texts = {"before": entry.before, "after": entry.after}
    return {"what": entry.what, "kind": entry.kind, "id": entry.id} | {name: text for name, text in texts.items() if text is not None}


def in_parts(items: Sequence[T], weight: Callable[[T], int]) -> Iterator[tuple[int, Sequence[T]]]:
    """Parts that fit into one statement and one message, each with the position of its first."""
    start = size = 0
    for position, item in enumerate(items):
        characters = weight(item)
        if position > start and (position - start >= ROWS_A_STATEMENT or size + characters > MESSAGE_LIMIT):
            yield start, items[start:position]
            start, size = position, 0
        size += characters
    if start < len(items):
        yield start, items[start:]
