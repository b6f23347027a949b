"""What would be lost without somebody, or without a relationship."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.services.absence import Absence, absence
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.carriers import DAY, entity, tie

EN = texts("en")
PEOPLE = tuple(entity(f"person:{name}", "Person", name.title()) for name in ("ana", "ben", "chloe", "dan"))
PLACE = entity("city:x", "City", "Somewhere")


def knows(a: str, b: str, strength: int = 4) -> Relationship:
    return replace(tie("KNOWS", f"person:{a}", f"person:{b}", stated_strength=strength, source_document="notes"), id=f"{a}-{b}")


def snapshot(*known: Relationship) -> Snapshot:
    return Snapshot.of(Facts((*PEOPLE, PLACE), known))


LINE = (knows("ana", "ben"), knows("ben", "chloe"))
AROUND = (*LINE, knows("ana", "dan", 1), knows("dan", "chloe", 1))


def ask(snapshot: Snapshot, id: str = "Ben", relationship: str | None = None) -> Absence:
    return absence(snapshot, id, EN, relationship=relationship, as_of=DAY)


def pairs(answer: Absence) -> list[tuple[str, str]]:
    return [(told.source.name, told.target.name) for told in answer.told]


def test_who_was_joined_through_one_alone_is_joined_no_more() -> None:
    answer = ask(snapshot(*LINE))
    assert (answer.pairs, answer.lost, answer.weaker) == (1, 1, 0)
    (told,) = answer.told
    assert ([stop.name for stop in told.today.stops], told.left) == (["Ana", "Ben", "Chloe"], None)
    assert answer.explanation == (
        "Among the 2 actors nearest to Ben, 1 pair can be introduced to each other today. Without Ben: 1 pair could no longer be introduced."
    )


def test_who_has_another_way_has_a_weaker_one() -> None:
    answer = ask(snapshot(*AROUND))
    assert (answer.lost, pairs(answer)) == (0, [("Ana", "Chloe")])
    assert answer.weaker == 1
    left = answer.told[0].left
    assert left is not None
    assert [stop.name for stop in left.stops] == ["Ana", "Dan", "Chloe"]


def test_nothing_is_lost_without_the_weaker_way() -> None:
    answer = ask(snapshot(*AROUND, knows("ana", "chloe")), "Dan")
    assert (answer.lost, answer.weaker, answer.told) == (0, 0, ())
    assert answer.explanation.endswith("Without Dan, none of them loses anything: every best introduction goes another way.")


def test_without_a_relationship_its_ends_lose_too() -> None:
    answer = ask(snapshot(*AROUND), relationship="ana-ben")
    assert answer.relationship is not None
    assert pairs(answer) == [("Ana", "Ben"), ("Ana", "Chloe")]
    assert [[stop.name for stop in told.left.stops] for told in answer.told if told.left] == [["Ana", "Dan", "Chloe", "Ben"], ["Ana", "Dan", "Chloe"]]
    assert "If this were gone (" in answer.explanation


def test_a_pair_tied_by_two_things_is_told_by_the_one_that_is_left() -> None:
    both = (*LINE, replace(knows("ana", "ben", 1), id="second"))
    answer = ask(snapshot(*both), relationship="ana-ben")
    assert answer.told[0].left is not None
    assert [fact.relationship.id for fact in answer.told[0].left.steps[0].facts] == ["second"]


def test_whoever_objects_by_now_is_not_named() -> None:
    def objecting(ids: Collection[str]) -> frozenset[str]:
        return frozenset({"person:dan"}) & frozenset(ids)

    late = replace(snapshot(*AROUND), objecting=objecting)
    answer = ask(late)
    assert (answer.lost, answer.weaker) == (1, 0)
    assert "Dan" not in str(answer.as_json())


@pytest.mark.parametrize(
    ("id", "relationship", "error"), [("Somewhere", None, BadInput), ("Zoe", None, NotFound), ("Ben", "nothing", NotFound), ("Dan", "ana-ben", NotFound)]
)
def test_what_cannot_be_asked_is_said(id: str, relationship: str | None, error: type[BadInput]) -> None:
    with pytest.raises(error):
        ask(snapshot(*LINE), id, relationship)


def test_alone_there_is_nothing_to_lose() -> None:
    answer = ask(snapshot(), "Dan")
    assert (answer.pairs, answer.told) == (0, ())
    assert isinstance(answer.missing, Entity)
    assert "nothing can be lost" in answer.explanation
