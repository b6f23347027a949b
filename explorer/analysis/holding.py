"""Who can do or make something, or is in a trade: that itself, or a part of it."""

from collections.abc import Set
from datetime import date
from typing import Final

from explorer.analysis.below import Chain, below, once, open_in_order
from explorer.domain.facts import Facts

HOLDING: Final = ("OFFERS", "ACTIVE_IN")
"""A capability is held by who offers it, a sector by who is active in it."""


def holders(facts: Facts, things: Set[str], day: date) -> frozenset[str]:
    """Companies and structures that hold any of these capabilities or sectors."""
    bodies = facts.bearing("Company") | facts.bearing("Structure")
    return frozenset(facts.sources(facts.with_parts(things, day), HOLDING, day) & bodies)


def evidence(facts: Facts, holder: str, things: Set[str], day: date) -> Chain:
    """The relationships that say so."""
    parts = below(facts, things, "PART_OF", day)
    return once(link for r in open_in_order(facts.outgoing(holder, *HOLDING), day) if r.target in parts for link in (r, *parts[r.target]))
