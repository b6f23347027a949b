"""Taking back what the log of changes tells, latest first. Each thing taken back is a change of its own."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from explorer.domain.vocabulary import LABELS, SIZE_LABELS
from explorer.graphdb import logbook
from explorer.graphdb.database import Transaction
from explorer.graphdb.logbook import EDGE, NODE, Entry
from explorer.graphdb.server_differences import ROWS_A_STATEMENT

WHO: Final = "entremise"


def batch_of(batch: str) -> str:
    """The batch under which the taking back of a batch is written down."""
    return f"undo:{batch}"


def take_back(tx: Transaction, last: int, first: int, latest: int, batch: str) -> int:
    """Take back changes up to number `latest`, at most a statement's worth and none up to `first`. Returns the latest change that then stands.

    `last`: the number that `logbook.take` gave.
    """
    stands = max(first, latest - ROWS_A_STATEMENT)
    changes = [row["properties"] for row in tx.rows("read/changes", after=stands, limit=latest - stands)][::-1]
    _put_back(tx, _things(changes))
    entries = [Entry(f"undo {c['what']}", c["kind"], c["id"], before=c.get("after"), after=c.get("before")) for c in changes]
    logbook.append(tx, last, entries, at=logbook.now(), who=WHO, batch=batch_of(batch))
    return stands


@dataclass(frozen=True, slots=True)
class _Thing:
    """One entity or relationship as it is, and as it is to be again: None where it was not there. `size`: characters of the latter."""

    kind: str
    id: str
    as_is: Mapping[str, Any]
    again: Mapping[str, Any] | None
    size: int

    @property
    def properties(self) -> Mapping[str, Any]:
        properties: Mapping[str, Any] = (self.again or {})["properties"]
        return properties

    @property
    def relabelled(self) -> bool:
        return self.again is not None and set(self.again["labels"]) != set(self.as_is["labels"])

    @property
    def shown_label(self) -> str:
        """The second label of a company, where it had one."""
        labels: Sequence[str] = (self.again or {})["labels"]
        return next((label for label in labels if label in SIZE_LABELS.values()), next(label for label in labels if label in LABELS))


def _things(changes: Iterable[Mapping[str, Any]]) -> list[_Thing]:
    """What has changed, each thing once, however often it did. `changes` come latest first."""
    ends: dict[tuple[str, str], tuple[str, str | None]] = {}
    for change in changes:
        key = change["kind"], change["id"]
        ends[key] = ends.get(key, (change["after"],))[0], change.get("before")
    return [_Thing(kind, id, json.loads(after), json.loads(before) if before else None, len(before or "")) for (kind, id), (after, before) in ends.items()]


def _put_back(tx: Transaction, things: Sequence[_Thing]) -> None:
    """Relationships first, before what they hang on goes."""
    nodes, edges = ([thing for thing in things if thing.kind == kind] for kind in (NODE, EDGE))
    for type_, of_type in _grouped(edges, lambda thing: str(thing.as_is["type"])):
        for part in _parts(_gone(of_type)):
            tx.run("write/delete_relationships", each=type_, ids=_ids(part))
        for part in _parts(_kept(of_type)):
            tx.run("write/put_back_relationships", each=type_, ids=_ids(part), properties={thing.id: thing.properties for thing in part})
    for part in _parts(_gone(nodes)):
        tx.run("write/delete_entities", ids=_ids(part))
    for part in _parts(_kept(nodes)):
        tx.run("write/put_back_entities", rows=[{"id": thing.id, "properties": thing.properties} for thing in part])
    for label, relabelled in _grouped((thing for thing in nodes if thing.relabelled), lambda thing: thing.shown_label):
        for part in _parts(relabelled):
            tx.run("write/relabel_entities", each=label, ids=_ids(part))


def _gone(things: Iterable[_Thing]) -> list[_Thing]:
    return [thing for thing in things if thing.again is None]


def _kept(things: Iterable[_Thing]) -> list[_Thing]:
    return [thing for thing in things if thing.again is not None]


def _ids(things: Iterable[_Thing]) -> list[str]:
    return [thing.id for thing in things]


def _grouped(things: Iterable[_Thing], key: Callable[[_Thing], str]) -> Iterator[tuple[str, list[_Thing]]]:
    groups: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return iter(groups.items())


def _parts(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    return (part for _, part in logbook.in_parts(things, lambda thing: thing.size + len(thing.id)))
