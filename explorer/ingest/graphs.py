"""Graph files of other programs as the tables they stand for: GraphML, GEXF, the JSON of graphology and of networkx, and workbooks.

Whatever the format, what is read is a header and rows of texts, so that one set of rules holds for all of them.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree

from explorer.ingest.decoding import NotText, decode

Rows: TypeAlias = Sequence[Mapping[str, str]]
Records: TypeAlias = list[tuple[int, list[str]]]

WORKBOOK: Final = ".xlsx"
_SHOWN: Final = frozenset({"nodelabel", "edgelabel"})
"""What Gephi writes on a drawing, in GraphML: the columns that tables have say it better."""
MOST_UNPACKED: Final = 150_000_000
"""Bytes a workbook may hold once unpacked; most of them are markup."""
_MOST_PARTS: Final = 2_000


def graph_records(name: str, data: bytes) -> list[Records] | None:
    """The tables in a file by what its suffix says, each with its header first; None where the suffix says nothing. Raises NotText."""
    suffix = next((suffix for suffix in READERS if name.lower().endswith(suffix)), None)
    return None if suffix is None else READERS[suffix](data)


def _graphml(data: bytes) -> list[Records]:
    root = _xml(data, "graphml")
    names = {key.get("id"): key.get("attr.name") or key.get("id") or "" for key in _all(root, "key")}
    shown = {id for id, name in names.items() if name in _SHOWN}

    def row(element: ElementTree.Element) -> dict[str, str]:
        return {names.get(data.get("key"), ""): data.text or "" for data in _all(element, "data") if data.get("key") not in shown}

    nodes = [{"id": node.get("id", "")} | row(node) for node in _all(root, "node")]
    edges = [{k: v for k in ("id", "source", "target") if (v := edge.get(k)) is not None} | row(edge) for edge in _all(root, "edge")]
    return [_records(nodes), _records(edges)]


def _gexf(data: bytes) -> list[Records]:
    root = _xml(data, "gexf")
    titles = {
        (attributes.get("class"), attribute.get("id")): attribute.get("title") or ""
        for attributes in _all(root, "attributes")
        for attribute in _all(attributes, "attribute")
    }

    def row(element: ElementTree.Element, of: str, own: Iterable[str]) -> dict[str, str]:
        held = {titles.get((of, value.get("for") or value.get("id")), ""): value.get("value", "") for value in _all(element, "attvalue")}
        # The format's own label is a name for people: the columns that tables have say it better.
        shown = {"Label": label} if (label := element.get("label")) and "label" not in held and not (of == "edge" and "type" in held) else {}
        return {name: value for name in own if (value := element.get(name)) is not None} | shown | held

    nodes = [row(node, "node", ("id",)) for node in _all(root, "node")]
    edges = [row(edge, "edge", ("id", "source", "target")) for edge in _all(root, "edge")]
    return [_records(nodes), _records(edges)]


def _json_graph(data: bytes) -> list[Records]:
    try:
        graph = json.loads(decode(data))
    except (ValueError, RecursionError):
        raise NotText("not_a_graph", format="JSON") from None
    nodes, edges = (graph.get(name) for name in ("nodes", "edges")) if isinstance(graph, dict) else (None, None)
    if isinstance(graph, dict) and edges is None:
        edges = graph.get("links")
    if not isinstance(nodes, list) or not isinstance(edges, list) or not all(isinstance(one, dict) for one in (*nodes, *edges)):
        raise NotText("not_a_graph", format="JSON")
    return [_records([_json_row(node, "id") for node in nodes]), _records([_json_row(edge, "id") for edge in edges])]


def _json_row(of: Mapping[str, Any], key: str) -> dict[str, str]:
    """graphology's attributes beside what stands outside; `key` names it where nothing else does, but a number there only counts parallel edges."""
    attributes = of.get("attributes")
    flat = {k: v for k, v in of.items() if k not in {"attributes", "undirected"}} | (attributes if isinstance(attributes, dict) else {})
    if "key" in flat and (named := flat.pop("key")) is not None and not (isinstance(named, int) and "source" in flat):
        flat.setdefault(key, named)
    return {name: _text(value) for name, value in flat.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "|".join(map(_text, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _workbook(data: bytes) -> list[Records]:
    """Every sheet that holds anything. What it would unpack to is looked at before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotText("spreadsheet")
            for part in parts:
                with archive.open(part) as opened:
                    if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in opened.read(1_000).upper():
                        raise NotText("spreadsheet")
        return [records for records in _sheets(data) if records]
    except NotText:
        raise
    except Exception as error:  # openpyxl raises whatever the damage makes it stumble over
        raise NotText("spreadsheet") from error


def _sheets(data: bytes) -> Iterator[Records]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        records = [(number, cells) for number, row in enumerate(sheet.iter_rows(values_only=True), 1) if any(cells := [_cell(value) for value in row])]
        width = len(records[0][1]) if records else 0
        yield [(number, cells + [""] * (width - len(cells))) for number, cells in records]  # empty last cells are not in the file


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)


def _records(rows: Rows) -> Records:
    """A header of every name that any row has, and the rows; numbered like the rows of a table."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return [(1, columns), *((number, [row.get(column, "") for column in columns]) for number, row in enumerate(rows, 2))] if rows else []


def _xml(data: bytes, root: str) -> ElementTree.Element:
    """The whole document, which may declare nothing of its own: entities that grow are no part of these formats."""
    decode(data)  # other encodings could hide what is looked for next
    if b"<!DOCTYPE" in data[:100_000].upper() or b"<!ENTITY" in data.upper():
        raise NotText("not_a_graph", format=root)
    try:
        found = ElementTree.fromstring(data)  # noqa: S314 - nothing is declared in it
    except (ElementTree.ParseError, ValueError, LookupError):
        raise NotText("not_a_graph", format=root) from None
    for element in found.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    if found.tag != root:
        raise NotText("not_a_graph", format=root)
    return found


def _all(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    return element.iter(tag)


READERS: Final[Mapping[str, Callable[[bytes], list[Records]]]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".json": _json_graph,
    WORKBOOK: _workbook,
}
