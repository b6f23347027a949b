"""How many hold each of some things, as bars; those that rest on one are marked. A table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from explorer.domain.records import Entity
from explorer.web.drawing.sheet import wrapped

ROW: Final = 30
NAMES: Final = 250
WIDEST: Final = 330
TEXT: Final = 14
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """`y`: its middle."""

    name: str
    y: float
    wide: float
    count: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """`more`: those that found no room."""

    width: float
    height: float
    start: float
    bars: tuple[Bar, ...]
    more: int


def bars(counts: Sequence[tuple[Entity, int]]) -> Bars | None:
    """None where there is nothing to count."""
    if not counts:
        return None
    most = max(count for _, count in counts)
    shown = [
        Bar(wrapped(entity.text("short_name") or entity.name, NAMES - 12, TEXT, 1)[0], ROW * (row + 0.5), round(WIDEST * count / most, 1), count, count == 1)
        for row, (entity, count) in enumerate(counts[:MOST])
    ]
    return Bars(NAMES + WIDEST + 40, ROW * len(shown), NAMES, tuple(shown), max(0, len(counts) - MOST))
