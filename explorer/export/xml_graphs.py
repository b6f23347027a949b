"""GraphML and GEXF, row by row. Attributes bear the names of the columns of tables, so that both come in again.

All edges are written as directed, since few readers take both kinds in one graph: whether a direction says anything stands in the type.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TextIO
from xml.sax.saxutils import escape, quoteattr

from explorer.domain.kinds import Property
from explorer.domain.records import Value
from explorer.export.network import EDGE_PROPERTIES, NODE_PROPERTIES, Exported, Left, Look, plain_type, text

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to write."""
_BREAKS: Final = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_GEXF: Final = "http://www.gexf.net/1.2draft"
_ENDS: Final = ("id", "source", "target")
_KIND: Final = "type"
"""What GraphML calls the kind of an entity: Gephi takes an attribute `label` for the name that it writes on the drawing."""
SHOWN: Final[Mapping[str, tuple[str, str]]] = {"node": ("nodelabel", "name"), "edge": ("edgelabel", "type")}
"""What Gephi reads as that name in GraphML, and which column it repeats."""


def without_controls(written: str) -> tuple[str, int]:
    """With `�` in place of what XML cannot hold, and how often that was needed."""
    return _CONTROLS.subn("\N{REPLACEMENT CHARACTER}", written)


def write_graphml(network: Exported, file: Path) -> Left:
    left = Left()
    nodes, edges = (tuple(c for c in columns if c not in _ENDS) for columns in (network.node_columns, network.edge_columns))
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for of, columns, known in (("node", nodes, NODE_PROPERTIES), ("edge", edges, EDGE_PROPERTIES)):
            for column in columns:
                name = _KIND if (of, column) == ("node", "label") else column
                out.write(f'<key id="{of[0]}.{column}" for="{of}" attr.name="{name}" attr.type="{plain_type(column, known)}"/>\n')
        out.writelines(f'<key id="{of[0]}.{name}" for="{of}" attr.name="{name}" attr.type="string"/>\n' for of, (name, _) in SHOWN.items())
        if network.look.places:
            out.writelines(f'<key id="n.{axis}" for="node" attr.name="{axis}" attr.type="double"/>\n' for axis in "xy")
        out.write('<graph edgedefault="directed">\n')
        for row in network.node_rows():
            out.write(f"<node id={_quoted(row['id'], left)}>{_data(row, 'node', left)}{_axes(network.look, str(row['id']))}</node>\n")
        for row in network.edge_rows():
            ends = f"id={_quoted(row['id'], left)} source={_quoted(row['source'], left)} target={_quoted(row['target'], left)}"
            out.write(f"<edge {ends}>{_data(row, 'edge', left)}</edge>\n")
        out.write("</graph>\n</graphml>\n")
    return +left


def _data(row: Mapping[str, Value], of: str, left: Left) -> str:
    held = {column: _escaped(value, left) for column, value in row.items() if column not in _ENDS}
    shown, column = SHOWN[of]
    return "".join(f'<data key="{of[0]}.{name}">{value}</data>' for name, value in (*held.items(), (shown, held[column])))


def _axes(look: Look, id: str) -> str:
    """As Gephi and others read places in GraphML."""
    return "".join(f'<data key="n.{axis}">{at!r}</data>' for axis, at in zip("xy", look.places.get(id, ()), strict=False))


def write_gexf(network: Exported, file: Path) -> Left:
    left = Left()
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write(f'<gexf xmlns="{_GEXF}" xmlns:viz="{_GEXF}/viz" version="1.2">\n')
        out.write('<graph defaultedgetype="directed" mode="static">\n')
        node_numbers = _attributes(out, "node", network.node_columns, NODE_PROPERTIES)
        edge_numbers = _attributes(out, "edge", network.edge_columns, EDGE_PROPERTIES)
        out.write("<nodes>\n")
        for row in network.node_rows():
            inside = f"{_values(row, node_numbers, left)}{_looks(network, str(row['id']))}"
            out.write(f"<node id={_quoted(row['id'], left)} label={_quoted(row['name'], left)}>{inside}</node>\n")
        out.write("</nodes>\n<edges>\n")
        for row in network.edge_rows():
            ends = f"id={_quoted(row['id'], left)} source={_quoted(row['source'], left)} target={_quoted(row['target'], left)}"
            out.write(f"<edge {ends} label={_quoted(row['type'], left)}>{_values(row, edge_numbers, left)}</edge>\n")
        out.write("</edges>\n</graph>\n</gexf>\n")
    return +left


def _looks(network: Exported, id: str) -> str:
    """Where it stood on a canvas, in which colour and how large; nothing of what was on none."""
    look = network.look
    if id not in look.places:
        return ""
    (x, y), (red, green, blue) = look.places[id], bytes.fromhex(network.colour(id).removeprefix("#"))
    size = f'<viz:size value="{look.sizes[id]!r}"/>' if id in look.sizes else ""
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{x!r}" y="{y!r}" z="0.0"/>{size}'


def _attributes(out: TextIO, of: str, columns: tuple[str, ...], known: Mapping[str, Property]) -> Mapping[str, int]:
    numbers = {column: number for number, column in enumerate(column for column in columns if column not in _ENDS)}
    out.write(f'<attributes class="{of}">\n')
    for column, number in numbers.items():
        out.write(f'<attribute id="{number}" title="{column}" type="{plain_type(column, known)}"/>\n')
    out.write("</attributes>\n")
    return numbers


def _values(row: Mapping[str, Value], numbers: Mapping[str, int], left: Left) -> str:
    held = "".join(f'<attvalue for="{numbers[column]}" value={_quoted(value, left)}/>' for column, value in row.items() if column in numbers)
    return f"<attvalues>{held}</attvalues>"


def _quoted(value: Value, left: Left) -> str:
    written, controls = without_controls(text(value))
    left["control characters"] += controls
    return quoteattr(written, _BREAKS)


def _escaped(value: Value, left: Left) -> str:
    written, controls = without_controls(text(value))
    left["control characters"] += controls
    return escape(written, {"\r": "&#13;"})
