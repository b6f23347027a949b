"""The formats there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from explorer.export import drawing, ftm, geo, json_graphs, page, tables, xml_graphs
from explorer.export.network import Exported, Left


@dataclass(frozen=True, slots=True)
class Format:
    """`comes_in_again`: loading such a file gives the same network. `most`: entities beyond which it could not be read by anybody. `write` gets where to."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Exported, Path], Left]
    comes_in_again: bool = False
    is_folder: bool = False
    most: int | None = None


FORMATS: Final[Mapping[str, Format]] = {
    format.name: format
    for format in (
        Format("csv", "", "text/csv", tables.write_csv, comes_in_again=True, is_folder=True),
        Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tables.write_xlsx, comes_in_again=True),
        Format("graphml", ".graphml", "application/graphml+xml", xml_graphs.write_graphml, comes_in_again=True),
        Format("gexf", ".gexf", "application/gexf+xml", xml_graphs.write_gexf, comes_in_again=True),
        Format("graphology", ".json", "application/json", json_graphs.write_graphology, comes_in_again=True),
        Format("node_link", ".json", "application/json", json_graphs.write_node_link, comes_in_again=True),
        Format("ftm", ".ftm.json", "application/json-lines", ftm.write_ftm),
        Format("geojson", ".geojson", "application/geo+json", geo.write_geojson),
        Format("html", ".html", "text/html; charset=utf-8", page.write_html, most=1_000),
        Format("svg", ".svg", "image/svg+xml", drawing.write_svg, most=400),
    )
}
