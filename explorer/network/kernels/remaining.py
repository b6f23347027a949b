"""What the rest of a path costs at least, exactly, for every actor that a path within the bound can pass.

The ways from the targets are carried on, from where they met those from the sources, through the actors reached from the sources alone, and never further than
the bound allows. It is Dijkstra's algorithm again, strongest first, with the ways from the sources telling what is still worth going on with.

Afterwards an actor's row in `back` says for each number of ties left what the rest costs. A rest may pass an actor twice, so it is a lower bound; of the paths
within the meeting's bound none is missed.
"""

from typing import Final

from explorer.network.compiling import bare, inlined
from explorer.network.kernels.ground import BACK, FAR, FORTH, Ground, cost_within, key_of, layer_after, list_of, toll_of
from explorer.network.kernels.heap import pop, push
from explorer.network.kernels.labels import NO_ROOM, PLACES, Side, give_row, is_reached, is_source, lower, row_of
from explorer.network.kernels.meeting import BOUND, COMPLETE, CUT_SHORT, OUT_OF_ROOM, Best, is_closed

REACHED_FORTH: Final = 3 << (2 * FORTH)


@bare
def complete_back(ground: Ground, forth: Side, back: Side, best: Best, most_work: int) -> int:
    """Returns COMPLETE, CUT_SHORT or OUT_OF_ROOM."""
    size = _begin_where_they_met(ground, forth, back, best)
    work = 0
    while size > 0:
        key, item = back.queue[0]["key"], back.queue[0]["item"]
        size = pop(back.queue, size)
        actor, layer, hops = item >> 4, (item >> 3) & 1, item & 7
        row = give_row(ground, back, BACK, actor, layer)
        if row == NO_ROOM:
            return OUT_OF_ROOM
        if back.rows[row, hops] <= key:
            continue
        lower(back.rows, row, hops, key)
        if hops < ground.max_hops and not is_source(ground, actor):
            size, looked_at = _carry_on(ground, forth, back, best, size, actor, layer, hops, key)
            work += looked_at
        if size < 0:
            return OUT_OF_ROOM
        if work > most_work:
            return CUT_SHORT
    return COMPLETE


@inlined
def _begin_where_they_met(ground: Ground, forth: Side, back: Side, best: Best) -> int:
    """Queue every meeting that is within the bound. Returns the size of the queue, -1 where it has no room."""
    size = 0
    for place in range(forth.counts[PLACES]):
        actor = forth.actors[place]
        for layer in range(ground.layers):
            for hops in range(1, ground.max_hops + 1):
                key = forth.meets[place * ground.layers + layer, hops]
                if key < FAR and _is_worth(ground, forth, best, actor, layer, key, hops):
                    if size == len(back.queue):
                        return -1
                    size = push(back.queue, size, key, _packed(actor, layer, hops))
    return size


@inlined
def _carry_on(ground: Ground, forth: Side, back: Side, best: Best, size: int, actor: int, layer: int, hops: int, key: int) -> tuple[int, int]:
    """One tie further back, to whoever was reached from the sources. Returns the size of the queue (-1: no room) and how many ties were looked at."""
    others, costs, first, behind = list_of(ground, actor)
    enter = key + toll_of(ground, actor)
    dearest = cost_within(best.state[BOUND] - enter)
    marks = ground.marks
    at = first
    while at < behind and costs[at] <= dearest:
        there = others[at]
        at += 1
        if not marks[there] & REACHED_FORTH:
            continue
        before = layer_after(ground, BACK, layer, actor, there)
        if not is_reached(ground, FORTH, there, before) or is_closed(ground, actor, there):
            continue
        longer = enter + key_of(costs[at - 1])
        row = row_of(ground, forth, there, before)
        if longer < forth.meets[row, hops + 1] and _is_worth(ground, forth, best, there, before, longer, hops + 1):
            if size == len(back.queue):
                return -1, at - first
            forth.meets[row, hops + 1] = longer
            size = push(back.queue, size, longer, _packed(there, before, hops + 1))
    return size, at - first


@inlined
def _is_worth(ground: Ground, forth: Side, best: Best, actor: int, layer: int, key: int, hops: int) -> bool:
    """Whether some way to the actor, with this rest, is within the bound and the limit of ties."""
    way = forth.rows[row_of(ground, forth, actor, layer), ground.max_hops - hops]
    return bool(way < FAR and way + toll_of(ground, actor) + key <= best.state[BOUND])


@inlined
def _packed(actor: int, layer: int, hops: int) -> int:
    return (int(actor) << 4) | (layer << 3) | hops
