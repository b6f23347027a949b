"""The best paths from one actor to many others, for answers that rank these."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property

from explorer.domain.answers import DEFAULT_HOPS, Path, Question
from explorer.domain.strength import factor_of
from explorer.services.snapshot import Snapshot


class PathsFrom:
    """The best paths from an actor to each of some others, or to a contact there. `among`: those whose `scores` are asked for."""

    def __init__(self, snapshot: Snapshot, actor: str, day: date, among: Collection[str] = ()) -> None:
        self._facts, self._engine = snapshot.facts, snapshot.engine
        self._actor, self._day = actor, day
        self._among = frozenset(among)

    def scores(self, ids: Collection[str]) -> dict[str, float]:
        """What the best path to each scores, rivals aside, who can only make it worse; absent where there is none."""
        return {id: factor_of(self._costs[id]) for id in ids if id in self._costs}

    @cached_property
    def _costs(self) -> Mapping[str, int]:
        """What the best path to each of those asked about costs at least: one search for all of them."""
        at = self._contacts(self._among)
        ends = sorted({*self._among, *at} - {self._actor})
        costs = self._engine.distances(ends, self._day, DEFAULT_HOPS)({self._actor})
        least: dict[str, int] = {}
        for end, cost in zip(ends, costs, strict=True):
            if cost is not None:
                for id in (end, *at.get(end, ())):
                    least[id] = min(cost, least.get(id, cost))
        return least

    def to(self, *ids: str) -> Path | None:
        """The best of the paths to these."""
        targets = {*ids, *self._contacts(frozenset(ids))} - {self._actor}
        question = Question(frozenset({self._actor}), frozenset(targets), self._day, limit=1)
        return next(iter(self._engine.answer(question).paths), None) if targets else None

    def _contacts(self, organisations: frozenset[str]) -> dict[str, list[str]]:
        """By person with an open post at any of these, which."""
        people = self._facts.sources(organisations, ("WORKS_AT",), self._day) - self._facts.objectors
        posts = {person: self._facts.outgoing(person, "WORKS_AT", on=self._day) for person in people}
        return {person: [r.target for r in own if r.target in organisations] for person, own in posts.items()}
