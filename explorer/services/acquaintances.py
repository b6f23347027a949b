"""Whom an actor is tied to without a relationship that says so: through what both took part in, or through a programme one of them runs."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.network.evidence import DEALINGS
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldStep, named_on
from explorer.services.willing import willing
from explorer.texts import Texts

MOST_TOLD: Final = 60


@dataclass(frozen=True, slots=True)
class Acquaintances:
    """`ids`: of everybody, the strongest first; `steps`: as many of the ties with them as are told."""

    ids: tuple[str, ...]
    steps: tuple[ToldStep, ...]


def acquaintances(snapshot: Snapshot, id: str, t: Texts, as_of: date | None = None) -> Acquaintances:
    """Ties that rest on shared events, projects or programmes alone; with nobody who objects."""
    day = as_of or today()

    def named(now: Snapshot, found: Acquaintances) -> Iterator[str]:
        return named_on(now.facts, (step.receiver.id for step in found.steps), day)

    return willing(snapshot, lambda now: _told(now, id, t, day), named)[1]


def _told(snapshot: Snapshot, id: str, t: Texts, day: date) -> Acquaintances:
    engine = snapshot.engine
    ties = ((other, engine.tie_between(id, other, day)) for other in _met(snapshot.facts, id, day))
    derived = [(other, tie) for other, tie in ties if tie and all(contribution.via is not None for contribution in tie.contributions)]
    derived.sort(key=lambda pair: (-pair[1].strength, pair[0]))
    teller = Teller(snapshot.facts, t, day)
    return Acquaintances(tuple(other for other, _ in derived), tuple(teller.step(id, other, tie) for other, tie in derived[:MOST_TOLD]))


def _met(facts: Facts, id: str, day: date) -> Set[str]:
    """Whoever had to do with the same: all those it can have a derived tie with, found without looking at its own ties, which may be very many."""
    shared = frozenset(r.target for r in facts.outgoing(id, *DEALINGS))
    return frozenset(facts.sources(shared, DEALINGS, day, ended=True)) - {id}
