"""What actors are about: sectors, capabilities, markets and programmes, by what they say of themselves and by what they took part in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from heapq import nlargest, nsmallest
from typing import Final

from explorer.analysis.below import Chain, above, below
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship

KINDS: Final[Mapping[str, str]] = {"Sector": "sectors", "Capability": "capabilities", "Country": "markets", "Programme": "programmes"}
"""The name of the reason, by the label of what two actors are both about."""
WHOLES: Final = frozenset({"Sector", "Capability"})
"""Whoever is about a part of one is about all of it."""
SAYING: Final = ("ACTIVE_IN", "OFFERS", "TARGETS", "OPERATES_IN")
"""What an actor, project or event says it is about itself."""
TAKING_PART: Final = ("PARTICIPATES_IN", "RUNS", "SUPPORTED_BY")
SHARED: Final = frozenset({"Project", "Event"})
"""What is done together, and is about something in its turn."""
MOST_THEMES: Final = 50
"""Themes of an actor by which others are looked for, those that say most of it first."""
MOST_OF_A_THEME: Final = 300
"""Actors taken up of one theme, those with most relationships first."""


@dataclass(slots=True)
class Themes:
    """The themes of actors on one day. What was done is about its themes for good, what somebody says of itself only as long as that holds."""

    facts: Facts
    day: date
    _wholes: dict[str, Mapping[str, Chain]] = field(default_factory=dict)
    _things: dict[str, Set[str]] = field(default_factory=dict)
    _done: dict[str, Mapping[str, Chain]] = field(default_factory=dict)

    def of(self, actor: str) -> Mapping[str, list[Chain]]:
        """By theme: each way in which an actor is about it."""
        found: dict[str, list[Chain]] = defaultdict(list)
        for r in self._in_order(self.facts.outgoing(actor, *SAYING), ended=False):
            for theme, chain in self._up(r.target).items():
                found[theme].append((r, *chain))
        seen: set[str] = set()
        for r in self._in_order(self.facts.outgoing(actor, *TAKING_PART), ended=True):
            if r.target not in seen:
                seen.add(r.target)
                for theme, chain in self._done_about(self.facts.entities[r.target]).items():
                    found[theme].append((r, *chain))
        return found

    def size(self, theme: str) -> int:
        """How many actors say they are about it, and how many projects and events are: the more there are, the less it says that two are."""
        return max(1, len(self._about(theme)))

    def others(self, own: Mapping[str, list[Chain]], pool: Set[str], limit: int) -> tuple[list[str], bool]:
        """At most so many of a pool who share themes with an actor, those who share most first, then by id; and whether nobody was left out."""
        shares = share(own)
        telling = nlargest(MOST_THEMES, own, key=lambda theme: (shares[theme] / self.size(theme), theme))
        complete = len(telling) == len(own)
        worths: dict[str, float] = defaultdict(float)
        for theme in telling:
            members = self._members(theme) & pool
            complete &= len(members) <= MOST_OF_A_THEME
            for member in self.facts.best_connected(members, MOST_OF_A_THEME):
                worths[member] += shares[theme] / self.size(theme)
        best = nsmallest(limit, worths, key=lambda id: (-worths[id], id))
        return best, complete and len(best) == len(worths)

    def _members(self, theme: str) -> Set[str]:
        """Who is about a theme: says so, or took part in something that is."""
        things = self._about(theme)
        done = things & (self.facts.bearing("Project") | self.facts.bearing("Event"))
        return things | self.facts.sources(done, TAKING_PART, self.day, ended=True)

    def _about(self, theme: str) -> Set[str]:
        if theme not in self._things:
            if self.facts.entities[theme].label == "Programme":
                self._things[theme] = self.facts.sources(frozenset({theme}), (*TAKING_PART, "PART_OF"), self.day, ended=True)
            else:
                self._things[theme] = self.facts.sources(self._parts(theme), SAYING, self.day)
        return self._things[theme]

    def _parts(self, theme: str) -> Set[str]:
        """A sector or capability and what is part of it; a country alone."""
        return frozenset(below(self.facts, {theme}, "PART_OF", self.day)) if self.facts.entities[theme].label in WHOLES else frozenset({theme})

    def _done_about(self, thing: Entity) -> Mapping[str, Chain]:
        """What a programme, project or event is about."""
        if thing.id not in self._done:
            self._done[thing.id] = dict(self._told_about(thing))
        return self._done[thing.id]

    def _told_about(self, thing: Entity) -> Iterator[tuple[str, Chain]]:
        if thing.label in KINDS:
            yield thing.id, ()
        for r in self._in_order(self.facts.outgoing(thing.id, "PART_OF", *SAYING), ended=True):
            if thing.label in SHARED and self.facts.entities[r.target].label in KINDS:
                yield from ((theme, (r, *chain)) for theme, chain in self._up(r.target).items())

    def _up(self, id: str) -> Mapping[str, Chain]:
        """A theme, and those it is part of; none for what is no theme."""
        if id not in self._wholes:
            label = self.facts.entities[id].label
            wholes = above(self.facts, {id}, "PART_OF", self.day) if label in WHOLES else {id: ()}
            self._wholes[id] = {whole: chain for whole, chain in wholes.items() if label in KINDS}
        return self._wholes[id]

    def _in_order(self, relationships: Iterator[Relationship], *, ended: bool) -> list[Relationship]:
        return sorted((r for r in relationships if (r.exists_at(self.day) if ended else r.open_at(self.day))), key=lambda r: r.id)


def share(own: Mapping[str, list[Chain]]) -> Mapping[str, float]:
    """How much of all that an actor is about each theme is; they sum to 1."""
    total = sum(map(len, own.values()))
    return {theme: len(ways) / total for theme, ways in own.items()}
