"""Entities and relationships written as tables, the way the file format says."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import LABELS, TYPES, node_properties, relationship_properties

NODE_COLUMNS = ("id", "label", "name", *dict.fromkeys(name for label in LABELS for name in node_properties(label)))
EDGE_COLUMNS = ("id", "source", "target", "type", *dict.fromkeys(name for type_ in TYPES for name in relationship_properties(type_)))


def cell(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "|".join(value)
    return guarded(value) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """A leading quote before what a spreadsheet would take for a formula, and before what already looks guarded."""
    return "'" + text if text.lstrip("'")[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Value]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def nodes_table(entities: Iterable[Entity], delimiter: str = ",") -> str:
    return table(NODE_COLUMNS, ({"id": e.id, "label": e.label, "name": e.name, **e.properties} for e in entities), delimiter)


def edges_table(relationships: Iterable[Relationship], delimiter: str = ",") -> str:
    rows = ({"id": r.id, "source": r.source, "target": r.target, "type": r.type, **r.flat()} for r in relationships)
    return table(EDGE_COLUMNS, ({name: value for name, value in row.items() if name != "origin"} for row in rows), delimiter)
