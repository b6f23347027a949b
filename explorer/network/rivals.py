"""Who never introduces to or from an actor: its competitors on the day and the people in post there."""

from collections.abc import Collection, Set
from datetime import date
from typing import Final

from explorer.domain.facts import Facts

NOBODY: Final[frozenset[str]] = frozenset()
FEW: Final = 1_000
"""Ends that are each asked for their rivals; of more, those who are known to have any."""


class Rivals:
    """Equal to the plain network's `rivals` of each actor on a day, read from the facts around it alone."""

    def __init__(self, facts: Facts, day: date) -> None:
        self._facts = facts
        self._day = day

    def __call__(self, id: str) -> frozenset[str]:
        entity = self._facts.entities.get(id)
        if entity is None or entity.label != "Company":
            return NOBODY
        competitors = self._facts.competitors(id, self._day)
        staff = {r.source for other in competitors for r in self._facts.incoming(other, "WORKS_AT") if r.open_at(self._day)}
        return competitors | staff

    def among(self, ids: Set[str]) -> Collection[str]:
        """Whoever of some actors has rivals, and others."""
        return ids if len(ids) <= FEW else ids & self._facts.joined_by("COMPETES_WITH")
