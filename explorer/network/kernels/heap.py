"""A binary heap of (key, item) over an array, smallest key first."""

from typing import Final

import numpy as np

from explorer.network.compiling import inlined
from explorer.network.kernels.ground import Records

ENTRY: Final = np.dtype([("key", np.int64), ("item", np.int64)])


@inlined
def push(heap: Records, size: int, key: int, item: int) -> int:
    """Returns the new size. The array must have room."""
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if heap[above]["key"] <= key:
            break
        heap[place]["key"] = heap[above]["key"]
        heap[place]["item"] = heap[above]["item"]
        place = above
    heap[place]["key"] = key
    heap[place]["item"] = item
    return size + 1


@inlined
def replace_top(heap: Records, size: int, key: int, item: int) -> None:
    """As popping and pushing, in one."""
    place = 0
    while True:
        below = 2 * place + 1
        if below >= size:
            break
        if below + 1 < size and heap[below + 1]["key"] < heap[below]["key"]:
            below += 1
        if heap[below]["key"] >= key:
            break
        heap[place]["key"] = heap[below]["key"]
        heap[place]["item"] = heap[below]["item"]
        place = below
    heap[place]["key"] = key
    heap[place]["item"] = item


@inlined
def pop(heap: Records, size: int) -> int:
    """Drop the top; returns the new size."""
    size -= 1
    if size > 0:
        replace_top(heap, size, heap[size]["key"], heap[size]["item"])
    return size
