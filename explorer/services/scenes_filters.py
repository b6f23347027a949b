"""The filters that are kept with a scene, one of them in use and others under names, and what each leaves of what is shown."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from explorer.domain.dates import parse_date
from explorer.domain.strength import strength_word
from explorer.domain.vocabulary import DERIVED_TYPES, TYPES
from explorer.services.graph import KINDS, Edge, Graph, Node
from explorer.services.together import DerivedTie

INFERRED: Final = "inferred"
SITUATES: Final = "situates"
UNDATED: Final = "undated"
SIGNS: Final = (*dict.fromkeys(KINDS.values()), "strong", "medium", "weak", SITUATES, INFERRED, UNDATED)
"""What Explore can leave out by a word alone: kinds, weights of ties, what is only inferred, and what has no date. The others are `type:KNOWS`, `city:Lyon`."""
TYPE: Final = "type"
TRAITS: Final[Mapping[str, Callable[[Node], Collection[str]]]] = {
    "sector": lambda node: [node.entity.name] if node.entity.label == "Sector" else node.sectors,
    "city": lambda node: [node.entity.name] if node.entity.label == "City" else [node.city.name] if node.city else [],
    "country": lambda node: [node.country] if node.country else [],
}
"""What entries have in common. Who has several is left out with the last of them; who has none is called `city:`."""
_EVER: Final = (-10_000, 10_000)


@dataclass(frozen=True, slots=True)
class Filters:
    """`name`: empty for those in use when the scene was saved. `without`: signs. `period`: first and last year; what lies outside is not left out."""

    name: str
    without: frozenset[str]
    period: tuple[int, int] | None
    as_of: date | None

    @property
    def years(self) -> tuple[str, str]:
        """The period as it is written."""
        ends = zip(self.period or _EVER, _EVER, strict=True)
        first, last = ("…" if year == limit else str(year) for year, limit in ends)
        return first, last

    def leave(self, graph: Graph) -> Graph:
        nodes = tuple(node for node in graph.nodes if self._shows(node))
        ids = {node.entity.id for node in nodes}
        ties = (tie for tie in graph.ties if {tie.relationship.source, tie.relationship.target} <= ids)
        return replace(graph, nodes=nodes, ties=tuple(tie for tie in ties if self.without.isdisjoint(signs_of(tie))))

    def _shows(self, node: Node) -> bool:
        if KINDS[node.entity.shown_label] in self.without:
            return False
        return all(any(f"{trait}:{value}" not in self.without for value in values_of(node) or ("",)) for trait, values_of in TRAITS.items())

    def holds(self, tie: Edge | DerivedTie) -> bool:
        """Whether a tie holds at some point of the period; what has no date always does."""
        begun, ended = tie.years
        return self.period is None or ((begun is None or begun <= self.period[1]) and (ended is None or ended >= self.period[0]))

    def is_new(self, tie: Edge) -> bool:
        return tie.relationship.since is not None and self._within(tie.years[0])

    def is_over(self, tie: Edge) -> bool:
        return tie.relationship.until is not None and self._within(tie.years[1])

    def _within(self, year: int | None) -> bool:
        return self.period is not None and year is not None and self.period[0] <= year <= self.period[1]


def weight_of(tie: Edge) -> str:
    return strength_word(tie.strength) if tie.strength is not None else SITUATES


def signs_of(tie: Edge) -> frozenset[str]:
    inferred = {INFERRED} if tie.relationship.status == "inferred" else set()
    return frozenset({weight_of(tie), f"{TYPE}:{tie.relationship.type}"} | inferred | _age(tie))


def signs_of_derived(tie: DerivedTie) -> frozenset[str]:
    return frozenset({strength_word(tie.strength), f"{TYPE}:{tie.type}", INFERRED} | _age(tie))


def _age(tie: Edge | DerivedTie) -> set[str]:
    return {UNDATED} if tie.years == (None, None) else set()


def is_sign(text: str) -> bool:
    name, parted, value = text.partition(":")
    return text in SIGNS if not parted else value in TYPES or value in DERIVED_TYPES if name == TYPE else name in TRAITS


def kept(view: Mapping[str, Any]) -> Sequence[Filters]:
    """Those in use, then those with a name. A scene may be older than what is checked of it today: what makes no sense filters nothing."""
    used = view.get("filters") or {}
    return (
        _filters("", used.get("without"), view.get("time"), used.get("as_of")),
        *(_filters(one["name"], one.get("without"), one.get("time"), one.get("as_of")) for one in view.get("filter_sets") or ()),
    )


def _filters(name: str, without: Any, time: Any, as_of: Any) -> Filters:
    signs = frozenset(filter(is_sign, without)) if isinstance(without, list) and all(isinstance(one, str) for one in without) else frozenset()
    period = None if not time or time == [None, None] else tuple(limit if year is None else year for year, limit in zip(time, _EVER, strict=True))
    return Filters(name, signs, (period[0], period[1]) if period else None, _day(as_of))


def _day(written: Any) -> date | None:
    try:
        return parse_date(written).last
    except (TypeError, ValueError):
        return None
