"""The numbers that the ids of one sorted table have in another."""

from explorer.network.arrays import Int32s, Int64s
from explorer.network.compiling import bare, inlined
from explorer.network.kernels.ground import Bytes


@bare
def match(text: Bytes, starts: Int64s, wanted: Int64s, other_text: Bytes, other_starts: Int64s, found: Int32s) -> None:
    """Fill `found` (as long as `wanted`): the number in the other table of each id wanted, -1 where that has none. `wanted`: numbers, ascending.

    Both tables are gone through once, side by side, since both are in the order of their bytes.
    """
    there, behind = 0, len(other_starts) - 1
    for place in range(len(wanted)):
        here = wanted[place]
        found[place] = -1
        while there < behind:
            order = _compare(text, starts[here], starts[here + 1], other_text, other_starts[there], other_starts[there + 1])
            if order == 0:
                found[place] = there
            if order <= 0:
                break
            there += 1


@inlined
def _compare(text: Bytes, start: int, end: int, other_text: Bytes, other_start: int, other_end: int) -> int:
    """Below, at or above 0: the first stands before the second, is the same, or stands behind it."""
    for i in range(min(end - start, other_end - other_start)):
        one, other = text[start + i], other_text[other_start + i]
        if one != other:  # unsigned: a difference of the two would never be below 0
            return -1 if one < other else 1
    return (end - start) - (other_end - other_start)
