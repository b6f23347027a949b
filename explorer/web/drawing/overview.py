"""The network at a glance: distances on paper as near as can be to distances in the network."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt
from typing import Final

from explorer.domain.strength import Tie
from explorer.services.overview import Overview
from explorer.web.drawing.sheet import Anchor, Drawing, Line, Stop, box, named, overlap, rests_on_inference, sheet, weight_of

ROUNDS: Final = 90
UNIT: Final = 62
"""Paper between two neighbours."""
STRETCH: Final = 1.28
"""Drawings are wider than high."""
NAMES: Final = 9
READ_AT: Final = 640
"""How wide the drawing is on most screens."""
BESIDE: Final[tuple[tuple[Anchor, bool], ...]] = (("start", False), ("end", False), ("middle", False), ("middle", True))
"""Where a name may stand, in order of preference."""

ON_PATH: Final = 1.9
"""A tie of the path shown is drawn longer than the others."""

Near = Mapping[str, Mapping[str, float]]
"""Neighbours of each entity, with the length of the line to them."""
Point = tuple[float, float]


def overview(seen: Overview) -> Drawing | None:
    """None where no actor is tied to another."""
    if not seen.ties:
        return None
    ids = [entity.id for entity in seen.entities]
    best = {frozenset(pair) for pair in pairwise(seen.path.path.ids)} if seen.path else set()
    ties = [tie for tie in seen.ties if frozenset((tie.a, tie.b)) in best or not through_something(tie, ids)]
    near: dict[str, dict[str, float]] = {id: {} for id in ids}
    for a, b in [*((tie.a, tie.b) for tie in ties), *seen.situating]:
        near[a][b] = near[b][a] = ON_PATH if frozenset((a, b)) in best else 1
    points = settled(ids, near)
    lines = [Line(straight(points[a], points[b]), "situates", quiet=True) for a, b in seen.situating]
    for tie in ties:
        on_path = frozenset((tie.a, tie.b)) in best
        lines.append(Line(straight(points[tie.a], points[tie.b]), weight_of(tie.strength), rests_on_inference(tie), on_path, not on_path))
    path = seen.path.path.ids if seen.path else ()
    sizes = {id: 30.0 if id in path else min(11 + 1.6 * sqrt(len(near[id])), 19) for id in ids}
    stops = [Stop(entity, *points[entity.id], sizes[entity.id]) for entity in seen.entities]
    return sheet(with_names(stops, path, near), sorted(lines, key=lambda line: line.best))


def through_something(tie: Tie, drawn: Collection[str]) -> bool:
    """Whether a tie only follows from events or programmes that are drawn: the lines to these show it, and keep twenty guests from being 190 lines."""
    return all(c.via is not None and c.via in drawn for c in tie.contributions)


def settled(ids: Sequence[str], near: Near) -> dict[str, Point]:
    """Stress majorisation (Gansner, Koren and North 2004) from a circle: every pair is pulled to its distance in ties, near pairs hardest."""
    far = {id: distances(id, near) for id in ids}
    n = len(ids)
    order = sorted(ids, key=lambda id: (far[ids[0]][id], id))
    places = {id: (sqrt(i) * cos(i * pi * (3 - sqrt(5))), sqrt(i) * sin(i * pi * (3 - sqrt(5)))) for i, id in enumerate(order)}
    for _ in range(ROUNDS if n > 2 else 0):
        for a in order:
            x = y = total = 0.0
            ax, ay = places[a]
            for b in order:
                if a == b:
                    continue
                wanted = far[a][b]
                weight = 1 / (wanted * wanted)
                bx, by = places[b]
                apart = hypot(ax - bx, ay - by) or 0.01
                x += weight * (bx + wanted * (ax - bx) / apart)
                y += weight * (by + wanted * (ay - by) / apart)
                total += weight
            places[a] = (x / total, y / total)
    return upright(places)


def upright(places: Mapping[str, Point]) -> dict[str, Point]:
    """Turned so that its longest extent lies across, and scaled to paper."""
    n = len(places)
    mx, my = sum(x for x, _ in places.values()) / n, sum(y for _, y in places.values()) / n
    turns = [i * pi / 36 for i in range(36)]

    def extent(turn: float) -> float:
        along = [(x - mx) * cos(turn) + (y - my) * sin(turn) for x, y in places.values()]
        return max(along) - min(along)

    turn = max(turns, key=lambda t: (round(extent(t), 6), -t))
    c, s = cos(turn), sin(turn)
    return {id: (round(((x - mx) * c + (y - my) * s) * UNIT * STRETCH, 1), round((-(x - mx) * s + (y - my) * c) * UNIT, 1)) for id, (x, y) in places.items()}


def distances(start: str, near: Near) -> dict[str, float]:
    """The length of the shortest way; what cannot be reached counts as a little further than the furthest."""
    found: dict[str, float] = {}
    queue: list[tuple[float, str]] = [(0, start)]
    while queue:
        length, id = heappop(queue)
        if id not in found:
            found[id] = length
            for next_, step in near[id].items():
                if next_ not in found:
                    heappush(queue, (length + step, next_))
    furthest = max(found.values()) + 1
    return {id: found.get(id, furthest) for id in near}


def straight(a: Point, b: Point) -> str:
    return f"M{a[0]:g} {a[1]:g}L{b[0]:g} {b[1]:g}"


def with_names(stops: Sequence[Stop], path: Sequence[str], near: Near) -> list[Stop]:
    """Names for the path, then for the most connected, where one finds room without covering a mark or another name.

    Letters grow with the drawing, which shrinks to the page.
    """
    scale = max(1.0, (max(s.x for s in stops) - min(s.x for s in stops)) / READ_AT)
    held = {stop.entity.id: stop for stop in stops}
    wanted = sorted(stops, key=lambda s: (s.entity.id not in path, -len(near[s.entity.id]), s.entity.id))
    for stop in wanted[: len(path) + NAMES]:
        strong = stop.entity.id in path
        marks = [box(replace(other, text=None), 1) for other in held.values() if other is not stop]
        words = [box(other, 1) for other in held.values() if other.text]
        for anchor, above in BESIDE:
            tried = named(stop, 122 * scale, (15 if strong else 13) * scale, anchor, above=above, strong=strong, most_lines=2)
            mine = box(tried, 0)
            if not any(overlap(mine, other) for other in (*marks, *words)):
                held[stop.entity.id] = tried
                break
        else:
            if strong:
                held[stop.entity.id] = named(stop, 122 * scale, 15 * scale, "middle", strong=True, most_lines=2)
    return [held[stop.entity.id] for stop in stops]
