"""Order inside tiers: a weighted sum of factors, the last of which, the path, is looked for only where it can still change who is among the first."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from explorer.analysis.factors import Candidate
from explorer.domain.answers import Path

LEAST_KNOWN: Final = 2
"""Fewer known factors than this are too little to rank by."""
PATH: Final = "path"

Look: TypeAlias = Callable[[Collection[str]], tuple[str, Path] | None]
"""Which of some candidates has the best path of all, and that path; None where none of them has one."""
Order: TypeAlias = tuple[bool, float, str]
"""Too little known, minus the score, id: smaller is better."""


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


def best(candidates: Iterable[Candidate], weights: Mapping[str, float], limit: int, look: Look) -> list[Ranked]:
    """The first `limit` of one tier, exactly as if the path to each of them had been looked for.

    A candidate whose path is not known yet is taken for as good as the best path left allows. So the best path to all that are left is asked for, and the
    path to the most hopeful one, until nobody left can come before those already known.
    """
    left = {c.id: c for c in promising(list(candidates), weights, limit)}
    known: list[Ranked] = []
    reach: float | None = 1.0
    while left:
        hopeful = min((hope(c, weights, reach), c.id) for c in left.values())
        if sum(found.order <= hopeful[0] for found in known) >= limit:
            break
        if reach is None:
            known += [ranked(c, weights, None) for c in left.values()]
            break
        nearest = look(sorted(left))
        reach = nearest[1].score if nearest else None
        if nearest:
            known.append(ranked(left.pop(nearest[0]), weights, nearest[1]))
            if hopeful[1] in left:
                alone = look([hopeful[1]])
                known.append(ranked(left.pop(hopeful[1]), weights, alone[1] if alone else None))
    return sorted(known, key=lambda found: found.order)[:limit]


def promising(candidates: Sequence[Candidate], weights: Mapping[str, float], limit: int) -> list[Candidate]:
    """Without those that even the best of paths could not bring among the first `limit`, should these have none."""
    sure = sorted(hope(c, weights, None) for c in candidates)
    return list(candidates) if len(sure) <= limit else [c for c in candidates if hope(c, weights, 1.0) <= sure[limit - 1]]


def hope(candidate: Candidate, weights: Mapping[str, float], reach: float | None) -> Order:
    """The best place it can have where no path to it scores more than `reach` (None: there is none)."""
    contributions, too_little = _weighed(candidate, weights, reach)
    return (too_little, -sum(contributions.values()), candidate.id)
