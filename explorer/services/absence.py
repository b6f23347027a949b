"""What the network around an actor would lose if nobody could go through it any more, or if one of its relationships were gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

from explorer.domain.answers import DEFAULT_HOPS, Loss, Path, Question
from explorer.domain.dates import today
from explorer.domain.records import Entity
from explorer.domain.vocabulary import INTRODUCING_TYPES
from explorer.errors import BadInput, NotFound
from explorer.graphdb.reads import Changed
from explorer.services.ends import named
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldFact, ToldPath, entity_json, named_on
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import absence as phrases

AROUND: Final = 30
"""The nearest actors, whose pairs are looked at."""
REACH: Final = 2
"""Ties within which they are looked for."""
MOST_TOLD: Final = 8
"""Pairs that are told with their paths; the numbers count them all."""


@dataclass(frozen=True, slots=True)
class Suffering:
    """Two actors who lose by it: their best introduction today, and the best one left; None where there is none of at most `DEFAULT_HOPS` ties."""

    source: Entity
    target: Entity
    today: ToldPath
    left: ToldPath | None

    def as_json(self) -> dict[str, Any]:
        return {
            "source": entity_json(self.source),
            "target": entity_json(self.target),
            "today": self.today.as_json(),
            "left": self.left.as_json() if self.left else None,
        }


@dataclass(frozen=True, slots=True)
class Absence:
    """`missing`: whose absence it is; `relationship`: the one that is gone, where it is not the actor itself. `around`: the actors looked at, nearest first.

    `pairs`: of these, how many are joined today; `lost` and `weaker`: how many of them lose every introduction, or their best one.
    """

    missing: Entity
    relationship: ToldFact | None
    around: tuple[Entity, ...]
    pairs: int
    lost: int
    weaker: int
    told: tuple[Suffering, ...]
    explanation: str
    as_of: date

    def as_json(self) -> dict[str, Any]:
        return {
            "entity": entity_json(self.missing),
            "relationship": self.relationship.as_json() if self.relationship else None,
            "around": [entity_json(entity) for entity in self.around],
            "pairs": self.pairs,
            "lost": self.lost,
            "weaker": self.weaker,
            "results": [suffering.as_json() for suffering in self.told],
            "explanation": self.explanation,
            "as_of": self.as_of.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class _Found:
    """All of it by id. `told`: the worst losses, each with its best path today and the best one left. `after`: the network that is left."""

    after: Snapshot
    around: tuple[str, ...]
    pairs: int
    losses: Sequence[Loss]
    told: tuple[tuple[Path, Path | None], ...]


def absence(snapshot: Snapshot, text: str, t: Texts, *, relationship: str | None = None, as_of: date | None = None) -> Absence:
    """Without an actor (id or name), or without one of its relationships (an id). Raises BadInput, NotFound or Ambiguous, in the words of `t`."""
    day = as_of or today()
    missing = named(snapshot.names, text, t, "id")
    if not missing.is_actor:
        raise BadInput(t.gettext("%(name)s introduces nobody: nothing is lost without it.", name=missing.name), {"id": [missing.id]})
    if relationship is not None:
        check_relationship(snapshot, missing, relationship, t)
    snapshot, found = willing(snapshot, lambda now: look(now, missing.id, relationship, day), lambda now, found: named_in(now, found, missing, day))
    return tell(snapshot, missing, relationship, found, day, t)


def check_relationship(snapshot: Snapshot, end: Entity, id: str, t: Texts) -> None:
    known = snapshot.facts.relationship(id)
    if known is None or end.id not in (known.source, known.target):
        raise NotFound(t.gettext("%(name)s has no relationship with the id “%(id)s”.", name=end.name, id=id), {"relationship": [id]})
    if known.type not in INTRODUCING_TYPES:
        raise BadInput(t.gettext("Nobody is introduced through this relationship: nothing is lost without it."), {"relationship": [id]})


def look(snapshot: Snapshot, id: str, relationship: str | None, day: date) -> _Found:
    around = [near.id for near in snapshot.engine.ego(id, day, AROUND, REACH)[0] if near.id != id]
    if relationship is None:
        before = snapshot.engine.batch(around, around, day, DEFAULT_HOPS)
        losses = snapshot.engine.without(id, each_once(before), day, DEFAULT_HOPS)
        after, avoid = snapshot, frozenset({id})
    else:
        around = [id, *around]
        before = snapshot.engine.batch(around, around, day, DEFAULT_HOPS)
        after, avoid = snapshot.with_changes(Changed(snapshot.sequence, {}, {relationship: None})), frozenset()
        left = after.engine.batch(around, around, day, DEFAULT_HOPS)
        losses = [Loss(*pair, before[pair], left.get(pair)) for pair in each_once(before) if left.get(pair) != before[pair]]
    worst = sorted(losses, key=severity)
    told = tuple((best(snapshot, loss, day), best(after, loss, day, avoid)) for loss in worst[:MOST_TOLD])
    return _Found(after, tuple(around), len(each_once(before)), worst, tuple((today_, left_) for today_, left_ in told if today_))


def each_once(costs: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Pairs that have a path, in either direction but once."""
    ids = sorted({id for pair in costs for id in pair})
    return [pair for pair in combinations(ids, 2) if pair in costs]


def severity(loss: Loss) -> tuple[bool, float, str, str]:
    """Those that lose everything first, then by how much weaker the best introduction gets."""
    return (loss.after is not None, (loss.before or 0) - (loss.after or 0), loss.source, loss.target)


def best(snapshot: Snapshot, loss: Loss, day: date, avoid: frozenset[str] = frozenset()) -> Path | None:
    question = Question(frozenset({loss.source}), frozenset({loss.target}), day, DEFAULT_HOPS, limit=1, avoid=avoid)
    return next(iter(snapshot.engine.answer(question).paths), None)


def named_in(snapshot: Snapshot, found: _Found, missing: Entity, day: date) -> Iterator[str]:
    """Everybody the answer names."""
    paths = (path for pair in found.told for path in pair if path)
    ids = {missing.id, *found.around, *(id for path in paths for id in path.ids)}
    return named_on(snapshot.facts, ids, day)


def tell(snapshot: Snapshot, missing: Entity, relationship: str | None, found: _Found, day: date, t: Texts) -> Absence:
    teller = Teller(snapshot.facts, t, day)
    left_teller = Teller(found.after.facts, t, day)  # two actors may be tied by less once the relationship is gone
    entities = snapshot.facts.entities
    gone = snapshot.facts.relationship(relationship) if relationship is not None else None
    fact = teller.fact(gone) if gone else None
    lost = sum(loss.after is None for loss in found.losses)
    weaker = len(found.losses) - lost
    told = tuple(
        Suffering(entities[path.ids[0]], entities[path.ids[-1]], teller.path(path), left_teller.path(left) if left else None) for path, left in found.told
    )
    around = tuple(entities[id] for id in found.around)
    words = phrases.explanation(t, missing, fact.sentence if fact else None, len(around), found.pairs, lost, weaker)
    return Absence(missing, fact, around, found.pairs, lost, weaker, told, words, day)
