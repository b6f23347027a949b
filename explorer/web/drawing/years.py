"""When things happened to an entity: marks over an axis of years, and the silence since the last of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil
from typing import Final

from explorer.domain.records import Entity
from explorer.services.timeline import Moment
from explorer.web.drawing.sheet import Stop

WIDE: Final = 1160
NARROW: Final = 300
"""Beside something else: as many units as there are pixels, so that words keep their size."""
LEFT: Final = 30
PER_TICK: Final = 80
"""Room for a year's number."""
ROOM: Final = 100
"""For the word at today's line."""
MARK: Final = 24
MOST_HIGH: Final = 5


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Years:
    """`base`: y of the axis; `last`: x of the latest fact, `today`: x of the day it is drawn for. `over`: those of the stops that say an end.

    `more`: moments that found no room in their column.
    """

    width: float
    height: float
    base: float
    ticks: tuple[Tick, ...]
    stops: tuple[Stop, ...]
    over: tuple[Stop, ...]
    last: float
    today: float
    more: int

    @property
    def word(self) -> float:
        """Height of the word at today's line: beside it, or below the years where marks stand there."""
        return self.base - 34 if self.height - self.base < 40 else self.height - 8

    @property
    def silent(self) -> bool:
        """Whether the gap to today is wide enough to speak of."""
        return self.today - self.last > 240


def years(entities: Mapping[str, Entity], items: Sequence[Moment], day: date, width: float = WIDE) -> Years | None:
    """None where fewer than two moments are past: a line in the list says as much."""
    past = [item for item in items if item.when.first <= day]
    if len(past) < 2:
        return None
    first = min(item.when.first.year for item in past)
    span = max(day.year + 1 - first, 3)

    @cache
    def x_of(when: date) -> float:
        years_in = when.year - first + (when.timetuple().tm_yday - 1) / 366
        return round(LEFT + (width - 2 * LEFT) * years_in / span, 1)

    columns: dict[float, list[Moment]] = {}
    at = -width
    for item in reversed(past):
        x = x_of(item.when.first)
        at = x if x - at >= MARK + 4 else at
        columns.setdefault(at, []).append(item)
    tallest = min(MOST_HIGH, max(len(column) for column in columns.values()))
    base = tallest * (MARK + 4) + 12
    drawn = [
        (item.what, Stop(entities[item.other], x, base - 8 - MARK / 2 - row * (MARK + 4), MARK))
        for x, column in columns.items()
        for row, item in enumerate(column[:MOST_HIGH])
    ]
    step = max(1, ceil(span * PER_TICK / width))
    return Years(
        width=width,
        height=base + (34 if x_of(day) - at > ROOM else 54),
        base=base,
        ticks=tuple(Tick(x_of(date(year, 1, 1)), year) for year in range(first, first + span, step)),
        stops=tuple(stop for _, stop in drawn),
        over=tuple(stop for what, stop in drawn if what == "ended"),
        last=x_of(max(item.when.first for item in past)),
        today=x_of(day),
        more=sum(max(0, len(column) - MOST_HIGH) for column in columns.values()),
    )
