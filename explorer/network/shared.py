"""Who shares acquaintances with an actor: the actors two ties away, with everybody in between.

One plain search over lists of ties, whoever holds them. What it costs is bounded: of very many ties the strongest are followed, and that is said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.domain.answers import Between, Shared, Sharing
from explorer.domain.strength import COST_SCALE, factor_of
from explorer.network.arrays import Int32s, Int64s

TiesOf: TypeAlias = Callable[[int], tuple[Int32s, Int32s]]
"""The other ends of an actor's ties and their costs, strongest first."""
Marks: TypeAlias = npt.NDArray[np.bool_]

MOST_IN_BETWEEN: Final = 500
"""Actors through whom others are looked for, the best tied first."""
MOST_FOLLOWED: Final = 1_000
"""Ties that are followed of one of these, the strongest first."""


@dataclass(frozen=True, slots=True)
class Middle:
    """An actor in between by number: `start` of the circle is tied to it at cost `towards`, it to the other at cost `onwards`; `ties`: how many it has."""

    actor: int
    start: int
    towards: int
    onwards: int
    ties: int

    def told(self, ids: Callable[[int], str]) -> Between:
        return Between(ids(self.actor), ids(self.start), factor_of(self.towards), factor_of(self.onwards), self.ties)


@dataclass(frozen=True, slots=True)
class Found:
    """`Sharing`, by numbers."""

    found: Sequence[tuple[int, Sequence[Middle]]]
    ties: int
    unseen: float
    complete: bool

    def told(self, ids: Callable[[int], str]) -> Sharing:
        shared = (Shared(ids(actor), tuple(middle.told(ids) for middle in middles)) for actor, middles in self.found)
        return Sharing(tuple(shared), self.ties, self.unseen, self.complete)


def sharing(ties_of: TiesOf, circle: Sequence[int], barred: Sequence[int], offered: Marks, order: Int64s, limit: int, also: Sequence[int] = ()) -> Found:
    """Those of the `offered` who share most with the circle, the most first, then by `order`: the first `limit`, and who is asked for `also`.

    `circle`: who asks, first, and who asks on their behalf. Whoever the first one is tied to is no answer; nobody `barred` is in between.
    """
    middles, ties, complete = _middles(ties_of, circle, barred)
    left = offered.copy()
    left[[*circle, *barred]] = False
    left[ties_of(circle[0])[0]] = False
    worths = np.zeros(len(offered))
    followed = []
    for actor, start, towards in middles:
        others, costs = ties_of(actor)
        complete &= len(others) <= MOST_FOLLOWED
        here = left[others[:MOST_FOLLOWED]]
        reached, onwards = others[:MOST_FOLLOWED][here], costs[:MOST_FOLLOWED][here]
        worths[reached] += (0.5 + 0.5 * np.exp(-(towards + onwards.astype(np.int64)) / (2 * COST_SCALE))) / log(2 + len(others))
        followed.append((actor, start, towards, reached, onwards, len(others)))
    best = np.flatnonzero(worths)
    best = best[np.lexsort((order[best], -worths[best]))]
    chosen = np.zeros(len(offered), np.bool_)
    chosen[also] = True
    chosen[best[:limit]] = True
    found: dict[int, list[Middle]] = {actor: [] for actor in best[chosen[best]].tolist()}
    for actor, start, towards, reached, onwards, degree in followed:
        kept = chosen[reached]
        for other, cost in zip(reached[kept].tolist(), onwards[kept].tolist(), strict=True):
            found[other].append(Middle(actor, start, towards, cost, degree))
    unseen = worths[best[~chosen[best]]]
    return Found(list(found.items()), ties, float(unseen.max(initial=0.0)), complete)


def _middles(ties_of: TiesOf, circle: Sequence[int], barred: Sequence[int]) -> tuple[list[tuple[int, int, int]], int, bool]:
    """(actor, who of the circle has the best tie to it, that tie's cost), by the number of the actor; how many there are; and whether that is all of them."""
    best: dict[int, tuple[int, int]] = {}
    complete = True
    left_out = {*circle, *barred}
    for place, start in enumerate(circle):
        others, costs = ties_of(start)
        complete &= len(others) <= MOST_IN_BETWEEN
        for other, cost in zip(others[:MOST_IN_BETWEEN].tolist(), costs[:MOST_IN_BETWEEN].tolist(), strict=True):
            if other not in left_out or (place == 0 and other in circle):
                best[other] = min(best.get(other, (cost, place)), (cost, place))
    by_strength = sorted((cost, other, place) for other, (cost, place) in best.items())
    kept = by_strength[:MOST_IN_BETWEEN]
    told = sorted((other, circle[place], cost) for cost, other, place in kept)
    return told, max(len(by_strength), len(ties_of(circle[0])[0])), complete and len(kept) == len(by_strength)
