"""A made-up network in the embedded database, by the fastest way the product has: as a backup is restored, without the log of how it came to be."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, open_database, stored
from explorer.graphdb.restoring import Expected, Line, restore
from explorer.settings import Settings
from tests.bench.forms import entities_of, relationships_of
from tests.bench.made_up import PERSON, SECTORS, TieLists

HEAP_MB: Final = 2048
WHEN: Final = "2024-06-01T00:00:00+00:00"
SEQUENCE: Final = 1
FIRST: Final = {"sequence": SEQUENCE, "at": WHEN, "who": "bench", "what": "create node", "kind": "node", "id": "sector:00", "batch": "bench"}
"""The whole log: what is shared between processes is named after its latest change."""
SIZE: Final = 300
"""Characters of a row, about: all are much alike."""


@dataclass(frozen=True, slots=True)
class Filled:
    """`seconds`: how long it took to get it all in."""

    settings: Settings
    database: Database
    rows: int
    seconds: float


@contextmanager
def filled(lists: TieLists, folder: Path, say: Callable[[str], None], *, entities_alone: bool = False) -> Iterator[Filled]:
    organisations = int((lists.label != PERSON).sum())
    relationships = 0 if entities_alone else lists.ties + organisations
    with filled_with(folder, entities_of(lists), () if entities_alone else relationships_of(lists), (lists.actors + SECTORS, relationships), say) as made:
        yield made


@contextmanager
def filled_with(
    folder: Path, entities: Iterable[Entity], relationships: Iterable[Relationship], counts: tuple[int, int], say: Callable[[str], None]
) -> Iterator[Filled]:
    """`counts`: how many entities and relationships there are."""
    settings = Settings(folder, heap_mb=HEAP_MB)
    expected = Expected("made up", SEQUENCE, *counts, 1)
    with open_database(settings, restores=True) as database:
        start = perf_counter()
        restore(database, _lines(entities, relationships), expected, lambda rows: say(f"filling the database: {rows:,} of {expected.rows:,} rows"))
        yield Filled(settings, database, expected.rows, perf_counter() - start)


def _lines(entities: Iterable[Entity], relationships: Iterable[Relationship]) -> Iterator[Line]:
    for entity in entities:
        properties = stored.entity_properties(entity) | {"created_at": WHEN, "updated_at": WHEN}
        yield Line("entity", {"labels": entity.labels, "properties": properties}, SIZE)
    for r in relationships:
        yield Line("relationship", {"type": r.type, "source": r.source, "target": r.target, "properties": stored.relationship_properties(r)}, SIZE)
    yield Line("change", {"properties": FIRST}, SIZE)
