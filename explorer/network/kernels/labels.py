"""Ways from one end, found in the order of their keys: label setting with a limit of ties.

The idea is Dijkstra's, with two additions. A later (costlier) way to an actor is kept only if it has fewer ties than all before it: nothing else can be on a
best path of limited length. And a label looks along its actor's ties lazily: the queue holds each label once, under the key of its next tie that may lead to
a new label, so that a hub with many ties costs as many steps as it has ties strong enough to matter.

Invariant: keys come out of the queue in ascending order, so that an entry of `rows`, once set, is never beaten.
"""

from typing import Final, NamedTuple

import numpy as np

from explorer.network.arrays import Int32s, Int64s
from explorer.network.compiling import bare, inlined
from explorer.network.kernels.ground import (
    ANSWERED,
    FAR,
    FORTH,
    NEVER_BETWEEN,
    SOURCE,
    Bytes,
    Ground,
    Records,
    cost_within,
    degree,
    key_of,
    layer_after,
    list_of,
    toll_of,
)
from explorer.network.kernels.heap import ENTRY, pop, push, replace_top

LABEL: Final = np.dtype(
    [
        ("key", np.int64),  # of the way to the actor
        ("enter", np.int64),  # the same with what passing through the actor costs
        ("at", np.int64),  # where in its actor's list the queued tie is
        ("mix", np.int64),  # a mixture of the way's ties, the same from either end
        ("actor", np.int32),
        ("parent", np.int32),  # the label one tie nearer to the end, -1 at the end
        ("older", np.int32),  # the label of this row made before this one, -1 for none
        ("hops", np.int16),
        ("layer", np.int16),
    ]
)
WIDTH: Final = 8
"""Entries of a row: by number of ties, 0 to 7."""

# What `counts` counts.
LABELS: Final = 0
PLACES: Final = 1
QUEUED: Final = 2
WORK: Final = 3
VOLUME: Final = 4
NEAR: Final = 5

NO_ROOM: Final = -1
NOWHERE: Final = -2


class Side(NamedTuple):
    """What is known from one end. Only entries of actors with the end's mark, and of `near` those in `ball`, hold anything.

    place: int32[n]        of an actor: where its rows are, at place * layers + layer
    rows: int64[c, WIDTH]  the least key of a way of at most so many ties
    meets: int64[c, WIDTH] the least key of going on from there to the other end, over one tie and a label found from it, by number of ties
    newest: int32[c]       the last label made for a row
    labels, queue          LABEL[c], ENTRY[c]; the queue holds labels by the key of their next tie
    actors: int32[c]       the actor of a place
    counts: int64[8]       LABELS, PLACES, QUEUED, WORK (ties looked at), VOLUME (ties of all actors with a place), NEAR (length of `ball`)
    near: uint8[n]         1 + ties to the *other* end, as far as looked for; 0 further or unknown
    ball: int32[n]         the actors that have an entry in `near`
    """

    place: Int32s
    rows: Int64s
    meets: Int64s
    newest: Int32s
    labels: Records
    queue: Records
    actors: Int32s
    counts: Int64s
    near: Bytes
    ball: Int32s


def new_side(actors: int, room: int) -> Side:
    """Large arrays are only reserved: memory is taken as far as they are used."""
    return Side(
        place=np.empty(actors, np.int32),
        rows=np.empty((room, WIDTH), np.int64),
        meets=np.empty((room, WIDTH), np.int64),
        newest=np.empty(room, np.int32),
        labels=np.empty(room, LABEL),
        queue=np.empty(room, ENTRY),
        actors=np.empty(room, np.int32),
        counts=np.zeros(8, np.int64),
        near=np.zeros(actors, np.uint8),
        ball=np.empty(actors, np.int32),
    )


@inlined
def mixed(a: int, b: int) -> int:
    """A number for the tie between two actors that other ties hardly share. No step of it leaves 63 bits."""
    low, high = min(int(a), int(b)), max(int(a), int(b))
    x = low * 0x5851F42D + high * 0x34057B7F
    x ^= x >> 29
    x = (x & 0x7FFFFFFF) * 0x2545F491 + (x >> 31)
    x ^= x >> 32
    return (x & 0x7FFFFFFF) * 0x3C6EF372 ^ (x >> 20)


@inlined
def is_placed(ground: Ground, end: int, actor: int) -> bool:
    return bool((ground.marks[actor] >> (2 * end)) & 3)


@inlined
def is_reached(ground: Ground, end: int, actor: int, layer: int) -> bool:
    return bool((ground.marks[actor] >> (2 * end + layer)) & 1)


@inlined
def row_of(ground: Ground, side: Side, actor: int, layer: int) -> int:
    """Of an actor that has a place."""
    return int(side.place[actor]) * ground.layers + layer


@inlined
def give_row(ground: Ground, side: Side, end: int, actor: int, layer: int) -> int:
    """The actor's row, made where there was none; NO_ROOM where it cannot be."""
    if not is_placed(ground, end, actor):
        place = side.counts[PLACES]
        if (place + 1) * ground.layers > len(side.newest):
            return NO_ROOM
        side.counts[PLACES] += 1
        side.counts[VOLUME] += degree(ground, actor)
        side.actors[place] = actor
        side.place[actor] = place
        for row in range(place * ground.layers, (place + 1) * ground.layers):
            side.newest[row] = -1
            for hops in range(WIDTH):
                side.rows[row, hops] = FAR
                side.meets[row, hops] = FAR
    ground.marks[actor] |= 1 << (2 * end + layer)
    return row_of(ground, side, actor, layer)


@inlined
def lower(rows: Int64s, row: int, hops: int, key: int) -> None:
    """A way of this key and so many ties is known: no longer one needs to cost more."""
    for longer in range(hops, WIDTH):
        if rows[row, longer] <= key:
            break
        rows[row, longer] = key


@inlined
def settle(ground: Ground, side: Side, end: int, actor: int, layer: int, key: int, hops: int, parent: int) -> int:
    """Make a label; returns its number, NO_ROOM where there is none."""
    number = side.counts[LABELS]
    if number == len(side.labels):
        return NO_ROOM
    row = give_row(ground, side, end, actor, layer)
    if row == NO_ROOM:
        return NO_ROOM
    side.counts[LABELS] += 1
    lower(side.rows, row, hops, key)
    label = side.labels[number]
    label["key"] = key
    label["enter"] = key + toll_of(ground, actor)
    label["at"] = 0
    label["mix"] = 0 if parent < 0 else side.labels[parent]["mix"] ^ mixed(side.labels[parent]["actor"], actor)
    label["actor"] = actor
    label["parent"] = parent
    label["older"] = side.newest[row]
    label["hops"] = hops
    label["layer"] = layer
    side.newest[row] = number
    return int(number)


@inlined
def is_beaten(ground: Ground, side: Side, end: int, actor: int, layer: int, hops: int) -> bool:
    """Whether a way found before, and so no costlier, has no more ties."""
    return is_reached(ground, end, actor, layer) and bool(side.rows[row_of(ground, side, actor, layer), hops] < FAR)


@inlined
def is_too_far(ground: Ground, side: Side, radius: int, actor: int, hops: int) -> bool:
    """Whether the other end cannot be reached any more with the ties that are left. `radius`: how far `near` was looked for."""
    rest = side.near[actor] - 1 if side.near[actor] else radius + 1
    return bool(hops + rest > ground.max_hops)


@inlined
def next_tie(ground: Ground, side: Side, end: int, number: int, first: int, most: int, alone: int, radius: int) -> int:
    """The first tie from `first` on that may lead to a new label with a key of at most `most`; behind the last where none does.

    `alone`: the same for actors that the other end has not reached; never more than `most`. This is where most of the time goes: what the loop needs lies
    in local variables, and the tests that leave out most come first.
    """
    label = side.labels[number]
    actor, layer, hops = label["actor"], label["layer"], label["hops"] + 1
    others, costs, _, behind = list_of(ground, actor)
    dearest, dearest_alone = cost_within(most - label["enter"]), cost_within(alone - label["enter"])
    never = NEVER_BETWEEN | (ANSWERED if end == FORTH and hops == 1 else 0)
    reached, met = 3 << (2 * end), 3 << (2 * (1 - end))
    marks, labels, allowed = ground.marks, ground.labels, ground.allowed
    for at in range(first, behind):
        if costs[at] > dearest:
            side.counts[WORK] += at - first
            return behind
        there = others[at]
        mark = marks[there]
        if costs[at] > dearest_alone and not mark & met:
            continue
        if mark & never or (allowed and not labels[there] & allowed):
            continue
        if mark & reached and is_beaten(ground, side, end, there, layer_after(ground, end, layer, actor, there), hops):
            continue
        if radius and is_too_far(ground, side, radius, there, hops):
            continue
        side.counts[WORK] += at - first + 1
        return at
    side.counts[WORK] += behind - first
    return behind


@inlined
def enqueue(ground: Ground, side: Side, end: int, number: int, most: int, alone: int, radius: int) -> None:
    """Let a new label lead on, if it has ties left to go."""
    label = side.labels[number]
    if label["hops"] + 1 >= ground.max_hops:
        return
    _, costs, first, behind = list_of(ground, label["actor"])
    at = next_tie(ground, side, end, number, first, most, alone, radius)
    label["at"] = at
    if at < behind:
        side.counts[QUEUED] = push(side.queue, side.counts[QUEUED], label["enter"] + key_of(costs[at]), number)


@inlined
def advance(ground: Ground, side: Side, end: int, most: int, radius: int) -> int:
    """Take the queue's first tie. Returns the new label, not yet queued; NOWHERE where it leads to none after all, NO_ROOM where none can be made."""
    made = arrive(ground, side, end, radius)
    move_on(ground, side, end, most, most, radius)
    return made


@inlined
def arrive(ground: Ground, side: Side, end: int, radius: int) -> int:
    """The label that the queue's first tie leads to; NOWHERE, NO_ROOM as `advance`."""
    number = side.queue[0]["item"]
    label = side.labels[number]
    others, _, _, _ = list_of(ground, label["actor"])
    there = others[label["at"]]
    hops = label["hops"] + 1
    layer = layer_after(ground, end, label["layer"], label["actor"], there)
    if is_beaten(ground, side, end, there, layer, hops) or (radius and is_too_far(ground, side, radius, there, hops)):
        return NOWHERE
    return settle(ground, side, end, there, layer, side.queue[0]["key"], hops, number)


@inlined
def move_on(ground: Ground, side: Side, end: int, most: int, alone: int, radius: int) -> None:
    """Queue the label of the queue's first tie under its next one, if that may lead to a label with a key of at most `most`."""
    number = side.queue[0]["item"]
    label = side.labels[number]
    _, costs, _, behind = list_of(ground, label["actor"])
    at = next_tie(ground, side, end, number, label["at"] + 1, most, alone, radius)
    label["at"] = at
    if at < behind:
        replace_top(side.queue, side.counts[QUEUED], label["enter"] + key_of(costs[at]), number)
    else:
        side.counts[QUEUED] = pop(side.queue, side.counts[QUEUED])


@bare
def forget(ground: Ground, side: Side, end: int) -> None:
    """Take back all marks of this end: as much work as there are actors with a place."""
    for place in range(side.counts[PLACES]):
        ground.marks[side.actors[place]] &= 255 - (3 << (2 * end))
    for i in range(side.counts[NEAR]):
        side.near[side.ball[i]] = 0
    side.counts[:] = 0


@bare
def look_around(ground: Ground, side: Side, roots: Int32s, radius: int) -> None:
    """Fill `near` with the ties to the roots (the other end's actors), up to `radius`, through whoever may be an intermediary."""
    size = 0
    for root in roots:
        side.near[root] = 1
        side.ball[size] = root
        size += 1
    near, ball, marks, labels, allowed = side.near, side.ball, ground.marks, ground.labels, ground.allowed
    inner = 0
    for hops in range(1, radius + 1):
        outer = size
        for i in range(inner, outer):
            others, _, first, behind = list_of(ground, ball[i])
            for at in range(first, behind):
                there = others[at]
                if near[there] or marks[there] & NEVER_BETWEEN or (allowed and not labels[there] & allowed):
                    continue
                near[there] = hops + 1
                ball[size] = there
                size += 1
        inner = outer
    side.counts[NEAR] = size


@bare
def work_around(ground: Ground, roots: Int32s, radius: int, most: int) -> int:
    """Ties that `look_around` will look at; something above `most` as soon as it is more."""
    work = 0
    for root in roots:
        others, _, first, behind = list_of(ground, root)
        work += behind - first
        if radius > 1:
            for at in range(first, behind):
                work += degree(ground, others[at])
                if work > most:
                    return work
        if work > most:
            return work
    return work


@inlined
def is_source(ground: Ground, actor: int) -> bool:
    return bool(ground.marks[actor] & SOURCE)
