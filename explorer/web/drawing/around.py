"""One entity and its nearest neighbours: the entity in the middle, the others in two wings, their names outside."""

from collections.abc import Collection, Sequence
from itertools import zip_longest
from math import sqrt
from typing import Final

from explorer.domain.records import Entity
from explorer.domain.vocabulary import LABELS
from explorer.services.entity import Ego, EgoTie
from explorer.web.drawing.sheet import Drawing, Line, Stop, named, sheet, weight_of

REACH: Final = 140
STEP: Final = 54
ROOM: Final = 108
TEXT: Final = 15
MOST: Final = 18
MOST_AMONG: Final = 14
"""More ties than this among the neighbours would hide the ones that matter."""


def around(ego: Ego, deduced: Collection[str] = ()) -> Drawing | None:
    """`deduced`: neighbours tied only by what they did together. None where there is nobody around."""
    shown = in_wings(ego.neighbours[:MOST])
    if not shown:
        return None
    centre = named(Stop(ego.centre, 0, 0, 46), 150, TEXT + 1.5, "middle", strong=True, most_lines=2)
    sides = (shown[0::2], shown[1::2])
    stops = [centre, *wing(sides[0], 1), *wing(sides[1], -1)]
    points = {stop.entity.id: (stop.x, stop.y) for stop in stops}
    spokes = [tie for tie in ego.ties if ego.centre.id in (tie.a, tie.b) and {tie.a, tie.b} <= points.keys()]
    among = [tie for tie in ego.ties if ego.centre.id not in (tie.a, tie.b) and {tie.a, tie.b} <= points.keys()]
    lines = [chord(tie, points) for tie in among] if len(among) <= MOST_AMONG else []
    return sheet(stops, [*lines, *(spoke(tie, points, inferred=tie.a in deduced or tie.b in deduced) for tie in spokes)], least=420)


def in_wings(neighbours: Sequence[Entity]) -> list[Entity]:
    """Kinds together: alternately to the right and the left, so each wing holds its kinds in the vocabulary's order."""
    order = list(LABELS)
    sorted_ = sorted(neighbours, key=lambda e: (not e.is_actor, order.index(e.label)))
    half = (len(sorted_) + 1) // 2
    return [entity for pair in zip_longest(sorted_[:half], sorted_[half:]) for entity in pair if entity is not None]


def wing(entities: Sequence[Entity], side: int) -> list[Stop]:
    """From top to bottom along half an ellipse."""
    n = len(entities)
    high = max((n - 1) * STEP / 2, 1)
    stops = []
    for i, entity in enumerate(entities):
        y = (i - (n - 1) / 2) * STEP
        x = side * REACH * (sqrt(max(0.0, 1 - (y / (high * 1.35)) ** 2)) if n > 1 else 1)
        stops.append(named(Stop(entity, round(x, 1), round(y, 1), 28), ROOM, TEXT, "start" if side > 0 else "end", most_lines=2))
    return stops


def spoke(tie: EgoTie, points: dict[str, tuple[float, float]], *, inferred: bool = False) -> Line:
    (ax, ay), (bx, by) = points[tie.a], points[tie.b]
    return Line(f"M{ax:g} {ay:g}L{bx:g} {by:g}", weight_of(tie.strength), inferred)


def chord(tie: EgoTie, points: dict[str, tuple[float, float]]) -> Line:
    """A tie between two neighbours, bent towards the middle."""
    (ax, ay), (bx, by) = points[tie.a], points[tie.b]
    return Line(f"M{ax:g} {ay:g}Q{(ax + bx) * 0.3:g} {(ay + by) * 0.3:g} {bx:g} {by:g}", weight_of(tie.strength), quiet=True)
