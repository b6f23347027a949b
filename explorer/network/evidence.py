"""The ties of one actor or of one pair, with all they rest on, read from the facts around them alone; and whose ties a change bears on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import Contribution, Tie, contribution, tie
from explorer.domain.vocabulary import TYPES
from explorer.network.derive import BENEFITING, DIRECT_SUPPORT, GATHERINGS, RUN, TAKING_PART, Gathering, benefits, bodies, directly_supported, runs_for

DEALINGS: Final = tuple(sorted({*TAKING_PART, *(type for types in BENEFITING.values() for type in types)}))
"""Relationships of an actor, as their source, that derived ties can follow from."""

Towards: TypeAlias = tuple[str, Contribution]
"""The other end, and what speaks for a tie with it."""


def tie_between(facts: Facts, a: str, b: str, day: date, types: frozenset[str] | None = None) -> Tie | None:
    """Equal to the tie in the network of that day and those types; None where there is none.

    Looks at the relationships of whichever of the two has fewer, and at what both had to do with.
    """
    if a == b or not (is_in_network(facts, a) and is_in_network(facts, b)):
        return None
    joining = list(facts.between(a, b))
    made = [c for r in joining if (c := _stored(r, day))]
    supported = any(r.type in DIRECT_SUPPORT and r.exists_at(day) for r in joining)
    made.extend(_derived_between(facts, a, b, day, supported=supported))
    return _tie(a, b, made, day, types)


def ties_of(facts: Facts, id: str, day: date, types: frozenset[str] | None = None) -> dict[str, Tie]:
    """An actor's ties by the other end, equal to those in the network of that day and those types; none for who is not in it."""
    if not is_in_network(facts, id):
        return {}
    towards: dict[str, list[Contribution]] = defaultdict(list)
    for other, made in _contributions_of(facts, id, day):
        towards[other].append(made)
    ties = ((other, _tie(id, other, made, day, types)) for other, made in towards.items() if is_in_network(facts, other))
    return {other: found for other, found in ties if found}


def is_in_network(facts: Facts, id: str) -> bool:
    """Whether this is an actor who did not object."""
    entity = facts.entities.get(id)
    return entity is not None and entity.is_actor and not entity.objects


def keeping(whole: Tie, types: frozenset[str], day: date) -> Tie | None:
    """What a tie is where only these types, stored or derived, are to be kept. Never stronger: none where the whole tie is none."""
    return tie(whole.a, whole.b, [c for c in whole.contributions if c.type in types], day)


def _tie(a: str, b: str, made: list[Contribution], day: date, types: frozenset[str] | None) -> Tie | None:
    whole = tie(min(a, b), max(a, b), made, day)
    return whole if whole is None or types is None else keeping(whole, types, day)


def _stored(relationship: Relationship, day: date) -> Contribution | None:
    return None if TYPES[relationship.type].weight is None else contribution(relationship, day)


def _derived_between(facts: Facts, a: str, b: str, day: date, *, supported: bool) -> Iterator[Contribution]:
    fewer, other = (a, b) if facts.degree(a) <= facts.degree(b) else (b, a)
    for shared in _dealt_with(facts, fewer):
        theirs = list(facts.between(other, shared.id))
        if theirs and shared.label in GATHERINGS:
            gathering = Gathering.on(facts, shared, day)
            if a in gathering.participations and b in gathering.participations:
                yield gathering.worked_with(a, b)
        if theirs and shared.label in RUN and not supported:
            both = [*facts.between(fewer, shared.id), *theirs]
            running = bodies((r for r in both if r.type == "RUNS"), day)
            yield from (runs_for(shared, running[body], r, day) for r in benefits(both, shared, day) for body in running if body != r.source)


def _contributions_of(facts: Facts, id: str, day: date) -> Iterator[Towards]:
    """All that speaks for a tie with anything, whether that is in the network or not."""
    yield from ((r.other(id), made) for r in facts.of(id) if (made := _stored(r, day)))
    dealt_with = list(_dealt_with(facts, id))
    for shared in dealt_with:
        if shared.label in GATHERINGS:
            gathering = Gathering.on(facts, shared, day)
            if id in gathering.participations:
                yield from ((other, gathering.worked_with(id, other)) for other in gathering.participations if other != id)
    runs = [shared for shared in dealt_with if shared.label in RUN]
    supported = directly_supported(facts, id, day) if runs else frozenset()
    for run in runs:
        yield from ((other, made) for other, made in _around_a_run(facts, run, id, day) if other != id and other not in supported)


def _around_a_run(facts: Facts, run: Entity, id: str, day: date) -> Iterator[Towards]:
    """What a Programme or Project gives the ties of an actor, be it as who runs it or as one whom it ties to who does."""
    running = bodies(facts.incoming(run.id, "RUNS"), day)
    own = [r for r in facts.between(id, run.id) if r.source == id]
    yield from ((body, runs_for(run, running[body], benefit, day)) for benefit in benefits(own, run, day) for body in running)
    if id in running:
        others = facts.incoming(run.id, *BENEFITING[run.label])
        yield from ((benefit.source, runs_for(run, running[id], benefit, day)) for benefit in benefits(others, run, day))


def _dealt_with(facts: Facts, id: str) -> Iterator[Entity]:
    """What an actor took part in, ran, or was served by, or funds, and that others can be tied to it by."""
    found = (facts.entities[target] for target in dict.fromkeys(r.target for r in facts.outgoing(id, *DEALINGS)))
    return (entity for entity in found if entity.label in GATHERINGS or entity.label in RUN)


def touched_by(before: Facts, after: Facts, day: date, entities: Iterable[str], relationships: Iterable[str]) -> set[str]:
    """The actors of whom something may differ in the networks of that day between two states of the facts: ties, what passing through costs, labels.

    `entities`, `relationships`: ids of those that changed, were added or went.
    """
    changed = [r for id in relationships for facts in (before, after) if (r := facts.relationship(id))]
    touched: set[str] = set()
    dated: set[str] = set()
    for id in entities:
        was, is_ = before.entities.get(id), after.entities.get(id)
        if _standing(was) != _standing(is_):
            touched.add(id)
            changed += (*before.of(id), *after.of(id))
        elif is_ is not None and is_.label in GATHERINGS:
            dated.add(id)
    touched.update(end for r in changed if TYPES[r.type].weight is not None for end in (r.source, r.target))
    touched.update(r.source for r in changed if r.type in DEALINGS)
    for facts in (before, after):
        touched.update(_tied_by(facts, day, changed, dated))
    return {id for id in touched if any((entity := facts.entities.get(id)) is not None and entity.is_actor for facts in (before, after))}


def _standing(entity: Entity | None) -> tuple[object, ...]:
    """What of an entity itself decides whether, and under which labels, it is in the network."""
    return () if entity is None else (entity.labels, entity.objects)


def _tied_by(facts: Facts, day: date, changed: Iterable[Relationship], dated: Iterable[str]) -> Iterator[str]:
    """Actors that something shared ties to others, where it, or what these relationships say of it, is what changed."""
    at = {type: [facts.entities[id] for id in {r.target for r in changed if r.type == type} if id in facts.entities] for type in DEALINGS}
    met = {entity.id for type in TAKING_PART for entity in at[type]}.union(dated)
    for gathering in (facts.entities[id] for id in met if id in facts.entities):
        if gathering.label in GATHERINGS:
            yield from Gathering.on(facts, gathering, day).participations
    for run in at["RUNS"]:
        yield from (r.source for r in facts.incoming(run.id, *BENEFITING.get(run.label, ())))
    for served in (entity for type in DEALINGS for entity in at[type]):
        yield from (r.source for r in facts.incoming(served.id, "RUNS"))
