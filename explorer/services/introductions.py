"""Who can introduce us, and why that would work: the question as people ask it, and the whole answer."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from explorer.domain.answers import DEFAULT_HOPS, DEFAULT_LIMIT, MOST_HOPS, MOST_PATHS, End, Found, Nearest, Part, Question
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.domain.vocabulary import INTRODUCING_TYPES
from explorer.errors import BadInput
from explorer.services.bounds import check_from_one
from explorer.services.ends import entity_end, known_labels, named, need_end, shortened
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldPath, entity_json, named_on
from explorer.services.willing import willing
from explorer.texts import Texts, explanations


@dataclass(frozen=True, slots=True)
class Request:
    """A question as asked: ids or names of the ends, of those to avoid and of whom to pass; `to_*` say a need instead of a target (or narrow it)."""

    source: str
    target: str | None = None
    to_label: str | None = None
    to_market: str | None = None
    to_sector: str | None = None
    max_hops: int = DEFAULT_HOPS
    limit: int = DEFAULT_LIMIT
    avoid: tuple[str, ...] = ()
    via: str | None = None
    types: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    as_of: date | None = None

    @property
    def says_a_need(self) -> bool:
        return any((self.to_label, self.to_market, self.to_sector))


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. `chokepoints`: intermediaries on more than half of the paths, with the number of paths. `makeshift`: by the slower engine, for now."""

    source: End
    target: End
    paths: tuple[ToldPath, ...]
    diverse: tuple[ToldPath, ...]
    chokepoints: tuple[tuple[Entity, int], ...]
    nearest: tuple[tuple[Entity, Nearest], ...]
    source_part: Part
    target_part: Part
    complete: bool
    sequence: int
    as_of: date
    explanation: str
    avoided: tuple[Entity, ...] = ()
    via: Entity | None = None
    makeshift: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "source": end_json(self.source),
            "target": end_json(self.target),
            "paths": [path.as_json() for path in self.paths],
            "diverse": [path.as_json() for path in self.diverse],
            "chokepoints": [{"entity": entity_json(entity), "paths": n} for entity, n in self.chokepoints],
            "complete": self.complete,
            "snapshot": self.sequence,
            "as_of": self.as_of.isoformat(),
            "explanation": self.explanation,
            "nearest": [{"entity": entity_json(entity), "hops": near.hops, "score": near.score} for entity, near in self.nearest],
        }


def end_json(end: End) -> dict[str, Any]:
    """An end as the contract shows entities; a need has no id."""
    return {"id": end.id, "name": end.name, "labels": list(end.labels)}


def introduce(snapshot: Snapshot, request: Request, t: Texts) -> Answer:
    """Answer a question. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    as_of = request.as_of or today()
    check_bounds(request, t)
    source = entity_end(snapshot, request.source, t, "source", as_of)
    target = asked_target(snapshot, request, t, as_of)
    if source.id is not None and source.id == target.id:
        raise BadInput(t.gettext("Both ends are %(name)s: choose another target.", name=source.name), {"target": [target.id]})
    avoided = tuple(named(snapshot.names, text, t, "avoid") for text in request.avoid)
    via = named(snapshot.names, request.via, t, "via") if request.via else None
    check_via(via, source, target, avoided, t)
    question = Question(
        sources=source.actors,
        targets=target.actors - source.actors,
        as_of=as_of,
        max_hops=request.max_hops,
        limit=request.limit,
        types=known_types(request.types, t),
        labels=known_labels(t, request.labels, "label") or None,
        avoid=frozenset(entity.id for entity in avoided),
        via=via.id if via else None,
        target_places=frozenset([target.id] if target.id else []),
    )
    snapshot, found = willing(
        snapshot, lambda now: now.engine.answer(without(question, now.facts.objectors)), lambda now, found: people_in(now.facts, found, question.as_of)
    )
    return told(snapshot, found, question, source, target, avoided, via, t)


def without(question: Question, objectors: Set[str]) -> Question:
    """The same question, but from and to nobody who objects."""
    return replace(question, sources=question.sources - objectors, targets=question.targets - objectors)


def people_in(facts: Facts, found: Found, day: date) -> Iterator[str]:
    """Whoever the answer names: on a path, at a body on it, or near."""
    ids = dict.fromkeys(chain((id for path in (*found.paths, *found.diverse) for id in path.ids), (near.id for near in found.nearest)))
    return named_on(facts, ids, day)


def told(snapshot: Snapshot, found: Found, question: Question, source: End, target: End, avoided: tuple[Entity, ...], via: Entity | None, t: Texts) -> Answer:
    """Put what the engine found into words."""
    entities = snapshot.facts.entities
    teller = Teller(snapshot.facts, t, question.as_of)
    nearest = tuple((entities[near.id], near) for near in found.nearest)
    return Answer(
        source=source,
        target=target,
        paths=tuple(teller.path(path) for path in found.paths),
        diverse=tuple(teller.path(path) for path in found.diverse),
        chokepoints=tuple((entities[id], n) for id, n in found.chokepoints.items()),
        nearest=nearest,
        source_part=found.source_part,
        target_part=found.target_part,
        complete=found.complete,
        sequence=snapshot.sequence,
        as_of=question.as_of,
        explanation=explanations.explanation(t, found, question, source, target, [entity for entity, _ in nearest], makeshift=snapshot.makeshift),
        avoided=avoided,
        via=via,
        makeshift=snapshot.makeshift,
    )


def asked_target(snapshot: Snapshot, request: Request, t: Texts, as_of: date) -> End:
    target = entity_end(snapshot, request.target, t, "target", as_of) if request.target else None
    if request.says_a_need:
        return need_end(snapshot, t, as_of, request.to_label, request.to_market, request.to_sector, target)
    if target is None:
        raise BadInput(t.gettext("Say who you want to be introduced to: an entity, or a kind, a market or a sector."), {"target": []})
    return target


def check_bounds(request: Request, t: Texts) -> None:
    check_from_one("max_hops", request.max_hops, MOST_HOPS, t)
    check_from_one("limit", request.limit, MOST_PATHS, t)


def check_via(via: Entity | None, source: End, target: End, avoided: Sequence[Entity], t: Texts) -> None:
    """Whom to pass must be an actor between the ends that is not to be avoided."""
    if via is None:
        return
    if not via.is_actor:
        raise BadInput(t.gettext("%(name)s cannot introduce anybody: choose a person, a company or a structure to pass.", name=via.name), {"via": [via.id]})
    if via.objects:
        raise BadInput(t.gettext("%(name)s takes no part in introductions.", name=via.name), {"via": [via.id]})
    if via.id in source.actors | target.actors:
        raise BadInput(t.gettext("%(name)s is an end of the question: choose somebody in between to pass.", name=via.name), {"via": [via.id]})
    if via in avoided:
        raise BadInput(t.gettext("%(name)s is both to be passed and to be avoided.", name=via.name), {"via": [via.id], "avoid": [via.id]})


def known_types(types: Sequence[str], t: Texts) -> frozenset[str] | None:
    spelt = frozenset(type_.strip().upper() for type_ in types)
    if unknown := sorted(spelt - INTRODUCING_TYPES):
        message = t.gettext(
            "“%(type)s” introduces nobody. The ties that do: %(types)s.", type=shortened(unknown[0]), types=", ".join(sorted(INTRODUCING_TYPES))
        )
        raise BadInput(message, {"type": unknown})
    return spelt or None
