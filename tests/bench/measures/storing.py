"""What arrays take: to be made from lists of ties, and of memory."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

import numpy as np

from explorer.network.arrays import TieArrays, lists_of
from tests.bench.bench import Bench
from tests.bench.results import Seen
from tests.bench.timing import once

MEGABYTE: Final = 2**20
REBUILD_AT_MOST: Final = {"L": 5.0}
BYTES_AT_MOST: Final = {"L": 22.0}


def rebuilt(bench: Bench) -> Iterator[Seen]:
    lists = bench.lists
    ends, costs = (lists.a.astype(np.int32), lists.b.astype(np.int32)), lists.costs.astype(np.int32)
    bench.say("making arrays from lists of ties")
    took = min(once(lists_of, lists.actors, *ends, costs)[1] for _ in range(3))
    at_most = REBUILD_AT_MOST.get(bench.size)
    yield Seen(
        "arrays made again from lists of ties",
        f"{took:.2f} s",
        f"< {at_most:.0f} s" if at_most else "",
        took < at_most if at_most else None,
        note="ends and costs of each tie once; the best of three",
    )


def bytes_of_a_tie(bench: Bench) -> Iterator[Seen]:
    held = bytes_of(bench.arrays)
    ids = bench.arrays.ids.text.nbytes + bench.arrays.ids.starts.nbytes
    per_tie = (held + ids) / bench.lists.ties
    at_most = BYTES_AT_MOST.get(bench.size)
    yield Seen(
        "memory of the arrays, shared by all processes, for each tie between two actors",
        f"{per_tie:.1f} bytes",
        f"≤ {at_most:.0f} bytes" if at_most else "",
        per_tie <= at_most if at_most else None,
        note=f"{held / MEGABYTE:,.0f} MiB, and {ids / MEGABYTE:,.0f} MiB of ids",
    )


def bytes_of(arrays: TieArrays) -> int:
    held = (getattr(arrays, field.name) for field in fields(arrays))
    return sum(array.nbytes for array in held if isinstance(array, np.ndarray))
