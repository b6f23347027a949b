"""The made-up mechanics of the example, as of a day on which their calls are open."""

from datetime import date
from functools import cache

from explorer.domain.facts import Facts
from explorer.domain.identity import relationship_id
from explorer.domain.records import Entity, Relationship, Value
from explorer.examples import example_folders
from explorer.ingest import read_files
from explorer.services.snapshot import Snapshot

DAY = date(2026, 6, 1)
BENCH, TANKS, LATE = "opportunity:banc-hydraulique", "opportunity:cuves-nucleaires", "opportunity:convoyeur-2025"


class Nothing:
    """A database that holds nothing yet."""

    def entities(self, ids: object, /) -> dict[str, Entity]:
        return {}

    def relationships(self, ids: object, /) -> dict[str, Relationship]:
        return {}

    def parents(self, ids: object, /) -> dict[str, list[str]]:
        return {}


@cache
def _read() -> tuple[tuple[Entity, ...], tuple[Relationship, ...]]:
    reading = read_files(example_folders(), Nothing())
    assert not reading.problems
    return tuple(reading.entities), tuple(reading.relationships)


def facts(*more: Entity | Relationship, without: frozenset[str] = frozenset()) -> Facts:
    """With some things more, and without some relationships."""
    entities, ties = _read()
    added = [one for one in more if isinstance(one, Entity)]
    return Facts(
        {e.id: e for e in (*entities, *added)}.values(),
        [r for r in (*ties, *(one for one in more if isinstance(one, Relationship))) if r.id not in without],
        1,
    )


def network(*more: Entity | Relationship) -> Snapshot:
    return Snapshot.of(facts(*more))


def tie(type: str, source: str, target: str, **values: Value) -> Relationship:
    return Relationship.from_properties(relationship_id(type, source, target, values), type, source, target, values)
