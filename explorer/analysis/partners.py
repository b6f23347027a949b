"""Who is worth meeting: from what two actors are about, and from whom both know.

What counts and why stands in docs/partners.md. A score is a sum of reasons; of each the facts behind it are kept.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from itertools import chain
from types import MappingProxyType
from typing import Final

from explorer.analysis.below import Chain, above, below
from explorer.analysis.coexport import rivals
from explorer.analysis.factors import Said
from explorer.analysis.partners_needs import Needs
from explorer.analysis.partners_themes import KINDS, Themes, share
from explorer.analysis.proximity import Proximity
from explorer.domain.answers import Between, Circle, Sharing
from explorer.domain.facts import Facts
from explorer.domain.kinds import ACTORS, BODIES
from explorer.domain.vocabulary import TYPES

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"shared_ties": 40, "themes": 20, "offers": 15, "place": 12, "seeks": 9, "kind": 4})
"""What each reason counts for at most. `themes` is told apart as sectors, capabilities, markets and programmes."""
REASONS: Final = ("offers", "seeks", "shared_ties", *KINDS.values(), "place", "kind")
"""The names of reasons, in the order they are told."""
FEW_TIES: Final = 2
"""With so many ties, what they say counts half: content comes first."""
ELSEWHERE: Final = 0.5
"""Being in one territory or country, beside being in one city."""
MOST_FOUND: Final = 300
"""Candidates taken up from the network, from themes, and from needs each way."""
MOST_HELPERS: Final = 50
"""Colleagues whose ties count for an organisation, by id."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it adds to the score, what it is about (ids, the best first), how many these are in all, and the stored facts behind it."""

    name: str
    contribution: float
    about: tuple[str, ...] = ()
    count: int = 0
    facts: Chain = ()
    said: tuple[Said, ...] = ()
    between: tuple[Between, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        return sum(reason.contribution for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Suggested:
    """The best suggestions. `ties`: how many the actor has; `complete`: whether nobody who was not looked at can be among them."""

    suggestions: tuple[Suggestion, ...]
    ties: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Raw:
    """What was found of a candidate before it is set against the others."""

    id: str
    between: tuple[Between, ...]
    worth: float
    themes: Mapping[str, tuple[float, Sequence[Chain]]]

    @property
    def about(self) -> float:
        return sum(worth for worth, _ in self.themes.values())


@dataclass(slots=True)
class Partners:
    """The facts as one actor sees them."""

    facts: Facts
    asker: str
    day: date
    themes: Themes = field(init=False)
    needs: Needs = field(init=False)
    proximity: Proximity = field(init=False)
    barred: Set[str] = field(init=False)
    helpers: tuple[str, ...] = field(init=False)
    _all_themes: bool = field(init=False, default=True)
    _all_needs: bool = field(init=False, default=True)
    _own: Mapping[str, list[Chain]] = field(init=False)
    _sought: Mapping[str, Chain] = field(init=False)
    _held: Mapping[str, Chain] = field(init=False)

    def __post_init__(self) -> None:
        facts, asker, day = self.facts, self.asker, self.day
        self.themes, self.needs = Themes(facts, day), Needs(facts, day)
        self.proximity = Proximity(facts, asker, day)
        colleagues = self._colleagues()
        self.barred = frozenset(self._family() | self._rivals() | (colleagues if self._is_person else frozenset()))
        self.helpers = () if self._is_person else tuple(nsmallest(MOST_HELPERS, colleagues - self.barred))
        self._own = self.themes.of(asker)
        self._sought, self._held = self.needs.sought_by(asker), self.needs.held_by(asker)

    def circle(self, others: Collection[str]) -> Circle:
        """For whom shared ties are looked for, and among whom; `others`: who else may be meant."""
        return Circle(self.asker, self.helpers, frozenset(self.barred), self._labels, self.day, MOST_FOUND, frozenset(others))

    @property
    def says_something(self) -> bool:
        """Whether anything is known of what the actor is about."""
        return bool(self._own or self._sought or self._held)

    def by_content(self) -> list[str]:
        """Who shares themes with the actor, has what it seeks or seeks what it has, whether tied to it or not."""
        pool = self._pool()
        alike, self._all_themes = self.themes.others(self._own, pool, MOST_FOUND)
        matching = [self._some(found & pool) for found in (self.needs.holders(self._sought), self.needs.seekers(self._held))]
        return sorted({*alike, *chain.from_iterable(matching)})

    def suggestions(self, sharing: Sharing, others: Sequence[str], limit: int) -> Suggested:
        """The best, by score, then by id. `others`: who may be meant besides those who share ties."""
        found = [self._raw(id, between) for id, between in self._between(sharing, others).items()]
        most_worth = max((raw.worth for raw in found), default=0.0)
        most_about = max((raw.about for raw in found), default=0.0)
        trust = sharing.ties / (sharing.ties + FEW_TIES)
        per_worth, per_theme = trust / most_worth if most_worth else 0.0, 1 / most_about if most_about else 0.0
        made = (self._suggestion(raw, per_worth, per_theme) for raw in found)
        best = nsmallest(limit, (one for one in made if one is not None), key=lambda one: (-one.score, one.id))
        return Suggested(tuple(best), sharing.ties, self._all_needs and sharing.complete and self._none_better(best, limit, sharing.unseen * per_worth))

    def _none_better(self, best: Sequence[Suggestion], limit: int, unseen: float) -> bool:
        """Whether nobody who was not looked at can be among the best, sharing at most so much of what the first of all shares."""
        if not unseen and self._all_themes:
            return True
        most = WEIGHTS["shared_ties"] * unseen + (0 if self._all_themes else WEIGHTS["themes"]) + WEIGHTS["place"] + WEIGHTS["kind"]
        return len(best) == limit and best[-1].score > most

    def _between(self, sharing: Sharing, others: Sequence[str]) -> dict[str, tuple[Between, ...]]:
        """By candidate: everybody in between, but for the candidate's own rivals."""
        found: dict[str, tuple[Between, ...]] = dict.fromkeys(others, ())
        for shared in sharing.found:
            if dealt_with(self.facts, self.asker, shared.id):
                continue
            against = rivals(self.facts, shared.id, self.day)
            found[shared.id] = tuple(somebody for somebody in shared.between if somebody.id not in against)
        return found

    def _raw(self, id: str, between: tuple[Between, ...]) -> _Raw:
        theirs = self.themes.of(id) if self._own else {}
        shares = share(self._own)
        themes = {theme: (shares[theme] * len(theirs[theme]) / self.themes.size(theme), theirs[theme]) for theme in self._own if theme in theirs}
        return _Raw(id, between, sum(somebody.worth for somebody in between), themes)

    def _suggestion(self, raw: _Raw, per_worth: float, per_theme: float) -> Suggestion | None:
        """None where nothing but place or kind speaks for it."""
        telling = [*self._complementary(raw.id), *self._shared_ties(raw, per_worth), *self._alike(raw, per_theme)]
        if not telling:
            return None
        by_name = {reason.name: reason for reason in (*telling, *self._near(raw.id), *self._of_a_kind(raw.id))}
        return Suggestion(raw.id, tuple(by_name[name] for name in REASONS if name in by_name))

    def _complementary(self, id: str) -> list[Reason]:
        offers = self.needs.met(self._sought, self.needs.held_by(id)) if self._sought else None
        seeks = self.needs.met(self.needs.sought_by(id), self._held) if self._held else None
        matches = (("offers", offers), ("seeks", seeks))
        return [Reason(name, WEIGHTS[name] * m.value, m.things, len(m.things), m.facts) for name, m in matches if m is not None and m.value]

    def _shared_ties(self, raw: _Raw, per_worth: float) -> list[Reason]:
        if not raw.worth:
            return []
        between = tuple(sorted(raw.between, key=lambda somebody: (-somebody.worth, somebody.id)))
        about = tuple(somebody.id for somebody in between)
        return [Reason("shared_ties", WEIGHTS["shared_ties"] * raw.worth * per_worth, about, len(about), between=between)]

    def _alike(self, raw: _Raw, per_theme: float) -> list[Reason]:
        reasons = []
        for label, name in KINDS.items():
            themes = {theme: found for theme, found in raw.themes.items() if self.facts.entities[theme].label == label}
            if themes:
                best = tuple(sorted(themes, key=lambda theme: (-themes[theme][0], theme)))
                facts = {r.id: r for theme in best for r in chain(self._own[theme][0], themes[theme][1][0])}
                worth = sum(worth for worth, _ in themes.values())
                reasons.append(Reason(name, WEIGHTS["themes"] * worth * per_theme, best, len(best), tuple(facts.values())))
        return reasons

    def _near(self, id: str) -> list[Reason]:
        """By the cities they are in; where no city of one of them is known, by the country they say."""
        factor = self.proximity.factor([id])
        if factor.value:
            return [Reason("place", WEIGHTS["place"] * (1.0 if factor.value == 1 else ELSEWHERE), facts=factor.facts)]
        own, theirs = self.facts.entities[self.asker].text("country"), self.facts.entities[id].text("country")
        if factor.known or own is None or own != theirs:
            return []
        return [Reason("place", WEIGHTS["place"] * ELSEWHERE, said=(Said(self.asker, "country"), Said(id, "country")))]

    def _of_a_kind(self, id: str) -> list[Reason]:
        """Both companies, or both of one kind of structure."""
        own, other = self.facts.entities[self.asker], self.facts.entities[id]
        alike = own.label == other.label and (own.label == "Company" or (own.label == "Structure" and own.text("kind") == other.text("kind") is not None))
        return [Reason("kind", WEIGHTS["kind"], said=(Said(id, "kind"),))] if alike else []

    @property
    def _is_person(self) -> bool:
        return self.facts.entities[self.asker].label == "Person"

    @property
    def _labels(self) -> frozenset[str]:
        """People may meet anybody; organisations meet organisations."""
        return ACTORS if self._is_person else BODIES

    def _pool(self) -> Set[str]:
        pool: Set[str] = frozenset()
        for label in sorted(self._labels):
            pool = pool | self.facts.bearing(label)
        return pool - self.facts.objectors - self.barred

    def _some(self, found: Set[str]) -> Sequence[str]:
        """All of them, or those with most relationships."""
        self._all_needs &= len(found) <= MOST_FOUND
        return self.facts.best_connected(found, MOST_FOUND)

    def _employers(self) -> frozenset[str]:
        return frozenset(r.target for r in self.facts.outgoing(self.asker, "WORKS_AT", on=self.day)) if self._is_person else frozenset({self.asker})

    def _colleagues(self) -> frozenset[str]:
        """Who has an open post at the actor's organisation, or where the actor has one."""
        return frozenset(self.facts.sources(self._employers(), ("WORKS_AT",), self.day) - self.facts.objectors) - {self.asker}

    def _family(self) -> Set[str]:
        """The actor itself, or its whole group."""
        tops = above(self.facts, {self.asker}, "SUBSIDIARY_OF", self.day)
        return below(self.facts, tops, "SUBSIDIARY_OF", self.day).keys()

    def _rivals(self) -> Set[str]:
        """Competitors of the actor or of where it works, and the people in post there."""
        found = frozenset().union(*(rivals(self.facts, organisation, self.day) for organisation in self._employers()))
        return found | self.facts.sources(found, ("WORKS_AT",), self.day)


def dealt_with(facts: Facts, a: str, b: str) -> bool:
    """Whether the two have a relationship that introduces, ended or not."""
    return any(TYPES[r.type].weight is not None for r in facts.between(a, b))
