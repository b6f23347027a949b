"""A page that stands alone: the drawing by vis-network (through pyvis), everything in one file, nothing asked of any host.

pyvis's own template asks public hosts for styles and prints the heading as markup, so pyvis is fed node by node and its answer put into a template of ours.
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from explorer.domain.kinds import Shape
from explorer.domain.records import Entity
from explorer.domain.strength import strength_word
from explorer.domain.vocabulary import TYPES, entity_label
from explorer.export.network import Exported, Left

_LIBRARY: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
_STYLES: Final = "templates/lib/vis-9.1.2/vis-network.css"
_LONGEST_NAME: Final = 60
_SHAPES: Final[Mapping[Shape, str]] = {
    Shape.DISC: "dot",
    Shape.SQUARE: "square",
    Shape.FRAMED_SQUARE: "square",
    Shape.HEXAGON: "hexagon",
    Shape.LOZENGE: "diamond",
    Shape.STAR: "star",
}
_WIDTHS: Final = {"strong": 6, "medium": 3.5, "weak": 1.5}
_INK: Final = "#14201c"
_OPTIONS: Final = {
    "physics": {"solver": "forceAtlas2Based", "stabilization": {"iterations": 200}},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "tooltipDelay": 120},
    "layout": {"improvedLayout": False, "randomSeed": 7},
}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "find": ("Chercher un nom", "Find a name"),
    "table": ("La même chose en tableaux", "The same as tables"),
    "name": ("Nom", "Name"),
    "kind": ("Nature", "Kind"),
    "from": ("De", "From"),
    "tie": ("Lien", "Tie"),
    "to": ("Vers", "To"),
    "since": ("Depuis", "Since"),
    "drawing": ("Dessin du réseau", "Drawing of the network"),
    "none": ("Rien de ce nom n'est montré.", "Nothing of that name is shown."),
    "entries": ("fiches", "entries"),
    "ties": ("liens", "ties"),
}


def write_html(network: Exported, file: Path) -> Left:
    from pyvis.network import Network

    drawn = Network(directed=True)
    language = 0 if network.language == "fr" else 1
    for entity in network.entities:
        drawn.add_node(entity.id, **_node(entity, language))
    for r in network.relationships:
        drawn.add_edge(r.source, r.target, **_edge(r.type, r.status, network.strength(r), language))
    nodes, edges, *_ = drawn.get_network_data()
    here = files("explorer.export")
    library = files("pyvis")
    template = Environment(autoescape=True).from_string((here / "page.html").read_text("utf-8"))
    page = template.render(
        title=network.title,
        language=network.language,
        words={name: words[language] for name, words in _WORDS.items()},
        data={"nodes": nodes, "edges": edges, "options": _OPTIONS, "none": _WORDS["none"][language]},
        library=(library / _LIBRARY).read_text("utf-8").replace("</script", "<\\/script"),
        styles=(library / _STYLES).read_text("utf-8").replace("</style", ""),
        entities=[(entity, entity_label(entity.shown_label).singular[language]) for entity in network.entities],
        ties=[(network.by_id[r.source].name, TYPES[r.type].words[language], network.by_id[r.target].name, r) for r in network.relationships],
    )
    file.write_text(page.encode("utf-8", "replace").decode("utf-8"), encoding="utf-8", newline="\n")
    return Left()


def _node(entity: Entity, language: int) -> dict[str, Any]:
    kind = entity_label(entity.shown_label)
    name = entity.text("short_name") or entity.name
    fill, border = (kind.light, kind.light) if kind.shape.filled else ("#ffffff", kind.light)
    return {
        "label": name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        "title": f"{entity.name}\n{kind.singular[language]}",
        "shape": _SHAPES.get(kind.shape, "box" if not kind.shape.filled else "square"),
        "color": {"background": fill, "border": border, "highlight": {"background": fill, "border": "#0b5d51"}},
        "size": 16,
        "borderWidth": 3 if kind.shape is Shape.FRAMED_SQUARE else 2,
        "font": {"color": _INK, "face": "Source Sans 3, Arial, sans-serif"},
    }


def _edge(type: str, status: str, strength: float | None, language: int) -> dict[str, Any]:
    quiet = strength is None
    return {
        "title": TYPES[type].words[language],
        "width": 1 if strength is None else _WIDTHS[strength_word(strength)],
        "dashes": [2, 6] if quiet else status == "inferred",
        "color": "#9aa8a1" if quiet else "#5d6b65",
        "arrows": "" if TYPES[type].symmetric else {"to": {"enabled": True, "scaleFactor": 0.5}},
    }
