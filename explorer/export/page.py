"""A page that stands alone: the drawing by vis-network (through pyvis), everything in one file, nothing asked of any host.

pyvis's own template asks public hosts for styles and prints the heading as markup, so pyvis is fed node by node and its answer put into a template of ours.
"""

import re
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from math import log2
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment

from explorer.domain.kinds import Label, Shape
from explorer.domain.records import Entity
from explorer.domain.strength import strength_word
from explorer.domain.vocabulary import TYPES, entity_label
from explorer.export.network import Exported, Left
from explorer.resources import resource

_LIBRARY: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
_STYLES: Final = "templates/lib/vis-9.1.2/vis-network.css"
_NAMES: Final = "js/explore/names.js"
"""Where names stand on the canvas of Explore, they stand in the page by the same rule."""
_MOST_NAMES: Final = 250
_LONGEST_NAME: Final = 34
_SHAPES: Final[Mapping[Shape, tuple[str, str]]] = {
    Shape.DISC: ("dot", "●"),
    Shape.SQUARE: ("square", "■"),
    Shape.FRAMED_SQUARE: ("square", "▣"),
    Shape.HEXAGON: ("hexagon", "⬢"),
    Shape.LOZENGE: ("diamond", "◇"),
    Shape.STAR: ("star", "☆"),
    Shape.RIBBON: ("triangleDown", "▽"),
    Shape.PILL: ("triangle", "△"),
    Shape.PENTAGON: ("hexagon", "⬡"),
    Shape.ROUNDED: ("square", "□"),
}
"""What vis-network calls what comes nearest to a shape, and how the legend writes it; those that only situate are hollow."""
_WIDTHS: Final = {"strong": 6, "medium": 3.5, "weak": 1.5}
_INK: Final = "#14201c"
_PAPER: Final = "#ffffff"
_ACCENT: Final = "#0b5d51"
_EQUAL: Final = 12
_SMALLEST: Final = 8
_LARGEST: Final = 18
_PER_PIXEL: Final = 1.5
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
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
    "named": (
        "De plus près, plus de noms sont écrits ; le pointeur dit chacun, et les tableaux les ont tous.",
        "From closer by, more names are written; the pointer tells each, and the tables have them all.",
    ),
    "none": ("Rien de ce nom n’est montré.", "Nothing of that name is shown."),
    "notes": ("Notes", "Notes"),
    "entries": ("fiches", "entries"),
    "ties": ("liens", "ties"),
}


def write_html(network: Exported, file: Path) -> Left:
    from pyvis.network import Network

    drawn = Network(directed=True)
    language = 0 if network.language == "fr" else 1
    noted = [entity for entity in network.entities if entity.id in network.look.notes]
    numbers = {entity.id: number for number, entity in enumerate(noted, 1)}
    for entity in network.entities:
        node = _node(entity, network, language) | _stand(network, entity.id)
        if entity.id in numbers:
            node["label"] += f" {str(numbers[entity.id]).translate(_RAISED)}"
        drawn.add_node(entity.id, **node)
    parallel: Counter[frozenset[str]] = Counter()
    for r in network.relationships:
        pair = frozenset((r.source, r.target))
        drawn.add_edge(r.source, r.target, **_edge(r.type, r.status, network.strength(r), language), smooth=_bent(parallel[pair]))
        parallel[pair] += 1
    nodes, edges, *_ = drawn.get_network_data()
    here = files("explorer.export")
    library = files("pyvis")
    template = Environment(autoescape=True).from_string((here / "page.html").read_text("utf-8"))
    page = template.render(
        title=network.title,
        language=network.language,
        words={name: words[language] for name, words in _WORDS.items()},
        data={"nodes": nodes, "edges": edges, "options": _options(network), "none": _WORDS["none"][language]},
        library=(library / _LIBRARY).read_text("utf-8").replace("</script", "<\\/script"),
        names=_script(Path(resource("static"), _NAMES).read_text("utf-8")),
        most=_MOST_NAMES,
        styles=(library / _STYLES).read_text("utf-8").replace("</style", ""),
        legend=[(_SHAPES[kind.shape][1], _INK if network.look.tints else kind.light, kind.singular[language]) for kind in _kinds(network)],
        notes=[(entity, network.look.notes[entity.id]) for entity in noted],
        entities=[(entity, entity_label(entity.shown_label).singular[language]) for entity in network.entities],
        ties=[(network.by_id[r.source].name, TYPES[r.type].words[language], network.by_id[r.target].name, r) for r in network.relationships],
    )
    file.write_text(page.encode("utf-8", "replace").decode("utf-8"), encoding="utf-8", newline="\n")
    return Left()


def _script(module: str) -> str:
    """A module as it can stand in a page, which has none to import from."""
    return re.sub(r"^(import .*\n|export )", "", module, flags=re.MULTILINE)


def _kinds(network: Exported) -> list[Label]:
    """Of what is drawn, each once."""
    return [entity_label(name) for name in dict.fromkeys(entity.shown_label for entity in network.entities)]


def _node(entity: Entity, network: Exported, language: int) -> dict[str, Any]:
    kind, colour = entity_label(entity.shown_label), network.colour(entity.id)
    name = entity.text("short_name") or entity.name
    fill = colour if kind.shape.filled else _PAPER
    return {
        "label": name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        "title": f"{entity.name}\n{kind.singular[language]}",
        "shape": _SHAPES[kind.shape][0],
        "color": {"background": fill, "border": colour, "highlight": {"background": fill, "border": _ACCENT}},
        "borderWidth": 3 if kind.shape is Shape.FRAMED_SQUARE else 2,
        "size": _size(network, entity.id),
    }


def _stand(network: Exported, id: str) -> dict[str, Any]:
    """Where somebody put it, and nothing moves it from there."""
    if id not in network.look.places:
        return {}
    x, y = network.look.places[id]
    return {"x": x, "y": -y, "physics": False}


def _size(network: Exported, id: str) -> float:
    """As on the canvas; of what was not drawn there by itself, gently more for who has more relationships."""
    if id in network.look.sizes:
        return _PER_PIXEL * network.look.sizes[id]
    return _EQUAL if network.look.equal else min(_LARGEST, _SMALLEST + 2 * log2(1 + network.degrees.get(id, 0)))


def _bent(others: int) -> bool | dict[str, Any]:
    """Beside the other ties of the two, where there are any."""
    return {"enabled": True, "type": "curvedCW", "roundness": min(0.6, 0.15 * others)} if others else False


def _options(network: Exported) -> dict[str, Any]:
    """What has a place stays there; only where some have none are those arranged."""
    is_placed = bool(network.entities) and all(entity.id in network.look.places for entity in network.entities)
    return {**_OPTIONS, "physics": {"enabled": False}} if is_placed else _OPTIONS


def _edge(type: str, status: str, strength: float | None, language: int) -> dict[str, Any]:
    quiet = strength is None
    return {
        "title": TYPES[type].words[language],
        "width": 1 if strength is None else _WIDTHS[strength_word(strength)],
        "dashes": [2, 6] if quiet else status == "inferred",
        "color": "#9aa8a1" if quiet else "#5d6b65",
        "arrows": "" if quiet or TYPES[type].symmetric else {"to": {"enabled": True, "scaleFactor": 0.5}},
    }
