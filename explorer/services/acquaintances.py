"""Whom an actor is tied to without a relationship that says so: through what both took part in, or through a programme one of them runs."""

from datetime import date

from explorer.domain.dates import today
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldStep, named_on
from explorer.services.willing import willing
from explorer.texts import Texts


def acquaintances(snapshot: Snapshot, id: str, t: Texts, as_of: date | None = None) -> tuple[ToldStep, ...]:
    """Ties that rest on shared events, projects or programmes alone, strongest first; with nobody who objects."""
    day = as_of or today()
    return willing(snapshot, lambda now: _told(now, id, t, day), lambda now, steps: named_on(now.facts, (step.receiver.id for step in steps), day))[1]


def _told(snapshot: Snapshot, id: str, t: Texts, day: date) -> tuple[ToldStep, ...]:
    ties = snapshot.engine.ties_of(id, day).items()
    derived = [(other, tie) for other, tie in ties if all(contribution.via is not None for contribution in tie.contributions)]
    teller = Teller(snapshot.facts, t, day)
    return tuple(teller.step(id, other, tie) for other, tie in sorted(derived, key=lambda pair: (-pair[1].strength, pair[0])))
