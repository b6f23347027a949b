"""What arrays take: to be made from lists of ties, and of memory."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

import numpy as np

from explorer.network.arrays import TieArrays
from explorer.network.building import combined
from tests.bench.bench import Bench
from tests.bench.forms import contributions_of, ids_of, label_bits_of
from tests.bench.kinds import AS_OF
from tests.bench.results import Seen
from tests.bench.timing import once

MEGABYTE: Final = 2**20
REBUILD_AT_MOST: Final = {"L": 5.0}
BYTES_AT_MOST: Final = {"L": 22.0}


def rebuilt(bench: Bench) -> Iterator[Seen]:
    bench.say("making arrays from lists of ties")
    found, ids, labels = contributions_of(bench.lists), ids_of(bench.lists), label_bits_of(bench.lists)
    took = min(once(combined, found, ids, labels, 0, AS_OF, None)[1] for _ in range(3))
    at_most = REBUILD_AT_MOST.get(bench.size)
    yield Seen(
        "arrays made again from lists of ties",
        f"{took:.2f} s",
        f"< {at_most:.0f} s" if at_most else "",
        took < at_most if at_most else None,
        note="from the strength of each reason for a tie: combined by pair, summed up by actor, sorted into lists; the best of three",
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
    """Of the memory behind them: where one array looks into another, it is counted once."""
    held = [array for field in fields(arrays) if isinstance(array := getattr(arrays, field.name), np.ndarray)]
    behind = {id(whole): whole.nbytes for whole in map(_whole, held)}
    return sum(behind.values())


def _whole(array: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    return _whole(array.base) if isinstance(array.base, np.ndarray) else array
