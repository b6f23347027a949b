"""What the log of changes says must be what is there: told again from the beginning, it has to come to exactly what the database holds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from explorer.graphdb import Database, reads, whole
from explorer.graphdb.reads import Change

Thing = dict[str, Any]
PAGE = 5_000


@dataclass
class Model:
    """Everything of a database as plain data, as the log of changes tells it: labels or type and ends, and properties."""

    entities: dict[str, Thing] = field(default_factory=dict)
    relationships: dict[str, Thing] = field(default_factory=dict)

    @classmethod
    def of(cls, database: Database) -> "Model":
        """As the database holds it. Fails where an id is there twice."""
        with whole.whole(database) as everything:
            entities = [{**row, "labels": sorted(set(row["labels"]) - {"Entity"})} for row in everything.entities()]
            relationships = list(everything.relationships())
        model = cls({row["properties"]["id"]: row for row in entities}, {row["properties"]["id"]: dict(row) for row in relationships})
        assert len(model.entities) == len(entities), "an entity is there twice"
        assert len(model.relationships) == len(relationships), "a relationship is there twice"
        return model

    def take(self, change: Change) -> None:
        """Follow one change. Fails where it says something else was there before."""
        things = self.entities if change.kind == "node" else self.relationships
        assert things.get(change.id) == _thing(change.before), f"change {change.sequence} is not of what was there before it"
        if change.after is None:
            del things[change.id]
        else:
            things[change.id] = _thing(change.after) or {}


def _thing(text: str | None) -> Thing | None:
    if text is None:
        return None
    thing: Thing = json.loads(text)
    return {**thing, "labels": sorted(thing["labels"])} if "labels" in thing else thing


def log(database: Database) -> Iterator[Change]:
    after = 0
    while page := reads.changes(database, after, PAGE):
        yield from page
        after = page[-1].sequence


def agree(database: Database) -> list[Change]:
    """Fails unless counter, log and effect agree, and numbers have neither gaps nor repetitions. Returns the log."""
    told, changes = Model(), list(log(database))
    assert [change.sequence for change in changes] == list(range(1, len(changes) + 1)), "gaps or repetitions in the log"
    assert reads.sequence(database) == len(changes), "the counter is not the number of the latest change"
    for change in changes:
        told.take(change)
    there = Model.of(database)
    assert told.entities == there.entities, "the log tells of other entities than there are"
    assert told.relationships == there.relationships, "the log tells of other relationships than there are"
    return changes
