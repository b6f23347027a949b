"""On whom a place, a structure or the whole network rests."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Relationship
from explorer.errors import BadInput, NotFound
from explorer.services import brokers as service
from explorer.services.brokers import Brokers, find_brokers
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.carriers import DAY, entity, tie

EN = texts("en")
PEOPLE = tuple(entity(f"person:{name}", "Person", name.title()) for name in ("ana", "ben", "chloe", "dan", "eve"))
CLUB = entity("structure:club", "Structure", "Club")
CITY = entity("city:x", "City", "Somewhere")


def knows(a: str, b: str, strength: int = 4) -> Relationship:
    return replace(tie("KNOWS", f"person:{a}", f"person:{b}", stated_strength=strength, source_document="notes"), id=f"{a}-{b}")


def member(name: str) -> Relationship:
    return replace(tie("MEMBER_OF", f"person:{name}", CLUB.id, source_document="list"), id=f"{name}-club")


def snapshot(*known: Relationship) -> Snapshot:
    return Snapshot.of(Facts((*PEOPLE, CLUB, CITY), known))


def ask(snapshot: Snapshot, place: str | None = None, limit: int = 10) -> Brokers:
    return find_brokers(snapshot, place, EN, limit=limit, as_of=DAY)


STAR = tuple(knows("ana", other) for other in ("ben", "chloe", "dan"))


def test_everything_rests_on_the_middle_of_a_star() -> None:
    answer = ask(snapshot(*STAR))
    assert answer.pairs == 6
    (broker,) = answer.told
    assert (broker.entity.name, broker.through, broker.lost, broker.weaker) == ("Ana", 3, 3, 0)
    assert [(pair.source.name, pair.target.name, pair.left) for pair in broker.worst] == [("Ben", "Chloe", None), ("Ben", "Dan", None), ("Chloe", "Dan", None)]
    assert broker.sentence == "3 best introductions go through it. Without it, 3 pairs would have none any more."


def test_whoever_is_needed_comes_before_whoever_is_only_the_best_way() -> None:
    answer = ask(snapshot(*STAR, knows("ben", "eve", 1), knows("eve", "chloe", 1)))
    most = answer.told[0]
    assert (most.entity.name, most.lost, most.weaker) == ("Ana", 3, 1)
    assert answer.total == len(answer.told)
    assert len(ask(snapshot(*STAR, knows("ben", "eve", 1)), limit=1).told) == 1


def test_of_the_members_of_a_structure_pairs_alone_are_looked_at_but_anybody_may_stand_between() -> None:
    answer = ask(snapshot(*STAR, member("ben"), member("chloe")), "Club")
    assert answer.place == CLUB
    assert [entity.name for entity in answer.looked_at] == ["Ben", "Chloe"]
    assert answer.pairs == 1
    assert {broker.entity.name for broker in answer.told} <= {"Ana", "Club"}


def test_the_best_connected_are_looked_at_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_ACTORS", 2)
    answer = ask(snapshot(*STAR, knows("ben", "eve")))
    assert [entity.name for entity in answer.looked_at] == ["Ana", "Ben"]
    assert answer.explanation.startswith("Of the 6 actors of the whole network, the 2 best connected were looked at.")


def test_whoever_objects_by_now_is_not_named() -> None:
    def objecting(ids: Collection[str]) -> frozenset[str]:
        return frozenset({"person:ana"}) & frozenset(ids)

    answer = ask(replace(snapshot(*STAR), objecting=objecting))
    assert (answer.pairs, answer.told) == (0, ())
    assert "Ana" not in str(answer.as_json())
    assert answer.explanation.endswith("No two of them can be introduced to each other by what is known.")


def test_where_all_know_each_other_nobody_stands_between() -> None:
    assert ask(snapshot(knows("ana", "ben"))).explanation.endswith("All know each other directly: nobody stands in between.")
    assert ask(snapshot(), "Somewhere").explanation.startswith("Nobody is known at Somewhere")


@pytest.mark.parametrize(("place", "limit", "error"), [("Ana", 1, BadInput), ("Nowhere", 1, NotFound), (None, 0, BadInput), (None, 101, BadInput)])
def test_what_cannot_be_asked_is_said(place: str | None, limit: int, error: type[BadInput]) -> None:
    with pytest.raises(error):
        ask(snapshot(*STAR), place, limit)
