"""A team: its lead in the middle, the members in two wings with those who introduce them on the way, and what nobody takes below, tied to nobody."""

from collections.abc import Iterator, Sequence
from typing import Final

from explorer.domain.records import Entity
from explorer.services.consortium import Member, ToldTeam
from explorer.web.drawing.around import wing
from explorer.web.drawing.sheet import Drawing, Line, Stop, named, rests_on_inference, sheet, weight_of

MOST: Final = 18
BETWEEN: Final = 13
"""Size of an intermediary: no glyph, no name."""
ROOM: Final = 120
TEXT: Final = 15
STEP: Final = 54


def team(told: ToldTeam, gaps: Sequence[Entity] = ()) -> Drawing | None:
    """`gaps`: what nobody takes. None where the lead is alone and takes everything."""
    others = [member for member in told.members if not member.leads][:MOST]
    if not others and not gaps:
        return None
    lead = named(Stop(told.lead, 0, 0, 46), 150, TEXT + 1.5, "middle", strong=True, most_lines=2)
    right, left = others[0::2], others[1::2]
    stops = [*wing([member.entity for member in right], 1), *wing([member.entity for member in left], -1)]
    ways = [way for stop, member in zip(stops, [*right, *left], strict=True) for way in way_to(stop, member)]
    below = max([0.0, *(stop.y for stop in stops)]) + 2 * STEP
    missing = [named(Stop(gap, 0, below + place * STEP, 28), 2 * ROOM, TEXT, "start", most_lines=2) for place, gap in enumerate(gaps[:MOST])]
    between = [stop for stop, _ in ways if stop]
    lines = [line for _, line in ways if line]
    return sheet([lead, *stops, *between, *missing], lines, least=420)


def way_to(stop: Stop, member: Member) -> Iterator[tuple[Stop | None, Line | None]]:
    """The ties of the path from the middle to a member, with those in between; nothing where there is none."""
    path = member.path
    if path is None:
        return
    hops = path.path.hops
    points = [(round(stop.x * part / hops, 1), round(stop.y * part / hops, 1)) for part in range(hops + 1)]
    for place, step in enumerate(path.steps):
        (ax, ay), (bx, by) = points[place], points[place + 1]
        line = Line(f"M{ax:g} {ay:g}L{bx:g} {by:g}", weight_of(step.tie.strength), rests_on_inference(step.tie))
        yield (Stop(step.receiver, bx, by, BETWEEN) if place < hops - 1 else None), line
