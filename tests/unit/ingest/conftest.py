"""Files written on the spot, and what is read of them."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest

from explorer.ingest import Reading, read_files

Read = Callable[..., Reading]


def held(entities: Mapping[str, str]) -> Callable[[Collection[str]], Mapping[str, str]]:
    """A database that holds these ids, with their labels."""
    return lambda ids: {id: entities[id] for id in ids if id in entities}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a nodes and an edges table given as text or bytes; either may be absent."""

    def read(nodes: str | bytes | None = None, edges: str | bytes | None = None, known: Mapping[str, str] | None = None) -> Reading:
        paths = []
        for name, content in (("nodes.csv", nodes), ("edges.csv", edges)):
            if content is not None:
                path = tmp_path / name
                path.write_bytes(content.encode() if isinstance(content, str) else content)
                paths.append(path)
        return read_files(paths, held(known or {}))

    return read
