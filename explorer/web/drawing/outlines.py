"""Coasts and borders, out of the atlas that Explore draws: the part of it that lies in a view, as one path."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise
from typing import Final, TypeAlias

from explorer.resources import resource
from explorer.web.drawing.sheet import Box, overlap

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude, or what is right and below on the sheet."""
ATLAS: Final = "vendor/atlas.json"
CLOSE: Final = 1.0
"""Points nearer than this to the one before say nothing."""
ROUND: Final = 180.0
"""A step over so many degrees is the far side of the globe coming round."""


@cache
def lines() -> tuple[tuple[Box, tuple[Point, ...]], ...]:
    """Every arc of the atlas, with the box around it, in degrees; none where the third-party files were not built (`make vendor`)."""
    file = resource("static") / ATLAS
    if not file.exists():
        return ()
    atlas = json.loads(file.read_text(encoding="utf-8"))
    (wide, high), (left, top) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = (tuple((left + wide * x, top + high * y) for x, y in accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1]))) for arc in atlas["arcs"])
    return tuple((_around(points), points) for points in arcs)


def outlines(project: Callable[[Point], Point], view: Box) -> str:
    """What of the coasts and borders crosses a view (west, south, east, north), as the `d` of a path."""
    return "".join(_run([project(point) for point in run]) for box, points in lines() if overlap(box, view) for run in _runs(points, view))


def _around(points: Sequence[Point]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _runs(points: Sequence[Point], view: Box) -> Iterator[Sequence[Point]]:
    """The stretches of a line that cross the view, with one point outside at either end."""
    steps = (overlap(_around(step), view) and abs(step[1][0] - step[0][0]) < ROUND for step in pairwise(points))
    for inside, numbered in groupby(enumerate(steps), key=lambda numbered: numbered[1]):
        if inside:
            numbers = [number for number, _ in numbered]
            yield points[numbers[0] : numbers[-1] + 2]


def _run(points: Sequence[Point]) -> str:
    kept = [points[0]]
    for point in points[1:-1]:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= CLOSE:
            kept.append(point)
    kept.append(points[-1])
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in kept)
