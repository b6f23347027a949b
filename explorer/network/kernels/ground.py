"""What a search walks on: the network of a day under a question's filters, as compiled code sees it."""

from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.network.arrays import Int16s, Int32s, Int64s
from explorer.network.build import HOP_ROOM
from explorer.network.compiling import bare, inlined

Bytes: TypeAlias = npt.NDArray[np.uint8]
Records: TypeAlias = npt.NDArray[Any]

FORTH: Final = 0
BACK: Final = 1
"""Which end a search sets out from: the sources, the targets."""

FAR: Final = 1 << 60
"""A key that no path has."""

# Marks of an actor. The first four bits say that it was reached, from which end and whether past `via`: bit 2 * end + layer.
BLOCKED: Final = 16
SOURCE: Final = 32
TARGET: Final = 64
ANSWERED: Final = 128
"""No path may begin with a tie from a source to this actor."""
NEVER_BETWEEN: Final = BLOCKED | SOURCE | TARGET


class Ground(NamedTuple):
    """The first nine as in `TieArrays`.

    marks: uint8[n]   see above; nothing but what the question at hand set
    rivals: int64[r]  (end << 32 | actor), sorted: on a path with this end the actor is no intermediary
    allowed           labels of which an intermediary must bear one; 0: any will do
    via               the actor that must be passed, -1 for none
    layers            2 where somebody must be passed: then ways before (0) and after (1) are told apart; else 1
    """

    starts: Int64s
    ends: Int64s
    others: Int32s
    costs: Int32s
    more_others: Int32s
    more_costs: Int32s
    tolls: Int32s
    labels: Int16s
    order: Int64s
    marks: Bytes
    rivals: Int64s
    max_hops: int
    allowed: int
    via: int
    layers: int


@inlined
def list_of(ground: Ground, actor: int) -> tuple[Int32s, Int32s, int, int]:
    """Where an actor's ties lie: (other ends, costs, first, behind the last)."""
    start = ground.starts[actor]
    if start < 0:
        return ground.more_others, ground.more_costs, ~start, ground.ends[actor]
    return ground.others, ground.costs, start, ground.ends[actor]


@inlined
def degree(ground: Ground, actor: int) -> int:
    start = ground.starts[actor]
    return int(ground.ends[actor] - (~start if start < 0 else start))


@inlined
def key_of(cost: int) -> int:
    """The key of one tie."""
    return int(cost) * HOP_ROOM + 1


@inlined
def cost_within(key: int) -> int:
    """The most that one tie may cost for its key to be at most this."""
    return (key - 1) // HOP_ROOM


@inlined
def toll_of(ground: Ground, actor: int) -> int:
    """What going on from an actor adds: nothing at the ends of a path."""
    if ground.marks[actor] & (SOURCE | TARGET):
        return 0
    return int(ground.tolls[actor]) * HOP_ROOM


@inlined
def layer_after(ground: Ground, end: int, layer: int, here: int, there: int) -> int:
    """The layer of the next actor of a way. Forth it says who was passed up to that actor, back who need not be passed any more before it."""
    if end == FORTH:
        return 1 if there == ground.via else layer
    return 0 if here == ground.via else layer


@inlined
def are_rivals(ground: Ground, end: int, actor: int) -> bool:
    pair = (int(end) << 32) | int(actor)
    low, high = 0, len(ground.rivals)
    while low < high:
        middle = (low + high) >> 1
        if ground.rivals[middle] < pair:
            low = middle + 1
        else:
            high = middle
    return bool(low < len(ground.rivals) and ground.rivals[low] == pair)


@bare
def set_marks(marks: Bytes, actors: Int32s, mark: int) -> None:
    for actor in actors:
        marks[actor] |= mark


@bare
def clear_marks(marks: Bytes, actors: Int32s, mark: int) -> None:
    for actor in actors:
        marks[actor] &= 255 - mark
