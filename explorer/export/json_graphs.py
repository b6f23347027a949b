"""The JSON of graphology, and that of networkx called node-link. Lists stay lists, numbers numbers."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from explorer.domain.records import Value
from explorer.domain.vocabulary import TYPES
from explorer.export.network import Exported, Left


def write_graphology(network: Exported, file: Path) -> Left:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"attributes": ' + _json({"name": network.title}) + ', "options": {"type": "mixed", "multi": true, "allowSelfLoops": false},\n"nodes": [\n')
        _each(out, ({"key": row["id"], "attributes": _others(row, "id")} for row in network.node_rows()))
        out.write('],\n"edges": [\n')
        _each(
            out,
            (
                {"key": row["id"], "source": row["source"], "target": row["target"]}
                | ({"undirected": True} if TYPES[str(row["type"])].symmetric else {})
                | {"attributes": _others(row, "id", "source", "target")}
                for row in network.edge_rows()
            ),
        )
        out.write("]}\n")
    return Left()


def write_node_link(network: Exported, file: Path) -> Left:
    """As networkx reads it into a directed graph with parallel edges; `key` is the relationship's id."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"directed": true, "multigraph": true, "graph": ' + _json({"name": network.title}) + ',\n"nodes": [\n')
        _each(out, network.node_rows())
        out.write('],\n"edges": [\n')
        _each(
            out, ({"source": row["source"], "target": row["target"], "key": row["id"]} | _others(row, "id", "source", "target") for row in network.edge_rows())
        )
        out.write("]}\n")
    return Left()


def _others(row: Mapping[str, Value], *without: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in without}


def _each(out: TextIO, rows: Iterable[Mapping[str, Any]]) -> None:
    for number, row in enumerate(rows):
        out.write((",\n" if number else "") + _json(row))
    out.write("\n")


def _json(value: object) -> str:
    """Halves of characters, which UTF-8 has no bytes for, are written as escapes."""
    written = json.dumps(value, ensure_ascii=False)
    return written if written.isprintable() or not any("\ud800" <= letter <= "\udfff" for letter in written) else json.dumps(value)
