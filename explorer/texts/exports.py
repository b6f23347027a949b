"""The formats of exports in words."""

from collections.abc import Mapping
from typing import Final

from explorer.texts import Texts, marked

FORMATS: Final[Mapping[str, str]] = {
    "csv": marked("Two tables (CSV)"),
    "xlsx": marked("A workbook (XLSX)"),
    "graphml": marked("GraphML, for yEd and networkx"),
    "gexf": marked("GEXF, for Gephi"),
    "graphology": marked("JSON for graphology"),
    "node_link": marked("JSON for networkx and D3"),
    "ftm": marked("FollowTheMoney"),
    "geojson": marked("A map (GeoJSON)"),
    "html": marked("A page that works offline (HTML)"),
    "svg": marked("A drawing (SVG)"),
}


def format_words(t: Texts, name: str) -> str:
    return t.gettext(FORMATS[name])
