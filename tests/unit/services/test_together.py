"""Derived ties as they are drawn: equal to what the introduction network says of each pair, bounded, and of nobody who objects."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import DERIVED_TYPES
from explorer.errors import NotFound
from explorer.network import PlainEngine
from explorer.network.compiled import CompiledEngine
from explorer.services import together
from explorer.services.snapshot import Snapshot
from explorer.services.together import DerivedTie, among, around
from explorer.texts import texts
from tests.networks import AS_OF, networks
from tests.unit.network.crowds import crowded

EN = texts("en")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
Expected = dict[tuple[str, str, str], tuple[Any, set[str | None]]]


def compiled(facts: Facts) -> Snapshot:
    return replace(Snapshot.of(facts), engine=CompiledEngine(facts))


def plain(facts: Facts) -> Snapshot:
    return replace(Snapshot.of(facts), engine=PlainEngine(facts))


both = pytest.mark.parametrize("snapshot_of", [plain, compiled])


def by_pairs(facts: Facts, ids: set[str], day: date = AS_OF) -> Expected:
    """By type and ends: strength of the pair and what it rests on, each pair asked of the network itself."""
    engine = PlainEngine(facts)
    found: Expected = {}
    for a, b in combinations(sorted(ids), 2):
        if tie := engine.tie_between(a, b, day):
            for name in DERIVED_TYPES:
                for given in tie.contributions:
                    if given.type == name:
                        benefit, run = given.behind[:2]
                        ends = (run.source, benefit.source) if name == "RUNS_FOR" else (a, b)
                        found.setdefault((name, *ends), (tie.strength, set()))[1].add(given.via)
    return found


def told(ties: tuple[DerivedTie, ...]) -> Expected:
    assert len({tie.id for tie in ties}) == len(ties)
    return {(tie.type, tie.source, tie.target): (pytest.approx(tie.strength, abs=2e-8), {entity.id for entity in tie.via}) for tie in ties}


@both
@quick
@given(networks() | crowded(), st.data())
def test_among_some_are_the_derived_ties_of_each_pair(snapshot_of: Callable[[Facts], Snapshot], facts: Facts, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from([*sorted(facts.entities), "nobody"]), max_size=30))
    found = among(snapshot_of(facts), ids, AS_OF)
    assert found.complete
    assert told(found.ties) == by_pairs(facts, set(ids))
    assert [tie.strength for tie in found.ties] == sorted((tie.strength for tie in found.ties), reverse=True)


@both
@quick
@given(networks() | crowded(), st.data())
def test_around_one_pages_add_up_the_strongest_first(snapshot_of: Callable[[Facts], Snapshot], facts: Facts, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(sorted(id for id, entity in facts.entities.items() if not entity.objects)))
    types = data.draw(st.sampled_from([(), ("WORKED_WITH",), ("RUNS_FOR",)]))
    snapshot = snapshot_of(facts)
    pages = [around(snapshot, id, EN, types=types, skip=skip, limit=40, as_of=AS_OF) for skip in range(0, 160, 40)]
    every = {key: value for key, value in by_pairs(facts, set(facts.entities)).items() if id in key[1:]}
    expected = {key: value for key, value in every.items() if not types or key[0] in types}
    assert told(tuple(tie for page in pages for tie in page.together.ties)) == expected
    listed = [node.entity.id for page in pages for node in page.nodes]
    assert sorted(listed) == sorted({a if b == id else b for _, a, b in expected})
    costs = PlainEngine(facts).ties_of(id, AS_OF)
    assert [costs[other].cost for other in listed] == sorted(costs[other].cost for other in listed)
    assert {page.total for page in pages} == {len(listed)}
    assert dict(pages[0].counts) == {name: n for name in DERIVED_TYPES if (n := len({frozenset(key[1:]) for key in every if key[0] == name}))}
    assert all(page.looked_at_all for page in pages)


def village(*, objects: bool = False) -> Facts:
    return Facts(
        [
            Entity("p:1", "Person", "Anne"),
            Entity("p:2", "Person", "Basile", {"objects": objects}),
            Entity("c:1", "Company", "Forge"),
            Entity("e:1", "Event", "Salon", {"starts_on": "2021-05", "ends_on": "2021-06"}),
            Entity("e:2", "Event", "Foire"),
        ],
        [Relationship(f"{who}{what}", "PARTICIPATES_IN", who, what) for who in ("p:1", "p:2", "c:1") for what in ("e:1", "e:2")],
    )


def test_a_tie_says_what_it_rests_on_and_when_that_was() -> None:
    (tie,) = among(Snapshot.of(village()), ["p:1", "c:1"], date(2022, 1, 1)).ties
    said = tie.as_json()
    assert (said["source"], said["target"], said["type"], said["status"], said["via_total"]) == ("c:1", "p:1", "WORKED_WITH", "inferred", 2)
    assert {entity["name"] for entity in said["via"]} == {"Salon", "Foire"}
    assert (said["year_from"], said["year_to"], said["since"]) == (2021, None, None)
    assert among(Snapshot.of(village()), ["p:1", "c:1"], date(2021, 1, 1)).ties[0].via[0].id == "e:2"


def test_nobody_who_objects_is_named() -> None:
    for snapshot in (Snapshot.of(village(objects=True)), replace(Snapshot.of(village()), objecting=lambda ids: frozenset({"p:2"} & set(ids)))):
        assert [tie.id for tie in among(snapshot, ["p:1", "p:2", "c:1"]).ties] == ["WORKED_WITH\nc:1\np:1"]
        found = around(snapshot, "c:1", EN)
        assert (found.counts, [node.entity.id for node in found.nodes]) == ((("WORKED_WITH", 1),), ["p:1"])
    with pytest.raises(NotFound):
        around(Snapshot.of(village(objects=True)), "p:2", EN)
    with pytest.raises(NotFound):
        around(Snapshot.of(village()), "nobody", EN)


def test_what_introduces_nobody_worked_with_nobody() -> None:
    assert around(Snapshot.of(village()), "e:1", EN).counts == ()


@both
def test_of_very_many_it_is_said_that_not_all_were_looked_at(snapshot_of: Callable[[Facts], Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    hubs = [Entity(id, "Structure", id) for id in ("hub:1", "hub:2")]
    events = [Entity(f"e:{n}", "Event", f"Event {n}") for n in range(9)]
    guests = [Entity(f"c:{n}", "Company", f"Company {n}") for n in range(9)]
    came = [Relationship(f"{e.id}{who.id}", "PARTICIPATES_IN", who.id, e.id) for e, guest in zip(events, guests, strict=True) for who in (guest, *hubs)]
    facts = Facts([*hubs, *events, *guests], came)
    snapshot, ids = snapshot_of(facts), list(facts.entities)
    whole = among(snapshot, ids, AS_OF)
    assert (whole.complete, len(whole.ties)) == (True, 19)
    monkeypatch.setattr(together, "MOST_DEALINGS", 5)
    cut = among(snapshot, ids, AS_OF)
    assert not cut.complete
    # From the side of those who took part in little, a hub's ties are all there.
    assert {tie.id for tie in whole.ties if "hub:1\nhub:2" not in tie.id} <= {tie.id for tie in cut.ties}
    assert among(snapshot, [id for id in ids if id != "hub:2"], AS_OF).complete
    some = around(snapshot, "hub:1", EN, as_of=AS_OF)
    assert not some.looked_at_all
    assert 0 < some.total <= 5
    monkeypatch.setattr(together, "MOST_DERIVED", 3)
    few = among(snapshot, ids, AS_OF)
    assert (len(few.ties), few.complete) == (3, False)


def test_who_runs_a_programme_is_tied_to_whom_it_serves() -> None:
    facts = Facts(
        [Entity("s", "Structure", "Agency"), Entity("c", "Company", "Forge"), Entity("d", "Company", "Mill"), Entity("p", "Programme", "Plan")],
        [
            Relationship("1", "RUNS", "s", "p"),
            Relationship("2", "SUPPORTED_BY", "c", "p"),
            Relationship("3", "SUPPORTED_BY", "d", "p"),
            Relationship("4", "SUPPORTED_BY", "d", "s", since=parse_date("2020")),
        ],
    )
    assert [tie.id for tie in among(Snapshot.of(facts), ["s", "c", "d"], AS_OF).ties] == ["RUNS_FOR\ns\nc"]
    for id in ("s", "c"):
        assert [tie.id for tie in around(Snapshot.of(facts), id, EN, as_of=AS_OF).together.ties] == ["RUNS_FOR\ns\nc"]
