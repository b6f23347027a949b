"""A scene as it was kept: every entity where it stood, names where there is room."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, sin, tau
from typing import Any, Final

from explorer.domain.strength import strength_word
from explorer.services.graph import Edge, Graph, Node, pair
from explorer.services.scenes_filters import Filters, weight_of
from explorer.services.together import DerivedTie
from explorer.web.drawing.sheet import Anchor, Box, Drawing, Line, Stop, box, named, overlap, sheet

WIDE: Final = 1100
HIGH: Final = 720
ROOM: Final = 130
TEXT: Final = 13
SMALLEST: Final = 14
LARGEST: Final = 30
EQUAL: Final = 20
SIDES: Final[tuple[tuple[Anchor, bool], ...]] = (("start", False), ("middle", False), ("end", False), ("middle", True))
"""Where a name is tried: right, below, left, above."""
WEIGHTS: Final = ("situates", "weak", "medium", "strong")


def scene(graph: Graph, view: Mapping[str, Any], filters: Filters, derived: Sequence[DerivedTie] = ()) -> Drawing | None:
    """With these derived ties among what is shown. None where there is nothing to draw."""
    if not graph.nodes:
        return None
    places = placed(graph.nodes, view)
    kept = {node["id"]: node for node in view["nodes"]}
    by = (view.get("styles") or {}).get("size") or "ties"
    stops = [
        Stop(node.entity, *places[node.entity.id], size_of(node, by, kept[node.entity.id].get("size")), tint=kept[node.entity.id].get("tint"))
        for node in graph.nodes
    ]
    return sheet(with_names(stops), lines(graph.ties, derived, places, filters), least=420)


def size_of(node: Node, by: str, kept: float | None) -> float:
    """Across, in units. What the canvas counted among what was shown it keeps as the radius of each mark."""
    if by == "ties":
        return min(LARGEST, SMALLEST + node.degree)
    return EQUAL if kept is None else min(LARGEST, 2 * kept)


def placed(nodes: tuple[Node, ...], view: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Within a sheet of fixed size, upwards as on the canvas; around a circle where the view says of somebody nothing."""
    said = {node["id"]: (node.get("x"), node.get("y")) for node in view["nodes"]}
    ids = [node.entity.id for node in nodes]
    known = all(None not in said[id] for id in ids)
    points = {id: said[id] if known else (cos(n * tau / len(ids)), sin(n * tau / len(ids))) for n, id in enumerate(ids)}
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    scale = min(WIDE / max(max(xs) - min(xs), 1e-9), HIGH / max(max(ys) - min(ys), 1e-9))
    if len(ids) == 1:
        scale = 1.0
    return {id: (round((x - min(xs)) * scale, 1), round((max(ys) - y) * scale, 1)) for id, (x, y) in points.items()}


def with_names(stops: list[Stop]) -> list[Stop]:
    """The largest first, each name where it covers no mark and no other name; the tables have them all."""
    taken: list[Box] = [box(stop, 0) for stop in stops]
    told: dict[str, Stop] = {}
    for stop in sorted(stops, key=lambda stop: (-stop.size, stop.entity.id)):
        own = box(stop, 0)
        for anchor, above in SIDES:
            wanted = named(stop, ROOM, TEXT, anchor, above=above, most_lines=2)
            room = box(wanted, 0)
            if not any(overlap(room, other) for other in taken if other != own):
                taken.append(room)
                told[stop.entity.id] = wanted
                break
    return [told.get(stop.entity.id, stop) for stop in stops]


def lines(ties: Sequence[Edge], derived: Sequence[DerivedTie], places: Mapping[str, tuple[float, float]], filters: Filters) -> list[Line]:
    """One for each pair, as its strongest tie; dashed where nobody stated any of it, pushed back where all of it lies outside of the period."""
    pairs: dict[tuple[str, str], list[tuple[str, bool, bool]]] = defaultdict(list)
    for tie in ties:
        if tie.relationship.source != tie.relationship.target:
            pairs[pair(tie.relationship)].append((weight_of(tie), tie.relationship.status == "inferred", filters.holds(tie)))
    for one in derived:
        pairs[min(one.source, one.target), max(one.source, one.target)].append((strength_word(one.strength), True, filters.holds(one)))
    return [
        Line(
            f"M{places[a][0]:g} {places[a][1]:g}L{places[b][0]:g} {places[b][1]:g}",
            max((weight for weight, _, _ in found), key=WEIGHTS.index),
            inferred=all(inferred for _, inferred, _ in found),
            quiet=not any(holds for _, _, holds in found),
        )
        for (a, b), found in pairs.items()
    ]
