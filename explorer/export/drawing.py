"""A drawing as SVG: names are text, kinds have shape and colour, the weight of a line is its strength, and a legend says so."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from explorer.domain.kinds import Shape
from explorer.domain.records import Entity
from explorer.domain.strength import strength_word
from explorer.domain.vocabulary import entity_label
from explorer.export.layout import positions
from explorer.export.network import Exported, Left
from explorer.export.xml_graphs import without_controls

NARROWEST: Final = 1100
MARGIN: Final = 40
HEAD: Final = 70
LONGEST_NAME: Final = 40
_WEIGHTS: Final = {"strong": 5, "medium": 3, "weak": 1.5}
_LINES: Final[Mapping[str, tuple[str, str]]] = {
    "strong": ("lien fort", "strong tie"),
    "medium": ("lien moyen", "medium tie"),
    "weak": ("lien faible", "weak tie"),
    "situates": ("ne présente personne", "introduces nobody"),
}
_TIE, _INK, _QUIET, _PAPER = "#5d6b65", "#14201c", "#9aa8a1", "#ffffff"
_FONT: Final = 'font-family="Source Sans 3, Source Sans Pro, Arial, sans-serif"'
_OUTLINES: Final[Mapping[Shape, str]] = {
    Shape.HEXAGON: "0,-11 9.500,-5.500 9.500,5.500 0,11 -9.500,5.500 -9.500,-5.500",
    Shape.LOZENGE: "0,-11 11,0 0,11 -11,0",
    Shape.PENTAGON: "0,-11 10.500,-3.400 6.500,9 -6.500,9 -10.500,-3.400",
    Shape.STAR: "0,-11 3,-7 8,-8 7,-3 11,0 7,3 8,8 3,7 0,11 -3,7 -8,8 -7,3 -11,0 -7,-3 -8,-8 -3,-7",
    Shape.RIBBON: "-11,-7 11,-7 7,0 11,7 -11,7 -7,0",
}


def write_svg(network: Exported, file: Path) -> Left:
    file.write_text("\n".join(_lines(network)) + "\n", encoding="utf-8", newline="\n")
    return Left()


def _lines(network: Exported) -> Iterator[str]:
    placed = positions(network, [(max(36.0, 6.6 * len(_shown(entity)) + 14), 58.0) for entity in network.entities])
    places = {entity.id: (MARGIN + x, HEAD + MARGIN + y) for entity, (x, y) in zip(network.entities, placed, strict=True)}
    width = max(NARROWEST, *(x + 2 * MARGIN for x, _ in places.values())) if places else NARROWEST
    bottom = max((y + MARGIN for _, y in places.values()), default=HEAD)
    kinds = list(dict.fromkeys(entity.shown_label for entity in network.entities))
    height = bottom + 30 * (2 + (len(kinds) + 3) // 4)
    size = f'width="{width:.0f}" height="{height:.0f}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" {size} role="img" aria-label="{_text(network.title)}">'
    yield f"<title>{_text(network.title)}</title>"
    yield f'<rect {size} fill="{_PAPER}"/>'
    yield f'<text x="{MARGIN / 2}" y="45" {_FONT} font-size="26" font-weight="600" fill="{_INK}">{_text(_short(network.title, 90))}</text>'
    for r in network.relationships:
        (x1, y1), (x2, y2) = places[r.source], places[r.target]
        yield f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" {_stroke(network.strength(r), inferred=r.status == "inferred")}/>'
    for entity in network.entities:
        x, y = places[entity.id]
        yield f'<g transform="translate({x:.1f} {y:.1f})">{_mark(entity.shown_label)}{_name(entity)}</g>'
    yield from _legend(kinds, network, bottom)
    yield "</svg>"


def _stroke(strength: float | None, *, inferred: bool = False) -> str:
    if strength is None:
        return f'stroke="{_QUIET}" stroke-width="1" stroke-dasharray="1 4" stroke-linecap="round" fill="none"'
    dashes = ' stroke-dasharray="7 5"' if inferred else ""
    return f'stroke="{_TIE}" stroke-width="{_WEIGHTS[strength_word(strength)]}"{dashes} fill="none"'


def _mark(label: str) -> str:
    kind = entity_label(label)
    look = f'fill="{kind.light}" stroke="{_PAPER}" stroke-width="1.5"' if kind.shape.filled else f'fill="{_PAPER}" stroke="{kind.light}" stroke-width="1.7"'
    if kind.shape is Shape.DISC:
        return f'<circle r="10" {look}/>'
    if kind.shape in _OUTLINES:
        return f'<polygon points="{_OUTLINES[kind.shape]}" {look}/>'
    if kind.shape is Shape.FRAMED_SQUARE:
        frame = f'<rect x="-12" y="-12" width="24" height="24" fill="none" stroke="{kind.light}" stroke-width="1.7"/>'
        return f'{frame}<rect x="-9" y="-9" width="18" height="18" {look}/>'
    wide, round_ = (11, 7) if kind.shape is Shape.PILL else (9.5, 3 if kind.shape is Shape.ROUNDED else 1)
    tall = 7 if kind.shape is Shape.PILL else 9.5
    return f'<rect x="{-wide}" y="{-tall}" width="{2 * wide}" height="{2 * tall}" rx="{round_}" {look}/>'


def _name(entity: Entity) -> str:
    look = f'{_FONT} font-size="12" fill="{_INK}" stroke="{_PAPER}" stroke-width="3" paint-order="stroke" text-anchor="middle"'
    return f'<text y="26" {look}>{_text(_shown(entity))}<title>{_text(entity.name)}</title></text>'


def _shown(entity: Entity) -> str:
    return _short(entity.text("short_name") or entity.name, LONGEST_NAME)


def _legend(kinds: list[str], network: Exported, top: float) -> Iterator[str]:
    french = network.language == "fr"
    words = [(label, entity_label(label).singular[0 if french else 1]) for label in kinds]
    for number, (label, word) in enumerate(words):
        x, y = MARGIN / 2 + 12 + number % 4 * 260, top + 20 + number // 4 * 30
        yield f'<g transform="translate({x} {y})">{_mark(label)}<text x="20" y="5" {_FONT} font-size="14" fill="{_INK}">{_text(word)}</text></g>'
    y = top + 20 + (len(words) + 3) // 4 * 30
    for number, (weight, told) in enumerate(_LINES.items()):
        x = MARGIN / 2 + number * 260
        strength = {"strong": 0.9, "medium": 0.4, "weak": 0.1}.get(weight)
        word = f'<text x="{x + 40}" y="{y + 5}" {_FONT} font-size="14" fill="{_INK}">{told[0 if french else 1]}</text>'
        yield f'<path d="M{x} {y}h30" {_stroke(strength)}/>{word}'


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _text(written: str) -> str:
    return escape(without_controls(written)[0], {'"': "&quot;"})
