"""The paths themselves, one after the other in their total order: best-first search over partial paths, led by exact rests (A*, Hart et al. 1968).

A partial path is ordered by a lower bound of all it can become: the least key, then the sequence of its actors by the order of their ids, a beginning before
what follows it. So the first complete path to come out is the best, and so on. Nearly every partial path looked at is the beginning of an answer.
"""

from typing import Final, NamedTuple

import numpy as np

from explorer.network.arrays import Int32s, Int64s
from explorer.network.compiling import bare, inlined
from explorer.network.kernels.ground import BACK, FAR, SOURCE, TARGET, Ground, Records, are_rivals, cost_within, key_of, layer_after, list_of, toll_of
from explorer.network.kernels.labels import Side, is_reached, row_of
from explorer.network.kernels.meeting import BOUND, COMPLETE, COUNT, CUT_SHORT, OUT_OF_ROOM, Best, is_closed

PARTIAL: Final = np.dtype([("least", np.int64), ("spent", np.int64), ("length", np.int32), ("layer", np.int32)], align=True)
LONGEST: Final = 8
REACHED_BACK: Final = 3 << (2 * BACK)


class Queue(NamedTuple):
    """partials: PARTIAL[c]; trails: int32[c, LONGEST], the actors of each; heap: int32[c], partial paths, the first in order on top."""

    partials: Records
    trails: Int32s
    heap: Int32s


class Paths(NamedTuple):
    """Answers in their order. keys: int64[most]; lengths: int32[most], actors of each; trails: int32[most, LONGEST]."""

    keys: Int64s
    lengths: Int32s
    trails: Int32s


def new_queue(room: int) -> Queue:
    return Queue(np.empty(room, PARTIAL), np.empty((room, LONGEST), np.int32), np.empty(room, np.int32))


def new_paths(most: int) -> Paths:
    return Paths(np.empty(most, np.int64), np.empty(most, np.int32), np.empty((most, LONGEST), np.int32))


@bare
def enumerate_paths(
    ground: Ground, back: Side, queue: Queue, best: Best, sources: Int32s, wanted: int, most_work: int, paths: Paths, found: int
) -> tuple[int, int]:
    """Write the `wanted` best into `paths` from `found` on. Returns how many there are then, and COMPLETE, CUT_SHORT or OUT_OF_ROOM."""
    made, size = _set_out(ground, back, queue, best, sources)
    if made < 0:
        return found, OUT_OF_ROOM
    best.state[COUNT] = 0  # best.keys holds from here on the keys of complete paths in the queue
    last = found + wanted
    work = 0
    while size > 0:
        top = queue.heap[0]
        size = _pop(ground, queue, size)
        length = queue.partials[top]["length"]
        if ground.marks[queue.trails[top, length - 1]] & TARGET:
            paths.keys[found] = queue.partials[top]["least"]
            paths.lengths[found] = length
            for i in range(length):
                paths.trails[found, i] = queue.trails[top, i]
            found += 1
            if found == last:
                return found, COMPLETE
            continue
        if work > most_work:
            return found, CUT_SHORT
        made, size, looked_at = _extend(ground, back, queue, best, top, wanted, made, size)
        if made < 0:
            return found, OUT_OF_ROOM
        work += looked_at
    return found, COMPLETE


@inlined
def _extend(ground: Ground, back: Side, queue: Queue, best: Best, top: int, wanted: int, made: int, size: int) -> tuple[int, int, int]:
    """One tie further, to everybody who may come next. Returns how many partial paths there are (-1: no room), those queued, the ties looked at."""
    others, costs, first, behind = list_of(ground, queue.trails[top, queue.partials[top]["length"] - 1])
    so_far = queue.partials[top]["spent"]
    marks = ground.marks
    dearest = cost_within(best.state[BOUND] - so_far)
    at = first
    while at < behind and costs[at] <= dearest:
        there = others[at]
        at += 1
        if not marks[there] & REACHED_BACK:
            continue
        spent = so_far + key_of(costs[at - 1])
        least = _least(ground, back, queue, top, there, spent)
        if least > best.state[BOUND] or least >= FAR:
            continue
        if made == len(queue.heap):
            return -1, size, at - first
        _write(ground, queue, made, top, there, spent, least)
        size = _push(ground, queue, size, made)
        made += 1
        if marks[there] & TARGET:
            _note(best, wanted, least)
            dearest = cost_within(best.state[BOUND] - so_far)
    return made, size, at - first


@bare
def _set_out(ground: Ground, back: Side, queue: Queue, best: Best, sources: Int32s) -> tuple[int, int]:
    made, size = 0, 0
    for source in sources:
        layer = 1 if source == ground.via else 0
        if not is_reached(ground, BACK, source, layer):
            continue
        least = back.rows[row_of(ground, back, source, layer), ground.max_hops]
        if least > best.state[BOUND] or least >= FAR:
            continue
        if made == len(queue.heap):
            return -1, 0
        queue.partials[made]["least"] = least
        queue.partials[made]["spent"] = 0
        queue.partials[made]["length"] = 1
        queue.partials[made]["layer"] = layer
        queue.trails[made, 0] = source
        size = _push(ground, queue, size, made)
        made += 1
    return made, size


@inlined
def _least(ground: Ground, back: Side, queue: Queue, partial: int, there: int, spent: int) -> int:
    """The least key of what a partial path becomes by going on to an actor, FAR where it cannot."""
    length = queue.partials[partial]["length"]
    here = queue.trails[partial, length - 1]
    layer = layer_after(ground, 0, queue.partials[partial]["layer"], here, there)
    if not is_reached(ground, BACK, there, layer) or ground.marks[there] & SOURCE or is_closed(ground, here, there):
        return FAR
    rest = back.rows[row_of(ground, back, there, layer), ground.max_hops - length]
    if rest >= FAR:
        return FAR
    for i in range(length):
        if queue.trails[partial, i] == there:
            return FAR
    if len(ground.rivals) and _meets_rivals(ground, queue, partial, there):
        return FAR
    return int(spent + toll_of(ground, there) + rest)


@inlined
def _meets_rivals(ground: Ground, queue: Queue, partial: int, there: int) -> bool:
    if not ground.marks[there] & TARGET:
        return are_rivals(ground, queue.trails[partial, 0], there)
    met = False
    for i in range(1, queue.partials[partial]["length"]):
        met |= are_rivals(ground, there, queue.trails[partial, i])
    return met


@inlined
def _write(ground: Ground, queue: Queue, new: int, old: int, there: int, spent: int, least: int) -> None:
    length = queue.partials[old]["length"]
    for i in range(length):
        queue.trails[new, i] = queue.trails[old, i]
    queue.trails[new, length] = there
    queue.partials[new]["least"] = least
    queue.partials[new]["spent"] = spent + toll_of(ground, there)
    queue.partials[new]["length"] = length + 1
    queue.partials[new]["layer"] = layer_after(ground, 0, queue.partials[old]["layer"], queue.trails[old, length - 1], there)


@inlined
def _note(best: Best, wanted: int, key: int) -> None:
    """Another complete path of this key is queued: keep the least `wanted` keys, and the bound."""
    noted = best.state[COUNT]
    if noted == wanted and best.keys[wanted - 1] <= key:
        return
    place = min(noted, wanted - 1)
    while place > 0 and best.keys[place - 1] > key:
        best.keys[place] = best.keys[place - 1]
        place -= 1
    best.keys[place] = key
    best.state[COUNT] = min(noted + 1, wanted)
    if best.state[COUNT] == wanted:
        best.state[BOUND] = min(best.state[BOUND], best.keys[wanted - 1])


@inlined
def _is_before(ground: Ground, queue: Queue, one: int, other: int) -> bool:
    if queue.partials[one]["least"] != queue.partials[other]["least"]:
        return bool(queue.partials[one]["least"] < queue.partials[other]["least"])
    mine, theirs = queue.partials[one]["length"], queue.partials[other]["length"]
    for i in range(min(mine, theirs)):
        if queue.trails[one, i] != queue.trails[other, i]:
            return bool(ground.order[queue.trails[one, i]] < ground.order[queue.trails[other, i]])
    return bool(mine < theirs)


@inlined
def _push(ground: Ground, queue: Queue, size: int, partial: int) -> int:
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if not _is_before(ground, queue, partial, queue.heap[above]):
            break
        queue.heap[place] = queue.heap[above]
        place = above
    queue.heap[place] = partial
    return size + 1


@inlined
def _pop(ground: Ground, queue: Queue, size: int) -> int:
    size -= 1
    last = queue.heap[size]
    place = 0
    while True:
        below = 2 * place + 1
        if below >= size:
            break
        if below + 1 < size and _is_before(ground, queue, queue.heap[below + 1], queue.heap[below]):
            below += 1
        if not _is_before(ground, queue, queue.heap[below], last):
            break
        queue.heap[place] = queue.heap[below]
        place = below
    queue.heap[place] = last
    return size
