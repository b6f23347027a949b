"""Order inside tiers: a weighted sum of factors, the last of which, the path, is written out only for those who may be among the first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from explorer.analysis.factors import Candidate
from explorer.domain.answers import Path

LEAST_KNOWN: Final = 2
"""Fewer known factors than this are too little to rank by."""
PATH: Final = "path"

Order: TypeAlias = tuple[bool, float, str]
"""Too little known, minus the score, id: smaller is better."""


class Paths(Protocol):
    """The best paths from one asker to candidates."""

    def scores(self, ids: Collection[str]) -> Mapping[str, float]:
        """What the path to each scores at most; those to whom there is none are absent."""

    def to(self, id: str, /) -> Path | None:
        """The best path to a candidate."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its path. `contributions`: weight times value, by factor, in the order of the weights."""

    candidate: Candidate
    path: Path | None
    contributions: Mapping[str, float]
    too_little: bool

    @property
    def score(self) -> float:
        return sum(self.contributions.values())

    @property
    def order(self) -> Order:
        return (self.too_little, -self.score, self.candidate.id)


def ranked(candidate: Candidate, weights: Mapping[str, float], path: Path | None) -> Ranked:
    contributions, too_little = _weighed(candidate, weights, path.score if path else None)
    return Ranked(candidate, path, contributions, too_little)


def _weighed(candidate: Candidate, weights: Mapping[str, float], reach: float | None) -> tuple[dict[str, float], bool]:
    """What each factor gives, and whether too little is known, with a path of this score (None: without one)."""
    values = {name: reach or 0.0 if name == PATH else candidate.factors[name].value for name in weights}
    known = sum(reach is not None if name == PATH else candidate.factors[name].known for name in weights)
    return {name: weight * values[name] for name, weight in weights.items()}, known < LEAST_KNOWN


def best(candidates: Iterable[Candidate], weights: Mapping[str, float], limit: int, paths: Paths) -> list[Ranked]:
    """The first `limit` of one tier, exactly as if the path to each of them had been looked for.

    What each can come to at best is known from the highest score its path may have. The most hopeful are looked at first, until nobody left can come before
    those already known.
    """
    left = promising(list(candidates), weights, limit)
    scores = paths.scores([c.id for c in left])
    known: list[Ranked] = []
    for hoped, c in sorted(((hope(c, weights, scores.get(c.id)), c) for c in left), key=lambda hopeful: hopeful[0]):
        if sum(found.order <= hoped for found in known) >= limit:
            break
        known.append(ranked(c, weights, paths.to(c.id) if c.id in scores else None))
    return sorted(known, key=lambda found: found.order)[:limit]


def promising(candidates: Sequence[Candidate], weights: Mapping[str, float], limit: int) -> list[Candidate]:
    """Without those that even the best of paths could not bring among the first `limit`, should these have none."""
    sure = sorted(hope(c, weights, None) for c in candidates)
    return list(candidates) if len(sure) <= limit else [c for c in candidates if hope(c, weights, 1.0) <= sure[limit - 1]]


def hope(candidate: Candidate, weights: Mapping[str, float], reach: float | None) -> Order:
    """The best place it can have where no path to it scores more than `reach` (None: there is none)."""
    contributions, too_little = _weighed(candidate, weights, reach)
    return (too_little, -sum(contributions.values()), candidate.id)
