"""Ties nobody stored, which follow from what two actors did: working at one gathering, and running what supports or is paid for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from math import log
from typing import Final, Self, TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.strength import VALIDITY_HALF_LIFE, Contribution, age_at, decay, faded, quality
from explorer.domain.vocabulary import DERIVED_TYPES

GATHERINGS: Final = frozenset(DERIVED_TYPES["WORKED_WITH"].weights)
"""Labels of what ties those who took part in it."""
RUN: Final = frozenset(DERIVED_TYPES["RUNS_FOR"].weights)
"""Labels of what ties whoever runs it to those it serves or who pay for it."""
TAKING_PART: Final = ("PARTICIPATES_IN", "RUNS")
BENEFITING: Final[Mapping[str, tuple[str, ...]]] = {"Programme": ("SUPPORTED_BY", "PARTICIPATES_IN", "FUNDS"), "Project": ("FUNDS",)}
"""By label of what a body runs: the relationships to it that tie their actor to that body."""
DIRECT_SUPPORT: Final = ("SUPPORTED_BY", "FUNDS")

DerivedTie: TypeAlias = tuple[str, str, Contribution]


def derived_ties(facts: Facts, day: date) -> Iterator[DerivedTie]:
    """Every (actor, actor, contribution) that follows from the facts on that day. Objectors are among them: they count in a gathering's size."""
    supported = cache(lambda body: directly_supported(facts, body, day))
    for entity in facts.entities.values():
        if entity.label in GATHERINGS:
            gathering = Gathering.on(facts, entity, day)
            for a, b in combinations(gathering.participations, 2):
                yield a, b, gathering.worked_with(a, b)
        if entity.label in RUN:
            for body, running in bodies(facts.incoming(entity.id, "RUNS"), day).items():
                for benefit in benefits(facts.incoming(entity.id, *BENEFITING[entity.label]), entity, day):
                    if benefit.source != body and benefit.source not in supported(body):
                        yield body, benefit.source, runs_for(entity, running, benefit, day)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A Project or Event as it ties its participants on a day, whoever runs it counting as one.

    `weight`: that of its label, by its size. `dated`: its end, else its beginning, if past.
    `participations`: what each took part by, in the order of ids; nobody's where it ties nobody, having not begun or being too large.
    """

    entity: Entity
    day: date
    weight: float
    half_life: float
    dated: date | None
    participations: Mapping[str, Sequence[Relationship]]

    @classmethod
    def on(cls, facts: Facts, entity: Entity, day: date) -> Self:
        type_ = DERIVED_TYPES["WORKED_WITH"]
        weight, half_life = type_.weights[entity.label]
        begins, ends = entity.day("starts_on"), entity.day("ends_on")
        dates = (ends.last if ends else None, begins.first if begins else None)
        known = next((dated for dated in dates if dated is not None and dated <= day), None)
        begun = begins is None or begins.first <= day
        participations = _participations(facts, entity, day, type_.largest[entity.label]) if begun else {}
        if participations:
            attendance = entity.properties.get("attendance")
            size = max(len(participations), attendance if isinstance(attendance, int) else 0)
            weight /= 1 + log(size / 2)
        return cls(entity, day, weight, half_life, known, participations)

    def quality_of(self, participant: str) -> float:
        """Of the best they took part by."""
        return max(map(quality, self.participations[participant]))

    def date_of(self, participant: str) -> date | None:
        """The latest date of what they took part by, where one is known."""
        return max((d for r in self.participations[participant] if (d := r.date_at(self.day)) is not None), default=None)

    def worked_with(self, a: str, b: str) -> Contribution:
        """What it gives the tie between two participants: the lesser quality, as old as itself, else as the older of their two dates, as far as known."""
        both = (min(a, b), max(a, b))
        q = min(map(self.quality_of, both))
        dated = self.dated or min((d for d in map(self.date_of, both) if d is not None), default=None)
        behind = tuple(r for participant in both for r in self.participations[participant])
        return _derived("WORKED_WITH", self.weight, self.half_life, q, age_at(self.day, dated), behind, self.entity.id)

    def strength(self, q: float, dated: date | None) -> float:
        """Of what `worked_with` gives, by quality and date."""
        return faded(self.weight, q, age_at(self.day, dated), self.half_life)


def bodies(runs: Iterable[Relationship], day: date) -> Mapping[str, Relationship]:
    """By who runs something: the best of their RUNS."""
    by_body: dict[str, Relationship] = {}
    for run in sorted((r for r in runs if r.exists_at(day)), key=lambda r: (-quality(r), r.id)):
        by_body.setdefault(run.source, run)
    return by_body


def benefits(relationships: Iterable[Relationship], run: Entity, day: date) -> Iterator[Relationship]:
    """Those of the relationships to what is run that tie their source to whoever runs it."""
    return (r for r in relationships if r.type in BENEFITING[run.label] and r.exists_at(day))


def runs_for(run: Entity, running: Relationship, benefit: Relationship, day: date) -> Contribution:
    """What running a Programme or Project gives the tie to one it serves or who funds it. None is due between whom support joins directly."""
    weight, half_life = DERIVED_TYPES["RUNS_FOR"].weights[run.label]
    q = min(quality(benefit), quality(running))
    return _derived("RUNS_FOR", weight, half_life, q, age_at(day, benefit.date_at(day)), (benefit, running), run.id)


def directly_supported(facts: Facts, id: str, day: date) -> frozenset[str]:
    """Whom this one supports or funds, or is by, itself, ended or not: nothing needs deriving between them."""
    given = (r.target for r in facts.outgoing(id, *DIRECT_SUPPORT) if r.exists_at(day))
    taken = (r.source for r in facts.incoming(id, *DIRECT_SUPPORT) if r.exists_at(day))
    return frozenset((*given, *taken))


def _derived(type: str, weight: float, half_life: float, q: float, age: float, behind: tuple[Relationship, ...], via: str) -> Contribution:
    validity = q * decay(age, VALIDITY_HALF_LIFE)
    return Contribution(type, faded(weight, q, age, half_life), weight, q, age, half_life, validity, behind, via)


def _participations(facts: Facts, gathering: Entity, day: date, largest: int) -> Mapping[str, Sequence[Relationship]]:
    by_source: dict[str, list[Relationship]] = defaultdict(list)
    for relationship in facts.incoming(gathering.id, *TAKING_PART):
        if relationship.exists_at(day):
            by_source[relationship.source].append(relationship)
            if len(by_source) > largest:
                return {}
    return {source: sorted(by_source[source], key=lambda r: r.id) for source in sorted(by_source)}
