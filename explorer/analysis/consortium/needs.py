"""What is needed."""

from dataclasses import dataclass
from datetime import date

from explorer.analysis.opportunities import in_lots
from explorer.domain.facts import Facts
from explorer.domain.records import Relationship


@dataclass(frozen=True, slots=True)
class Need:
    """A lot's need of a capability or sector. `things`: its id; several where a name means any of them. Needs without a lot stand each for itself."""

    things: frozenset[str]
    lot: str | None = None

    @property
    def order(self) -> tuple[bool, list[tuple[int, str]], list[str]]:
        """Lots as people number them, those without one last; then by id."""
        return self.lot is None, in_lots(self.lot), sorted(self.things)


def needs_of(facts: Facts, opportunity: str, day: date) -> tuple[Need, ...]:
    """What an opportunity seeks on that day, each once."""
    sought = facts.outgoing(opportunity, "SEEKS", on=day)
    return tuple(sorted({Need(frozenset({r.target}), _lot(r)) for r in sought}, key=lambda need: need.order))


def _lot(r: Relationship) -> str | None:
    lot = r.properties.get("lot")
    return None if lot is None else str(lot)
