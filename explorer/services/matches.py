"""A whole territory, or all members of a structure, at once: who fits which open need, and the best introductions that nobody has made yet."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from explorer.analysis.matches import Fit, Opening, fits, open_needs
from explorer.analysis.ranking import PATH, Ranked, ranked
from explorer.analysis.suited import WEIGHTS
from explorer.domain.answers import DEFAULT_HOPS
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.domain.strength import factor_of
from explorer.network.ends import actors_within
from explorer.services.bounds import check_from_one
from explorer.services.ends import asked_place
from explorer.services.paths_from import PathsFrom
from explorer.services.snapshot import Snapshot
from explorer.services.suited import SuitedCard, card
from explorer.services.told import entity_json, named_on
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import matches as phrases

DEFAULT_LIMIT: Final = 10
MOST_INTRODUCTIONS: Final = 100
MOST_COMPANIES: Final = 1_000
MOST_OPENINGS: Final = 200
MOST_CELLS: Final = 2_000
"""Pairs that an answer names; all are counted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair that fits. `score` of at most 100, with the best path there is; `noted`: something was noted of it already."""

    company: Entity
    opportunity: Entity
    score: float
    has_path: bool
    noted: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "company": entity_json(self.company),
            "opportunity": entity_json(self.opportunity),
            "score": self.score,
            "has_path": self.has_path,
            "noted": self.noted,
        }


@dataclass(frozen=True, slots=True)
class Introduction:
    """One that nobody has made yet."""

    opportunity: Entity
    publisher: Entity
    card: SuitedCard

    def as_json(self) -> dict[str, Any]:
        return {"opportunity": entity_json(self.opportunity), "publisher": entity_json(self.publisher), **self.card.as_json()}


@dataclass(frozen=True, slots=True)
class Matches:
    """`cells`: the pairs that fit, the best first, at most MOST_CELLS of `fitting`; `cut`: sentences that say what was left out."""

    place: Entity
    companies: int
    openings: int
    fitting: int
    cells: tuple[Cell, ...]
    introductions: tuple[Introduction, ...]
    explanation: str
    cut: tuple[str, ...]
    sequence: int
    as_of: date

    def as_json(self) -> dict[str, Any]:
        return {
            "place": entity_json(self.place),
            "companies": self.companies,
            "openings": self.openings,
            "fitting": self.fitting,
            "cells": [cell.as_json() for cell in self.cells],
            "introductions": [each.as_json() for each in self.introductions],
            "explanation": self.explanation,
            "cut": list(self.cut),
            "as_of": self.as_of.isoformat(),
            "snapshot": self.sequence,
        }


def find_matches(snapshot: Snapshot, text: str, t: Texts, *, limit: int = DEFAULT_LIMIT, as_of: date | None = None) -> Matches:
    """Of a place or structure by id or name. Raises BadInput, NotFound or Ambiguous where it cannot be understood."""
    day = as_of or today()
    check_from_one("limit", limit, MOST_INTRODUCTIONS, t)
    place = asked_place(snapshot.names, text, t)
    facts = snapshot.facts
    everybody = sorted(companies_of(facts, place, day), key=lambda id: (facts.entities[id].name, id))
    openings = open_needs(facts, day)
    companies, asked = frozenset(everybody[:MOST_COMPANIES]), openings[:MOST_OPENINGS]
    found = list(fits(facts, asked, companies, day))
    reach = _reach(snapshot, found, day)
    noted = {(note.company, note.opportunity) for note in snapshot.notes.values()}
    scored = sorted(((_score(fit, reach), fit) for fit in found), key=lambda pair: (-pair[0], pair[1].candidate.id, pair[1].opening.need))
    unmade = [fit for _, fit in scored if _pair(fit) in reach and (fit.candidate.id, fit.opening.need) not in noted]
    snapshot, introductions = willing(snapshot, lambda now: _introductions(now, unmade[:limit], day, t), lambda now, told: _people(now.facts, told, day))
    cells = tuple(_cell(facts, score, fit, reach, noted) for score, fit in scored[:MOST_CELLS])
    bounds = (("companies", len(companies), len(everybody)), ("openings", len(asked), len(openings)), ("cells", len(cells), len(found)))
    return Matches(
        place=place,
        companies=len(everybody),
        openings=len(openings),
        fitting=len(found),
        cells=cells,
        introductions=introductions,
        explanation=phrases.explanation(t, place.name, companies=len(everybody), openings=len(openings), fitting=len(found), introductions=len(unmade)),
        cut=tuple(phrases.cut(t, what, shown, of) for what, shown, of in bounds if shown < of),
        sequence=snapshot.sequence,
        as_of=day,
    )


def companies_of(facts: Facts, place: Entity, day: date) -> Set[str]:
    """The small companies of a place, or the members of a structure that are small companies."""
    return actors_within(facts, place.id, day) & frozenset(facts.bearing("PME"))


def _pair(fit: Fit) -> tuple[str, str]:
    return fit.opening.publisher, fit.candidate.id


def _reach(snapshot: Snapshot, found: Collection[Fit], day: date) -> Mapping[tuple[str, str], float]:
    """The score of the best path from each publisher to each company that fits, or to somebody there; absent where there is none.

    One search for each publisher, rivals aside, who can only make a path worse: the paths that are written out are looked for by themselves.
    """
    facts = snapshot.facts
    companies = sorted({fit.candidate.id for fit in found})
    people = {id: [contact.id for contact in facts.contacts(id, day)] for id in companies}
    publishers = sorted({fit.opening.publisher for fit in found})
    targets = sorted({*companies, *(person for those in people.values() for person in those)})
    told = snapshot.engine.distances(targets, day, DEFAULT_HOPS)
    costs = {(publisher, id): cost for publisher in publishers for id, cost in zip(targets, told([publisher]), strict=True) if cost is not None}
    reach: dict[tuple[str, str], float] = {}
    for publisher, company in {_pair(fit) for fit in found}:
        there = [cost for id in (company, *people[company]) if (cost := costs.get((publisher, id))) is not None]
        if there:
            reach[publisher, company] = factor_of(min(there))
    return reach


def _score(fit: Fit, reach: Mapping[tuple[str, str], float]) -> float:
    values = fit.candidate.factors
    return sum(weight * (reach.get(_pair(fit), 0.0) if name == PATH else values[name].value) for name, weight in WEIGHTS.items())


def _cell(facts: Facts, score: float, fit: Fit, reach: Mapping[tuple[str, str], float], noted: Set[tuple[str, str]]) -> Cell:
    company, need = facts.entities[fit.candidate.id], facts.entities[fit.opening.need]
    return Cell(company, need, score, _pair(fit) in reach, (company.id, need.id) in noted)


def _introductions(snapshot: Snapshot, unmade: Sequence[Fit], day: date, t: Texts) -> tuple[Introduction, ...]:
    made = []
    for fit, each in _told(snapshot, unmade, day):
        need, publisher = _ends(snapshot.facts, fit.opening)
        made.append(Introduction(need, publisher, card(snapshot, each, publisher, day, t)))
    return tuple(made)


def _told(snapshot: Snapshot, unmade: Sequence[Fit], day: date) -> Iterator[tuple[Fit, Ranked]]:
    """Each with its path written out; those whose only path went through somebody who objects by now are left out."""
    for fit in unmade:
        path = PathsFrom(snapshot, fit.opening.publisher, day).to(fit.candidate.id)
        if path is not None:
            yield fit, ranked(fit.candidate, WEIGHTS, path)


def _ends(facts: Facts, opening: Opening) -> tuple[Entity, Entity]:
    return facts.entities[opening.need], facts.entities[opening.publisher]


def _people(facts: Facts, told: Collection[Introduction], day: date) -> Iterator[str]:
    return named_on(facts, (stop.id for each in told for stop in (each.card.path.stops if each.card.path else ())), day)
