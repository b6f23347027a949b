"""Teams under limits on their members together, as a small integer programme that HiGHS solves (Huangfu and Hall 2018), by scipy.

The order of teams is kept exactly: first needs uncovered and holders unreachable, then cost and size in one integer, then ids, one after the other. What the
solver says is rounded and counted again in whole numbers.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from functools import cached_property
from math import inf
from typing import Final, TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from explorer.analysis.consortium.field import NOBODY, Field
from explorer.analysis.consortium.teams import Price

Chosen: TypeAlias = tuple[str | None, ...]
Row: TypeAlias = tuple[Mapping[int, float], float, float]
"""Factors by variable, and the least and the most that their sum may be."""
OUT_OF_TIME: Final = 1
"""As scipy says it."""
PATIENCE: Final = 10.0
"""Seconds for one solution; where that is not enough the best found by then is taken."""


def solved(field: Field, lead: str, options: Sequence[frozenset[str]], prices: Mapping[str, Price]) -> tuple[Chosen | None, bool]:
    """The best choice of one taker for each need among its options, None where no team obeys the limits; and whether that is proven."""
    programme = Programme(field, lead, options, prices)
    return programme.best(), programme.proven


@dataclass
class Programme:
    """Variables, all 0 or 1: a need taken by somebody, a need left, somebody being a member, somebody having a lot."""

    field: Field
    lead: str
    options: Sequence[frozenset[str]]
    prices: Mapping[str, Price]
    proven: bool = True
    _numbers: dict[tuple[object, ...], int] = made(default_factory=dict)
    _rows: list[Row] = made(default_factory=list)

    def best(self) -> Chosen | None:
        if not self.field.limits.include - {self.lead} <= self.candidates.keys():
            return None
        self._set_up()
        coverage = self._coverage()
        first = self._least(coverage)
        if first is None:
            return None
        self._rows.append((coverage, -inf, self._count(coverage, first)))
        price = self._price()
        found = self._least(price)
        if found is None:  # the solver ran out of time
            return self._told(first)
        return self._told(self._first_by_ids(price, found))

    @cached_property
    def candidates(self) -> dict[str, frozenset[int]]:
        """Who need be thought of beside the lead, with the needs it may take: of those who may take the same and are nobody's rivals the nearest."""
        able: dict[str, set[int]] = defaultdict(set)
        for place, ids in enumerate(self.options):
            for id in ids - {self.lead}:
                able[id].add(place)
        kept: dict[str, frozenset[int]] = {}
        better: dict[frozenset[int], list[int]] = defaultdict(list)
        for id in sorted(able, key=lambda id: (self.prices[id], id)):
            places = frozenset(able[id])
            room = self._room(id, len(places))
            enough = len(places) if self._splits else 1
            if id in self.field.limits.include or sum(other >= room for other in better[places]) < enough:
                kept[id] = places
                if not self.field.rivals.get(id, NOBODY):
                    better[places].append(room)
        return kept

    @property
    def _splits(self) -> bool:
        """Whether two who may take the same can be of more use than one."""
        return self.field.limits.one_lot_each or self.field.limits.share is not None

    def _room(self, id: str, most: int) -> int:
        capacity = self.field.capacity(id)
        return most if capacity is None else min(capacity, most)

    def _of(self, *what: object) -> int:
        """The number of a variable."""
        return self._numbers.setdefault(what, len(self._numbers))

    def _set_up(self) -> None:
        self._rows += self._assignment()
        self._rows += self._membership()
        self._rows += self._together()

    def _takers(self, place: int) -> list[str]:
        return [id for id in (self.lead, *self.candidates) if id in self.options[place]]

    def _taking(self, id: str) -> list[int]:
        return [self._of("take", place, id) for place in range(len(self.options)) if id in self.options[place]]

    def _assignment(self) -> Iterator[Row]:
        """Each need is taken by one or left."""
        for place in range(len(self.options)):
            yield {self._of("left", place): 1, **{self._of("take", place, id): 1 for id in self._takers(place)}}, 1, 1

    def _membership(self) -> Iterator[Row]:
        """Who takes a need is a member, and a member takes one."""
        for id in self.candidates:
            member, taking = self._of("member", id), self._taking(id)
            for take in taking:
                yield {take: 1, member: -1}, -inf, 0
            yield {member: 1, **dict.fromkeys(taking, -1)}, -inf, 0
            if id in self.field.limits.include:
                yield {member: 1}, 1, 1

    def _together(self) -> Iterator[Row]:
        limits = self.field.limits
        if limits.most is not None:
            yield {self._of("member", id): 1 for id in self.candidates}, -inf, limits.most - 1
        for id in self.candidates:
            for rival in self.field.rivals.get(id, NOBODY):
                if id < rival and rival in self.candidates:
                    yield {self._of("member", id): 1, self._of("member", rival): 1}, -inf, 1
        for id in (self.lead, *self.candidates):
            capacity = self.field.capacity(id)
            if capacity is not None and len(self._taking(id)) > capacity:
                yield dict.fromkeys(self._taking(id), 1), -inf, capacity
            if limits.one_lot_each:
                yield from self._one_lot(id)

    def _one_lot(self, id: str) -> Iterator[Row]:
        lots = {place: self.field.lot(place) for place in range(len(self.options)) if id in self.options[place]}
        if len(set(lots.values())) < 2:
            return
        yield {self._of("lot", id, lot): 1 for lot in set(lots.values())}, -inf, 1
        for place, lot in lots.items():
            yield {self._of("take", place, id): 1, self._of("lot", id, lot): -1}, -inf, 0

    def _coverage(self) -> dict[int, float]:
        weights: dict[int, float] = {}
        for place in range(len(self.options)):
            weights[self._of("left", place)] = len(self.options) + 1
            weights |= {self._of("take", place, id): self.prices[id][0] for id in self._takers(place) if self.prices[id][0]}
        return weights

    def _price(self) -> dict[int, float]:
        """Cost, then size, in one number."""
        scale = len(self.candidates) + 2
        weights: dict[int, float] = {self._of("member", id): 1 for id in self.candidates}
        for place in range(len(self.options)):
            weights |= {self._of("take", place, id): scale * self.prices[id][1] for id in self._takers(place)}
        return weights

    def _first_by_ids(self, price: Mapping[int, float], found: frozenset[int]) -> frozenset[int]:
        """Of the solutions that cost as much, the one whose members come first by their ids."""
        members = {self._of("member", id): id for id in sorted(self.candidates)}
        least = self._count(price, found)
        there = [number for number in members if number in found]
        others = self._least(price, [(dict.fromkeys(there, 1), -inf, len(there) - 1)]) if there else None
        if others is None or self._count(price, others) > least:
            return found
        settled: list[Row] = []
        left = len(there)
        for number in members:
            if not left:
                break
            if number not in found:
                other = self._least(price, [*settled, ({number: 1}, 1, 1)])
                if other is None or self._count(price, other) > least:
                    settled.append(({number: 1}, 0, 0))
                    continue
                found = other
            settled.append(({number: 1}, 1, 1))
            left -= 1
        return found

    def _least(self, weights: Mapping[int, float], more: Sequence[Row] = ()) -> frozenset[int] | None:
        """The variables that are 1 in a solution of least weight; None where there is none."""
        rows = [*self._rows, *more]
        count = len(self._numbers)
        objective = np.zeros(count)
        objective[list(weights)] = list(weights.values())
        at = [(row, number, factor) for row, (factors, _, _) in enumerate(rows) for number, factor in factors.items()]
        matrix = csr_array(([factor for _, _, factor in at], ([row for row, _, _ in at], [number for _, number, _ in at])), shape=(len(rows), count))
        constraints = LinearConstraint(matrix, [least for _, least, _ in rows], [most for _, _, most in rows])
        result = milp(objective, integrality=np.ones(count), bounds=Bounds(0, 1), constraints=constraints, options={"mip_rel_gap": 0, "time_limit": PATIENCE})
        self.proven &= result.status != OUT_OF_TIME
        return None if result.x is None else frozenset(np.flatnonzero(result.x > 0.5).tolist())

    def _count(self, weights: Mapping[int, float], found: frozenset[int]) -> int:
        return sum(int(weight) for number, weight in weights.items() if number in found)

    def _told(self, found: frozenset[int]) -> Chosen:
        return tuple(next((id for id in self._takers(place) if self._of("take", place, id) in found), None) for place in range(len(self.options)))
