"""The introduction network of one day as arrays: what compiled searches run over, and what is mapped from files."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Final, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.domain.records import Entity
from explorer.network.idtable import IdTable

Int16s: TypeAlias = npt.NDArray[np.uint16]
Int32s: TypeAlias = npt.NDArray[np.int32]
Int64s: TypeAlias = npt.NDArray[np.int64]

ACTOR_LABEL_BITS: Final[Mapping[str, int]] = MappingProxyType(
    {label: 1 << bit for bit, label in enumerate(("Person", "Company", "Structure", "PME", "GrandGroupe"))}
)
"""What each label of an actor adds to its entry in `TieArrays.labels`. The order is that of the files: append only."""
LOW_BITS: Final = 32
SUM_BITS: Final = 62
"""A sum of strengths is in whole 2^-SUM_BITS, which every strength is a multiple of; the last LOW_BITS of it are the low part."""
ORDER_ROOM: Final = 20
"""Bits between the places of two neighbours of the base, for those an overlay puts between them."""


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """What speaks for each tie on a day, as single relationships and gatherings do: all types, pair after pair.

    a, b: int32[r], the lesser actor first; strengths: float64[r]; kinds: uint8[r], as `building.KINDS` and OWN_POST say.
    """

    a: Int32s
    b: Int32s
    strengths: npt.NDArray[np.float64]
    kinds: npt.NDArray[np.uint8]

    def __post_init__(self) -> None:
        _lock(self)


@dataclass(frozen=True, slots=True, eq=False)
class TieArrays:
    """Actors and ties as of a day. Nothing in it is ever written to: every array is read-only, and is mapped or shared where that can be.

    Actors are numbers: 0 to `base` - 1 in the order of their ids by code point; those an overlay added follow from `base` on. Those who objected keep theirs.

    starts, ends: int64[n]     an actor's ties are others[starts[v] : ends[v]] and costs; where starts[v] < 0 they are more_others[~starts[v] : ends[v]]
    others, costs: int32[2m]   the other end of each tie, and what passing it costs (`Tie.cost`), each actor's by (cost, other): strongest first.
                               A tie stands in the lists of both its ends.
    more_others, more_costs    the same, of the actors that an overlay gave new lists
    tolls: int32[n]            what passing through an actor costs, by its ties in the whole network of the day, type filters aside
    labels: uint16[n]          sum of ACTOR_LABEL_BITS; 0 for who is not in the network: objected, or gone
    order: int64[n]            compares as the ids do (number << ORDER_ROOM in the base; nothing else may be read from it, and it may be negative)
    types                      the relationship types the ties were made of, None for all
    sums: int64[base, 2]       high and low part, in whole 2^-62 (see `combining.add_up`), of the strengths of an actor's ties in the whole network of the day;
                               not needed for searching, but where they are there, a change of few ties need not read all those of their actors again
    reasons                    what the base's ties were made of: needed to leave out types, not for searching
    overlaid                   by actor with a new list: its sum, as one number
    """

    ids: IdTable
    starts: Int64s
    ends: Int64s
    others: Int32s
    costs: Int32s
    more_others: Int32s
    more_costs: Int32s
    tolls: Int32s
    labels: Int16s
    order: Int64s
    sequence: int
    as_of: date
    types: frozenset[str] | None = None
    added: tuple[str, ...] = ()
    sums: Int64s | None = None
    reasons: Reasons | None = None
    overlaid: Mapping[int, int] = field(default_factory=dict)
    _added_numbers: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _lock(self)
        object.__setattr__(self, "_added_numbers", {id: self.base + place for place, id in enumerate(self.added)})

    @classmethod
    def without_overlay(
        cls,
        ids: IdTable,
        starts: Int64s,
        others: Int32s,
        costs: Int32s,
        tolls: Int32s,
        labels: Int16s,
        sequence: int,
        as_of: date,
        types: frozenset[str] | None,
        sums: Int64s | None = None,
        reasons: Reasons | None = None,
    ) -> Self:
        """`starts`: int64[n + 1], each actor's ties end where those of the next begin."""
        nothing = np.empty(0, np.int32)
        order = np.arange(len(ids), dtype=np.int64) << ORDER_ROOM
        return cls(ids, starts[:-1], starts[1:], others, costs, nothing, nothing, tolls, labels, order, sequence, as_of, types, sums=sums, reasons=reasons)

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def base(self) -> int:
        """How many actors there were before any overlay."""
        return len(self.ids)

    def number(self, id: str) -> int | None:
        """The number of an actor, also of one who objected or is gone; None for what never was one."""
        added = self._added_numbers.get(id)
        return self.ids.number(id) if added is None else added

    def id(self, number: int) -> str:
        return self.ids.id(number) if number < self.base else self.added[number - self.base]

    def sum_of(self, number: int) -> int | None:
        """The exact sum of strengths of an actor; None where that is not known."""
        if number in self.overlaid or self.sums is None:
            return self.overlaid.get(number)
        return (int(self.sums[number, 0]) << LOW_BITS) + int(self.sums[number, 1])

    def count_ties(self) -> int:
        lengths = np.where(self.starts < 0, self.ends - ~self.starts, self.ends - self.starts)
        return int(lengths.sum()) // 2

    def ties_of(self, number: int) -> tuple[Int32s, Int32s]:
        """The other ends of an actor's ties and their costs, strongest first."""
        start, end = int(self.starts[number]), int(self.ends[number])
        if start < 0:
            return self.more_others[~start:end], self.more_costs[~start:end]
        return self.others[start:end], self.costs[start:end]


def label_bits(entity: Entity) -> int:
    """The entry in `TieArrays.labels`; 0 for who objected."""
    return 0 if entity.objects else sum(ACTOR_LABEL_BITS[label] for label in entity.labels)


def read_only(array: np.ndarray) -> np.ndarray:
    """A plain view that cannot be written through, so that compiled code sees one type whether it was made in memory or mapped."""
    view = array.view(np.ndarray)
    view.flags.writeable = False
    return view


def _lock(arrays: Reasons | TieArrays) -> None:
    for name in (f.name for f in fields(arrays)):
        value = getattr(arrays, name, None)
        if isinstance(value, np.ndarray):
            object.__setattr__(arrays, name, read_only(value))


def lists_of(actors: int, a: Int32s, b: Int32s, costs: Int32s) -> tuple[Int64s, Int32s, Int32s]:
    """(starts int64[actors + 1], others, costs) of ties given once each by their two ends and cost, each actor's by (cost, other)."""
    from explorer.network.combining import fill_lists  # loads the compiler

    starts, others, list_costs = np.zeros(actors + 1, np.int64), np.empty(2 * len(a), np.int32), np.empty(2 * len(a), np.int32)
    fill_lists(a, b, costs, starts, others, list_costs)
    return starts, others, list_costs
