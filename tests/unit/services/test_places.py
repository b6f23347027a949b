"""Places: counted against brute force, and by hand."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.services.places import places
from explorer.services.snapshot import Snapshot

DAY = date(2024, 1, 1)
CITIES = [Entity(f"city:{n}", "City", f"City {n}", {"lat": 45.0 + n, "lon": 4.0, "country": "FR" if n else "IT"} if n < 3 else {}) for n in range(4)]
ACTORS = [Entity(f"c:{n}", "Company", f"C{n}") for n in range(5)] + [Entity("e:1", "Event", "Salon"), Entity("p:1", "Person", "Zelda", {"objects": True})]

PAIRS = st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["PARTNER_OF", "MET"]))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=7, max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["PARTNER_OF", "MET"])), max_size=12),
)
def test_what_runs_between_places_is_counted(homes: list[int], pairs: list[tuple[int, int, str]]) -> None:
    where = {actor.id: f"city:{home}" for actor, home in zip(ACTORS, homes, strict=True) if home < 4}
    ties = [Relationship(f"l{id}", "LOCATED_IN", id, city) for id, city in where.items()]
    told = [(ACTORS[a].id, ACTORS[b].id, type_) for a, b, type_ in pairs if a != b]
    ties += [Relationship(f"t{n}", "PARTICIPATES_IN" if b == "e:1" else type_, a, b) for n, (a, b, type_) in enumerate(told)]
    ties.append(Relationship("twin", "TWINNED_WITH", "city:1", "city:0"))
    found = places(Snapshot.of(Facts([*CITIES, *ACTORS], ties)), as_of=DAY)
    expected: Counter[tuple[str, str, str]] = Counter({("city:0", "city:1", "twin"): 1})
    for a, b, _ in told:
        one, other = where.get(a, "city:3"), where.get(b, "city:3")
        if "city:3" in (one, other) or "p:1" in (a, b) or one == other:
            continue
        kind = "flow" if b == "e:1" else "tie"
        expected[(*((one, other) if kind == "flow" else sorted((one, other))), kind)] += 1
    assert {(arc.source.id, arc.target.id, arc.kind): arc.n for arc in found.arcs} == expected
    assert {place.city.id: place.total for place in found.places} == {
        city.id: sum(home == city.id and id != "p:1" for id, home in where.items()) for city in CITIES[:3]
    }
    assert (found.total, found.unplaced, found.complete) == (3, 1, True)


def test_of_one_country_and_at_most_so_many() -> None:
    snapshot = Snapshot.of(Facts(CITIES, []))
    assert [place.city.id for place in places(snapshot, country="it").places] == ["city:0"]
    assert len(places(snapshot, limit=1).places) == 1
    assert places(snapshot, country="ZZ").as_json()["places"] == []
