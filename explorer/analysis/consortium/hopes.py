"""What the team of each lead can be at best, known from a few searches for all leads at once: so that few of them need be looked at."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.consortium.field import NOBODY, Field

Hope: TypeAlias = tuple[int, int, int, int, str]
"""The first five of a team's order, at their best."""
Near: TypeAlias = Callable[[frozenset[str]], Sequence[int | None]]
"""What the way from each lead to the nearest of some holders costs; None: it reaches none of them."""
Keys: TypeAlias = NDArray[np.int64]
"""For each lead, needs left, needs taken by who is unreachable, cost and members beside the lead in one number, which orders as they do one after the other."""

SIZES: Final = 1 << 4
UNREACHABLE: Final = 1 << 44
LEFT: Final = 1 << 49
MOST_SPLIT: Final = 12
"""Needs that are split among members: so few that nothing above runs into the next."""
MOST_PARTS: Final = 300
"""Sets of needs a search is made for."""
MOST_KEYS: Final = 2_000_000
MOST_WORK: Final = 200_000_000


def hopes(field: Field, leads: Sequence[str], near: Near) -> Iterator[Hope]:
    """Nothing here is above the order of a team that keeps to the limits. Where members are limited it is looked for how they could split the needs."""
    if field.limits.most is not None:
        parts = _parts(field)
        if parts is not None and _is_little(field, parts, len(leads)):
            return _split(field, leads, near, parts)
    return _each_by_the_nearest(field, leads, near)


def _each_by_the_nearest(field: Field, leads: Sequence[str], near: Near) -> Iterator[Hope]:
    """Every need by the nearest, and as many of them as so few members can take."""
    most = field.limits.most
    ways_to = {able: near(able) for able in dict.fromkeys(field.eligible)}
    widths = sorted({able: len(able) for able in field.able.values()}.values(), reverse=True)
    widest = widths[0] if widths else 0
    others = sum(widths[: most - 1]) if most is not None else len(field.needs)
    covered = len(field.needs) - field.uncovered
    for number, lead in enumerate(leads):
        rest = covered - len(field.able.get(lead, ()))
        missed = max(0, rest - others)
        # What is missed is what would have cost most; needs that nobody may take have no way either.
        costs = sorted(inf if (way := ways_to[able][number]) is None else way for able in field.eligible if able)[: covered - missed]
        unreachable = sum(cost == inf for cost in costs)
        size = 1 + -(-(rest - missed) // widest) if widest else 1
        yield field.uncovered + missed, unreachable, int(sum(cost for cost in costs if cost != inf)), size, lead


def _split(field: Field, leads: Sequence[str], near: Near, parts: Mapping[int, frozenset[str]]) -> Iterator[Hope]:
    """The best way to split what a lead may not take among the members beside it, each part taken by the nearest who may take all of it.

    No team is better. Take any team of a lead L that keeps to the limits. (1) Give L every need that L may take. L takes it at no distance, so that nothing
    more is left or unreachable, nothing costs more, and nobody joins. (2) Each other member now takes a part S of what L may not take. It may take all of S,
    so S costs at least |S| times the way from L to the nearest who may, and is |S| times unreachable where L reaches none of those. There are at most
    `most - 1` such members. So the least over all splits into so many parts, and over what is left, is no more than the team's own order. Competitors, lots,
    turnovers, and those who must be in it are not looked at: they can only make a team worse. Where there are none, the least is just a team's order.

    The least is found by subsets: of the needs in a mask the lowest is left, or is taken with a part in which it is, and the rest by one member fewer.
    """
    keys = {part: _keys(part.bit_count(), near(able)) for part, able in parts.items()}
    open_ = sum(1 << place for place, able in enumerate(field.eligible) if able)
    masks = [mask for mask in range(open_ + 1) if mask & open_ == mask]
    within = {mask: [part for part in parts if part & mask & -mask and part & mask == part] for mask in masks}
    least: dict[int, Keys] = {mask: np.full(len(leads), mask.bit_count() * LEFT, np.int64) for mask in masks}
    for _ in range(min((field.limits.most or 1) - 1, len(field.needs))):
        fuller: dict[int, Keys] = {0: least[0]}
        for mask in masks[1:]:
            best = fuller[mask & (mask - 1)] + LEFT
            for part in within[mask]:
                np.minimum(best, least[mask ^ part] + keys[part], out=best)
            fuller[mask] = best
        least = fuller
    for number, lead in enumerate(leads):
        own = sum(1 << place for place in field.able.get(lead, ()))
        left, rest = divmod(int(least[open_ & ~own][number]), LEFT)
        unreachable, rest = divmod(rest, UNREACHABLE)
        cost, members = divmod(rest, SIZES)
        yield field.uncovered + left, unreachable, cost, 1 + members, lead


def _keys(needs: int, ways: Sequence[int | None]) -> Keys:
    """Of one member that takes so many needs."""
    return np.array([UNREACHABLE if way is None else way * SIZES for way in ways], np.int64) * needs + 1


def _parts(field: Field) -> dict[int, frozenset[str]] | None:
    """Every set of needs that somebody may take, as bits, with whoever may; None where there are too many."""
    wholes: dict[int, set[str]] = defaultdict(set)
    for id, places in field.able.items():
        wholes[sum(1 << place for place in places)].add(id)
    if len(field.needs) > MOST_SPLIT:
        return None
    parts: dict[int, frozenset[str]] = {}
    for whole in wholes:
        part = whole
        while part:
            if part not in parts:
                parts[part] = NOBODY.union(*(ids for other, ids in wholes.items() if other & part == part))
                if len(parts) > MOST_PARTS:
                    return None
            part = (part - 1) & whole
    return parts


def _is_little(field: Field, parts: Mapping[int, frozenset[str]], leads: int) -> bool:
    """Whether the split is found in a moment."""
    masks = 1 << len(field.needs)
    pairs = sum(1 << (len(field.needs) - part.bit_count()) for part in parts)
    return masks * leads <= MOST_KEYS and pairs * (field.limits.most or 1) * leads <= MOST_WORK
