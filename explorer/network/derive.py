"""Ties nobody stored, which follow from what two actors did: working at one gathering, and running what supports or is paid for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import log
from typing import Final, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import VALIDITY_HALF_LIFE, Contribution, age_at, decay, quality
from explorer.domain.vocabulary import DERIVED_TYPES

TAKING_PART: Final = ("PARTICIPATES_IN", "RUNS")
BENEFITING: Final[Mapping[str, tuple[str, ...]]] = {"Programme": ("SUPPORTED_BY", "PARTICIPATES_IN", "FUNDS"), "Project": ("FUNDS",)}
"""By label of what a body runs: the relationships to it that tie their actor to that body."""
DIRECT_SUPPORT: Final = ("SUPPORTED_BY", "FUNDS")

DerivedTie: TypeAlias = tuple[str, str, Contribution]


def derived_ties(facts: Facts, day: date) -> Iterator[DerivedTie]:
    """Every (actor, actor, contribution) that follows from the facts on that day. Objectors are among them: they count in a gathering's size."""
    supported = directly_supported(facts, day)
    for entity in facts.entities.values():
        if entity.label in DERIVED_TYPES["WORKED_WITH"].weights:
            yield from worked_with(facts, entity, day)
        if entity.label in DERIVED_TYPES["RUNS_FOR"].weights:
            yield from runs_for(facts, entity, day, supported)


def worked_with(facts: Facts, gathering: Entity, day: date) -> Iterator[DerivedTie]:
    """Ties between each two participants of a Project or Event, whoever runs it counting as one."""
    begins = gathering.day("starts_on")
    if begins is not None and begins.first > day:
        return
    participations = _by_source(r for r in facts.incoming(gathering.id, *TAKING_PART) if r.exists_at(day))
    type_ = DERIVED_TYPES["WORKED_WITH"]
    if len(participations) > type_.largest[gathering.label]:
        return
    weight, half_life = type_.weights[gathering.label]
    attendance = gathering.properties.get("attendance")
    size = max(len(participations), attendance if isinstance(attendance, int) else 0)
    for a, b in combinations(sorted(participations), 2):
        both = (participations[a], participations[b])
        yield (
            a,
            b,
            _derived(
                "WORKED_WITH",
                weight / (1 + log(size / 2)),
                half_life,
                min(max(map(quality, own)) for own in both),
                age_at(day, _gathering_date(gathering, both, day)),
                (*both[0], *both[1]),
                gathering.id,
            ),
        )


def directly_supported(facts: Facts, day: date) -> frozenset[frozenset[str]]:
    """Pairs of which one supports or funds the other by itself, ended or not: nothing needs deriving between them."""
    return frozenset(frozenset((r.source, r.target)) for r in facts.relationships if r.type in DIRECT_SUPPORT and r.exists_at(day))


def runs_for(facts: Facts, run: Entity, day: date, supported: frozenset[frozenset[str]]) -> Iterator[DerivedTie]:
    """Ties between whoever runs a Programme and those it serves or who fund it, and between whoever runs a Project and those who fund it.

    `supported`: pairs to be left out.
    """
    bodies = _by_source(r for r in facts.incoming(run.id, "RUNS") if r.exists_at(day))
    runs = {body: min(own, key=lambda r: (-quality(r), r.id)) for body, own in bodies.items()}
    weight, half_life = DERIVED_TYPES["RUNS_FOR"].weights[run.label]
    for other in facts.incoming(run.id, *BENEFITING[run.label]):
        if not other.exists_at(day):
            continue
        for body, running in runs.items():
            if body == other.source or frozenset((body, other.source)) in supported:
                continue
            q = min(quality(other), quality(running))
            yield body, other.source, _derived("RUNS_FOR", weight, half_life, q, age_at(day, other.date_at(day)), (other, running), run.id)


def _derived(type: str, weight: float, half_life: float, q: float, age: float, behind: tuple[Relationship, ...], via: str) -> Contribution:
    validity = q * decay(age, VALIDITY_HALF_LIFE)
    return Contribution(type, weight * q * decay(age, half_life), weight, q, age, half_life, validity, behind, via)


def _by_source(relationships: Iterable[Relationship]) -> dict[str, list[Relationship]]:
    by_source: dict[str, list[Relationship]] = defaultdict(list)
    for relationship in sorted(relationships, key=lambda r: r.id):
        by_source[relationship.source].append(relationship)
    return by_source


def _gathering_date(gathering: Entity, both: Sequence[Sequence[Relationship]], day: date) -> date | None:
    """Its end, else its beginning, if past; else the older of the two actors' latest dates there, as far as known."""
    ends, begins = gathering.day("ends_on"), gathering.day("starts_on")
    for known in (ends.last if ends else None, begins.first if begins else None):
        if known is not None and known <= day:
            return known
    latest = (max((d for r in own if (d := r.date_at(day)) is not None), default=None) for own in both)
    return min((d for d in latest if d is not None), default=None)
