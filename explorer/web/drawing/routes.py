"""The paths of an answer as one map of lines: from the top to the bottom, the best path in the middle, shared stops and ties once."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Final

from explorer.domain.records import Entity
from explorer.services.told import ToldPath
from explorer.web.drawing.sheet import Badge, Box, Drawing, Line, Ring, Stop, box, named, overlap, rests_on_inference, sheet, weight_of

ROW: Final = 112
TALL_ROW: Final = 140
"""Where lines fan out over several lanes."""
LANE: Final = 128
NARROW_LANE: Final = 104
WIDE: Final = 150
"""From here on a line crosses another lane."""
ROOM: Final = 116
TEXT: Final = 15.5
NUMBER_AT: Final = 0.4
RING_AT: Final = 0.6
"""How far along a tie the number of a path stands, where lanes have parted, and the mark of the weakest link."""
ROOM_OF_A_SPOT: Final = 26

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Bend:
    """Where a tie that passes other stops leaves the middle: a point on a lane of its own."""

    lane: int
    depth: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything is, in lanes (0 the middle) and depths (0 the top, 1 the bottom)."""

    depths: Mapping[str, float]
    lanes: Mapping[str, int]
    bends: Mapping[Pair, Bend]


def routes(paths: Sequence[ToldPath]) -> Drawing | None:
    """The map of some paths, numbered in the order given; None where there is none."""
    if not paths:
        return None
    entities = {stop.id: stop for path in paths for stop in path.stops}
    plan = planned(paths)
    spread = max([abs(lane) for lane in plan.lanes.values()] + [abs(bend.lane) for bend in plan.bends.values()])
    wide = LANE if spread < 2 else NARROW_LANE
    rows = max(path.path.hops for path in paths)
    high = (ROW if spread < 2 else TALL_ROW) * max(rows, 2)
    places = {id: (plan.lanes[id] * wide, plan.depths[id] * high) for id in entities}
    stops = apart([stop(entities[id], *places[id], ends=(paths[0].path.ids[0], paths[0].path.ids[-1]), best=id in paths[0].path.ids) for id in entities])
    points = {s.entity.id: (s.x, s.y) for s in stops}
    curves = {pair: curve(pair, points, plan.bends.get(pair), wide, high) for pair in ties_of(paths)}
    names = [box(stop) for stop in stops]
    numbers = badges(paths, curves, names)
    return sheet(stops, lines(paths, curves), badges=numbers, rings=rings(paths, curves, numbers, names), least=420)


def ties_of(paths: Sequence[ToldPath]) -> Iterator[Pair]:
    return iter(dict.fromkeys(frozenset(pair) for path in paths for pair in pairwise(path.path.ids)))


def planned(paths: Sequence[ToldPath]) -> Plan:
    """The best path runs down the middle. What later paths add goes beside it, short stretches nearest, so that lines lie around each other."""
    depths = depth_of_stops([path.path.ids for path in paths])
    lanes = dict.fromkeys(paths[0].path.ids, 0)
    found = stretches([path.path.ids for path in paths])
    taken: list[tuple[int, float, float]] = []
    bends: dict[Pair, Bend] = {}
    for stretch in sorted(found, key=lambda s: abs(s.span(depths)[1] - s.span(depths)[0])):
        top, bottom = stretch.span(depths)
        lane = free_lane(taken, top, bottom)
        taken.append((lane, top, bottom))
        lanes |= dict.fromkeys(stretch.stops, lane)
        if not stretch.stops and stretch.before and stretch.after:
            bends[frozenset((stretch.before, stretch.after))] = Bend(lane, (top + bottom) / 2)
    return Plan(depths, lanes, bends)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Stops that no earlier path has, between two that one has (None at the ends of a path); without stops, a tie that passes over stops of the best path."""

    before: str | None
    stops: tuple[str, ...]
    after: str | None

    def span(self, depths: Mapping[str, float]) -> tuple[float, float]:
        a, b = depths[self.before] if self.before else -1, depths[self.after] if self.after else 2
        return min(a, b), max(a, b)


def stretches(paths: Sequence[Sequence[str]]) -> list[Stretch]:
    """What the later paths add to the first, in their order."""
    best = {id: place for place, id in enumerate(paths[0])}
    known = set(best)
    found: dict[Stretch, None] = {}
    for ids in paths[1:]:
        found |= dict.fromkeys(new_stops(ids, known))
        over = [(a, b) for a, b in pairwise(ids) if a in best and b in best and abs(best[a] - best[b]) > 1]
        found |= dict.fromkeys(Stretch(min(pair, key=best.__getitem__), (), max(pair, key=best.__getitem__)) for pair in over)
        known |= set(ids)
    return list(found)


def new_stops(ids: Sequence[str], known: Collection[str]) -> Iterator[Stretch]:
    before: str | None = None
    run: list[str] = []
    for id in ids:
        if id not in known:
            run.append(id)
            continue
        if run:
            yield Stretch(before, tuple(run), id)
            run = []
        before = id
    if run:
        yield Stretch(before, tuple(run), None)


def free_lane(taken: Sequence[tuple[int, float, float]], top: float, bottom: float) -> int:
    """The lane beside the middle that nothing uses between two depths, the emptier side first."""
    right = sum((lane > 0) - (lane < 0) for lane, _, _ in taken) > 0
    order = [side for n in range(1, len(taken) + 2) for side in ((-n, n) if right else (n, -n))]
    busy = {lane for lane, a, b in taken if a < bottom - 1e-9 and top < b - 1e-9}
    return next(lane for lane in order if lane not in busy)


def depth_of_stops(paths: Sequence[Sequence[str]]) -> dict[str, float]:
    """How far down each stop lies: its longest way from the top over that plus its longest way to the bottom. Ties that would turn back are left out."""
    after: dict[str, set[str]] = {id: set() for path in paths for id in path}
    for path in paths:
        for a, b in pairwise(path):
            if not leads(after, b, a):
                after[a].add(b)
    down = dict.fromkeys(after, 0)
    up = dict.fromkeys(after, 0)
    ordered = in_order(after)
    for id in ordered:
        for next_ in after[id]:
            down[next_] = max(down[next_], down[id] + 1)
    for id in reversed(ordered):
        for next_ in after[id]:
            up[id] = max(up[id], up[next_] + 1)
    return {id: down[id] / (down[id] + up[id]) if down[id] + up[id] else 0.5 for id in after}


def leads(after: Mapping[str, set[str]], start: str, end: str) -> bool:
    seen, left = {start}, [start]
    while left:
        id = left.pop()
        if id == end:
            return True
        new = after[id] - seen
        seen |= new
        left.extend(new)
    return False


def in_order(after: Mapping[str, set[str]]) -> list[str]:
    """Every stop after all that lead to it."""
    waiting = {id: sum(id in nexts for nexts in after.values()) for id in after}
    ready = [id for id, n in waiting.items() if n == 0]
    ordered: list[str] = []
    while ready:
        id = ready.pop(0)
        ordered.append(id)
        for next_ in sorted(after[id]):
            waiting[next_] -= 1
            if waiting[next_] == 0:
                ready.append(next_)
    return ordered


def stop(entity: Entity, x: float, y: float, *, ends: tuple[str, str], best: bool) -> Stop:
    bare = Stop(entity, round(x, 1), round(y, 1), 36 if best else 28)
    if entity.id in ends:
        return named(bare, 300, TEXT + 1.5, "middle", above=entity.id == ends[0], strong=True, most_lines=2)
    return named(bare, ROOM, TEXT, "end" if x < 0 else "start", strong=best)


def apart(stops: Sequence[Stop]) -> list[Stop]:
    """Move stops up and down until none covers another's name."""
    held = list(stops)
    for _ in range(80):
        moved = False
        for i, a in enumerate(held):
            for j in range(i + 1, len(held)):
                b = held[j]
                if overlap(box(a), box(b)):
                    shift = 6 if a.y <= b.y else -6
                    held[i], held[j] = moved_by(held[i], -shift), moved_by(b, shift)
                    a = held[i]
                    moved = True
        if not moved:
            break
    return held


def moved_by(stop: Stop, dy: float) -> Stop:
    text = stop.text
    lower = type(text)(text.x, text.y + dy, text.anchor, text.lines, text.size, text.strong) if text else None
    return Stop(stop.entity, stop.x, stop.y + dy, stop.size, lower)


@dataclass(frozen=True, slots=True)
class Curve:
    """One or two cubic pieces; `at` gives a point of the first, the middle of all."""

    points: tuple[tuple[float, float], ...]

    @property
    def d(self) -> str:
        (x, y), *rest = self.points
        pieces = [f"M{x:g} {y:g}"]
        for i in range(0, len(rest), 3):
            pieces.append("C" + " ".join(f"{px:g} {py:g}" for px, py in rest[i : i + 3]))
        return "".join(pieces)

    def at(self, part: float) -> tuple[float, float]:
        pieces = (len(self.points) - 1) // 3
        piece = min(int(part * pieces), pieces - 1)
        u = part * pieces - piece
        a, b, c, d = self.points[3 * piece : 3 * piece + 4]
        blend = ((1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3)
        x, y = (sum(w * p[k] for w, p in zip(blend, (a, b, c, d), strict=True)) for k in (0, 1))
        return round(x, 1), round(y, 1)


def curve(pair: Pair, points: Mapping[str, tuple[float, float]], bend: Bend | None, wide: float, high: float) -> Curve:
    a, b = sorted((points[id] for id in pair), key=lambda p: (p[1], p[0]))
    if bend is None:
        return Curve((a, *between(a, b), b))
    middle = (bend.lane * wide * 0.8, bend.depth * high)
    return Curve((a, *between(a, middle), middle, *between(middle, b), b))


def between(a: tuple[float, float], b: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Control points from `a` down to `b`. A line to an outer lane leaves the middle sideways, and so passes outside the stops of the lanes between."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    upright = (a[0], round(a[1] + dy * 0.5, 1)), (b[0], round(b[1] - dy * 0.5, 1))
    if abs(dx) < WIDE:
        return upright
    if abs(a[0]) < abs(b[0]):
        return (round(a[0] + dx * 0.45, 1), round(a[1] + dy * 0.2, 1)), upright[1]
    return upright[0], (round(b[0] - dx * 0.45, 1), round(b[1] - dy * 0.2, 1))


def lines(paths: Sequence[ToldPath], curves: Mapping[Pair, Curve]) -> list[Line]:
    ties = {frozenset(pair): step.tie for path in reversed(paths) for pair, step in zip(pairwise(path.path.ids), path.steps, strict=True)}
    best = {frozenset(pair) for pair in pairwise(paths[0].path.ids)}
    drawn = [Line(curves[pair].d, weight_of(tie.strength), rests_on_inference(tie), pair in best) for pair, tie in ties.items()]
    return sorted(drawn, key=lambda line: line.best)


def badges(paths: Sequence[ToldPath], curves: Mapping[Pair, Curve], names: Sequence[Box]) -> list[Badge]:
    """Each path's number on the first tie that it has alone, else on its first."""
    uses = Counter(frozenset(pair) for path in paths for pair in pairwise(path.path.ids))
    found: list[Badge] = []
    for number, path in enumerate(paths, 1):
        pairs = [frozenset(pair) for pair in pairwise(path.path.ids)]
        own = next((pair for pair in pairs if uses[pair] == 1), pairs[0])
        found.append(Badge(*free_spot(curves[own], NUMBER_AT, [(badge.x, badge.y) for badge in found], names), number))
    return found


def rings(paths: Sequence[ToldPath], curves: Mapping[Pair, Curve], numbers: Sequence[Badge], names: Sequence[Box]) -> list[Ring]:
    """The weakest link of each path, once."""
    weakest = dict.fromkeys(frozenset(path.path.ids[path.weakest : path.weakest + 2]) for path in paths)
    taken = [(number.x, number.y) for number in numbers]
    for pair in weakest:
        taken.append(free_spot(curves[pair], RING_AT, taken, names))
    return [Ring(x, y) for x, y in taken[len(numbers) :]]


def free_spot(curve: Curve, wanted: float, taken: Sequence[tuple[float, float]], names: Sequence[Box]) -> tuple[float, float]:
    """The point of a curve nearest to where it is wanted that covers neither a spot already taken nor, if possible, a name."""
    spots = [curve.at(part) for part in sorted((i / 50 for i in range(8, 43)), key=lambda part: abs(part - wanted))]
    free = [spot for spot in spots if all(hypot(spot[0] - x, spot[1] - y) > ROOM_OF_A_SPOT for x, y in taken)]
    clear = (spot for spot in free if not any(overlap((spot[0] - 11, spot[1] - 11, spot[0] + 11, spot[1] + 11), name) for name in names))
    return next(clear, (free or spots)[0])
