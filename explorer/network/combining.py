"""Kernels that make the arrays: contributions by pair, their noisy-or, exact sums of strengths, and each actor's list. Imported only where arrays are made."""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.domain.strength import CAP, LEAST
from explorer.network.arrays import LOW_BITS, SUM_BITS, Int32s, Int64s
from explorer.network.compiling import kernel

Floats: TypeAlias = npt.NDArray[np.float64]
Bytes: TypeAlias = npt.NDArray[np.uint8]

_LOW: Final = 2**LOW_BITS - 1
_UNIT: Final = float(2**SUM_BITS)
_FEW: Final = 16

# Doubles from 2^-10 on are multiples of 2^-62.
assert LEAST > 2 ** (52 - SUM_BITS)


@kernel
def in_order_of(keys: Int32s, before: Int32s, actors: int) -> Int32s:
    """The places of `before`, put in the order of their keys, equal ones staying as they were.

    A counting sort: how many smaller keys there are says where the next place with a key goes. By the second end, then by the first: grouped by pair.
    """
    nexts = np.zeros(actors + 1, np.int64)
    for key in keys:
        nexts[key + 1] += 1
    for actor in range(actors):
        nexts[actor + 1] += nexts[actor]
    after = np.empty_like(before)
    for place in before:
        key = keys[place]
        after[nexts[key]] = place
        nexts[key] += 1
    return after


@kernel
def missing_of(strengths: Floats) -> float:
    """The product of 1 - s, the strongest first: the order decides about the last bits. Sorts what it is given."""
    if len(strengths) > _FEW:
        strengths.sort()
        strengths[:] = strengths[::-1].copy()
    else:
        for place in range(1, len(strengths)):
            moving = strengths[place]
            to = place
            while to > 0 and strengths[to - 1] < moving:
                strengths[to] = strengths[to - 1]
                to -= 1
            strengths[to] = moving
    product = 1.0
    for strength in strengths:
        product *= 1 - strength
    return product


@kernel
def combine(
    a: Int32s, b: Int32s, strengths: Floats, kinds: Bytes, kept: npt.NDArray[np.bool_], own_post: int,
    tie_a: Int32s, tie_b: Int32s, tie_strengths: Floats, tie_open: npt.NDArray[np.bool_],
) -> int:  # fmt: skip
    """Ties from their reasons, those of a pair beside each other; how many there are. The last four arrays are filled up to there.

    `kept`: by kind, whether it counts; `own_post`: the kind of an open post. Each pair is taken once: all from `here` on that has its ends.
    Ties that are too weak are none, as `strength.tie` says.
    """
    ties = 0
    here = 0
    own = np.empty(_FEW, np.float64)
    while here < len(a):
        there = here
        used = 0
        is_open = False
        while there < len(a) and a[there] == a[here] and b[there] == b[here]:
            if kept[kinds[there]]:
                if used == len(own):
                    larger = np.empty(2 * used, np.float64)
                    larger[:used] = own
                    own = larger
                own[used] = strengths[there]
                used += 1
                is_open = is_open or kinds[there] == own_post
            there += 1
        strength = min(CAP, 1 - missing_of(own[:used]))
        if strength >= LEAST:
            tie_a[ties] = a[here]
            tie_b[ties] = b[here]
            tie_strengths[ties] = strength
            tie_open[ties] = is_open
            ties += 1
        here = there
    return ties


@kernel
def add_up(ends: Int32s, strengths: Floats, sums: Int64s) -> None:
    """Add each strength to its actor's row of `sums`: high and low part in whole 2^-62. Whole numbers: exact, and the same in any order.

    The parts are kept apart so that a million ties fit; the low one is not carried over into the high one here.
    """
    for tie in range(len(ends)):
        whole = np.int64(strengths[tie] * _UNIT)
        sums[ends[tie], 0] += whole >> LOW_BITS
        sums[ends[tie], 1] += whole & _LOW


@kernel
def fill_lists(a: Int32s, b: Int32s, costs: Int32s, starts: Int64s, others: Int32s, list_costs: Int32s) -> None:
    """Put every tie into the lists of both its ends, each sorted by (cost, other). `starts`: int64[actors + 1], filled here.

    Entries are numbers whose high half is the cost and whose low half is the other end: sorting them sorts by both.
    """
    actors = len(starts) - 1
    for tie in range(len(a)):
        starts[a[tie] + 1] += 1
        starts[b[tie] + 1] += 1
    for actor in range(actors):
        starts[actor + 1] += starts[actor]
    nexts = starts[:actors].copy()
    entries = np.empty(2 * len(a), np.int64)
    for tie in range(len(a)):
        cost = np.int64(costs[tie]) << LOW_BITS
        entries[nexts[a[tie]]] = cost | np.int64(b[tie])
        nexts[a[tie]] += 1
        entries[nexts[b[tie]]] = cost | np.int64(a[tie])
        nexts[b[tie]] += 1
    for actor in range(actors):
        if starts[actor + 1] - starts[actor] > 1:
            entries[starts[actor] : starts[actor + 1]].sort()
    for place in range(len(entries)):
        others[place] = np.int32(entries[place] & _LOW)
        list_costs[place] = np.int32(entries[place] >> LOW_BITS)
