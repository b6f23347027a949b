"""Who never introduces to or from an actor: its competitors on the day and the people in post there."""

from datetime import date

from explorer.domain.facts import Facts

NOBODY: frozenset[str] = frozenset()


def rivals_of(facts: Facts, id: str, day: date) -> frozenset[str]:
    """Equal to the plain network's `rivals` of the actor, read from the facts around it alone."""
    entity = facts.entities.get(id)
    if entity is None or entity.label != "Company":
        return NOBODY
    competitors = facts.competitors(id, day)
    staff = {r.source for other in competitors for r in facts.incoming(other, "WORKS_AT") if r.open_at(day)}
    return competitors | staff
