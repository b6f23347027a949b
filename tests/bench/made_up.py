"""Made-up introduction networks of any size, from a seed: communities, power-law degrees, strong ties inside and weak ones between communities."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from explorer.domain.strength import cost_of, hub_factor
from tests.bench.kinds import Integers, Kinds, Numbers, kinds

SIZES: Final = {"S": (10_000, 100_000), "M": (100_000, 1_000_000), "L": (1_000_000, 10_000_000)}
"""Actors and ties."""
SEED: Final = 1
HUBS: Final = 3
HUB_TIES: Final = 200_000

LABELS: Final = (("Person",), ("Structure",), ("Company",), ("Company", "PME"), ("Company", "GrandGroupe"))
"""What an actor's `label` stands for."""
PERSON, STRUCTURE, COMPANY, PME, GROUP = range(len(LABELS))
COMPANIES: Final = 0.2
STRUCTURES: Final = 0.03
SMALL: Final = 0.8
"""Share of the companies."""
GROUPS: Final = 0.005
"""Share of all actors; who has many ties is more likely one."""
SECTORS: Final = 40
COUNTRIES: Final = 60

EXPONENT: Final = 2.35
"""Of the power law of degrees."""
LARGEST_DEGREE: Final = 0.05
"""Share of all actors that one may be expected to be tied to."""
LEAST_COMMUNITY: Final = 30
COMMUNITY_EXPONENT: Final = 2.2
INSIDE: Final = 0.7
"""Share of ties drawn inside a community."""
STRONG: Final = (2.0, 3.0)
WEAK: Final = (1.2, 5.0)
"""Beta distributions of the strengths inside and between communities."""


@dataclass(frozen=True)
class TieLists:
    """A network as lists. Actors are numbers, in the order of their ids. `a` < `b`: ends of each tie, each pair once, in order; `kind`: what it rests on.

    `label` (index of LABELS), `sector` and `country` are by actor; `hubs` are those that were given HUB_TIES ties.
    """

    name: str
    a: Integers
    b: Integers
    kind: Integers
    label: NDArray[np.int8]
    sector: NDArray[np.int16]
    country: NDArray[np.int16]
    kinds: Kinds
    hubs: tuple[int, ...] = ()

    @property
    def actors(self) -> int:
        return len(self.label)

    @property
    def ties(self) -> int:
        return len(self.a)

    @cached_property
    def costs(self) -> Integers:
        """By tie, what passing it costs."""
        return self.kinds.costs[self.kind]

    @cached_property
    def degrees(self) -> Integers:
        return np.bincount(self.a, minlength=self.actors) + np.bincount(self.b, minlength=self.actors)

    @cached_property
    def tolls(self) -> Integers:
        """By actor, what passing through it costs, from the sum of its ties' strengths."""
        return np.array([cost_of(hub_factor(sum_)) for sum_ in self._strength_sums().tolist()])

    def _strength_sums(self) -> Numbers:
        """As `fsum` would have them, whatever the order: both halves of each strength are summed without rounding."""
        fine = np.ldexp(self.kinds.strengths, 30)
        coarse = np.floor(fine)
        return np.ldexp(self._sums(coarse[self.kind]) + self._sums((fine - coarse)[self.kind]), -30)

    def _sums(self, values: Numbers) -> Numbers:
        return np.add(np.bincount(self.a, values, self.actors), np.bincount(self.b, values, self.actors), dtype=np.float64)

    def id(self, actor: int) -> str:
        return f"actor:{actor:07}"

    def with_hubs(self, hubs: int = HUBS, ties: int = HUB_TIES, seed: int = SEED) -> Self:
        """The same network with weak ties from a few actors (a register, a market place) to very many others."""
        random = np.random.default_rng(seed + 1)
        chosen = random.choice(self.actors, hubs, replace=False)
        label = self.label.copy()
        label[chosen] = STRUCTURE
        others = [random.choice(self.actors, min(ties, self.actors), replace=False) for _ in chosen]
        known = _pairs(self.a, self.b, self.actors)
        new = _distinct(_pairs(np.repeat(chosen, [len(some) for some in others]), np.concatenate(others), self.actors))
        new = new[(new // self.actors != new % self.actors) & ~np.isin(new, known)]
        a, b = np.divmod(new, self.actors)
        # All its ties are a structure's now, those it had before too.
        drawn = self.kinds.nearest(_organisations(label, a, b), random.beta(*WEAK, len(new)))
        moved = np.isin(self.a, chosen) | np.isin(self.b, chosen)
        kind = self.kind.copy()
        kind[moved] = self.kinds.nearest(_organisations(label, self.a[moved], self.b[moved]), self.kinds.strengths[kind[moved]])
        order = np.argsort(np.concatenate([known, new]))
        a, b, kind = (np.concatenate(pair)[order] for pair in ((self.a, a), (self.b, b), (kind, drawn)))
        return replace(self, name=f"{self.name} with hubs", a=a, b=b, kind=kind, label=label, hubs=tuple(map(int, chosen)))


def made_up(name: str, actors: int, ties: int, seed: int = SEED) -> TieLists:
    """So many actors, and exactly so many ties between them."""
    random = np.random.default_rng(seed)
    weight = _weights(random, actors, ties)
    community = _communities(random, actors)
    pairs = _drawn_pairs(random, weight, community, ties)
    a, b = np.divmod(pairs, actors)
    strengths = np.where(community[a] == community[b], random.beta(*STRONG, ties), random.beta(*WEAK, ties))
    # Neighbouring numbers say nothing of who belongs together, as ids do not.
    shuffled = random.permutation(actors)
    label = _labels(random, weight)
    a, b = shuffled[a], shuffled[b]
    renumbered = np.empty_like(label)
    renumbered[shuffled] = label
    ends = _pairs(a, b, actors)
    order = np.argsort(ends)
    a, b = np.divmod(ends[order], actors)
    known = kinds()
    return TieLists(
        name,
        a,
        b,
        known.nearest(_organisations(renumbered, a, b), strengths[order]),
        renumbered,
        random.integers(0, SECTORS, actors, np.int16),
        random.integers(0, COUNTRIES, actors, np.int16),
        known,
    )


def of_size(size: str, seed: int = SEED) -> TieLists:
    return made_up(size, *SIZES[size], seed)


def _weights(random: np.random.Generator, actors: int, ties: int) -> Numbers:
    """How likely a tie is an actor's, by a power law, cut off where one would be expected to have too many."""
    drawn: Numbers = random.pareto(EXPONENT - 1, actors) + 1
    return drawn.clip(max=LARGEST_DEGREE * actors * drawn.sum() / (2 * ties))


def _communities(random: np.random.Generator, actors: int) -> Integers:
    """The community of each actor: those of one are neighbours; sizes by a power law."""
    drawn = LEAST_COMMUNITY * (random.pareto(COMMUNITY_EXPONENT - 1, actors // LEAST_COMMUNITY + 1) + 1)
    sizes = np.minimum(drawn, max(2 * LEAST_COMMUNITY, actors // 100)).astype(np.int64)
    return np.repeat(np.arange(len(sizes)), sizes)[:actors]


def _drawn_pairs(random: np.random.Generator, weight: Numbers, community: Integers, ties: int) -> Integers:
    """So many different pairs, each as lower number times `actors` plus higher one."""
    actors = len(weight)
    reach = np.concatenate([[0.0], np.cumsum(weight)])
    first = np.searchsorted(community, np.arange(community[-1] + 2))
    found = np.empty(0, np.int64)
    while len(found) < ties:
        wanted = int(1.3 * (ties - len(found))) + 100
        a = np.repeat(np.arange(actors), random.multinomial(wanted, weight / reach[-1]))
        inside = random.random(wanted) < INSIDE
        low = np.where(inside, reach[first[community[a]]], 0.0)
        high = np.where(inside, reach[first[community[a] + 1]], reach[-1])
        b = _at(reach, low + random.random(wanted) * (high - low))
        found = _distinct(np.concatenate([found, _pairs(a[a != b], b[a != b], actors)]))
    return np.delete(found, random.choice(len(found), len(found) - ties, replace=False))


def _at(reach: Numbers, drawn: Numbers) -> Integers:
    return np.clip(np.searchsorted(reach, drawn, side="right") - 1, 0, len(reach) - 2)


def _pairs(a: Integers, b: Integers, actors: int) -> Integers:
    """Pairs as single numbers."""
    numbers: Integers = np.minimum(a, b) * actors + np.maximum(a, b)
    return numbers


def _distinct(numbers: Integers) -> Integers:
    """In order, each once. Sorting is some twenty times faster here than the table of hashes of numpy's `unique`."""
    ordered = np.sort(numbers)
    distinct: Integers = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return distinct


def _labels(random: np.random.Generator, weight: Numbers) -> NDArray[np.int8]:
    actors = len(weight)
    drawn = random.random(actors)
    steps = (1 - COMPANIES - STRUCTURES, 1 - COMPANIES, 1 - COMPANIES * SMALL)
    label = np.searchsorted(steps, drawn, side="right").astype(np.int8)
    label[random.choice(actors, max(20, int(actors * GROUPS)), replace=False, p=weight / weight.sum())] = GROUP
    return label


def _organisations(label: NDArray[np.int8], a: Integers, b: Integers) -> Integers:
    counted: Integers = (label[np.stack((a, b))] != PERSON).sum(axis=0, dtype=np.int64)
    return counted
