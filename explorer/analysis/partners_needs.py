"""What actors look for and what they can do, themselves and by the open needs they publish."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from explorer.analysis.below import Chain, above, below, open_in_order
from explorer.analysis.holding import HOLDING
from explorer.analysis.opportunities import is_open
from explorer.domain.facts import Facts

"""How somebody has a capability, or the trade that is sought."""


@dataclass(frozen=True, slots=True)
class Match:
    """How much of what is sought somebody has, from 0 to 1, which of it, and the facts that say so."""

    value: float
    things: tuple[str, ...] = ()
    facts: Chain = ()


@dataclass(slots=True)
class Needs:
    """Who seeks and who has what on a day."""

    facts: Facts
    day: date
    _parts: dict[str, Mapping[str, Chain]] = field(default_factory=dict)

    def sought_by(self, actor: str) -> Mapping[str, Chain]:
        """What an actor seeks, each with the facts that say so, its own word before an open need that it publishes."""
        found: dict[str, Chain] = {}
        for r in open_in_order(self.facts.outgoing(actor, "SEEKS"), self.day):
            found.setdefault(r.target, (r,))
        for published in open_in_order(self.facts.outgoing(actor, "PUBLISHES"), self.day):
            if is_open(self.facts.entities[published.target], self.day):
                for r in open_in_order(self.facts.outgoing(published.target, "SEEKS"), self.day):
                    found.setdefault(r.target, (published, r))
        return found

    def held_by(self, actor: str) -> Mapping[str, Chain]:
        """What an actor can do or make, and the trades it is in."""
        return {r.target: (r,) for r in open_in_order(self.facts.outgoing(actor, *HOLDING), self.day)}

    def met(self, sought: Mapping[str, Chain], held: Mapping[str, Chain]) -> Match:
        """How much of what one seeks another has, itself or a part of it."""
        met = {thing: parts.keys() & held.keys() for thing in sought if (parts := self._parts_of(thing)).keys() & held.keys()}
        facts = (link for thing, having in met.items() for part in sorted(having) for link in (*sought[thing], *held[part], *self._parts_of(thing)[part]))
        return Match(len(met) / len(sought) if sought else 0.0, tuple(met), tuple({r.id: r for r in facts}.values()))

    def holders(self, sought: Mapping[str, Chain]) -> Set[str]:
        """Who has some of what is sought."""
        parts = frozenset(part for thing in sought for part in self._parts_of(thing))
        return self.facts.sources(parts, HOLDING, self.day)

    def seekers(self, held: Mapping[str, Chain]) -> Set[str]:
        """Who seeks some of what is had, or something that it is part of."""
        wholes = frozenset(above(self.facts, held, "PART_OF", self.day))
        seeking = self.facts.sources(wholes, ("SEEKS",), self.day)
        return seeking | self.facts.sources(seeking & self.facts.bearing("Opportunity"), ("PUBLISHES",), self.day)

    def _parts_of(self, thing: str) -> Mapping[str, Chain]:
        if thing not in self._parts:
            self._parts[thing] = below(self.facts, {thing}, "PART_OF", self.day)
        return self._parts[thing]
