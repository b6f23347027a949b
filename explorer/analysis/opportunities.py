"""Needs that somebody published: which are open on a day, and what they ask for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.analysis.below import Chain, open_in_order
from explorer.domain.facts import Facts
from explorer.domain.identity import slug
from explorer.domain.records import Entity

CO_EXPORT: Final = frozenset({"co-export", "coexport"})
"""Kinds of a need (case, accents and punctuation aside) by which a company offers to carry others abroad."""


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


def is_co_export(opportunity: Entity) -> bool:
    return slug(opportunity.text("kind") or "") in CO_EXPORT


def published_by(facts: Facts, publisher: str, day: date) -> Iterator[Entity]:
    """The needs a company or structure publishes and has not taken back, in any state."""
    return (facts.entities[r.target] for r in facts.outgoing(publisher, "PUBLISHES") if r.open_at(day))


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
