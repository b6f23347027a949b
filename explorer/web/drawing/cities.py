"""How many of some actors are in which city, on a map: a mark for each city with coordinates. A table beside it says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, floor, log10, radians, sqrt
from typing import Final

from explorer.domain.records import Entity
from explorer.web.drawing.outlines import Point, outlines
from explorer.web.drawing.sheet import Anchor, Box, overlap, width_of, wrapped

WIDTH: Final = 720
HEIGHT: Final = 440
EDGE: Final = 70
LEAST: Final = 0.15
"""Degrees of latitude that a map shows at least, so that one town alone has its surroundings."""
KM: Final = 111.2
"""In a degree of latitude."""
SMALL: Final = 9
LARGE: Final = 24
TEXT: Final = 14
NAMES: Final = 190
TOGETHER: Final = 18
"""Cities nearer than this cannot be told apart, and have one mark."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A city, how many are there, and how many of those are meant."""

    city: Entity
    there: int
    meant: int


@dataclass(frozen=True, slots=True)
class Spot:
    """`more`: cities beside the one it is named after, whose counts are in it. `name`: None where it found no room."""

    city: Entity
    count: int
    x: float
    y: float
    radius: float
    more: int = 0
    name: str | None = None
    anchor: Anchor = "start"
    text_x: float = 0
    text_y: float = 0


@dataclass(frozen=True, slots=True)
class Cities:
    """`bar`, `km`: how long the scale is, in units and in kilometres. `outline`: coasts and borders. `unnamed`: spots whose name found no room."""

    spots: tuple[Spot, ...]
    outline: str
    bar: float
    km: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def unnamed(self) -> int:
        return sum(spot.name is None for spot in self.spots)

    @property
    def together(self) -> bool:
        """Whether a mark stands for several cities."""
        return any(spot.more for spot in self.spots)


def cities(counts: Sequence[Counted]) -> Cities | None:
    """None where no city has coordinates. Degrees of longitude are as wide as they are in the middle of the map."""
    found = sorted(((each, each.city.point) for each in counts), key=lambda one: (-one[0].there, one[0].city.id))
    placed = [(each, (point[1], point[0])) for each, point in found if point]
    if not placed:
        return None
    across, up = [lon for _, (lon, _) in placed], [lat for _, (_, lat) in placed]
    middle = (min(across) + max(across)) / 2, (min(up) + max(up)) / 2
    narrow = max(0.05, cos(radians(middle[1])))
    unit = min((WIDTH - 2 * EDGE) / max((max(across) - min(across)) * narrow, LEAST), (HEIGHT - 2 * EDGE) / max(max(up) - min(up), LEAST))
    half = WIDTH / 2 / unit / narrow, HEIGHT / 2 / unit

    def project(point: Point) -> Point:
        return WIDTH / 2 + (point[0] - middle[0]) * unit * narrow, HEIGHT / 2 - (point[1] - middle[1]) * unit

    spots = _marked([(each, *project(point)) for each, point in placed])
    km = _round(WIDTH / 5 / unit * KM)
    outline = outlines(project, (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]))
    return Cities(tuple(_named(spots)), outline, round(km / KM * unit, 1), km)


def _marked(placed: Sequence[tuple[Counted, float, float]]) -> list[Spot]:
    """A mark for each city, those that lie together having that of the largest."""
    groups: list[list[tuple[Counted, float, float]]] = []
    for one in placed:
        near = (group for group in groups if max(abs(group[0][1] - one[1]), abs(group[0][2] - one[2])) < TOGETHER)
        group = next(near, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    there = [sum(each.there for each, _, _ in group) for group in groups]
    most = max(there)
    return [
        Spot(
            city=group[0][0].city,
            count=sum(each.meant for each, _, _ in group),
            x=round(group[0][1], 1),
            y=round(group[0][2], 1),
            radius=round(SMALL + (LARGE - SMALL) * sqrt(n / most), 1),
            more=len(group) - 1,
        )
        for group, n in zip(groups, there, strict=True)
    ]


def _named(spots: Sequence[Spot]) -> Iterable[Spot]:
    """Each with its name beside it, below or above, wherever that covers no mark and no other name."""
    taken: list[Box] = [(spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius) for spot in spots]
    for spot in spots:
        name = next(iter(wrapped(spot.city.text("short_name") or spot.city.name, NAMES, TEXT, 1)), "") + (f" +{spot.more}" if spot.more else "")
        wide, away = width_of(name, TEXT), spot.radius + 5
        sides: tuple[tuple[Anchor, float, float, float], ...] = (
            ("start", spot.x + away, spot.y + 5, spot.x + away),
            ("end", spot.x - away, spot.y + 5, spot.x - away - wide),
            ("middle", spot.x, spot.y + away + TEXT * 0.8, spot.x - wide / 2),
            ("middle", spot.x, spot.y - away, spot.x - wide / 2),
        )
        for anchor, x, y, left in sides:
            covered = (left, y - TEXT, left + wide, y + 4)
            if left >= 0 and left + wide <= WIDTH and not any(overlap(covered, other) for other in taken):
                taken.append(covered)
                yield replace(spot, name=name, anchor=anchor, text_x=round(x, 1), text_y=round(y, 1))
                break
        else:
            yield spot


def _round(km: float) -> int:
    """The next smaller of 1, 2, 5, 10, 20, 50 …"""
    power = 10 ** floor(log10(max(km, 1)))
    return int(next(step for step in (5, 2, 1) if step * power <= max(km, 1)) * power)
