"""The same facts in every form they can have: as objects, in mapped files, and as changes over files that know half of them."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network.files import Shelf, Writing
from explorer.network.records import MappedRecords, write_records

Form: TypeAlias = Callable[[Iterable[Entity], Iterable[Relationship]], Facts]


def in_memory(entities: Iterable[Entity], relationships: Iterable[Relationship]) -> Facts:
    return Facts(entities, relationships)


def mapped(entities: Iterable[Entity], relationships: Iterable[Relationship], sequence: int = 0) -> Facts:
    def fill(writing: Writing) -> int:
        write_records(writing, iter(entities), iter(relationships))
        return sequence

    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        shelf = Shelf(Path(place), "a database")
        shelf.write("facts", fill)
        return Facts.on(MappedRecords(shelf.open("facts", sequence)), sequence)


def changed(entities: Iterable[Entity], relationships: Iterable[Relationship]) -> Facts:
    """Half of the entities are new, and half of the relationships; a company and its tie are gone."""
    nodes, edges = list(entities), list(relationships)
    gone = Entity("gone since", "Company", "Gone", {"country": "CA", "size_class": "pme"})
    tie = Relationship("gone since", "LOCATED_IN", gone.id, nodes[0].id)
    base = mapped([*nodes[::2], gone], [*edges[1::2], tie])
    middle = base.with_changes({node.id: node for node in nodes[1::2]}, {}, 1)
    return middle.with_changes({gone.id: None}, {edge.id: edge for edge in edges[::2]}, 2)


FORMS: Final[Mapping[str, Form]] = {"in memory": in_memory, "mapped": mapped, "changed": changed}
