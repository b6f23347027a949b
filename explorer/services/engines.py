"""Which engine answers: the plain one for small networks and while the other is being compiled, the compiled one otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.network import PathEngine, PlainEngine
from explorer.network.arrays import TieArrays
from explorer.network.building import tie_arrays
from explorer.network.evidence import touched_by
from explorer.network.overlay import with_changes


@dataclass(frozen=True, slots=True)
class Building:
    """Where an engine gets its arrays from: for today and tomorrow those that are `kept` of its base, with what changed since; else the facts themselves.

    `kept` gives the arrays of a day's ties in the base; None: nothing is kept.
    """

    base: Facts
    kept: Callable[[Facts, date], TieArrays] | None = None

    def __call__(self, facts: Facts, day: date, types: frozenset[str] | None) -> TieArrays:
        if self.kept is None or types is not None or not 0 <= (day - today()).days <= 1:
            return tie_arrays(facts, day, types)
        arrays = self.kept(self.base, day)
        if facts is self.base:
            return arrays
        touched = touched_by(self.base, facts, day, facts.changed_entities, facts.changed_relationships)
        return with_changes(arrays, self.base, facts, touched)


def engine_for(facts: Facts, building: Building) -> PathEngine:  # noqa: ARG001 - for engines that need arrays
    """The best there is now."""
    return PlainEngine(facts)


def outgrown(engine: PathEngine, facts: Facts) -> bool:  # noqa: ARG001
    """Whether a better engine has become available meanwhile."""
    return False
