"""Files written on the spot, and what is read of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from explorer.domain.records import Entity, Relationship
from explorer.ingest import Reading, read_files

Read = Callable[..., Reading]


@dataclass(frozen=True)
class Held:
    """A database that holds just this."""

    nodes: Mapping[str, Entity]
    edges: Mapping[str, Relationship]

    def entities(self, ids: Collection[str], /) -> Mapping[str, Entity]:
        return {id: self.nodes[id] for id in ids if id in self.nodes}

    def relationships(self, ids: Collection[str], /) -> Mapping[str, Relationship]:
        return {id: self.edges[id] for id in ids if id in self.edges}

    def parents(self, ids: Collection[str], /) -> Mapping[str, Collection[str]]:
        ties = [r for r in self.edges.values() if r.type == "SUBSIDIARY_OF"]
        return {id: [r.target for r in ties if r.source == id] for id in ids if any(r.source == id for r in ties)}


def held(labels: Mapping[str, str] | None = None, entities: Iterable[Entity] = (), relationships: Iterable[Relationship] = ()) -> Held:
    """A database that holds ids with these labels, and these things."""
    nodes = {id: Entity(id, label, id) for id, label in (labels or {}).items()} | {e.id: e for e in entities}
    return Held(nodes, {r.id: r for r in relationships})


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a nodes and an edges table given as text or bytes; either may be absent."""

    def read(nodes: str | bytes | None = None, edges: str | bytes | None = None, known: Mapping[str, str] | Held | None = None) -> Reading:
        paths = []
        for name, content in (("nodes.csv", nodes), ("edges.csv", edges)):
            if content is not None:
                path = tmp_path / name
                path.write_bytes(content.encode() if isinstance(content, str) else content)
                paths.append(path)
        return read_files(paths, known if isinstance(known, Held) else held(known))

    return read
