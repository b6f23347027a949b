"""The same answers by trying everything, written from the rules and sharing no code with the search. For small networks only."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from explorer.domain.answers import Question
from explorer.domain.facts import Facts
from explorer.network import IntroductionNetwork


class Tried(NamedTuple):
    """A path; its own order is that of answers."""

    cost: int
    hops: int
    ids: tuple[str, ...]


class Brute:
    def __init__(self, facts: Facts, question: Question) -> None:
        self.facts = facts
        self.network = IntroductionNetwork.build(facts, question.as_of, question.types)
        self.question = question

    def paths(self) -> list[Tried]:
        """All of them, best first."""
        return sorted(self._tried(ids) for ids in self._simple_paths() if self._allowed(ids))

    def diverse(self) -> list[Tried]:
        best: dict[str | None, Tried] = {}
        for path in self.paths():
            best.setdefault(path.ids[1] if path.hops > 1 else None, path)
        return list(best.values())

    def best_to(self, target: str) -> Tried | None:
        """The best path to somebody else, under the same filters but for who must be passed, and through none of the targets."""
        shared = [self.rivals(end) for end in self.question.targets - self.question.sources]
        avoid = self.question.avoid | self.question.targets | (frozenset.intersection(*shared) if shared else frozenset())
        other = replace(self.question, targets=frozenset({target}), via=None, avoid=avoid)
        return min(Brute(self.facts, other).paths(), default=None)

    def rivals(self, end: str) -> frozenset[str]:
        """Competitors of an end on the day, and people in post there."""
        day = self.question.as_of
        companies = {r.other(end) for r in self.facts.relationships if r.type == "COMPETES_WITH" and end in (r.source, r.target) and r.open_at(day)}
        people = {r.source for r in self.facts.relationships if r.type == "WORKS_AT" and r.target in companies and r.open_at(day)}
        return frozenset(companies | people)

    def _simple_paths(self) -> Iterator[tuple[str, ...]]:
        waiting: list[tuple[str, ...]] = [(source,) for source in self.question.sources if source in self.network.graph]
        while waiting:
            ids = waiting.pop()
            if len(ids) > 1 and ids[-1] in self.question.targets - self.question.sources:
                yield ids
            if len(ids) <= self.question.max_hops:
                waiting.extend((*ids, neighbour) for neighbour in self.network.graph[ids[-1]] if neighbour not in ids)

    def _allowed(self, ids: tuple[str, ...]) -> bool:
        question, between = self.question, ids[1:-1]
        banned = question.avoid | question.sources | question.targets | self.rivals(ids[0]) | self.rivals(ids[-1])
        labelled = question.labels is None or all(question.labels & set(self.facts.entities[id].labels) for id in between)
        return labelled and banned.isdisjoint(between) and (question.via is None or question.via in ids)

    def _tried(self, ids: tuple[str, ...]) -> Tried:
        ties = sum(self.network.tie(a, b).cost for a, b in pairwise(ids))
        return Tried(ties + sum(self.network.hub_costs[id] for id in ids[1:-1]), len(ids) - 1, ids)
