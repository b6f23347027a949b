"""Parts of the network to draw: what is in them is exactly what the facts say, however it is asked for, and nobody who objects."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import LABELS, TYPES
from explorer.errors import NotFound
from explorer.network import PlainEngine
from explorer.network.compiled import CompiledEngine
from explorer.services.explore import MOST_LOOKED_AT, among, around, behind, best_connected
from explorer.services.graph import KINDS
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.forms import in_memory, mapped
from tests.networks import AS_OF, networks

EN = texts("en")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def compiled(facts: Facts) -> Snapshot:
    return replace(Snapshot.of(facts), engine=CompiledEngine(facts))


def plain(facts: Facts) -> Snapshot:
    return replace(Snapshot.of(facts), engine=PlainEngine(facts))


both = pytest.mark.parametrize("snapshot_of", [plain, compiled])


@both
@quick
@given(networks(), st.data())
def test_what_is_drawn_is_what_the_facts_say(snapshot_of: Callable[[Facts], Snapshot], facts: Facts, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from([*facts.entities, "nobody"]), max_size=12))
    snapshot = snapshot_of(facts)
    graph = among(snapshot, ids, AS_OF)
    shown = {id for id in ids if id in facts.entities and not facts.entities[id].objects}
    assert [node.entity.id for node in graph.nodes] == list(dict.fromkeys(id for id in ids if id in shown))
    assert set(graph.missing) == set(ids) - shown
    told = {tie.relationship.id: tie for tie in graph.ties}
    assert told.keys() == {r.id for r in facts.relationships if {r.source, r.target} <= shown and r.exists_at(AS_OF)}
    for tie in told.values():
        r = tie.relationship
        found = PlainEngine(facts).tie_between(r.source, r.target, AS_OF)
        introduces = TYPES[r.type].introduces(facts.entities[r.source].label, facts.entities[r.target].label)
        assert tie.introduces is introduces
        assert tie.strength == (pytest.approx(found.strength, abs=2e-8) if found and introduces else None)
    for node in graph.nodes:
        assert node.degree == sum(node.entity.id in (r.source, r.target) for r in facts.relationships)


@both
@quick
@given(networks(), st.data())
def test_pages_of_neighbours_add_up(snapshot_of: Callable[[Facts], Snapshot], facts: Facts, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from([id for id, entity in facts.entities.items() if not entity.objects]))
    types = data.draw(st.lists(st.sampled_from(["KNOWS", "WORKS_AT", "LOCATED_IN", "MEMBER_OF"]), max_size=2))
    labels = data.draw(st.lists(st.sampled_from(["Person", "Company", "City"]), max_size=1))
    snapshot = snapshot_of(facts)
    pages = [around(snapshot, id, EN, types=types, labels=labels, skip=skip, limit=2, as_of=AS_OF) for skip in range(0, 40, 2)]
    listed = [node.entity.id for page in pages for node in page.graph.nodes if node.entity.id != id]
    fits = {r.other(id) for r in facts.of(id) if not types or r.type in types}
    expected = {o for o in fits if not facts.entities[o].objects and (not labels or labels[0] in facts.entities[o].labels)}
    assert sorted(listed) == sorted(expected)
    assert {page.total for page in pages} == {len(expected)}
    assert all(page.looked_at_all for page in pages)
    # As the engine lists an actor's ties: by what asking costs.
    costs = {other: tie.cost for other, tie in PlainEngine(facts).ties_of(id, AS_OF).items()}
    actors = [costs[other] for other in listed if other in costs]
    assert actors == sorted(actors)
    assert [other in costs for other in listed] == sorted((other in costs for other in listed), reverse=True)
    counts = Counter(r.type for r in facts.nameable(id))
    assert Counter(dict(_summed(pages[0].counts))) == counts
    assert pages[0].withheld == facts.degree(id) - counts.total()


def _summed(counts: tuple[tuple[str, str, int], ...]) -> Counter[str]:
    summed: Counter[str] = Counter()
    for type_, direction, n in counts:
        assert (direction == "both") == TYPES[type_].symmetric
        summed[type_] += n
    return summed


def hub(members: int) -> Facts:
    companies = [Entity(f"company:{n}", "Company", f"Company {n}") for n in range(members)]
    centre = Entity("structure:hub", "Structure", "The hub")
    city = Entity("city:1", "City", "Town", {"country": "FR", "lat": 45.5, "lon": 4.5})
    ties = [Relationship(f"m{n}", "MEMBER_OF", c.id, centre.id, since=parse_date(str(2000 + n % 20))) for n, c in enumerate(companies)]
    ties += [Relationship(f"k{n}", "PARTNER_OF", companies[n].id, centre.id, since=parse_date("2024")) for n in (3, 5)]
    ties.append(Relationship("in", "LOCATED_IN", centre.id, city.id))
    return Facts([*companies, centre, city], ties)


@pytest.mark.parametrize("form", [in_memory, mapped])
def test_of_a_hub_the_strongest_and_the_rare_are_looked_at(form: Callable[..., Facts]) -> None:
    made = hub(MOST_LOOKED_AT + 2_000)
    facts = form(made.entities.values(), made.relationships)
    found = around(compiled(facts), "structure:hub", EN, limit=10, as_of=date(2024, 6, 1))
    assert not found.looked_at_all
    assert found.total == MOST_LOOKED_AT + 2_003
    assert {node.entity.id for node in found.graph.nodes[1:3]} == {"company:3", "company:5"}
    assert found.counts[0] == ("MEMBER_OF", "in", MOST_LOOKED_AT + 2_000)
    where = around(compiled(facts), "structure:hub", EN, types=["LOCATED_IN"])
    assert [node.entity.id for node in where.graph.nodes] == ["structure:hub", "city:1"]
    assert where.looked_at_all
    assert (where.node.as_json()["city"], where.node.as_json()["lat"], where.node.country) == ("Town", 45.5, "FR")


def village() -> Facts:
    return Facts(
        [
            Entity("p:1", "Person", "Anne"),
            Entity("p:2", "Person", "Basile", {"objects": True}),
            Entity("c:1", "Company", "Forge", {"country": "FR", "size_class": "pme"}),
            Entity("c:2", "Company", "Scierie", {"size_class": "grand_groupe"}),
            Entity("e:1", "Event", "Salon", {"starts_on": "2021-05", "ends_on": "2021-06"}),
            Entity("s:1", "Sector", "Bois"),
            Entity("v:1", "City", "Ambert", {"country": "FR"}),
        ],
        [
            Relationship("1", "WORKS_AT", "p:1", "c:1", since=parse_date("2019")),
            Relationship("2", "WORKS_AT", "p:2", "c:1"),
            Relationship("3", "PARTICIPATES_IN", "c:1", "e:1"),
            Relationship("4", "PARTICIPATES_IN", "c:2", "e:1"),
            Relationship("5", "ACTIVE_IN", "c:2", "s:1"),
            Relationship("6", "LOCATED_IN", "c:2", "v:1"),
            Relationship("7", "KNOWS", "p:1", "p:2"),
            Relationship("8", "SUPPLIES", "c:1", "c:2", since=parse_date("2030")),
        ],
    )


def test_who_objects_is_in_no_part() -> None:
    snapshot = Snapshot.of(village())
    with pytest.raises(NotFound):
        around(snapshot, "p:2", EN)
    with pytest.raises(NotFound):
        behind(snapshot, "p:1", "p:2", EN)
    shown = {node.entity.id for node in (*around(snapshot, "p:1", EN).graph.nodes, *around(snapshot, "c:1", EN).graph.nodes)}
    assert "p:2" not in shown
    assert among(snapshot, ["p:1", "p:2"]).missing == ("p:2",)
    total, graph = best_connected(snapshot, EN)
    assert total == len(graph.nodes) == 6


def test_an_objection_of_a_moment_ago_counts() -> None:
    snapshot = replace(Snapshot.of(village()), objecting=lambda ids: frozenset({"p:1"} & set(ids)))
    assert among(snapshot, ["p:1", "c:1"]).missing == ("p:1",)
    assert {node.entity.id for node in around(snapshot, "c:1", EN).graph.nodes} == {"c:1", "c:2", "e:1"}
    with pytest.raises(NotFound):
        behind(snapshot, "p:1", "c:1", EN)
    assert best_connected(snapshot, EN, label="Person")[1].nodes == ()


def test_a_drawing_to_begin_with_hangs_together() -> None:
    apart = [Entity("v:apart", "City", "Apart"), *(Entity(f"e:hall {n}", "Event", f"Hall {n}") for n in range(9))]
    held = [Relationship(f"in {hall.id}", "LOCATED_IN", hall.id, "v:apart") for hall in apart[1:]]
    facts = village()
    everything = Facts((*facts.entities.values(), *apart), (*facts.relationships, *held))
    assert best_connected(Snapshot.of(everything), EN, limit=1)[1].nodes[0].entity.id == "v:apart"
    _, graph = best_connected(Snapshot.of(everything), EN, joined=True, limit=6)
    shown = {node.entity.id for node in graph.nodes}
    assert "v:apart" not in shown
    assert {"c:1", "c:2"} <= shown
    assert all(any(shown_id in (tie.relationship.source, tie.relationship.target) for tie in graph.ties) for shown_id in shown)
    assert "p:2" not in shown


def test_a_drawing_of_towns_alone_is_of_what_joins_them() -> None:
    """Not of their country, which all of them are part of."""
    towns = [Entity(f"v:{n}", "City", f"Town {n}") for n in range(8)]
    country = Entity("country:FR", "Country", "France")
    parts = [Relationship(f"part {town.id}", "PART_OF", town.id, country.id) for town in towns]
    twins = [Relationship(f"twin {n}", "TWINNED_WITH", "v:0", f"v:{n}") for n in (1, 2, 3)]
    snapshot = Snapshot.of(Facts((*towns, country), (*parts, *twins)))
    _, graph = best_connected(snapshot, EN, joined=True, limit=4)
    assert {node.entity.id for node in graph.nodes} == {"v:0", "v:1", "v:2", "v:3"}
    assert [node.entity.id for node in best_connected(Snapshot.of(Facts((country,), ())), EN, joined=True)[1].nodes] == [country.id]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"label": "GrandGroupe"}, {"c:2"}),
        ({"label": "Company"}, {"c:1", "c:2"}),
        ({"sector": "bois"}, {"c:2"}),
        ({"city": "Ambert", "label": "Company"}, {"c:2"}),
        ({"country": "fr"}, {"c:1", "c:2", "v:1"}),
        ({"type": "PARTICIPATES_IN"}, {"c:1", "c:2", "e:1"}),
        ({"country": "FR", "sector": "s:1", "label": "Person"}, set()),
    ],
)
def test_the_best_connected_that_fit(asked: dict[str, str], expected: set[str]) -> None:
    total, graph = best_connected(Snapshot.of(village()), EN, **asked)  # type: ignore[arg-type]
    assert {node.entity.id for node in graph.nodes} == expected
    assert total == len(expected)
    assert {tie.relationship.type for tie in graph.ties} <= {asked.get("type", "")} or "type" not in asked
    assert len(best_connected(Snapshot.of(village()), EN, limit=1, **asked)[1].nodes) <= 1  # type: ignore[arg-type]


def test_years_are_those_of_the_event_where_a_tie_has_none() -> None:
    ties = {tie.relationship.id: tie for tie in among(Snapshot.of(village()), ["p:1", "c:1", "c:2", "e:1"]).ties}
    assert ties["1"].years == (2019, None)
    assert ties["3"].years == (2021, 2021)
    assert "8" in ties
    assert "8" not in {tie.relationship.id for tie in among(Snapshot.of(village()), ["c:1", "c:2"], date(2024, 1, 1)).ties}


def test_what_stands_behind_a_tie() -> None:
    found = behind(Snapshot.of(village()), "c:1", "c:2", EN, date(2024, 1, 1)).as_json()
    assert found["strength"] > 0
    assert [(tie["id"], tie["via"] and tie["via"]["id"]) for tie in found["ties"]] == [("3", "e:1"), ("4", "e:1"), ("8", None)]
    assert len(found["sentences"]) == len(found["ages"]) == found["total"] == 3
    nothing = behind(Snapshot.of(village()), "p:1", "s:1", EN).as_json()
    assert (nothing["strength"], nothing["sentence"], nothing["ties"]) == (None, None, [])
    assert behind(Snapshot.of(village()), "p:1", "p:1", EN).facts == ()


def test_too_many_ties_are_said_to_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.services.graph.MOST_TIES", 2)
    graph = among(Snapshot.of(village()), list(village().entities))
    assert (len(graph.ties), graph.complete) == (2, False)


def test_every_kind_is_drawn() -> None:
    assert set(LABELS) <= set(KINDS)


def test_of_a_kind_what_joins_them_comes_along() -> None:
    """People who sit on boards, and know nobody."""
    people = [Entity(f"person:{n:02}", "Person", f"P {n}", {"objects": True} if n == 0 else {}) for n in range(20)]
    boards = [Entity(f"company:{n}", "Company", f"C {n}") for n in range(4)]
    seats = [Relationship(f"w{n}:{m}", "WORKS_AT", p.id, boards[m].id) for n, p in enumerate(people) for m in {n % 4, (n + 1) % 4}]
    snapshot = Snapshot.of(Facts([*people, *boards], seats))
    total, graph = best_connected(snapshot, EN, label="Person", joined=True, limit=12)
    kinds = Counter(node.entity.label for node in graph.nodes)
    assert (total, len(graph.nodes)) == (19, 12)
    assert kinds["Person"] > kinds["Company"] > 0
    assert "person:00" not in {node.entity.id for node in graph.nodes}
    tied = {end for tie in graph.ties for end in (tie.relationship.source, tie.relationship.target)}
    assert tied == {node.entity.id for node in graph.nodes}
