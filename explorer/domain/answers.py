"""What is asked of the introduction network, and what it answers: ids and ties, no sentences yet."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import log, sqrt
from typing import Final

from explorer.domain.strength import Tie, factor_of

MOST_HOPS: Final = 6
DEFAULT_HOPS: Final = 4
DEFAULT_LIMIT: Final = 5
MOST_PATHS: Final = 100


@dataclass(frozen=True, slots=True)
class Question:
    """Which introductions are asked for, in actors' ids.

    `sources` and `targets` are what the ends stand for (one actor or many). `types`: keep only these relationship types, stored or derived (None: all).
    `labels`: intermediaries must have one of these labels (None: any). `avoid` and `labels` never bear on the ends. `via`: an actor that must be passed.
    `target_places`: ids of what the target end was asked as (a City, a programme), whose places and sectors are looked at when there is no introduction;
    empty: those of the targets themselves.
    """

    sources: Set[str]
    targets: Set[str]
    as_of: date
    max_hops: int = DEFAULT_HOPS
    limit: int = DEFAULT_LIMIT
    types: frozenset[str] | None = None
    labels: frozenset[str] | None = None
    avoid: frozenset[str] = frozenset()
    via: str | None = None
    target_places: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= self.max_hops <= MOST_HOPS:
            raise ValueError(f"max_hops {self.max_hops} is not within 1 to {MOST_HOPS}")
        if not 1 <= self.limit <= MOST_PATHS:
            raise ValueError(f"limit {self.limit} is not within 1 to {MOST_PATHS}")


@dataclass(frozen=True, slots=True)
class Path:
    """Actors from source to target, no one twice, the tie of each step, and the cost that orders answers."""

    ids: tuple[str, ...]
    ties: tuple[Tie, ...]
    cost: int

    def __post_init__(self) -> None:
        if len(self.ids) != len(self.ties) + 1 or len(set(self.ids)) != len(self.ids):
            raise ValueError(f"no path: {self.ids}")
        if any({tie.a, tie.b} != {a, b} for tie, (a, b) in zip(self.ties, pairwise(self.ids), strict=True)):
            raise ValueError(f"ties do not join {self.ids}")

    @property
    def order(self) -> tuple[int, int, tuple[str, ...]]:
        """The total order of answers: cost, then hops, then ids by code point."""
        return (self.cost, self.hops, self.ids)

    @property
    def hops(self) -> int:
        return len(self.ties)

    @property
    def score(self) -> float:
        return factor_of(self.cost)

    @property
    def intermediaries(self) -> tuple[str, ...]:
        return self.ids[1:-1]

    @property
    def first_intermediary(self) -> str | None:
        """None for a direct tie, which is a kind of its own in the diverse answer."""
        return self.intermediaries[0] if self.intermediaries else None

    @property
    def weakest(self) -> int:
        """Index of the step of least strength, then least validity, then the first."""
        return min(range(self.hops), key=lambda i: (self.ties[i].strength, self.ties[i].validity, i))


@dataclass(frozen=True, slots=True)
class Nearest:
    """An actor that can be reached when the target cannot: `hops` ties away by its best path of this `score`."""

    id: str
    hops: int
    score: float


@dataclass(frozen=True, slots=True)
class Reached:
    """An actor and the best way to it: `cost` over `hops` ties; `total` with the handicap it was given, by which the best targets are ordered."""

    id: str
    cost: int
    hops: int
    total: int


@dataclass(frozen=True, slots=True)
class Circle:
    """Who looks for others to meet: `asks`, and `helpers`, who ask on their behalf.

    Nobody `barred` is met, or is in between; who is met has one of the `labels`.
    `limit`: how many are told; `also`: others who are told where they share anything.
    """

    asks: str
    helpers: tuple[str, ...]
    barred: frozenset[str]
    labels: frozenset[str]
    as_of: date
    limit: int
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Between:
    """Somebody tied to both. `start`: who of the circle has the best tie; `towards`, `onwards`: e^(−cost) of both ties; `ties`: how many they have in all."""

    id: str
    start: str
    towards: float
    onwards: float
    ties: int

    @property
    def worth(self) -> float:
        """Half for being there, half for how good the ties are, less the more people they know (after Adamic and Adar, 2003)."""
        return (0.5 + 0.5 * sqrt(self.towards * self.onwards)) / log(2 + self.ties)


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody two ties away, and everybody in between."""

    id: str
    between: tuple[Between, ...]

    @property
    def worth(self) -> float:
        return sum(somebody.worth for somebody in self.between)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who shares acquaintances with a circle, the most first, then by id.

    `ties`: how many the circle is tied to; `unseen`: the most that anybody shares who is not told; `complete`: whether every tie was followed.
    """

    found: tuple[Shared, ...]
    ties: int = 0
    unseen: float = 0.0
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Loss:
    """What the best path between two actors costs, and what it costs without somebody; None where there is none."""

    source: str
    target: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the network an end lies in: everything joined to it. `size` actors; `rank` 1 is the largest part. No actor: size 0, rank None."""

    size: int
    rank: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The engine's answer. `paths`: the best, exactly, in order; `diverse`: the best for each first intermediary.

    Where there is none, `source_part`, `target_part` and `nearest` say how things stand.
    `chokepoints`: intermediaries on more than half of `paths`, with the number of paths, most first. `complete`: the search was not cut short.
    """

    paths: tuple[Path, ...]
    diverse: tuple[Path, ...]
    source_part: Part
    target_part: Part
    nearest: tuple[Nearest, ...] = ()
    complete: bool = True

    @property
    def chokepoints(self) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for path in self.paths:
            for actor in path.intermediaries:
                counts[actor] = counts.get(actor, 0) + 1
        held = {actor: n for actor, n in counts.items() if 2 * n > len(self.paths)}
        return dict(sorted(held.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True, slots=True)
class End:
    """One end of a question, resolved: what was asked (`id` None for a need such as "large groups active in water") and the actors it stands for."""

    id: str | None
    name: str
    labels: tuple[str, ...] = ()
    actors: Set[str] = field(default_factory=frozenset)
