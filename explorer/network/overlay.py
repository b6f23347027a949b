"""Arrays after a change: new lists for the actors it bears on, over a base that stays as it is and stays shared."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Final, TypeAlias

import numpy as np

from explorer.domain.facts import Facts
from explorer.domain.strength import Tie, cost_of, hub_factor
from explorer.network.arrays import ORDER_ROOM, SUM_BITS, Int32s, Int64s, TieArrays, label_bits
from explorer.network.evidence import is_in_network, keeping, tie_between, ties_of

MOST_OVERLAID: Final = 10_000
FULL_LIST: Final = 4
"""An actor with more ties than so many times the touched actors gets the ties with these put right; others get their whole list read again."""

_List: TypeAlias = tuple[Int32s, Int32s]


def rebuild_is_due(arrays: TieArrays, touched: Collection[str] = ()) -> bool:
    """Whether so many have new lists, or would have with these touched, that the arrays are better made anew."""
    return len(arrays.overlaid) + len(touched) > MOST_OVERLAID


def with_changes(arrays: TieArrays, before: Facts, after: Facts, touched: Iterable[str]) -> TieArrays:
    """The arrays as they are after a change, given the facts they stand for and those they are to stand for.

    `touched`: the actors whose entry may differ (`touched_by`): a tie that changed has both its ends among them. Takes room for every actor's few numbers and
    for the lists of all that were ever touched; the base's lists are not copied.
    Raises ValueError where the arrays do not stand for `before`.
    """
    if arrays.sequence != before.sequence:
        raise ValueError(f"arrays of change {arrays.sequence} cannot be brought up from change {before.sequence}")
    change = _Change(arrays, before, after, sorted(touched))
    entries = {change.numbers[id]: change.entry(id) for id in change.touched}
    labels = [(number, label_bits(after.entities[id]) if is_in_network(after, id) else 0) for id, number in change.numbers.items()]
    lists = {number: arrays.ties_of(number) for number in arrays.overlaid} | {number: made for number, (made, _) in entries.items()}
    sums = {**arrays.overlaid, **{number: sum_ for number, (_, sum_) in entries.items()}}
    starts, ends, others, costs = _pool(change.extended(arrays.starts), change.extended(arrays.ends), lists)
    return replace(
        arrays,
        starts=starts,
        ends=ends,
        more_others=others,
        more_costs=costs,
        tolls=_with(change.extended(arrays.tolls), ((number, cost_of(hub_factor(sum_ / 2**SUM_BITS))) for number, (_, sum_) in entries.items())),
        labels=_with(change.extended(arrays.labels), labels),
        order=_with(change.extended(arrays.order), _orders(arrays, change.added)),
        sequence=after.sequence,
        added=change.added,
        overlaid=sums,
    )


@dataclass
class _Change:
    """One change of some arrays under way."""

    arrays: TieArrays
    before: Facts
    after: Facts
    touched: Sequence[str]
    _known: dict[tuple[bool, str, str], Tie | None] = field(default_factory=dict)

    @cached_property
    def added(self) -> tuple[str, ...]:
        """All that are not in the base, in the order of their numbers."""
        return (*self.arrays.added, *(id for id in self.touched if self.arrays.number(id) is None))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Of the touched."""
        new = {id: self.arrays.base + place for place, id in enumerate(self.added)}
        return {id: new[id] if id in new else self._number(id) for id in self.touched}

    def extended(self, array: np.ndarray) -> np.ndarray:
        """A copy to write in, with nothing yet for those who are new."""
        return np.concatenate((array, np.zeros(self.arrays.base + len(self.added) - len(array), array.dtype)))

    def entry(self, id: str) -> tuple[_List, int]:
        """The list of an actor, and the exact sum of its strengths."""
        if not is_in_network(self.after, id):
            return _sorted((), ()), 0
        number = self.arrays.number(id)
        sum_ = None if number is None else self.arrays.sum_of(number)
        if number is None or sum_ is None or len(self.arrays.ties_of(number)[0]) <= FULL_LIST * len(self.touched):
            return self._read_again(id)
        return self._put_right(id, sum_)

    def _read_again(self, id: str) -> tuple[_List, int]:
        ties = ties_of(self.after, id, self.arrays.as_of)
        costs = self._costs(ties)
        return _sorted(map(self._number, costs), costs.values()), sum(map(_exact, ties.values()))

    def _put_right(self, id: str, sum_: int) -> tuple[_List, int]:
        """Only ties between two of the touched can differ from what they were."""
        others, costs = self.arrays.ties_of(self.numbers[id])
        same = ~np.isin(others, np.fromiter(self.numbers.values(), np.int32, len(self.numbers)))
        was, is_ = ({other: tie for other in self.touched if (tie := self._tie(facts, id, other))} for facts in (self.before, self.after))
        changed = self._costs(is_)
        sum_ += sum(map(_exact, is_.values())) - sum(map(_exact, was.values()))
        return _sorted((*others[same], *map(self._number, changed)), (*costs[same], *changed.values())), sum_

    def _tie(self, facts: Facts, a: str, b: str) -> Tie | None:
        key = (facts is self.after, min(a, b), max(a, b))
        if key not in self._known:
            self._known[key] = tie_between(facts, a, b, self.arrays.as_of)
        return self._known[key]

    def _costs(self, ties: Mapping[str, Tie]) -> Mapping[str, int]:
        types, day = self.arrays.types, self.arrays.as_of
        kept = ties.items() if types is None else ((other, keeping(tie, types, day)) for other, tie in ties.items())
        return {other: tie.cost for other, tie in kept if tie}

    def _number(self, id: str) -> int:
        number = self.arrays.number(id)
        if number is None:
            return self.numbers[id]
        return number


def _exact(tie: Tie) -> int:
    return int(tie.strength * 2**SUM_BITS)


def _sorted(others: Iterable[int], costs: Iterable[int]) -> _List:
    ends, prices = np.array(tuple(others), np.int32), np.array(tuple(costs), np.int32)
    by_place = np.lexsort((ends, prices))
    return ends[by_place], prices[by_place]


def _with(array: np.ndarray, values: Iterable[tuple[int, int]]) -> np.ndarray:
    for number, value in values:
        array[number] = value
    return array


def _pool(starts: Int64s, ends: Int64s, lists: Mapping[int, _List]) -> tuple[Int64s, Int64s, Int32s, Int32s]:
    """The lists one after the other, and where each begins and ends; what no list needs any more is left behind."""
    nothing = np.empty(0, np.int32)
    used = 0
    for number, (others, _) in lists.items():
        starts[number], ends[number] = ~used, used + len(others)
        used += len(others)
    return (
        starts,
        ends,
        np.concatenate((nothing, *(others for others, _ in lists.values()))),
        np.concatenate((nothing, *(costs for _, costs in lists.values()))),
    )


def _orders(arrays: TieArrays, added: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Places for those who are not in the base, between the two of it that their ids lie between."""
    numbers = {id: arrays.base + place for place, id in enumerate(added)}
    for place, ids in groupby(sorted(numbers), arrays.ids.place):
        yield from ((numbers[id], ((place - 1) << ORDER_ROOM) + nth) for nth, id in enumerate(ids, 1))
