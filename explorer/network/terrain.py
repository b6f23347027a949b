"""What a question leaves of the network: where paths may start and end, and who may be passed on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from explorer.domain.answers import Question
from explorer.network.build import IntroductionNetwork

NO_ONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True)
class Terrain:
    """A network under a question's filters, in ranks.

    `tolls`: cost of entering an actor, for those who may be an intermediary, and nothing for targets. `barred`: who is no intermediary whichever ends are
    taken: avoided, or a rival of every source or of every target. `rivals`: by end, its competitors and their people: where an end is a set, each path
    obeys those of its own two ends.
    """

    network: IntroductionNetwork
    sources: frozenset[int]
    targets: frozenset[int]
    tolls: Mapping[int, int]
    barred: frozenset[int]
    rivals: Mapping[int, frozenset[int]]
    via: int | None
    must_pass: bool

    @classmethod
    def of(cls, network: IntroductionNetwork, question: Question) -> Self:
        ranks = network.ranks
        sources = frozenset(ranks[id] for id in question.sources if id in ranks)
        # An actor in both sets has already been reached: it leaves the targets.
        targets = frozenset(ranks[id] for id in question.targets if id in ranks) - sources
        rivals = {
            end: frozenset(ranks[id] for id in network.rivals[network.ids[end]] if id in ranks)
            for end in sources | targets
            if network.ids[end] in network.rivals
        }
        avoided = frozenset(ranks[id] for id in question.avoid if id in ranks)
        barred = avoided | _of_all(sources, rivals) | _of_all(targets, rivals)
        tolls = dict(network.tolls)
        for rank in barred | sources:
            tolls.pop(rank, None)
        if question.labels is not None:
            tolls = {rank: toll for rank, toll in tolls.items() if not question.labels.isdisjoint(network.entity(network.ids[rank]).labels)}
        tolls.update(dict.fromkeys(targets, 0))
        via = None if question.via is None else ranks.get(question.via)
        return cls(network, sources, targets, tolls, barred, rivals, via, must_pass=question.via is not None)

    def passed_at(self, source: int) -> bool:
        """Whether a path that starts here need not pass anybody any more."""
        return not self.must_pass or source == self.via

    def fits_target(self, ranks: tuple[int, ...]) -> bool:
        """No intermediary of a path is a rival of the target it reached."""
        return self.rivals.get(ranks[-1], NO_ONE).isdisjoint(ranks[1:-1])

    @cached_property
    def targets_reversed(self) -> "Terrain":
        """The same terrain walked from the targets to the sources, with nobody that must be passed."""
        tolls = {rank: toll for rank, toll in self.tolls.items() if rank not in self.targets} | dict.fromkeys(self.sources, 0)
        return Terrain(self.network, self.targets, self.sources, tolls, self.barred, self.rivals, None, must_pass=False)


def _of_all(ends: Iterable[int], rivals: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Rivals of every one of the ends."""
    sets = [rivals.get(end, NO_ONE) for end in ends]
    return frozenset.intersection(*sets) if sets else NO_ONE
