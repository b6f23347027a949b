"""Needs that somebody published: which are open on a day, and what they ask for."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from explorer.analysis.below import Chain, open_in_order
from explorer.domain.facts import Facts
from explorer.domain.identity import slug
from explorer.domain.records import Entity, Relationship

CO_EXPORT: Final = frozenset({"co-export", "coexport"})
"""Kinds of a need (case, accents and punctuation aside) by which a company offers to carry others abroad."""
PHASES: Final = ("open", "followed", "draft", "unsaid", "passed", "ended")
"""Where a need stands on a day, as lists order them: what can be answered first, what is over last."""
ENDED: Final = frozenset({"won", "lost", "closed"})
_NO_DEADLINE: Final = date.max.toordinal()
_DIGITS: Final = re.compile(r"(\d{1,9})", re.ASCII)
_BY_STATUS: Final = MappingProxyType({"open": "open", "prospect": "followed", "draft": "draft"})


@dataclass(frozen=True, slots=True)
class Opening:
    """An open need: the relationships by which it is published, aims at a market and seeks a product (each with what that is part of)."""

    published: Chain
    targets: Chain
    seeks: Chain


def is_open(opportunity: Entity, day: date) -> bool:
    """Its status is `open`, and its deadline, where it has one, is that day or later."""
    deadline = opportunity.day("deadline")
    return opportunity.text("status") == "open" and (deadline is None or day <= deadline.last)


def phase(opportunity: Entity, day: date) -> str:
    """One of PHASES. What waits for answers steps back by itself once its deadline has passed; what was answered waits for the decision instead."""
    status = opportunity.text("status")
    if status in ENDED:
        return "ended"
    if status == "answered":
        return "followed"
    deadline = opportunity.day("deadline")
    if deadline is not None and deadline.last < day:
        return "passed"
    return _BY_STATUS.get(str(status), "unsaid")


class Place(NamedTuple):
    """Where a need stands in a list: by phase; inside it the nearest deadline first, of those behind us the latest; then by name and id."""

    phase: int
    days: int
    name: str
    id: str


def place(opportunity: Entity, day: date) -> Place:
    at = phase(opportunity, day)
    deadline = opportunity.day("deadline")
    days = (deadline.last - day).days if deadline else _NO_DEADLINE
    return Place(PHASES.index(at), abs(days), opportunity.name, opportunity.id)


class Sought(NamedTuple):
    """One thing that a need seeks, for a lot where it has any."""

    lot: str | None
    relationship: Relationship


def sought_by(facts: Facts, id: str, day: date) -> list[Sought]:
    """What a need seeks: by lot, numbers in their order, those without a lot first."""
    found = (Sought(str(lot) if (lot := r.properties.get("lot")) else None, r) for r in open_in_order(facts.outgoing(id, "SEEKS"), day))
    return sorted(found, key=lambda sought: (in_lots(sought.lot), facts.entities[sought.relationship.target].name, sought.relationship.id))


def in_lots(lot: str | None) -> list[tuple[int, str]]:
    """How lots are ordered: "lot 2" comes before "lot 10"."""
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in _DIGITS.split(lot or "")]


def is_co_export(opportunity: Entity) -> bool:
    return slug(opportunity.text("kind") or "") in CO_EXPORT


def published_by(facts: Facts, publisher: str, day: date) -> Iterator[Entity]:
    """The needs a company or structure publishes and has not taken back, in any state."""
    return (facts.entities[r.target] for r in facts.outgoing(publisher, "PUBLISHES", on=day))


def openings(facts: Facts, countries: Collection[str], products: dict[str, Chain], day: date) -> dict[str, list[Opening]]:
    """Open needs that aim at one of the countries or seek one of the products, by publisher, in the order of their ids."""
    aiming = facts.sources(frozenset(countries), ("TARGETS",), day)
    seeking = facts.sources(frozenset(products), ("SEEKS",), day)
    found: dict[str, list[Opening]] = {}
    for id in sorted((aiming | seeking) & facts.bearing("Opportunity")):
        if is_open(facts.entities[id], day):
            targets = tuple(r for r in open_in_order(facts.outgoing(id, "TARGETS"), day) if r.target in countries)
            sought = (r for r in open_in_order(facts.outgoing(id, "SEEKS"), day) if r.target in products)
            seeks = tuple(link for r in sought for link in (r, *products[r.target]))
            for r in open_in_order(facts.incoming(id, "PUBLISHES"), day):
                found.setdefault(r.source, []).append(Opening((r,), targets, seeks))
    return found
