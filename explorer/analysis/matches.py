"""A whole territory at once: which of its small companies fit which open need, by the factors that one need asks for (`explorer.analysis.suited`)."""

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import date

from explorer.analysis.factors import Candidate
from explorer.analysis.opportunities import is_open, place
from explorer.analysis.suited import Suited, sought_by_need
from explorer.domain.facts import Facts


@dataclass(frozen=True, slots=True)
class Opening:
    """An open need and who publishes it, the first by id of several."""

    need: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A company that can do, make or is in the trade of some of what a need seeks; its factors, the path aside."""

    opening: Opening
    candidate: Candidate


def open_needs(facts: Facts, day: date) -> list[Opening]:
    """Those that somebody publishes, the nearest deadline first."""
    every = [facts.entities[id] for id in facts.bearing("Opportunity")]
    found = sorted((entity for entity in every if is_open(entity, day)), key=lambda entity: place(entity, day))
    publishers = {entity.id: sorted(r.source for r in facts.incoming(entity.id, "PUBLISHES") if r.open_at(day)) for entity in found}
    return [Opening(entity.id, publishers[entity.id][0]) for entity in found if publishers[entity.id]]


def fits(facts: Facts, openings: Collection[Opening], companies: Set[str], day: date) -> Iterator[Fit]:
    """Every pair that fits, need by need."""
    for opening in openings:
        question = Suited(facts, opening.publisher, sought_by_need(facts, opening.need, day), day)
        for id in question.companies():
            if id in companies:
                yield Fit(opening, question.candidate(id))
