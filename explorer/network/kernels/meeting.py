"""Searching from both ends until no better meeting is possible: gives a bound that the k best paths do not exceed, and where ways from both ends meet.

The source of the idea is bidirectional Dijkstra search with edges as meeting places (Pohl 1971; Ikeda et al. 1994), with the k-th best path known so far as the
bound (as in PeeK, Feng et al. 2023). Whenever a label is made, the ties to actors reached from the other end are looked through.

Why stopping is right: let a path's key be at most the bound, and let it not be made of a way settled from the sources, one tie, and a way settled from the
targets. Then it passes an actor settled from neither end, and its key is at least the sum of the next keys of both queues. So once that sum exceeds the bound,
every path worth having crosses from one settled set to the other.

The end with fewer labels goes on: what a label costs is mostly reading lists that no cache holds, and where one end is a hub of very many ties the other
would pay for it otherwise. A rest that the other end has not found yet costs at least that queue's next key. Where passing an actor leaves less, no label is
made of it: what is within the bound goes on by a rest that is known, over the tie by which the actor would have been reached.
"""

from typing import Final, NamedTuple

import numpy as np

from explorer.network.arrays import Int32s, Int64s
from explorer.network.compiling import bare, inlined
from explorer.network.kernels.ground import (
    ANSWERED,
    BACK,
    FAR,
    FORTH,
    SOURCE,
    Ground,
    are_rivals,
    cost_within,
    degree,
    key_of,
    layer_after,
    list_of,
    toll_of,
)
from explorer.network.kernels.labels import (
    LABELS,
    NEAR,
    NO_ROOM,
    NOWHERE,
    PLACES,
    QUEUED,
    VOLUME,
    WORK,
    Side,
    arrive,
    enqueue,
    is_reached,
    look_around,
    mixed,
    move_on,
    row_of,
    settle,
    work_around,
)

COMPLETE: Final = 0
CUT_SHORT: Final = 1
OUT_OF_ROOM: Final = 2

LOOK_AROUND_AFTER: Final = 20_000
"""Ties looked at before the distances around the ends are worth knowing."""
FARTHEST_LOOK: Final = 2
LONG_LIST: Final = 256
"""Ties from which on it is asked whether an actor's list had better be looked through from the other side."""

BOUND: Final = 0
COUNT: Final = 1


class Best(NamedTuple):
    """The best distinct paths met so far, by ascending key.

    keys, mixes: int64[most]   of each; paths with one mix are taken for one, which at worst leaves the bound higher than it could be
    state: int64[2]            BOUND: the last key once there are as many as asked for, FAR before; COUNT
    nodes: int32[16]           a path being looked at
    """

    keys: Int64s
    mixes: Int64s
    state: Int64s
    nodes: Int32s


def new_best(most: int) -> Best:
    return Best(np.empty(most, np.int64), np.empty(most, np.int64), np.zeros(2, np.int64), np.empty(16, np.int32))


@bare
def meet(ground: Ground, forth: Side, back: Side, best: Best, sources: Int32s, targets: Int32s, wanted: int, most_work: int) -> int:
    """Fill both sides and the bound for the `wanted` best paths. Returns COMPLETE, CUT_SHORT or OUT_OF_ROOM."""
    best.state[BOUND] = FAR
    best.state[COUNT] = 0
    if not _set_out(ground, forth, back, best, sources, targets, wanted):
        return OUT_OF_ROOM
    look_after = LOOK_AROUND_AFTER
    radius = min(ground.max_hops // 2, FARTHEST_LOOK)
    radius_forth, radius_back = 0, 0
    while forth.counts[QUEUED] > 0 and back.counts[QUEUED] > 0 and forth.queue[0]["key"] + back.queue[0]["key"] <= best.state[BOUND]:
        work = forth.counts[WORK] + back.counts[WORK]
        if work > most_work:
            return CUT_SHORT
        if work > look_after:
            # Few paths exist, or it is a long way: then what lies around the ends says which labels lead nowhere. Twice the work at worst.
            radius_forth = _radius_looked_at(ground, forth, targets, radius, work)
            radius_back = _radius_looked_at(ground, back, sources, radius, work)
            look_after = FAR if radius_forth and radius_back else 2 * work
        if forth.counts[LABELS] <= back.counts[LABELS]:
            room = _step(ground, forth, back, FORTH, best, wanted, radius_forth)
        else:
            room = _step(ground, back, forth, BACK, best, wanted, radius_back)
        if not room:
            return OUT_OF_ROOM
    return COMPLETE


@inlined
def _radius_looked_at(ground: Ground, side: Side, roots: Int32s, radius: int, most: int) -> int:
    """How far `near` reaches, looking around the roots now if that is not too much work."""
    if side.counts[NEAR] == 0:
        if work_around(ground, roots, radius, most) > most:
            return 0
        look_around(ground, side, roots, radius)
    return radius


@bare
def _set_out(ground: Ground, forth: Side, back: Side, best: Best, sources: Int32s, targets: Int32s, wanted: int) -> bool:
    for source in sources:
        if settle(ground, forth, FORTH, source, 1 if source == ground.via else 0, 0, 0, -1) == NO_ROOM:
            return False
    for target in targets:
        number = settle(ground, back, BACK, target, ground.layers - 1, 0, 0, -1)
        if number == NO_ROOM:
            return False
        _cross(ground, back, forth, BACK, number, best, wanted)
    for number in range(forth.counts[LABELS]):
        enqueue(ground, forth, FORTH, number, best.state[BOUND], best.state[BOUND], 0)
    for number in range(back.counts[LABELS]):
        enqueue(ground, back, BACK, number, best.state[BOUND], best.state[BOUND], 0)
    return True


@inlined
def _step(ground: Ground, side: Side, other: Side, end: int, best: Best, wanted: int, radius: int) -> bool:
    """One tie further from one end. False where there is no room left."""
    rest = other.queue[0]["key"]
    most = best.state[BOUND] - rest
    number = NOWHERE if _is_too_dear(ground, side, most) else arrive(ground, side, end, radius)
    if number == NO_ROOM:
        return False
    move_on(ground, side, end, most, most, radius)
    if number >= 0:
        _cross(ground, side, other, end, number, best, wanted)
        most = best.state[BOUND] - rest  # crossing may have lowered it
        enqueue(ground, side, end, number, most, most, radius)
    return True


@inlined
def _is_too_dear(ground: Ground, side: Side, most: int) -> bool:
    """Whether passing the actor that comes next would cost more than `most`: what the bound leaves beside a rest that the other end has not found yet."""
    label = side.labels[side.queue[0]["item"]]
    others, _, _, _ = list_of(ground, label["actor"])
    return bool(side.queue[0]["key"] + toll_of(ground, others[label["at"]]) > most)


@inlined
def _cross(ground: Ground, side: Side, other: Side, end: int, number: int, best: Best, wanted: int) -> None:
    """Look for ties from a new label's actor to those reached from the other end: along its own list, or along theirs where these are shorter together."""
    here = side.labels[number]["actor"]
    if degree(ground, here) > max(LONG_LIST, other.counts[VOLUME]):
        for place in range(other.counts[PLACES]):
            _cross_from(ground, side, other, end, number, other.actors[place], best, wanted)
        return
    enter = side.labels[number]["enter"]
    others, costs, first, behind = list_of(ground, here)
    reached = 3 << (2 * (1 - end))
    marks = ground.marks
    dearest = cost_within(best.state[BOUND] - enter)
    at = first
    while at < behind and costs[at] <= dearest:
        if marks[others[at]] & reached:
            _join(ground, side, other, end, number, others[at], key_of(costs[at]), best, wanted)
            dearest = cost_within(best.state[BOUND] - enter)
        at += 1
    side.counts[WORK] += at - first


@inlined
def _cross_from(ground: Ground, side: Side, other: Side, end: int, number: int, there: int, best: Best, wanted: int) -> None:
    """The tie between a label's actor and one reached from the other end, if there is one that is strong enough, from the list of the latter."""
    here = side.labels[number]["actor"]
    others, costs, first, behind = list_of(ground, there)
    dearest = cost_within(best.state[BOUND] - side.labels[number]["enter"])
    at = first
    while at < behind and costs[at] <= dearest:
        if others[at] == here:
            _join(ground, side, other, end, number, there, key_of(costs[at]), best, wanted)
            break
        at += 1
    side.counts[WORK] += at - first


@inlined
def _join(ground: Ground, side: Side, other: Side, end: int, number: int, there: int, tie: int, best: Best, wanted: int) -> None:
    """Note what a label and those of an actor reached from the other end come to over the tie between them."""
    label = side.labels[number]
    here, hops = label["actor"], label["hops"]
    layer = layer_after(ground, end, label["layer"], here, there)
    if not is_reached(ground, 1 - end, there, layer) or is_closed(ground, here, there):
        return
    theirs = row_of(ground, other, there, layer)
    mine = row_of(ground, side, here, label["layer"])
    met = other.newest[theirs]
    while met >= 0:
        far = other.labels[met]
        key = label["enter"] + tie + far["enter"]
        if key <= best.state[BOUND] and hops + 1 + far["hops"] <= ground.max_hops:
            if end == FORTH:
                side.meets[mine, far["hops"] + 1] = min(side.meets[mine, far["hops"] + 1], tie + far["enter"])
            else:
                other.meets[theirs, hops + 1] = min(other.meets[theirs, hops + 1], tie + label["enter"])
            if key < best.state[BOUND]:
                if end == FORTH:
                    _offer(ground, side, other, number, met, key, best, wanted)
                else:
                    _offer(ground, other, side, met, number, key, best, wanted)
        met = far["older"]


@inlined
def is_closed(ground: Ground, here: int, there: int) -> bool:
    """Whether this would be a first tie that no path may begin with."""
    one, other = ground.marks[here], ground.marks[there]
    return bool((one & SOURCE and other & ANSWERED) or (other & SOURCE and one & ANSWERED))


@inlined
def _offer(ground: Ground, forth: Side, back: Side, going: int, coming: int, key: int, best: Best, wanted: int) -> None:
    """Count the path of two labels among the best, unless it is known already or is none."""
    mix = forth.labels[going]["mix"] ^ back.labels[coming]["mix"] ^ mixed(forth.labels[going]["actor"], back.labels[coming]["actor"])
    count = best.state[COUNT]
    for i in range(count):
        if best.mixes[i] == mix:
            return
    if not _is_path(ground, forth, back, going, coming, best.nodes):
        return
    place = count if count < wanted else wanted - 1
    best.state[COUNT] = min(count + 1, wanted)
    while place > 0 and best.keys[place - 1] > key:
        best.keys[place] = best.keys[place - 1]
        best.mixes[place] = best.mixes[place - 1]
        place -= 1
    best.keys[place] = key
    best.mixes[place] = mix
    if best.state[COUNT] == wanted:
        best.state[BOUND] = best.keys[wanted - 1]


@inlined
def _is_path(ground: Ground, forth: Side, back: Side, going: int, coming: int, nodes: Int32s) -> bool:
    """Whether nobody is passed twice, nor anybody who is a rival of an end of this path."""
    size = _append_way(forth, going, nodes, 0)
    if size < 0:
        return False
    source = nodes[size - 1]
    size = _append_way(back, coming, nodes, size)
    if size < 0:
        return False
    target = nodes[size - 1]
    for i in range(size):
        actor = nodes[i]
        if actor != source and actor != target and (are_rivals(ground, source, actor) or are_rivals(ground, target, actor)):
            return False
    return True


@inlined
def _append_way(side: Side, number: int, nodes: Int32s, size: int) -> int:
    """Write the actors of a label's way, from its actor to the end it began at, behind the others. Returns how many there are, -1 where one is there twice."""
    while number >= 0:
        actor = side.labels[number]["actor"]
        for i in range(size):
            if nodes[i] == actor:
                return -1
        nodes[size] = actor
        size += 1
        number = side.labels[number]["parent"]
    return size
