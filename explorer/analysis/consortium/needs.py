"""What is needed, and who holds it."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.analysis.below import Chain, below, once, open_in_order
from explorer.domain.facts import Facts
from explorer.domain.records import Relationship

HOLDING: Final = ("OFFERS", "ACTIVE_IN")
"""A capability is held by who offers it, a sector by who is active in it."""
_NUMBER: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Need:
    """A lot's need of a capability or sector. `things`: its id; several where a name means any of them. Needs without a lot stand each for itself."""

    things: frozenset[str]
    lot: str | None = None

    @property
    def order(self) -> tuple[bool, list[tuple[int, str]], list[str]]:
        """Lots as people number them, those without one last; then by id."""
        return (self.lot is None, [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBER.split(self.lot or "") if part], sorted(self.things))


def needs_of(facts: Facts, opportunity: str, day: date) -> tuple[Need, ...]:
    """What an opportunity seeks on that day, each once."""
    sought = (r for r in facts.outgoing(opportunity, "SEEKS") if r.open_at(day))
    return tuple(sorted({Need(frozenset({r.target}), _lot(r)) for r in sought}, key=lambda need: need.order))


def _lot(r: Relationship) -> str | None:
    lot = r.properties.get("lot")
    return None if lot is None else str(lot)


def parts_of(facts: Facts, need: Need, day: date) -> Mapping[str, Chain]:
    """What counts as the thing that is needed: that, and every part of it; circles end by themselves."""
    return below(facts, need.things, "PART_OF", day)


def holders(facts: Facts, need: Need, day: date) -> frozenset[str]:
    """Companies and structures that hold it."""
    bodies: Set[str] = facts.bearing("Company") | facts.bearing("Structure")
    return frozenset(facts.sources(frozenset(parts_of(facts, need, day)), HOLDING, day) & bodies)


def evidence(facts: Facts, holder: str, need: Need, day: date) -> Chain:
    """The relationships that say so."""
    parts = parts_of(facts, need, day)
    return once(link for r in open_in_order(facts.outgoing(holder, *HOLDING), day) if r.target in parts for link in (r, *parts[r.target]))
