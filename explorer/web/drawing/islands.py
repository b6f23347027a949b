"""Two ends that nothing joins: each with its strongest neighbours, and a divide between them."""

from dataclasses import replace
from typing import Final

from explorer.services.entity import Ego
from explorer.web.drawing.around import chord, spoke
from explorer.web.drawing.routes import moved_by
from explorer.web.drawing.sheet import Drawing, Line, Stop, named, sheet

MOST: Final = 4
OFFSETS: Final = ((0, -124), (0, 140), (-124, -34), (124, -34))
APART: Final = 215
TEXT: Final = 14.5


def islands(left: Ego | None, right: Ego | None) -> Drawing | None:
    """None where an end is no single actor."""
    if left is None or right is None:
        return None
    a, a_lines = island(left, -APART)
    b, b_lines = island(right, APART)
    if {stop.entity.id for stop in a} & {stop.entity.id for stop in b}:
        return None
    drawing = sheet([*a, *b], [*a_lines, *b_lines])
    return replace(drawing, divide=f"M0 {drawing.top + 12:g}V{drawing.top + drawing.height - 12:g}")


def island(ego: Ego, x: float) -> tuple[list[Stop], list[Line]]:
    side = 1 if x > 0 else -1
    actors = [entity for entity in ego.neighbours if entity.is_actor][:MOST]
    centre = named(Stop(ego.centre, x, 0, 42), 120, TEXT + 2, "middle", strong=True, most_lines=2)
    stops = [centre]
    for entity, (dx, dy) in zip(actors, OFFSETS, strict=False):
        beside = named(Stop(entity, x + side * dx, dy, 26), 112, TEXT, "middle", above=dy < 0, most_lines=2)
        stops.append(beside)
    if len(stops) == 1:
        stops = [moved_by(centre, 0)]
    points = {stop.entity.id: (stop.x, stop.y) for stop in stops}
    ties = [tie for tie in ego.ties if {tie.a, tie.b} <= points.keys()]
    return stops, [spoke(tie, points) if ego.centre.id in (tie.a, tie.b) else chord(tie, points) for tie in ties]
