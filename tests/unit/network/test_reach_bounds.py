"""Looking for who is nearest ends, however many rivals stand in the way."""

from datetime import date

from explorer.domain.answers import Question
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network import PlainEngine
from explorer.network.reach import MOST_LOOKUPS

DAY = date(2024, 6, 1)


def gatekeeper(shops: int) -> Facts:
    """One company through which alone the others can be reached, and which competes with each of them."""
    others = [Entity(f"shop:{i:04}", "Company", f"Shop {i}") for i in range(shops)]
    ends = [Entity("asker", "Person", "Asker"), Entity("gate", "Company", "Gate"), Entity("alone", "Company", "Alone"), Entity("town", "City", "Town")]
    ties = [Relationship("r", "WORKS_AT", "asker", "gate")]
    for other in others:
        ties.append(Relationship(f"s-{other.id}", "SUPPLIES", "gate", other.id))
        ties.append(Relationship(f"c-{other.id}", "COMPETES_WITH", "gate", other.id))
        ties.append(Relationship(f"l-{other.id}", "LOCATED_IN", other.id, "town"))
    return Facts([*ends, *others], [*ties, Relationship("l", "LOCATED_IN", "alone", "town")])


def question() -> Question:
    return Question(frozenset({"asker"}), frozenset({"alone"}), DAY, max_hops=6)


def test_few_are_all_looked_at() -> None:
    found = PlainEngine(gatekeeper(MOST_LOOKUPS)).answer(question())
    assert (found.paths, found.nearest, found.complete) == ((), (), True)


def test_too_many_are_said_to_be() -> None:
    found = PlainEngine(gatekeeper(MOST_LOOKUPS + 1)).answer(question())
    assert (found.nearest, found.complete) == ((), False)
